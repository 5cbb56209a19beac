import { isoDate, type Day } from "../domain/day";
import { noteName } from "../domain/fieldNote";
import type { Hold } from "../domain/guard/protection";
import { holdScopes, isInForce, type HoldDraft } from "../domain/hold";
import type { AskQuestion } from "./askQuestion";
import { attempt, success, type Answer } from "./attempt";
import { createOrReplace } from "./createOnce";
import { dayIn, type Calendar } from "./dayIn";
import type { Host, Row } from "./host";
import { all, either, type FilterItem, type Question } from "./question";
import { namedIn, numberOf, ownerIn, textOf } from "./row";
import { bind, optionOf, valueOf, type Writing } from "./writing";

/** Whose sends are held. */
export interface Held {
  readonly accountId: string | null;
  readonly contactId: string | null;
}

type WritingHost = Pick<Host, "isOffline"> & { readonly writing: Writing };

/**
 * Saves a hold that begins today. One request; two where an earlier attempt with the same id had come through, whatever it
 * said then, and even if the hold has been ended since.
 */
export function saveHold(
  host: WritingHost,
  id: string,
  held: Held,
  draft: HoldDraft,
  today: Day,
  signal: AbortSignal,
): Promise<Answer<unknown>> {
  return createOrReplace(host, signal, {
    table: "ent_hold",
    id,
    content: {
      ent_name: noteName(draft.reason),
      ent_reason: draft.reason.trim(),
      ent_from: isoDate(today),
      ent_until: draft.until === null ? null : isoDate(draft.until),
      ent_scope: optionOf(holdScopes, draft.scope),
      ...bind("ent_accountid", "accounts", held.accountId),
      ...bind("ent_contactid", "contacts", held.contactId),
      ...bind("ent_opportunityid", "opportunities", draft.dealId),
    },
    blank: { "ent_opportunityid@odata.bind": null, ...ACTIVE },
  });
}

const ACTIVE = { statecode: 0, statuscode: 1 };
const INACTIVE = { statecode: 1, statuscode: 2 };

/** Ends a hold at once: the row stays, inactive, as a record of what was asked for. One request. */
export function endHold(host: WritingHost, id: string, signal: AbortSignal): Promise<Answer<unknown>> {
  return attempt(host, signal, () => host.writing.updateRecord("ent_hold", id, INACTIVE));
}

/** The columns that `holdIn` reads. */
export const holdColumns = [
  ...["ent_holdid", "ent_reason", "ent_scope", "ent_from", "ent_until", "ownerid"],
  ...["ent_accountid", "ent_contactid", "ent_opportunityid"],
].map((name) => ({ name }));

/** A hold as it stands in its row. */
export function holdIn(calendar: Calendar, row: Row): Hold {
  return {
    id: textOf(row, "ent_holdid") ?? "",
    reason: textOf(row, "ent_reason") ?? "",
    from: dayIn(calendar, row, "ent_from"),
    until: dayIn(calendar, row, "ent_until"),
    scope: valueOf(holdScopes, numberOf(row, "ent_scope")) ?? "everySend",
    account: namedIn(row, "ent_accountid"),
    contact: namedIn(row, "ent_contactid"),
    deal: namedIn(row, "ent_opportunityid"),
    owner: ownerIn(row),
  };
}

/** More than anybody will have asked for one client. */
const MOST = 50;

/** Holds on an account (its contacts' among them) or on a deal that have not been ended. */
export function holdsQuestion({ table, id }: HoldPlace): Question {
  const places: readonly FilterItem[] =
    table === "opportunity"
      ? [{ column: "ent_opportunityid", operator: "eq", value: id }]
      : [
          { column: "ent_accountid", operator: "eq", value: id },
          { of: "person", column: "parentcustomerid", operator: "eq", value: id },
        ];
  return {
    table: "ent_hold",
    count: MOST,
    page: 1,
    columns: holdColumns,
    orders: [{ by: "createdon", descending: true }],
    filter: all({ column: "statecode", operator: "eq", value: 0 }, either(...places)),
    links: [
      {
        table: "opportunity",
        from: "opportunityid",
        to: "ent_opportunityid",
        type: "outer",
        alias: "deal",
        columns: [{ name: "statecode" }],
      },
      ...(table === "account"
        ? [
            {
              table: "contact",
              from: "contactid",
              to: "ent_contactid",
              type: "outer",
              alias: "person",
            } as const,
          ]
        : []),
    ],
  };
}

/** On whose form holds are read. */
export interface HoldPlace {
  readonly table: "account" | "opportunity";
  readonly id: string;
}

/** The holds in force, the newest first. One request. */
export async function readHolds(
  ask: AskQuestion,
  calendar: Calendar,
  place: HoldPlace,
  today: Day,
): Promise<Answer<readonly Hold[]>> {
  const answer = await ask(holdsQuestion(place));
  if (!answer.ok) return answer;
  return success(
    answer.value.flatMap((row): Hold[] => {
      const hold = holdIn(calendar, row);
      const isDealOpen = hold.deal === null ? null : numberOf(row, "deal.statecode") === 0;
      return isInForce({ ...hold, isDealOpen }, today) ? [hold] : [];
    }),
  );
}
