import type { Condition } from "../query/model";

/** A condition on a column of the query's own table. */
export function condition(
  column: string,
  operator: string,
  values: readonly string[] = [],
  otherColumn?: string,
): Condition {
  return { kind: "condition", column, operator, values, otherColumn };
}
