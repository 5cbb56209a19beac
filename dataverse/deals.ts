import type { OpenDeal } from "../domain/closing";
import { dayOfDate, type Day } from "../domain/day";
import type { Ask } from "./ask";
import { success, type Answer } from "./attempt";
import type { Row } from "./host";
import { all, type Question } from "./question";
import { labelOf, lookupLabelOf, lookupOf, numberOf, textOf } from "./row";
import { isDealOf } from "./scope";

/** An open opportunity as the Briefing shows it. */
export interface Deal extends OpenDeal {
  readonly id: string;
  readonly name: string;
  /** The pipeline phase of its process ("3-Propose"), for policies that go by it. */
  readonly stepName: string | null;
  /** The stage as users call it. */
  readonly stageName: string | null;
  /** The estimated value in the row's currency, as Dataverse writes it for this user. */
  readonly amount: string | null;
  readonly owner: string | null;
  /** Whom it is with, where that is not the account itself but somebody of its people, or somebody that they speak for. */
  readonly customer: string | null;
}

/** Open deals read at most; an account with more has other worries, and is told so. */
export const DEALS_AT_MOST = 250;

/** Open opportunities that name the account, or one of its people, as customer, parent account or contact. */
export function openDealsQuestion(accountId: string): Question {
  return {
    table: "opportunity",
    count: DEALS_AT_MOST,
    page: 1,
    columns: [
      { name: "opportunityid" },
      { name: "name" },
      { name: "salesstage" },
      { name: "stepname" },
      { name: "estimatedvalue" },
      { name: "estimatedvalue_base" },
      { name: "transactioncurrencyid" },
      { name: "estimatedclosedate" },
      { name: "closeprobability" },
      { name: "ownerid" },
      { name: "customerid" },
      { name: "parentaccountid" },
    ],
    filter: all(
      { column: "statecode", operator: "eq", value: 0 },
      isDealOf({ table: "account", id: accountId }),
    ),
    orders: [{ by: "estimatedclosedate" }, { by: "opportunityid" }],
  };
}

export interface OpenDeals {
  readonly deals: readonly Deal[];
  /** Whether there may be more than those read. */
  readonly isCut: boolean;
}

/** The open deals of an account and its people. One request. */
export async function readOpenDeals(ask: Ask, accountId: string): Promise<Answer<OpenDeals>> {
  const answer = await ask(openDealsQuestion(accountId));
  if (!answer.ok) return answer;
  return success({
    deals: answer.value.map((row) => dealIn(row, accountId)),
    isCut: answer.value.length >= DEALS_AT_MOST,
  });
}

function dealIn(row: Row, accountId: string): Deal {
  const isOwn = ["customerid", "parentaccountid"].some((column) => lookupOf(row, column) === accountId);
  return {
    id: textOf(row, "opportunityid") ?? "",
    name: textOf(row, "name") ?? "",
    stage: numberOf(row, "salesstage"),
    stepName: textOf(row, "stepname"),
    // The pipeline phase is text ("3-Propose"); the sales stage is a choice, with its label in the user's language.
    stageName: labelOf(row, "salesstage") ?? textOf(row, "stepname"),
    amount: labelOf(row, "estimatedvalue"),
    baseValue: numberOf(row, "estimatedvalue_base"),
    probability: numberOf(row, "closeprobability"),
    closeDay: closeDayIn(row),
    owner: lookupLabelOf(row, "ownerid"),
    customer: isOwn ? null : lookupLabelOf(row, "customerid"),
  };
}

/** The close date is a date without a time: the same day in every time zone. */
function closeDayIn(row: Row): Day | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(textOf(row, "estimatedclosedate") ?? "");
  return parts === null ? null : dayOfDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}
