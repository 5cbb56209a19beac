import type { OpenDeal } from "../domain/closing";
import { dayOfDate, type Day } from "../domain/day";
import type { Named } from "../domain/guard/protection";
import type { Ask } from "./ask";
import { success, type Answer } from "./attempt";
import type { Row } from "./host";
import { all, type Question } from "./question";
import { labelOf, lookupLabelOf, lookupOf, numberOf, textOf } from "./row";
import { aboveIn, isDealOf, linksTo, namesAccountAbove, toAccount, toContact } from "./scope";

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
  /** The account right above, where the deal is with that and with nobody here; null for the account's own deals. */
  readonly above: Named | null;
}

/** An account's open deals shown at most; one with more has other worries, and is told so. */
export const DEALS_AT_MOST = 250;

const ROWS_AT_MOST = 2 * DEALS_AT_MOST;

/**
 * Open opportunities that name the account, or one of its people, as customer, parent account or contact; and those that
 * name the account right above it, for which of them protect the account only the policy says, which is asked for at the
 * same time.
 */
export function openDealsQuestion(accountId: string, withAbove = true): Question {
  const above = toAccount.map((column) => namesAccountAbove(accountId, column));
  return {
    table: "opportunity",
    count: ROWS_AT_MOST,
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
      isDealOf({ table: "account", id: accountId }, ...(withAbove ? above : [])),
    ),
    orders: [{ by: "estimatedclosedate" }, { by: "opportunityid" }],
    links: linksTo(accountId, toContact, toAccount),
  };
}

export interface OpenDeals {
  /** Those of the account and its people. */
  readonly deals: readonly Deal[];
  /** Those of the account right above it, which may protect the account as well. */
  readonly above: readonly Deal[];
  /** Whether the account and its people have more than those read. */
  readonly isCut: boolean;
  /** Whether the account above may have more than those read. */
  readonly isAboveCut: boolean;
}

/**
 * The open deals of an account and its people, and of the account right above it. One request; a second one where the account
 * above has so many that there may have been no room for the account's own.
 */
export async function readOpenDeals(ask: Ask, accountId: string): Promise<Answer<OpenDeals>> {
  const answer = await ask(openDealsQuestion(accountId));
  if (!answer.ok) return answer;
  const read = answer.value.map((row) => dealIn(row, accountId));
  const above = read.filter((deal) => deal.above !== null);
  const isFull = read.length >= ROWS_AT_MOST;
  let own = read.filter((deal) => deal.above === null);
  if (isFull && own.length <= DEALS_AT_MOST) {
    const alone = await ask(openDealsQuestion(accountId, false));
    if (!alone.ok) return alone;
    own = alone.value.map((row) => dealIn(row, accountId));
  }
  return success({
    deals: own.slice(0, DEALS_AT_MOST),
    above,
    isCut: own.length > DEALS_AT_MOST,
    isAboveCut: isFull,
  });
}

function dealIn(row: Row, accountId: string): Deal {
  const isOwn = toAccount.some((column) => lookupOf(row, column) === accountId);
  const above = isOwn ? null : accountAboveIn(row);
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
    customer: isOwn || lookupOf(row, "customerid") === above?.id ? null : lookupLabelOf(row, "customerid"),
    above,
  };
}

/** The account right above, by which a deal is found that names nobody here. */
function accountAboveIn(row: Row): Named | null {
  const isOfPersonHere = toContact.some(
    (column) => textOf(row, `person_${column}.parentcustomerid`) !== null,
  );
  return isOfPersonHere ? null : aboveIn(row, toAccount);
}

/** The close date is a date without a time: the same day in every time zone. */
function closeDayIn(row: Row): Day | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(textOf(row, "estimatedclosedate") ?? "");
  return parts === null ? null : dayOfDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}
