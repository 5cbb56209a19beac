import type { Policy } from "../../domain/policy";
import type { CampaignAtStake } from "../../domain/guard/campaign";
import { protectedFrom } from "../../domain/vipInClosing";
import { all, either, type FilterItem, type QuestionCondition, type QuestionFilter } from "../question";
import { dueWithin } from "./relativeDay";

/** What Dataverse's money can hold at most. */
const MOST_MONEY = 922_337_203_685_477;

/** Holds for no row: no record has this id. */
const never: QuestionCondition = {
  column: "opportunityid",
  operator: "eq",
  value: "00000000-0000-0000-0000-000000000000",
};

/**
 * Whether a row of opportunity makes its clients VIPs in closing, as `vipInClosing` has it, all of the same deal: open; in
 * closing by its stage, or probable and due soon enough (overdue included); in base currency as large as the policy's
 * floor and the campaign demand. A deal without an amount, date or probability has none that is large or soon enough:
 * comparisons do not match what is empty.
 * @param freed ids of deals that protect nobody, by decision
 */
export function isProtected(
  policy: Policy,
  campaign: CampaignAtStake | null,
  freed: readonly string[],
): QuestionFilter {
  const from = protectedFrom(campaign?.amounts ?? null, policy);
  const probable = all(
    { column: "closeprobability", operator: "ge", value: Math.ceil(policy.closingProbability) },
    dueWithin("estimatedclosedate", policy.closingDays),
  );
  return all(
    { column: "statecode", operator: "eq", value: 0 },
    either(...byStage(policy), probable),
    ...(from > 0 ? [reaches(from)] : []),
    ...(freed.length > 0 ? ([{ column: "opportunityid", operator: "not-in", values: freed }] as const) : []),
  );
}

function byStage(policy: Policy): readonly FilterItem[] {
  const { stageColumn } = policy;
  const values = stageColumn === "salesstage" ? policy.closingStages : policy.closingStepNames;
  return values.length === 0 ? [] : [{ column: stageColumn, operator: "in", values }];
}

function reaches(amount: number): QuestionCondition {
  if (amount > MOST_MONEY) return never;
  return { column: "estimatedvalue_base", operator: "ge", value: amount.toFixed(4).replace(/\.?0+$/, "") };
}
