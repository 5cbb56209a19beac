import type { CampaignAtStake } from "../../domain/guard/campaign";
import type { HoldInForce } from "../../domain/guard/protection";
import { ROWS_AN_ANSWER } from "../ask";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import type { Calendar } from "../dayIn";
import { holdColumns, holdIn } from "../holds";
import type { Row } from "../host";
import { all, type Question } from "../question";
import { numberOf, textOf } from "../row";
import { isOn, lasts } from "./holdInForce";

/** The deal that a hold is on. */
const DEAL = "deal";
/** The contact that it is on. */
const PERSON = "person";

/** The holds in force that concern a send, with their deals, the newest first. */
export function holdsQuestion(campaign: CampaignAtStake | null): Question {
  return {
    table: "ent_hold",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: holdColumns,
    orders: [{ by: "createdon", descending: true }, { by: "ent_holdid" }],
    filter: all(...isOn(campaign, []), lasts({ of: DEAL, column: "statecode", operator: "eq", value: 0 })),
    links: [
      {
        table: "opportunity",
        from: "opportunityid",
        to: "ent_opportunityid",
        type: "outer",
        alias: DEAL,
        columns: [
          ...["statecode", "customerid", "parentaccountid", "parentcontactid", "originatingleadid"],
          "estimatedvalue_base",
        ].map((name) => ({ name })),
      },
      {
        table: "contact",
        from: "contactid",
        to: "ent_contactid",
        type: "outer",
        alias: PERSON,
        columns: [{ name: "parentcustomerid" }],
      },
    ],
  };
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
  const answer = await ask(holdsQuestion(campaign));
  if (!answer.ok) return answer;
  return success({
    holds: answer.value.map((row) => inForceIn(calendar, row)),
    isCut: answer.value.length >= ROWS_AN_ANSWER,
  });
}

function inForceIn(calendar: Calendar, row: Row): HoldInForce {
  const hold = holdIn(calendar, row);
  const ofDeal = (...columns: readonly string[]) =>
    new Set(columns.flatMap((column) => textOf(row, `${DEAL}.${column}`) ?? []));
  // A deal that is closed reaches nobody; whom the hold itself names, it holds until its date.
  const isOpen = numberOf(row, `${DEAL}.statecode`) === 0;
  // A contact may belong to another contact.
  const isOfAccount =
    textOf(row, `${PERSON}.parentcustomerid@Microsoft.Dynamics.CRM.lookuplogicalname`) === "account";
  return {
    ...hold,
    contactAccountId: isOfAccount ? textOf(row, `${PERSON}.parentcustomerid`) : null,
    dealValue: numberOf(row, `${DEAL}.estimatedvalue_base`),
    dealClients:
      isOpen && hold.deal !== null
        ? {
            companies: ofDeal("customerid", "parentaccountid"),
            people: ofDeal("customerid", "parentaccountid", "parentcontactid", "originatingleadid"),
            dealId: hold.deal.id,
          }
        : null,
  };
}
