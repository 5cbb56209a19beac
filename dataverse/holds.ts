import { isoDate, type Day } from "../domain/day";
import { noteName } from "../domain/noteName";
import type { Hold, Named } from "../domain/guard/protection";
import { holdScopes, isInForce, type HoldDraft } from "../domain/hold";
import { ROWS_AN_ANSWER } from "./ask";
import type { AskQuestion } from "./askQuestion";
import { attempt, success, type Answer } from "./attempt";
import { createOrReplace } from "./createOnce";
import { dayIn, type Calendar } from "./dayIn";
import { isOn, lasts } from "./guard/holdInForce";
import type { Host, Row } from "./host";
import { all, either, type FilterItem, type Question, type QuestionLink } from "./question";
import { namedIn, numberOf, ownerIn, textOf } from "./row";
import { aboveIn, linksTo, toAccount, toContact } from "./scope";
import { bind, optionOf, valueOf, type Writing } from "./writing";

/** Whose sends are held. */
export interface Held {
  readonly accountId: string | null;
  readonly contactId: string | null;
}

type WritingHost = Pick<Host, "isOffline"> & { readonly writing: Writing };

/**
 * Saves a hold that is in force at once: it has no first day, for where others send it may still be yesterday. One request;
 * two where an earlier attempt with the same id had come through, whatever it said then, and even if the hold has been
 * ended since.
 */
export function saveHold(
  host: WritingHost,
  id: string,
  held: Held,
  draft: HoldDraft,
  signal: AbortSignal,
): Promise<Answer<unknown>> {
  return createOrReplace(host, signal, {
    table: "ent_hold",
    id,
    content: {
      ent_name: noteName(draft.reason),
      ent_reason: draft.reason.trim(),
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

/** A deal's lookup and a hold's to what both name. */
const both = [
  ...toAccount.map((from) => [from, "ent_accountid"] as const),
  ...toContact.map((from) => [from, "ent_contactid"] as const),
];

/** Lookups of a hold, and of its deal, that may name the account right above. */
const toAbove = ["ent_accountid", ...toAccount];

/**
 * Holds in force on an account (its contacts' among them, and those of its deals), or on a deal and whoever it is with; and those
 * on the account right above it, for they reach as far. A hold with a last day names no deal. As many as an answer has rows, far
 * more than anybody asks for one client.
 */
export function holdsQuestion({ table, id }: HoldPlace): Question {
  const isOfAccount = table === "account";
  const isAt = (column: string, of?: string): FilterItem => ({ of, column, operator: "eq", value: id });
  const theDeal = { table: "opportunity", filter: all(isAt("opportunityid")) };
  const places: readonly FilterItem[] = isOfAccount
    ? [
        isAt("ent_accountid"),
        ...toAccount.map((to) => isAt(to, "deal")),
        ...["ent_contactid", ...toContact].map((to) => isAt("parentcustomerid", `person_${to}`)),
        ...toAbove.map((to) => isAt("accountid", `below_${to}`)),
      ]
    : [
        isAt("ent_opportunityid"),
        ...both.map((lookups) => isAt("opportunityid", lookups.join("_"))),
        {
          ...{ is: "any", table: "account", from: "parentaccountid", to: "ent_accountid" },
          filter: either(
            ...toAccount.map((from) => ({ is: "any", from, to: "accountid", ...theDeal }) as const),
          ),
        },
      ];
  return {
    table: "ent_hold",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: holdColumns,
    orders: [{ by: "createdon", descending: true }],
    // Holds stay active rows when they run out: who asks for all of them may get none that counts.
    filter: all(
      ...isOn(null, []),
      lasts({ of: "deal", column: "statecode", operator: "eq", value: 0 }),
      either(...places),
    ),
    links: [
      {
        table: "teammembership",
        from: "teamid",
        to: "owningteam",
        type: "outer",
        alias: "mine",
        columns: [{ name: "teamid" }],
        filter: all({ column: "systemuserid", operator: "eq-userid" }),
      },
      {
        table: "opportunity",
        from: "opportunityid",
        to: "ent_opportunityid",
        type: "outer",
        alias: "deal",
        columns: ["statecode", ...toAccount].map((name) => ({ name })),
        // By a deal that is closed a hold reaches nobody.
        filter: all({ column: "statecode", operator: "eq", value: 0 }),
        links: isOfAccount ? linksTo(id, toContact, toAccount) : [],
      },
      ...(isOfAccount
        ? linksTo(id, ["ent_contactid"], ["ent_accountid"])
        : both.map(([from, to]): QuestionLink => {
            const columns = [{ name: "opportunityid" }];
            return { from, to, type: "outer", alias: `${from}_${to}`, columns, ...theDeal };
          })),
    ],
  };
}

/** On whose form holds are read. */
export interface HoldPlace {
  readonly table: "account" | "opportunity";
  readonly id: string;
}

/** A hold as it is shown to somebody. */
export interface ListedHold extends Hold {
  /** Whether a team that they are of owns it. */
  readonly isOfMyTeam: boolean;
  /** The account right above, where the hold is on that and on nobody here; null for a hold of the form's own record. */
  readonly above: Named | null;
}

/** The holds in force, the newest first, those of the account above last. One request. */
export async function readHolds(
  ask: AskQuestion,
  calendar: Calendar,
  place: HoldPlace,
  today: Day,
): Promise<Answer<readonly ListedHold[]>> {
  const answer = await ask(holdsQuestion(place));
  if (!answer.ok) return answer;
  const holds = answer.value.flatMap((row): ListedHold[] => {
    const hold = holdIn(calendar, row);
    const isDealOpen = hold.deal === null ? null : numberOf(row, "deal.statecode") === 0;
    if (!isInForce({ ...hold, isDealOpen }, today)) return [];
    // Whatever names the form's record in a row makes the hold one of that; of what is above, the row names that alone.
    const isHere = Object.values(row).includes(place.id);
    return [
      {
        ...hold,
        isOfMyTeam: textOf(row, "mine.teamid") !== null,
        above: isHere ? null : (aboveIn(row, toAbove) ?? hold.account),
      },
    ];
  });
  return success([
    ...holds.filter(({ above }) => above === null),
    ...holds.filter(({ above }) => above !== null),
  ]);
}
