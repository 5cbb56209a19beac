import { isClientTable, type Client } from "../../dataverse/client";
import { recordOnForm, type NothingOnForm, type RecordInputs } from "./onForm";

/** Whose interests and deals a form shows. */
export type ClientOnForm = { readonly kind: "client"; readonly client: Client } | NothingOnForm;

export function clientOnForm(context: ComponentFramework.Context<RecordInputs>): ClientOnForm {
  const on = recordOnForm(context);
  if (on.kind !== "record") return on;
  const { table, id } = on;
  return isClientTable(table) ? { kind: "client", client: { table, id } } : { kind: "otherTable" };
}
