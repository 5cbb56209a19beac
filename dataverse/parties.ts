import { all, type FilterItem, type Related } from "./question";

/**
 * Ways to an activity, for a filter that stands in its table: one of its parties is meant. Each is a way of its own, to be
 * united, since an index serves one way alone.
 * @param ways to a party, for a filter that stands in activityparty
 * @param only what else holds for the party
 */
export function hasParty(ways: readonly FilterItem[], ...only: readonly FilterItem[]): readonly Related[] {
  return ways.map((way) => ({
    is: "any",
    table: "activityparty",
    from: "activityid",
    to: "activityid",
    filter: all(...only, way),
  }));
}
