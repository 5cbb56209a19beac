import { isSubjectTable, type NoteSubject } from "../../dataverse/noteSubject";
import { recordOnForm, type NothingOnForm, type RecordInputs } from "../shared/onForm";

/** Whom or what the notes on a form are about. */
export type SubjectOnForm = { readonly kind: "subject"; readonly subject: NoteSubject } | NothingOnForm;

/** Tells it from all others. */
export function keyOf({ table, id }: NoteSubject): string {
  return `${table} ${id}`;
}

export function subjectOnForm(context: ComponentFramework.Context<RecordInputs>): SubjectOnForm {
  const on = recordOnForm(context);
  if (on.kind !== "record") return on;
  const { table, id } = on;
  return isSubjectTable(table) ? { kind: "subject", subject: { table, id } } : { kind: "otherTable" };
}
