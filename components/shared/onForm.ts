import { recordId } from "../../dataverse/client";
import { contextInfoOf } from "./contextInfo";

/** The inputs that every component on a record's form has. */
export interface RecordInputs {
  /** Bound to a column of the table; its text is the record's id where the form gives it. */
  readonly recordId: ComponentFramework.PropertyTypes.StringProperty;
  /** Set on the form: the logical name of its table. */
  readonly tableName?: ComponentFramework.PropertyTypes.StringProperty;
}

/** Why a form has nothing to show. */
export type NothingOnForm =
  /** A new record has no id yet. */
  | { readonly kind: "unsaved" }
  /** The control stands on a form of a table that it does not serve. */
  | { readonly kind: "otherTable" };

/** What the form says about whose record it shows. */
export function recordOnForm<E>(
  context: ComponentFramework.Context<RecordInputs, E>,
): { readonly kind: "record"; readonly table: string; readonly id: string } | NothingOnForm {
  const { recordId: bound, tableName } = context.parameters;
  const info = contextInfoOf(context.mode);
  const id = recordId(bound.raw) ?? recordId(info.entityId);
  if (id === null) return { kind: "unsaved" };
  const table = tableName?.raw || info.entityTypeName;
  return table === undefined ? { kind: "otherTable" } : { kind: "record", table, id };
}
