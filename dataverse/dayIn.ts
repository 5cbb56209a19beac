import { dayOfDate, dayOfMoment, type Day } from "../domain/day";
import type { Host, Row } from "./host";
import { textOf } from "./row";

/** What is needed to know on which day of the user's calendar something falls. */
export type Calendar = Pick<Host, "timeZoneOffsetMinutes">;

/** The day of the user's calendar on which a moment falls. */
export function dayOf(calendar: Calendar, moment: Date): Day {
  return dayOfMoment(moment, calendar.timeZoneOffsetMinutes(moment));
}

/**
 * The day in a date column: that of the moment in the user's time zone or, where the column is a date without a time,
 * that date everywhere. Null for none.
 */
export function dayIn(calendar: Calendar, row: Row, column: string): Day | null {
  const text = textOf(row, column);
  if (text === null) return null;
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (date !== null) return dayOfDate(Number(date[1]), Number(date[2]), Number(date[3]));
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) return null;
  return dayOf(calendar, moment);
}
