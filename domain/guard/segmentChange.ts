/** Ids that one action takes, and that one group of a segment holds (Customer Insights - Journeys, "segment Web API"). */
const MOST_AN_ACTION = 1_000;
export const MOST_A_GROUP = 200_000;

/** What brings a segment's group up to date: first who is added, then who is taken off. */
export interface SegmentChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Whether somebody protected has no room in it. */
  readonly isFull: boolean;
}

/**
 * The difference between who is protected and who is in the group. Nobody is taken off by whoever does not know
 * everybody that is protected: to be left out by mistake costs a message, to be let in a deal.
 * @param isWhole whether everybody protected is known
 */
export function segmentChange(
  isProtected: ReadonlySet<string>,
  inGroup: ReadonlySet<string>,
  isWhole: boolean,
): SegmentChange {
  const missing = [...isProtected].filter((id) => !inGroup.has(id));
  const others = [...inGroup].filter((id) => !isProtected.has(id));
  const add = missing.slice(0, Math.max(0, MOST_A_GROUP - inGroup.size));
  return {
    add,
    remove: isWhole ? others : [],
    isFull: add.length < missing.length,
  };
}

/** As many ids at a time as an action takes. */
export function inActions(ids: readonly string[]): readonly (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let first = 0; first < ids.length; first += MOST_AN_ACTION) {
    parts.push(ids.slice(first, first + MOST_AN_ACTION));
  }
  return parts;
}
