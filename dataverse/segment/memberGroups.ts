/**
 * The group that Entente keeps protected people in. An id of ours tells it from groups that somebody made by hand: it has
 * to be unique within a segment only.
 */
export const OUR_GROUP = "9b02417a-5c2a-5c66-9efa-5bdb3216b478";
/** For people who look at the segment. */
const OUR_NAME = "Entente: protected clients";
/** What it is called while what was changed in it is not published: the next opening of a form does so. */
const UNPUBLISHED = `${OUR_NAME} (not published)`;

/** Groups that a segment has at most. */
export const MOST_GROUPS = 10;

/** A group of static members, as `msdynmkt_segmentdefinition.msdynmkt_staticlistmembers` describes it; it may say more. */
export interface MemberGroup {
  readonly groupId: string;
  readonly includeType: string;
  readonly name?: unknown;
}

/** The groups in a segment's definition, in its own spelling; null for what is no list of groups. */
export function groupsIn(text: string | null): readonly MemberGroup[] | null {
  if (text === null || text.trim() === "") return [];
  try {
    const groups: unknown = JSON.parse(text);
    return Array.isArray(groups) && groups.every(isGroup) ? groups : null;
  } catch {
    return null;
  }
}

function isGroup(value: unknown): value is MemberGroup {
  const { groupId } = (value ?? {}) as Partial<MemberGroup>;
  return typeof groupId === "string";
}

function isOurs({ groupId }: MemberGroup): boolean {
  return groupId.toLowerCase() === OUR_GROUP;
}

/** Whether our group is among them, and puts its people into the segment. */
export function hasOurs(groups: readonly MemberGroup[]): boolean {
  return groups.some((group) => isOurs(group) && group.includeType === "Include");
}

/** Whether an earlier time changed our group and could not publish it. */
export function awaitsPublishing(groups: readonly MemberGroup[]): boolean {
  return groups.some((group) => isOurs(group) && group.name === UNPUBLISHED);
}

/** The same groups and ours, as they are written; null where there is no room for another. */
export function withOurs(groups: readonly MemberGroup[], isPublished = true): string | null {
  const others = groups.filter((group) => !isOurs(group));
  if (others.length >= MOST_GROUPS) return null;
  const name = isPublished ? OUR_NAME : UNPUBLISHED;
  const ours = { groupId: OUR_GROUP, includeType: "Include", name, inputType: "manualSelect" };
  return JSON.stringify([...others, ours]);
}
