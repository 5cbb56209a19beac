import { isClientTable, recordId, type Client } from "../../dataverse/client";
import { contextInfoOf } from "./contextInfo";

/** What the form says about whose record it shows. */
export type ClientOnForm =
  | { readonly kind: "client"; readonly client: Client }
  /** A new record has no id yet. */
  | { readonly kind: "unsaved" }
  /** The control stands on a form of a table that it does not serve. */
  | { readonly kind: "otherTable" };

/** The inputs that every component on a client's form has. */
export interface ClientInputs {
  /** Bound to the table's primary key. */
  readonly recordId: ComponentFramework.PropertyTypes.StringProperty;
  /** Set on the form: the logical name of its table. */
  readonly tableName?: ComponentFramework.PropertyTypes.StringProperty;
}

export function clientOnForm(context: ComponentFramework.Context<ClientInputs>): ClientOnForm {
  const { recordId: bound, tableName } = context.parameters;
  const id = recordId(bound.raw) ?? recordId(contextInfoOf(context.mode).entityId);
  if (id === null) return { kind: "unsaved" };
  const table = tableName?.raw || contextInfoOf(context.mode).entityTypeName;
  return table !== undefined && isClientTable(table)
    ? { kind: "client", client: { table, id } }
    : { kind: "otherTable" };
}
