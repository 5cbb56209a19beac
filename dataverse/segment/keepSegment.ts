import type { Policy } from "../../domain/policy";
import { inActions, segmentChange } from "../../domain/guard/segmentChange";
import type { SegmentFault } from "../../domain/guard/segmentFault";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import type { Failure } from "../failure";
import { mustSeeAll } from "../guard/mustSeeAll";
import { readProtectedMembers } from "../guard/protectedMembers";
import { readGroupMembers } from "./groupMembers";
import { awaitsPublishing, hasOurs, OUR_GROUP, withOurs } from "./memberGroups";
import { readNamedSegment, troubleOf } from "./namedSegment";
import type { Segment } from "./readSegment";

/** A group of a segment. */
export interface GroupPlace {
  readonly segmentId: string;
  readonly groupId: string;
}

/** What is asked of the place it runs in: questions, and the actions of Customer Insights - Journeys. */
export interface SegmentService {
  readonly ask: AskQuestion;
  /** The `Response` of `msdynmkt_ListGroupMembers`. */
  readonly listMembers: (place: GroupPlace, page: number) => Promise<Answer<unknown>>;
  /** At most 1,000 at a time, as are those that are taken off. */
  readonly addMembers: (place: GroupPlace, ids: readonly string[]) => Promise<Answer<unknown>>;
  readonly removeMembers: (place: GroupPlace, ids: readonly string[]) => Promise<Answer<unknown>>;
  readonly writeGroups: (definitionId: string, groups: string) => Promise<Answer<unknown>>;
  readonly publish: (segmentId: string) => Promise<Answer<unknown>>;
}

export interface SegmentAsked {
  readonly policy: Policy;
  /** Tables of whose rows this user sees a part only. */
  readonly unseen: readonly string[];
}

/** Why a segment is not brought up to date. */
export type SegmentTrouble =
  | { readonly kind: SegmentFault }
  /** It has as many groups of others as a segment can have. */
  | { readonly kind: "noRoom" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What was left undone, knowingly. */
export type Reservation =
  /** This user does not see everything: some may be missing, and nobody was taken off. */
  | "seesPart"
  /** More are protected than can be read: nobody was taken off, and some may be missing. */
  | "tooMany"
  /** The group is full: some are missing. */
  | "full";

export interface SegmentOutcome {
  /** The segment's; null while it is not known. */
  readonly name: string | null;
  readonly added: number;
  readonly removed: number;
  readonly reservations: readonly Reservation[];
  /** Null: everything that was to be done is done. */
  readonly trouble: SegmentTrouble | null;
}

const nothing = { added: 0, removed: 0, reservations: [] } as const;

/**
 * Brings the segment that the policy names up to date: our group of it then holds exactly the people whom a deal or a hold
 * protects now. First those who are missing are added, then others are taken off, then it is published; where nothing is
 * missing and nobody too many, nothing is written. Groups of others are left as they are.
 *
 * Who does not see everything takes nobody off. What fails stops what comes after it, but for the publishing of what was
 * done. Where that fails, our group's name says so from then on, for nothing else would tell the next opening: nobody is
 * missing by then, and a segment that was live still is.
 *
 * Five requests where there is nothing to do: segment, definition, two questions and a page of members, the last three at
 * once; one more for each further page.
 */
export async function keepSegment(
  service: SegmentService,
  { policy, unseen }: SegmentAsked,
): Promise<SegmentOutcome> {
  const named = await readNamedSegment(service.ask, policy.suppressionSegment);
  if (!named.ok) return { ...nothing, name: named.name, trouble: named.trouble };
  const { segment, members, groups } = named;
  const { name } = segment;
  const cannot = (trouble: SegmentTrouble): SegmentOutcome => ({ ...nothing, name, trouble });

  const place: GroupPlace = { segmentId: segment.id, groupId: OUR_GROUP };
  const isThere = hasOurs(groups);
  const [isProtected, inGroup] = await Promise.all([
    readProtectedMembers(service.ask, members, policy),
    isThere
      ? readGroupMembers((page) => service.listMembers(place, page))
      : success<ReadonlySet<string>>(new Set()),
  ]);
  if (!isProtected.ok) return cannot({ kind: "failed", failure: isProtected.failure });
  if (!inGroup.ok) return cannot(troubleOf(inGroup.failure));

  const seesAll = ![...mustSeeAll, members].some((table) => unseen.includes(table));
  const { ids, isCut } = isProtected.value;
  const change = segmentChange(ids, inGroup.value, seesAll && !isCut);
  const reservations: Reservation[] = [
    ...(seesAll ? [] : (["seesPart"] as const)),
    ...(isCut ? (["tooMany"] as const) : []),
    ...(change.isFull ? (["full"] as const) : []),
  ];
  const isDue = change.add.length + change.remove.length > 0;
  const isAwaited = awaitsPublishing(groups);
  if (!isDue && !isAwaited && (segment.isLive || inGroup.value.size === 0)) {
    return { ...nothing, name, reservations, trouble: null };
  }
  const made = isThere || !isDue ? null : await makeGroup(service, segment, withOurs(groups));
  if (made !== null) return cannot(made);
  const done = await carryOut(service, place, change);
  const outcome: SegmentOutcome = { name, reservations, ...done };
  if (done.trouble !== null && done.added === 0 && done.removed === 0) return outcome;
  // First, so that nothing of a live segment is changed after it was published. Where it fails, one time too many does no harm.
  if (isAwaited) await nameGroup(service, segment, true);
  const published = await service.publish(segment.id);
  if (published.ok) return outcome;
  await nameGroup(service, segment, false);
  return { ...outcome, trouble: done.trouble ?? troubleOf(published.failure) };
}

/** Has the name of our group say whether what is in it is published. Groups are read anew: others may have changed theirs since. */
async function nameGroup(service: SegmentService, { id }: Segment, isPublished: boolean): Promise<void> {
  const named = await readNamedSegment(service.ask, id);
  if (!named.ok) return;
  const written = withOurs(named.groups, isPublished);
  if (written !== null) await service.writeGroups(named.segment.definitionId, written);
}

async function makeGroup(
  service: SegmentService,
  { definitionId }: Segment,
  groups: string | null,
): Promise<SegmentTrouble | null> {
  if (groups === null) return { kind: "noRoom" };
  const written = await service.writeGroups(definitionId, groups);
  return written.ok ? null : troubleOf(written.failure);
}

async function carryOut(
  service: SegmentService,
  place: GroupPlace,
  { add, remove }: Pick<ReturnType<typeof segmentChange>, "add" | "remove">,
): Promise<Pick<SegmentOutcome, "added" | "removed" | "trouble">> {
  let added = 0;
  for (const ids of inActions(add)) {
    const answer = await service.addMembers(place, ids);
    if (!answer.ok) return { added, removed: 0, trouble: troubleOf(answer.failure) };
    added += ids.length;
  }
  let removed = 0;
  for (const ids of inActions(remove)) {
    const answer = await service.removeMembers(place, ids);
    if (!answer.ok) return { added, removed, trouble: troubleOf(answer.failure) };
    removed += ids.length;
  }
  return { added, removed, trouble: null };
}
