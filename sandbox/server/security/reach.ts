import { Depth, type Verb } from "../metadata/model";
import type { Caller, Reach } from "./caller";

export const EVERYTHING: Reach = { everything: true, owners: [], businessUnits: [] };

/** What a depth reaches, counted from one principal and its business unit. */
export function reachOfDepth(
  depth: Depth,
  owners: readonly string[],
  businessUnit: string,
  businessUnitsBelow: readonly string[],
): Reach {
  switch (depth) {
    case Depth.None:
      return { everything: false, owners: [], businessUnits: [] };
    case Depth.Basic:
      return { everything: false, owners, businessUnits: [] };
    case Depth.Local:
      return { everything: false, owners, businessUnits: [businessUnit] };
    case Depth.Deep:
      return { everything: false, owners, businessUnits: businessUnitsBelow };
    case Depth.Global:
      return EVERYTHING;
  }
}

/** Whatever one of them reaches. */
export function union(reaches: readonly Reach[]): Reach {
  return reaches.some((reach) => reach.everything)
    ? EVERYTHING
    : {
        everything: false,
        owners: [...new Set(reaches.flatMap((reach) => reach.owners))],
        businessUnits: [...new Set(reaches.flatMap((reach) => reach.businessUnits))],
      };
}

export function reachOf(caller: Caller, table: string, verb: Verb): Reach {
  return (
    caller.reach?.(table, verb) ??
    reachOfDepth(
      caller.depth(table, verb),
      [caller.userId, ...caller.teamIds],
      caller.businessUnitId,
      caller.businessUnitsBelow,
    )
  );
}
