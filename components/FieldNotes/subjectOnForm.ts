import { recordId } from "../../dataverse/client";
import { isSubjectTable, type NoteSubject } from "../../dataverse/noteSubject";
import type { ClientInputs } from "../shared/clientOnForm";
import { contextInfoOf } from "../shared/contextInfo";

/** What the form says about whose record it shows. */
export type SubjectOnForm =
  | { readonly kind: "subject"; readonly subject: NoteSubject }
  | { readonly kind: "unsaved" }
  | { readonly kind: "otherTable" };

export function subjectOnForm(context: ComponentFramework.Context<ClientInputs>): SubjectOnForm {
  const { recordId: bound, tableName } = context.parameters;
  const info = contextInfoOf(context.mode);
  const id = recordId(bound.raw) ?? recordId(info.entityId);
  if (id === null) return { kind: "unsaved" };
  const table = tableName?.raw || info.entityTypeName;
  return table !== undefined && isSubjectTable(table)
    ? { kind: "subject", subject: { table, id } }
    : { kind: "otherTable" };
}
