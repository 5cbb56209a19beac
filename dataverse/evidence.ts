import type { Day } from "../domain/day";
import type { Ask } from "./ask";
import type { Days } from "./askInParts";
import { success, type Answer } from "./attempt";
import type { Client } from "./client";
import { dayOf } from "./dayIn";
import type { Host, Row } from "./host";
import { signalPersonIn, type NamedPerson } from "./namedPerson";
import { lookupLabelOf, momentOf, numberOf, textOf } from "./row";
import { all, type Question } from "./question";
import { signalsIn } from "./scope";
import { KIND } from "./signals";

/** One signal, as evidence: what, whose, when. */
export interface Evidence {
  readonly id: string;
  readonly day: Day | null;
  readonly kind: string;
  readonly detail: string | null;
  readonly person: NamedPerson | null;
  readonly points: number;
  readonly halfLifeDays: number | null;
}

export const EVIDENCE_A_PAGE = 10;

/** Signals on one topic, newest first, a page at a time. */
export function evidenceQuestion(client: Client, topic: string, days: Days, page: number): Question {
  const signals = signalsIn(client, {
    days,
    ofKind: [{ name: "ent_points" }, { name: "ent_halflifedays" }],
  });
  return {
    ...signals,
    filter: all({ column: "ent_topicid", operator: "eq", value: topic }, signals.filter),
    count: EVIDENCE_A_PAGE,
    page,
    columns: [
      { name: "ent_interactionid" },
      { name: "ent_occurredon" },
      { name: "ent_name" },
      { name: "ent_detail" },
      { name: "ent_kindid" },
      { name: "ent_contactid" },
      { name: "ent_leadid" },
    ],
    orders: [
      { by: "ent_occurredon", descending: true },
      // Signals of one moment would else change places between pages.
      { by: "ent_interactionid", descending: true },
    ],
  };
}

/** One page of a topic's evidence, asked when it is opened. One request. */
export async function readEvidence(
  ask: Ask,
  host: Pick<Host, "timeZoneOffsetMinutes">,
  client: Client,
  topic: string,
  days: Days,
  page: number,
): Promise<Answer<readonly Evidence[]>> {
  const answer = await ask(evidenceQuestion(client, topic, days, page));
  return answer.ok ? success(answer.value.map((row) => evidenceIn(host, row))) : answer;
}

function evidenceIn(host: Pick<Host, "timeZoneOffsetMinutes">, row: Row): Evidence {
  const occurredOn = momentOf(row, "ent_occurredon");
  return {
    id: textOf(row, "ent_interactionid") ?? "",
    day: occurredOn === null ? null : dayOf(host, occurredOn),
    kind: lookupLabelOf(row, "ent_kindid") ?? "",
    detail: textOf(row, "ent_detail") ?? textOf(row, "ent_name"),
    person: signalPersonIn(row),
    points: numberOf(row, `${KIND}.ent_points`) ?? 0,
    halfLifeDays: numberOf(row, `${KIND}.ent_halflifedays`),
  };
}
