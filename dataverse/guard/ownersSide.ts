import type { Day } from "../../domain/day";
import type { AskQuestion } from "../askQuestion";
import { failed, success, type Answer } from "../attempt";
import type { Calendar } from "../dayIn";
import { readHolds, type Held, type HoldPlace, type ListedHold } from "../holds";
import type { Row } from "../host";
import { all, either, type Question } from "../question";
import { namedIn, tableOf, textOf } from "../row";
import { myTeamsQuestion, readAsksToMe, type OwnerAsked } from "./asks";
import { memberOf } from "./decisions";
import type { Named } from "../../domain/guard/protection";

/** What somebody answers for on a client's or a deal's form. */
export interface OwnersSide {
  readonly asks: readonly OwnerAsked[];
  readonly holds: readonly ListedHold[];
  /** Whom a hold made here is on. */
  readonly held: Held;
  /** Open deals that a hold can wait for. */
  readonly deals: readonly Named[];
}

const MOST_DEALS = 50;

/** The deal of the form or, on an account's form, the account's open ones. */
function dealsQuestion({ table, id }: HoldPlace): Question {
  return {
    table: "opportunity",
    count: MOST_DEALS,
    page: 1,
    columns: ["opportunityid", "name", "customerid", "parentaccountid", "parentcontactid", "statecode"].map(
      (name) => ({ name }),
    ),
    orders: [{ by: "estimatedvalue_base", descending: true }, { by: "opportunityid" }],
    filter:
      table === "opportunity"
        ? all({ column: "opportunityid", operator: "eq", value: id })
        : all(
            { column: "statecode", operator: "eq", value: 0 },
            either(
              { column: "customerid", operator: "eq", value: id },
              { column: "parentaccountid", operator: "eq", value: id },
            ),
          ),
  };
}

/** Four requests: three at once, then the questions. */
export async function readOwnersSide(
  ask: AskQuestion,
  calendar: Calendar,
  place: HoldPlace,
  userId: string,
  today: Day,
): Promise<Answer<OwnersSide>> {
  const [teams, holds, deals] = await Promise.all([
    ask(myTeamsQuestion()),
    readHolds(ask, calendar, place, today),
    ask(dealsQuestion(place)),
  ]);
  if (!teams.ok) return teams;
  if (!holds.ok) return holds;
  if (!deals.ok) return deals;
  const held = place.table === "account" ? { accountId: place.id, contactId: null } : heldBy(deals.value);
  if (held === null) return failed({ kind: "gone" });
  const teamIds = teams.value.flatMap((row) => memberOf(row, "teamid") ?? []);
  const asks = await readAsksToMe(ask, calendar, { userId, teamIds }, place);
  if (!asks.ok) return asks;
  return success({
    asks: asks.value,
    holds: holds.value,
    held,
    deals: deals.value
      .filter((row) => row.statecode === 0)
      .map((row) => ({ id: textOf(row, "opportunityid") ?? "", name: textOf(row, "name") ?? "" })),
  });
}

/** A hold on a deal is on the account that it is with, else on the contact. Null for a deal that is gone. */
function heldBy([row]: readonly Row[]): Held | null {
  if (row === undefined) return null;
  const customer = namedIn(row, "customerid");
  const [company, person] = tableOf(row, "customerid") === "contact" ? [null, customer] : [customer, null];
  const account = namedIn(row, "parentaccountid") || company;
  if (account !== null) return { accountId: account.id, contactId: null };
  const contact = namedIn(row, "parentcontactid") || person;
  return { accountId: null, contactId: contact?.id || null };
}
