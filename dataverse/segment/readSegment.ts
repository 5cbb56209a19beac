import type { MemberTable } from "../../domain/guard/audience";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { recordId } from "../client";
import { all, type Question } from "../question";
import { numberOf, textOf } from "../row";

/** A segment of Customer Insights - Journeys with its definition. */
export interface Segment {
  readonly id: string;
  readonly definitionId: string;
  readonly name: string;
  /** Null for a segment of something else: unified profiles. */
  readonly members: Extract<MemberTable, "contact" | "lead"> | null;
  /** Whether nobody is in it but those who were put into its groups. */
  readonly isStatic: boolean;
  readonly isLive: boolean;
  /** `msdynmkt_staticlistmembers`: its groups, as text. */
  readonly groups: string | null;
}

/** `msdynmkt_segment.msdynmkt_type` */
const STATIC = 10;
/** `msdynmkt_segment.statuscode` */
const DELETED = 4;
/** `msdynmkt_segmentdefinition.statuscode` */
const LIVE = 723_270_000;
const GOING_LIVE = 723_270_002;
const DEFINITION_DELETED = 723_270_003;

function rowQuestion(table: string, id: string, columns: readonly string[]): Question {
  return {
    table,
    top: 1,
    columns: columns.map((name) => ({ name })),
    filter: all({ column: `${table}id`, operator: "eq", value: id }),
  };
}

/** Two requests, one after the other: a segment names its definition in a text. Null where there is no such segment. */
export async function readSegment(ask: AskQuestion, id: string): Promise<Answer<Segment | null>> {
  const segments = await ask(
    rowQuestion("msdynmkt_segment", id, [
      ...["msdynmkt_displayname", "msdynmkt_type", "msdynmkt_baseentitylogicalname"],
      ...["msdynmkt_sourcesegmentuid", "statuscode"],
    ]),
  );
  if (!segments.ok) return segments;
  const [segment] = segments.value;
  if (segment === undefined || numberOf(segment, "statuscode") === DELETED) return success(null);
  const definitionId = recordId(textOf(segment, "msdynmkt_sourcesegmentuid"));
  if (definitionId === null) return success(null);
  const definitions = await ask(
    rowQuestion("msdynmkt_segmentdefinition", definitionId, [
      ...["msdynmkt_segmentquery", "msdynmkt_staticlistmembers", "statuscode"],
    ]),
  );
  if (!definitions.ok) return definitions;
  const [definition] = definitions.value;
  if (definition === undefined) return success(null);
  const status = numberOf(definition, "statuscode");
  if (status === DEFINITION_DELETED) return success(null);
  const base = textOf(segment, "msdynmkt_baseentitylogicalname");
  return success({
    id,
    definitionId,
    name: textOf(segment, "msdynmkt_displayname") ?? "",
    members: base === "contact" || base === "lead" ? base : null,
    // A segment made in the builder counts as static when it has members put into it and no query, whatever its type.
    isStatic:
      numberOf(segment, "msdynmkt_type") === STATIC ||
      (textOf(definition, "msdynmkt_segmentquery") ?? "").trim() === "",
    isLive: status === LIVE || status === GOING_LIVE,
    groups: textOf(definition, "msdynmkt_staticlistmembers"),
  });
}
