import type { HoldPlace } from "../../dataverse/holds";
import type { GuardedRecord } from "../../dataverse/guard/guardedSubject";
import { recordOnForm, type NothingOnForm, type RecordInputs } from "../shared/onForm";

/** On whose form the guard stands: of what is sent, or of the client whom somebody answers for. */
export type PlaceOnForm =
  | { readonly kind: "sent"; readonly record: GuardedRecord }
  | { readonly kind: "owner"; readonly place: HoldPlace }
  | NothingOnForm;

export function placeOnForm<E>(context: ComponentFramework.Context<RecordInputs, E>): PlaceOnForm {
  const on = recordOnForm(context);
  if (on.kind !== "record") return on;
  const { table, id } = on;
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
