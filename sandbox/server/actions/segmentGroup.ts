import { DataverseError } from "../errors";
import { noSuchRow } from "../odata/refusals";
import { isGuid } from "../odata/rowKey";
import { isObject } from "../write/payload";
import { requireAccess } from "../write/rights";
import { required, type Call } from "./operation";
import { requireTable, textIn, wrongParameter } from "./parameters";

/** The table that these actions come with: without it, they are not there either. */
export const SEGMENT = "msdynmkt_segment";
export const DEFINITION = "msdynmkt_segmentdefinition";

/** Ids that an action takes, and that a group holds. */
const MOST_IDS = 1_000;
export const MOST_IN_GROUP = 200_000;

/** A refusal of an action that runs as a plug-in, which these do; the words are the sandbox's own. */
export function refusedBySegments(message: string): DataverseError {
  return new DataverseError(400, "0x80040265", message);
}

export interface SegmentRow {
  readonly id: string;
  readonly definitionId: string;
}

/** @throws DataverseError 404 when there is no such segment, 400 when it has no definition */
export async function segmentIn(call: Call): Promise<SegmentRow> {
  const id = idIn(call, "SegmentId");
  const { database } = call.context.organization;
  const rows = await database.query<{ definition: string | null }>(
    `select msdynmkt_sourcesegmentuid as definition from ${SEGMENT} where ${SEGMENT}id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw noSuchRow(SEGMENT, id);
  if (!isGuid(row.definition)) throw refusedBySegments(`The segment ${id} has no definition.`);
  return { id, definitionId: row.definition.toLowerCase() };
}

/** Ids come as texts. */
function idIn(call: Call, name: string): string {
  const id = textIn(call, name);
  if (id === undefined || !isGuid(id)) throw refusedBySegments(`${name} has to be a GUID.`);
  return id.toLowerCase();
}

export interface GroupRow {
  readonly segmentId: string;
  readonly groupId: string;
}

/**
 * The group that is meant. Only groups that the segment's definition defines have members.
 * @throws DataverseError 404 when there is no such segment, 400 when its definition has no such group
 */
export async function groupIn(call: Call): Promise<GroupRow> {
  const { id: segmentId, definitionId } = await segmentIn(call);
  const groupId = idIn(call, "GroupId");
  if (!(await groupsDefinedBy(call, definitionId)).includes(groupId)) {
    throw refusedBySegments(`The segment ${segmentId} has no group ${groupId}.`);
  }
  return { segmentId, groupId };
}

/** What the actions take that change who is in a group. */
export const MEMBER_PARAMETERS = {
  SegmentId: required("Edm.String"),
  GroupId: required("Edm.String"),
  EntityIds: required("Collection(Edm.String)"),
};

/**
 * The group and the people that such an action is about, for somebody who may write to the segment.
 * @throws DataverseError as `groupIn` does, 403 without the right, 400 for more than 1,000 ids
 */
export async function membersIn(call: Call): Promise<GroupRow & { readonly ids: readonly string[] }> {
  const group = await groupIn(call);
  await requireAccess(call.context, segmentTable(call), [group.segmentId], "Write");
  return { ...group, ids: entityIdsIn(call) };
}

/** Ids of the groups in a definition. @throws DataverseError 400 for what is not as documented */
export async function groupsDefinedBy(call: Call, definitionId: string): Promise<readonly string[]> {
  const rows = await call.context.organization.database.query<{ groups: string | null }>(
    `select msdynmkt_staticlistmembers as groups from ${DEFINITION} where ${DEFINITION}id = $1`,
    [definitionId],
  );
  return groupsOf(rows[0]?.groups ?? null);
}

function groupsOf(text: string | null): readonly string[] {
  if (text === null || text.trim() === "") return [];
  let groups: unknown;
  try {
    groups = JSON.parse(text);
  } catch {
    throw refusedBySegments("msdynmkt_staticlistmembers is no JSON.");
  }
  if (!Array.isArray(groups)) throw refusedBySegments("msdynmkt_staticlistmembers is no list of groups.");
  if (groups.length > 10) throw refusedBySegments("A segment has at most 10 groups of static members.");
  const ids = groups.map((group: unknown) => {
    if (
      !isObject(group) ||
      !isGuid(group.groupId) ||
      (group.includeType !== "Include" && group.includeType !== "Exclude") ||
      typeof group.name !== "string" ||
      group.inputType !== "manualSelect"
    ) {
      throw refusedBySegments("msdynmkt_staticlistmembers describes a group that is none.");
    }
    return group.groupId.toLowerCase();
  });
  if (new Set(ids).size < ids.length) throw refusedBySegments("Two groups of a segment have one id.");
  return ids;
}

/** `EntityIds`, at most 1,000. */
function entityIdsIn({ parameters }: Call): readonly string[] {
  const value = parameters.get("EntityIds");
  if (!Array.isArray(value)) throw wrongParameter("EntityIds", "Collection(Edm.String)");
  if (value.length > MOST_IDS) throw refusedBySegments(`EntityIds holds more than ${String(MOST_IDS)} ids.`);
  return value.map((id: unknown) => {
    if (!isGuid(id)) throw refusedBySegments("EntityIds holds something that is no GUID.");
    return id.toLowerCase();
  });
}

/** The table itself, for its privileges. */
export function segmentTable(call: Call) {
  return requireTable(call.context, SEGMENT);
}
