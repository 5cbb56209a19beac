import { defaultPolicy, legalBases, type Policy, type GuardMode, type StageColumn } from "../domain/policy";
import { isoDate, type Day } from "../domain/day";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import type { Row } from "./host";
import { all, either, type Question } from "./question";
import { numberOf, textOf } from "./row";
import { valueOf } from "./writing";

const columns = [
  ...["ent_policyid", "ent_name", "ent_effectivefrom"],
  ...["ent_dealfloor", "ent_minorcampaignratio"],
  ...["ent_stagecolumn", "ent_closingstages", "ent_closingprobability", "ent_closingdays"],
  ...["ent_guardmode", "ent_recheckhours"],
  ...["ent_halflifedays", "ent_windowdays", "ent_interestreference"],
  ...["ent_legalbasisdefault", "ent_objectioncolumn", "ent_retentiondays"],
  "ent_suppressionsegment",
];

/** The policy in force: of those effective by now, the newest; of two on one day, the one written last. */
export function policyQuestion(today: Day): Question {
  return {
    table: "ent_policy",
    top: 1,
    columns: columns.map((name) => ({ name })),
    orders: [
      { by: "ent_effectivefrom", descending: true },
      { by: "createdon", descending: true },
    ],
    filter: all(
      { column: "statecode", operator: "eq", value: 0 },
      either(
        { column: "ent_effectivefrom", operator: "on-or-before", value: isoDate(today) },
        { column: "ent_effectivefrom", operator: "null" },
      ),
    ),
  };
}

export interface PolicyRead {
  readonly policy: Policy;
  /** The row that it comes from; null where the defaults hold because there is none. */
  readonly row: { readonly id: string; readonly name: string } | null;
  /** What stands among the closing stages and is no value of the sales stage, where the policy goes by it. */
  readonly notStages: readonly string[];
}

/** Days of the window of the policy that was read last. */
let lastWindowDays = defaultPolicy.windowDays;

/**
 * What the policy will say, as long as its answer is not there: the same as the last time on this page, the default the first
 * time. Agreements change a few times a year; what is asked early has to be asked again when one did.
 */
export function expectedWindow(): Pick<Policy, "windowDays"> {
  return { windowDays: lastWindowDays };
}

/**
 * The policy in force. One request, one row. Without a row, the defaults hold; a column that is empty, or out of its
 * range, has its default. A failure is the caller's to handle: who may not read the policy must not guess it.
 */
export async function readPolicy(ask: AskQuestion, today: Day): Promise<Answer<PolicyRead>> {
  const answer = await ask(policyQuestion(today));
  if (!answer.ok) return answer;
  const [row] = answer.value;
  const { policy, notStages } = row === undefined ? { policy: defaultPolicy, notStages: [] } : policyIn(row);
  lastWindowDays = policy.windowDays;
  if (row === undefined) return success({ policy, row: null, notStages });
  return success({
    policy,
    row: { id: textOf(row, "ent_policyid") ?? "", name: textOf(row, "ent_name") ?? "" },
    notStages,
  });
}

const stageColumns: readonly StageColumn[] = ["salesstage", "stepname"];
const guardModes: readonly GuardMode[] = ["warn", "decide", "guard"];

function policyIn(row: Row): Pick<PolicyRead, "policy" | "notStages"> {
  const defaults = defaultPolicy;
  const number = (column: string, isValid: (value: number) => boolean, otherwise: number) => {
    const value = numberOf(row, column);
    return value !== null && isValid(value) ? value : otherwise;
  };
  const option = <T>(column: string, values: readonly T[], otherwise: T): T =>
    valueOf(values, numberOf(row, column)) ?? otherwise;
  const isPositive = (value: number) => value > 0;
  const isDays = (value: number) => Number.isInteger(value) && value > 0;
  const isAmount = (value: number) => value >= 0;

  const stageColumn = option("ent_stagecolumn", stageColumns, defaults.stageColumn);
  const stages = stagesIn(textOf(row, "ent_closingstages"), stageColumn);
  const isNumber = (stage: string) => /^\d{1,9}$/.test(stage);
  const numbers = stages.filter(isNumber).map(Number);
  const policy: Policy = {
    stageColumn,
    // Where nothing that was written there is a stage, no deal would be in closing by its stage: the defaults hold.
    closingStages: stageColumn === "salesstage" && numbers.length > 0 ? numbers : defaults.closingStages,
    closingStepNames: stageColumn === "stepname" ? stages : defaults.closingStepNames,
    closingProbability: number(
      "ent_closingprobability",
      (value) => value >= 0 && value <= 100,
      defaults.closingProbability,
    ),
    closingDays: number("ent_closingdays", isAmount, defaults.closingDays),
    dealFloor: number("ent_dealfloor", isAmount, defaults.dealFloor),
    minorCampaignRatio: number("ent_minorcampaignratio", isAmount, defaults.minorCampaignRatio),
    guardMode: option("ent_guardmode", guardModes, defaults.guardMode),
    recheckHours: number("ent_recheckhours", isPositive, defaults.recheckHours),
    halfLifeDays: number("ent_halflifedays", isPositive, defaults.halfLifeDays),
    windowDays: number("ent_windowdays", isDays, defaults.windowDays),
    interestReference: number("ent_interestreference", isPositive, defaults.interestReference),
    legalBasis: option("ent_legalbasisdefault", legalBases, defaults.legalBasis),
    // Dataverse shows a column's schema name, with capitals, beside the logical one that a query takes, which never has any.
    // Words that are no name stay as they were written: so they are told to be no column.
    objectionColumn:
      textOf(row, "ent_objectioncolumn")
        ?.trim()
        .replace(/^\w+$/, (name) => name.toLowerCase()) || defaults.objectionColumn,
    retentionDays: number("ent_retentiondays", isDays, defaults.retentionDays),
    suppressionSegment: textOf(row, "ent_suppressionsegment")?.trim() || defaults.suppressionSegment,
  };
  return {
    policy,
    notStages: stageColumn === "salesstage" ? stages.filter((stage) => !isNumber(stage)) : [],
  };
}

/**
 * Stages as an admin writes them: one a line, or with semicolons between; values also with commas, which the name of a
 * pipeline phase may have in it.
 */
function stagesIn(text: string | null, column: StageColumn): readonly string[] {
  return (text ?? "")
    .split(column === "salesstage" ? /[;,\n]/ : /[;\n]/)
    .map((stage) => stage.trim())
    .filter((stage) => stage !== "");
}
