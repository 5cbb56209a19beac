import type { Policy } from "../../domain/policy";
import { stageNameBy } from "../../domain/stageName";
import type { CampaignAtStake } from "../../domain/guard/campaign";
import type { ProtectedDeal } from "../../domain/guard/protection";
import { ROWS_AN_ANSWER } from "../ask";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { dayIn, type Calendar } from "../dayIn";
import type { Row } from "../host";
import { all, type Question } from "../question";
import { labelOf, lookupOf, namedIn, numberOf, ownerIn, tableOf, textOf } from "../row";
import { isProtected } from "./protectedDeal";

/**
 * The deals of the organisation that make their clients VIPs in closing, the largest first, with their stakeholders: a row for
 * each stakeholder. What it costs grows with such deals, not with any audience.
 */
export function protectedDealsQuestion(policy: Policy, campaign: CampaignAtStake | null): Question {
  return {
    table: "opportunity",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: [
      ...["opportunityid", "name", "customerid", "parentaccountid", "parentcontactid", "originatingleadid"],
      ...["salesstage", "stepname", "closeprobability", "estimatedclosedate"],
      ...["estimatedvalue", "estimatedvalue_base", "transactioncurrencyid", "ownerid"],
    ].map((name) => ({ name })),
    orders: [{ by: "estimatedvalue_base", descending: true }, { by: "opportunityid" }],
    filter: isProtected(policy, campaign, []),
    links: [
      {
        table: "connection",
        from: "record1id",
        to: "opportunityid",
        type: "outer",
        alias: "stake",
        columns: [{ name: "record2id" }],
        filter: all({ column: "statecode", operator: "eq", value: 0 }),
      },
    ],
  };
}

export interface ProtectedDealsRead {
  readonly deals: readonly ProtectedDeal[];
  /** Whether there may be more; the largest are there. */
  readonly isCut: boolean;
}

/** One request. */
export async function readProtectedDeals(
  ask: AskQuestion,
  calendar: Calendar,
  policy: Policy,
  campaign: CampaignAtStake | null,
): Promise<Answer<ProtectedDealsRead>> {
  const answer = await ask(protectedDealsQuestion(policy, campaign));
  if (!answer.ok) return answer;
  const rowsOf = new Map<string, RowsOfDeal>();
  for (const row of answer.value) {
    const id = textOf(row, "opportunityid") || "";
    rowsOf.set(id, [...(rowsOf.get(id) ?? []), row]);
  }
  return success({
    deals: [...rowsOf].map(([id, rows]) => dealIn(calendar, policy, id, rows)),
    isCut: answer.value.length >= ROWS_AN_ANSWER,
  });
}

/** At least one. */
type RowsOfDeal = readonly [...Row[], Row];

function dealIn(calendar: Calendar, policy: Policy, id: string, rows: RowsOfDeal): ProtectedDeal {
  const [row] = rows;
  const customer = namedIn(row, "customerid");
  const account = namedIn(row, "parentaccountid");
  const contact = namedIn(row, "parentcontactid");
  const [company, person] = tableOf(row, "customerid") === "contact" ? [null, customer] : [customer, null];
  const stepName = textOf(row, "stepname");
  const stakeholders = rows.map((each) => textOf(each, "stake.record2id"));
  const ids = (...given: readonly (string | null | undefined)[]) =>
    new Set(given.filter((id): id is string => typeof id === "string"));
  return {
    id,
    name: textOf(row, "name") || "",
    stage: numberOf(row, "salesstage"),
    stepName,
    stageName: stageNameBy({ stepName, stageName: labelOf(row, "salesstage") }, policy),
    probability: numberOf(row, "closeprobability"),
    closeDay: dayIn(calendar, row, "estimatedclosedate"),
    amount: labelOf(row, "estimatedvalue"),
    baseValue: numberOf(row, "estimatedvalue_base"),
    client: company || account || person || contact,
    accountId: (account || company)?.id || null,
    contactId: (contact || person)?.id || null,
    owner: ownerIn(row),
    clients: {
      companies: ids(customer?.id, account?.id),
      people: ids(customer?.id, account?.id, contact?.id, lookupOf(row, "originatingleadid")),
      stakeholders: ids(...stakeholders),
      dealId: id,
    },
  };
}
