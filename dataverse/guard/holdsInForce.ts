import { isPromotional, type CampaignAtStake } from "../../domain/guard/campaign";
import { holdScopes, type Hold, type HoldInForce } from "../../domain/guard/protection";
import { ROWS_AN_ANSWER } from "../ask";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { dayIn, type Calendar } from "../dayIn";
import type { Row } from "../host";
import { all, either, type FilterItem, type Question, type QuestionFilter } from "../question";
import { numberOf, textOf } from "../row";
import { optionOf, valueOf } from "../writing";
import { namedIn, ownerIn } from "./protectedDeals";
import { dueWithin, notPast } from "./relativeDay";

/** The deal that a hold is on. */
const DEAL = "deal";

/** Whether a row of `ent_hold`, joined with its deal as `deal`, is in force. */
function isInForce(): QuestionFilter {
  const endless: FilterItem = { column: "ent_until", operator: "null" };
  return all(
    { column: "statecode", operator: "eq", value: 0 },
    either({ column: "ent_from", operator: "null" }, dueWithin("ent_from", 0)),
    either(
      notPast("ent_until"),
      all(endless, { column: "ent_opportunityid", operator: "null" }),
      all(endless, { of: DEAL, column: "statecode", operator: "eq", value: 0 }),
    ),
  );
}

/** The holds in force, for one kind of send or for every one, the newest first. @param which further conditions on the hold */
export function holdsQuestion(...which: readonly FilterItem[]): Question {
  return {
    table: "ent_hold",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: [
      ...["ent_holdid", "ent_reason", "ent_from", "ent_until", "ent_scope"],
      ...["ent_accountid", "ent_contactid", "ent_opportunityid", "ownerid"],
    ].map((name) => ({ name })),
    orders: [{ by: "createdon", descending: true }, { by: "ent_holdid" }],
    filter: all(isInForce(), ...which),
    links: [
      {
        table: "opportunity",
        from: "opportunityid",
        to: "ent_opportunityid",
        type: "outer",
        alias: DEAL,
        columns: [
          ...["statecode", "customerid", "parentaccountid", "parentcontactid", "originatingleadid"],
          ...["opportunityid", "estimatedvalue_base"],
        ].map((name) => ({ name })),
      },
    ],
  };
}

function concerns(campaign: CampaignAtStake | null): readonly FilterItem[] {
  if (isPromotional(campaign)) return [];
  return [
    either(
      { column: "ent_scope", operator: "null" },
      { column: "ent_scope", operator: "eq", value: optionOf(holdScopes, "everySend") ?? 0 },
    ),
  ];
}

export interface HoldsRead {
  readonly holds: readonly HoldInForce[];
  /** Whether there may be more than those read. */
  readonly isCut: boolean;
}

/** All holds in force that concern a send. One request; it costs as much as there are holds, whatever the audience. */
export async function readHoldsInForce(
  ask: AskQuestion,
  calendar: Calendar,
  campaign: CampaignAtStake | null,
): Promise<Answer<HoldsRead>> {
  const answer = await ask(holdsQuestion(...concerns(campaign)));
  if (!answer.ok) return answer;
  return success({
    holds: answer.value.map((row) => holdInForceIn(calendar, row)),
    isCut: answer.value.length >= ROWS_AN_ANSWER,
  });
}

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

function holdInForceIn(calendar: Calendar, row: Row): HoldInForce {
  const hold = holdIn(calendar, row);
  const ofDeal = (column: string) => textOf(row, `${DEAL}.${column}`);
  // A deal that is closed reaches nobody; whom the hold itself names, it holds until its date.
  const isOpen = hold.deal !== null && numberOf(row, `${DEAL}.statecode`) === 0;
  const clients = isOpen ? ["customerid", "parentaccountid"].map(ofDeal) : [];
  const people = isOpen ? ["parentcontactid", "originatingleadid", "opportunityid"].map(ofDeal) : [];
  const ids = (given: readonly (string | null | undefined)[]) =>
    new Set(given.filter((id): id is string => typeof id === "string"));
  return {
    ...hold,
    dealValue: numberOf(row, `${DEAL}.estimatedvalue_base`),
    clients: {
      companies: ids([hold.account?.id, ...clients]),
      people: ids([hold.account?.id, hold.contact?.id, ...clients, ...people]),
    },
  };
}
