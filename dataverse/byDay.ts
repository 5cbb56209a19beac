import { dayOfDate, type Day } from "../domain/day";
import type { Row } from "./host";
import type { Column, Order } from "./question";
import { numberOf } from "./row";

/** Groups signals by the day on which they happened; "day" alone would be the day of the month. */
export const byDay: readonly Column[] = [
  { name: "ent_occurredon", groupBy: true, dateGrouping: "year", alias: "year" },
  { name: "ent_occurredon", groupBy: true, dateGrouping: "month", alias: "month" },
  { name: "ent_occurredon", groupBy: true, dateGrouping: "day", alias: "day" },
];

/** The order of such groups. */
export const newestFirst: readonly Order[] = ["year", "month", "day"].map((by) => ({ by, descending: true }));

/** The day of such a group. */
export function dayOfGroup(row: Row): Day {
  return dayOfDate(numberOf(row, "year") ?? NaN, numberOf(row, "month") ?? NaN, numberOf(row, "day") ?? NaN);
}
