import type { TalkingPoint } from "../domain/talkingPoints";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { ROWS_AN_ANSWER } from "./ask";
import type { Row } from "./host";
import { all, type Question } from "./question";
import { lookupLabelOf, lookupOf, numberOf, textOf } from "./row";
import { FIRST_OPTION } from "./writing";

/** A stage of ours as the stage of an opportunity (0 qualify to 3 close); null for every stage. */
function stageOf(option: number | null): number | null {
  return option === null ? null : option - FIRST_OPTION;
}

/** All active talking points; they are written by hand, so that there are tens of them. */
export function talkingPointsQuestion(): Question {
  return {
    table: "ent_talkingpoint",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: [
      ...["ent_talkingpointid", "ent_name", "ent_salesstage"],
      ...["ent_topicid", "ent_message", "ent_asseturl"],
    ].map((name) => ({ name })),
    orders: [{ by: "ent_name" }, { by: "ent_talkingpointid" }],
    filter: all({ column: "statecode", operator: "eq", value: 0 }),
  };
}

/** All talking points, to be chosen from once stage and interests are known. One request. */
export async function readTalkingPoints(ask: AskQuestion): Promise<Answer<readonly TalkingPoint[]>> {
  const answer = await ask(talkingPointsQuestion());
  return answer.ok ? success(answer.value.map(pointIn)) : answer;
}

function pointIn(row: Row): TalkingPoint {
  return {
    id: textOf(row, "ent_talkingpointid") ?? "",
    title: textOf(row, "ent_name") ?? "",
    message: textOf(row, "ent_message") ?? "",
    stage: stageOf(numberOf(row, "ent_salesstage")),
    topic: lookupOf(row, "ent_topicid"),
    topicName: lookupLabelOf(row, "ent_topicid"),
    assetUrl: textOf(row, "ent_asseturl"),
  };
}
