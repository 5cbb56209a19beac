import { either, type QuestionFilter } from "../question";

/*
 * Days relative to the day on which Dataverse evaluates a query, in the time zone of the user whose query it is (a
 * guarded list lives longer than the day on which it was made, so that no date may stand in it). Each is a union
 * of operators that overlap or touch, so that it holds whether a column keeps a date or a moment, and whether the
 * platform counts "older than a day" from midnight or from now:
 * `olderthan-x-days 1` (before yesterday), `yesterday`, `today`, `next-x-days n` (from now to the end of the n-th day).
 */

/** Further ahead than any deal is planned, and than the platform counts. */
const MOST_DAYS = 36_500;

/** No later than so many days ahead: everything past and today included. @param days 0 or more; parts of a day are cut */
export function dueWithin(column: string, days: number): QuestionFilter {
  const ahead = Math.min(Math.floor(days), MOST_DAYS);
  return either(
    { column, operator: "olderthan-x-days", value: 1 },
    { column, operator: "yesterday" },
    { column, operator: "today" },
    ...(ahead >= 1 ? ([{ column, operator: "next-x-days", value: ahead }] as const) : []),
  );
}

/**
 * Today or later. `next-x-years` takes a hundred at most; what is further than that is further than this year 2100, which
 * stands here as the only date there is.
 */
export function notPast(column: string): QuestionFilter {
  return either(
    { column, operator: "today" },
    { column, operator: "next-x-years", value: 100 },
    { column, operator: "on-or-after", value: "2100-01-01" },
  );
}
