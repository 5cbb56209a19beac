import { recordId } from "../../dataverse/client";
import type { HoldPlace } from "../../dataverse/holds";
import type { GuardedRecord } from "../../dataverse/guard/guardedSubject";
import type { ClientInputs } from "../shared/clientOnForm";
import { contextInfoOf } from "../shared/contextInfo";

export type GuardInputs = ClientInputs;

/** On whose form the guard stands: of what is sent, or of the client whom somebody answers for. */
export type PlaceOnForm =
  | { readonly kind: "sent"; readonly record: GuardedRecord }
  | { readonly kind: "owner"; readonly place: HoldPlace }
  | { readonly kind: "unsaved" }
  | { readonly kind: "otherTable" };

export function placeOnForm<E>(context: ComponentFramework.Context<GuardInputs, E>): PlaceOnForm {
  const { recordId: bound, tableName } = context.parameters;
  const info = contextInfoOf(context.mode);
  const id = recordId(bound.raw) ?? recordId(info.entityId);
  if (id === null) return { kind: "unsaved" };
  const table = tableName?.raw || info.entityTypeName;
  switch (table) {
    case "campaignactivity":
    case "campaign":
    case "list":
      return { kind: "sent", record: { table, id } };
    case "account":
    case "opportunity":
      return { kind: "owner", place: { table, id } };
    default:
      return { kind: "otherTable" };
  }
}
