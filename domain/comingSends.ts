import { compareTexts } from "./compareTexts";
import type { Day } from "./day";
import type { MemberTable } from "./guard/audience";

/** A campaign activity that is scheduled, as the client's screen names it. */
export interface ScheduledActivity {
  readonly id: string;
  readonly subject: string;
  readonly campaign: { readonly id: string; readonly name: string } | null;
  /** As users call it. */
  readonly channelName: string | null;
  readonly day: Day;
}

/** Who of a client's is on an activity's static lists. */
export interface OnStaticLists {
  readonly activity: ScheduledActivity;
  /** Contacts and leads, each counted once. */
  readonly people: number;
  /** Whether the account itself is on one of them. */
  readonly toAccount: boolean;
}

/** A dynamic list of an activity. */
export interface DynamicList {
  readonly id: string;
  readonly name: string;
  readonly members: MemberTable;
  /** False where it is sent to inactive members as well. */
  readonly ignoresInactive?: boolean;
}

export interface OnDynamicList {
  readonly activity: ScheduledActivity;
  readonly list: DynamicList;
}

/**
 * Why a dynamic list cannot be asked about one client: it has no query, or one that is no FetchXML, or not about
 * its kind of members; it takes the first so many rows only, or adds up by itself; there is no room left in it for one more
 * condition, or in the address of a request for it; the service refuses it, or this user.
 */
export type CannotAsk =
  | ("noQuery" | "malformed" | "otherTable" | "limited" | "aggregate")
  | ("tooManyLinks" | "tooLong" | "refused" | "noPrivilege");

/** How many of a client's people a dynamic list holds at this moment, or of its accounts, or why that is not known. */
export type DynamicCount =
  | { readonly kind: "counted"; readonly people: number }
  /** More than the service adds up in one go (50,000). */
  | { readonly kind: "tooMany" }
  | { readonly kind: "cannotAsk"; readonly because: CannotAsk }
  /** Asked, but the answer did not come. */
  | { readonly kind: "failed" };

/** A coming send that concerns a client, or may. */
export interface ComingSend {
  readonly activity: ScheduledActivity;
  /**
   * Contacts and leads that it reaches. With several lists, one person may be on more than one: then there are at least as
   * many as on the largest, at most as many as on all.
   */
  readonly people: { readonly atLeast: number; readonly atMost: number };
  /** Whether it goes to the account itself. */
  readonly toAccount: boolean;
  /** Dynamic lists not asked yet, the view offers to; they may hold more. */
  readonly notAsked: readonly DynamicList[];
  /** Dynamic lists that cannot be counted, with why; they may hold more. */
  readonly notCounted: readonly {
    readonly list: DynamicList;
    readonly why: Exclude<DynamicCount, { readonly kind: "counted" }>;
  }[];
}

export interface ComingSends {
  /** Those that are known to reach somebody, the nearest first. */
  readonly sends: readonly ComingSend[];
  /** Those of which it is not known yet whether they reach anybody, the nearest first. */
  readonly unknown: readonly ComingSend[];
}

/**
 * The coming sends that concern a client, from the counts on static lists and on as many dynamic lists as have been
 * asked. An activity whose lists all hold nobody of the client is not among them.
 * @param counts by id of the dynamic list; a list that is not there has not been asked
 */
export function comingSends(
  staticLists: readonly OnStaticLists[],
  dynamicLists: readonly OnDynamicList[],
  counts: ReadonlyMap<string, DynamicCount>,
): ComingSends {
  const byActivity = new Map<
    string,
    { activity: ScheduledActivity; parts: number[]; lists: DynamicList[]; toAccount: boolean }
  >();
  const entryOf = (activity: ScheduledActivity) => {
    const known = byActivity.get(activity.id) ?? { activity, parts: [], lists: [], toAccount: false };
    byActivity.set(activity.id, known);
    return known;
  };
  for (const { activity, people, toAccount } of staticLists) {
    const entry = entryOf(activity);
    entry.parts.push(people);
    entry.toAccount ||= toAccount;
  }
  for (const { activity, list } of dynamicLists) {
    const { lists } = entryOf(activity);
    if (!lists.some(({ id }) => id === list.id)) lists.push(list);
  }

  const sends: ComingSend[] = [];
  const unknown: ComingSend[] = [];
  for (const { activity, parts, lists, toAccount: isOnStatic } of byActivity.values()) {
    let toAccount = isOnStatic;
    const notAsked: DynamicList[] = [];
    const notCounted: ComingSend["notCounted"][number][] = [];
    for (const list of lists) {
      const count = counts.get(list.id);
      if (count === undefined) notAsked.push(list);
      else if (count.kind !== "counted") notCounted.push({ list, why: count });
      else if (list.members === "account") toAccount ||= count.people > 0;
      else parts.push(count.people);
    }
    const people = { atLeast: Math.max(0, ...parts), atMost: parts.reduce((sum, part) => sum + part, 0) };
    const send = { activity, people, toAccount, notAsked, notCounted };
    // "Too many" to add up is certainly somebody.
    const isTooMany = notCounted.some(({ why }) => why.kind === "tooMany");
    if (people.atLeast > 0 || toAccount || isTooMany) sends.push(send);
    else if (notAsked.length > 0 || notCounted.length > 0) unknown.push(send);
  }
  return { sends: sends.sort(nearestFirst), unknown: unknown.sort(nearestFirst) };
}

/**
 * Which dynamic lists to ask about at once: those of the nearest activities, each list once however many activities
 * it is on.
 */
export function nearestLists(dynamicLists: readonly OnDynamicList[], atMost: number): readonly DynamicList[] {
  const nearest = [...dynamicLists].sort((a, b) => nearestFirst(a, b) || compareTexts(a.list.id, b.list.id));
  const lists = new Map(nearest.map(({ list }) => [list.id, list] as const));
  return [...lists.values()].slice(0, Math.max(0, atMost));
}

function nearestFirst(
  a: { readonly activity: ScheduledActivity },
  b: { readonly activity: ScheduledActivity },
): number {
  return a.activity.day - b.activity.day || compareTexts(a.activity.id, b.activity.id);
}
