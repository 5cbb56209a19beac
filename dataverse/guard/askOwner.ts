import { accountOf, type Protection } from "../../domain/guard/protection";
import type { RowToCreate } from "../createOnce";
import { newId, type IdOf } from "../writing";

/** A question to an owner, in the asker's language. */
export interface Notification {
  readonly title: string;
  readonly body: string;
  /** What the link is called. */
  readonly linkTitle: string;
  /** The record that the owner answers from. */
  readonly record: { readonly table: "opportunity" | "account" | "ent_hold"; readonly id: string };
}

/**
 * Where the owner of a deal or a hold answers: on the form of the deal or of the account. A hold on a contact without an
 * account has neither: its owner ends it or lets it stand.
 */
export function answeredOn(protection: Protection): Notification["record"] {
  if (protection.kind === "deal") return { table: "opportunity", id: protection.deal.id };
  const { id, deal } = protection.hold;
  if (deal !== null) return { table: "opportunity", id: deal.id };
  const account = accountOf(protection);
  return account === null ? { table: "ent_hold", id } : { table: "account", id: account };
}

const MENTION = 100_000_004;
const TIMED = 200_000_000;
const LONGEST_TITLE = 500;
const LONGEST_BODY = 2000;

/**
 * Notifications inside the app, one for each person: they belong to people, not to teams. The link is as Microsoft describes
 * it (developer/model-driven-apps/clientapi/send-in-app-notifications, "actions").
 * @param idOf the same for a repeat after a lost answer
 */
export function notificationsTo(
  people: readonly string[],
  { title, body, linkTitle, record }: Notification,
  idOf: IdOf = newId,
): readonly RowToCreate[] {
  const url = `?pagetype=entityrecord&etn=${record.table}&id=${record.id}`;
  return people.map((person) => {
    const id = idOf(`notification to ${person}`);
    return {
      table: "appnotification",
      id,
      data: {
        appnotificationid: id,
        title: title.slice(0, LONGEST_TITLE),
        body: body.slice(0, LONGEST_BODY),
        icontype: MENTION,
        toasttype: TIMED,
        data: JSON.stringify({ actions: [{ title: linkTitle, data: { url, navigationTarget: "inline" } }] }),
        "ownerid@odata.bind": `/systemusers(${person})`,
      },
    };
  });
}
