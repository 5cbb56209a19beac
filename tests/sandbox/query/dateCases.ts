/*
 * What the operators on dates mean on Wednesday 25 March 2026, 11:30:15 in Paris, in that zone's wall-clock time.
 * Sources: …/fetchxml/reference/operators; where that page does not give the bounds, MarkMpn/Sql4Cds, FetchXml2Sql.cs.
 */

/** `from` inclusive, `to` exclusive unless `inclusive`; either may be open. */
export interface LocalRange {
  readonly from?: string;
  readonly to?: string;
  readonly inclusive?: boolean;
}

export interface DateCase {
  readonly operator: string;
  readonly values: readonly string[];
  readonly range: LocalRange;
  /** The operator needs a time of day and is refused for a day. */
  readonly timeOnly?: boolean;
}

const day = (text: string) => `${text}T00:00:00`;
const NOW = "2026-03-25T11:30:15";

function days(operator: string, from: string, to: string, ...values: string[]): DateCase {
  return { operator, values, range: { from: day(from), to: day(to) } };
}

function last(operator: string, value: string | undefined, from: string): DateCase {
  return {
    operator,
    values: value === undefined ? [] : [value],
    range: { from, to: NOW, inclusive: true },
    timeOnly: operator.includes("hours"),
  };
}

function next(operator: string, value: string | undefined, to: string): DateCase {
  return {
    operator,
    values: value === undefined ? [] : [value],
    range: { from: NOW, to },
    timeOnly: operator.includes("hours"),
  };
}

function older(operator: string, value: string, to: string): DateCase {
  return { operator, values: [value], range: { to }, timeOnly: /hours|minutes/.test(operator) };
}

export const DATE_CASES: readonly DateCase[] = [
  days("yesterday", "2026-03-24", "2026-03-25"),
  days("today", "2026-03-25", "2026-03-26"),
  days("tomorrow", "2026-03-26", "2026-03-27"),
  last("last-seven-days", undefined, day("2026-03-18")),
  next("next-seven-days", undefined, day("2026-04-02")),
  // Weeks run from Sunday to Saturday.
  days("last-week", "2026-03-15", "2026-03-22"),
  days("this-week", "2026-03-22", "2026-03-29"),
  days("next-week", "2026-03-29", "2026-04-05"),
  days("last-month", "2026-02-01", "2026-03-01"),
  days("this-month", "2026-03-01", "2026-04-01"),
  days("next-month", "2026-04-01", "2026-05-01"),
  days("last-year", "2025-01-01", "2026-01-01"),
  days("this-year", "2026-01-01", "2027-01-01"),
  days("next-year", "2027-01-01", "2028-01-01"),
  last("last-x-hours", "3", "2026-03-25T08:00:00"),
  next("next-x-hours", "3", "2026-03-25T15:00:00"),
  last("last-x-days", "5", day("2026-03-20")),
  next("next-x-days", "5", day("2026-03-31")),
  last("last-x-weeks", "2", day("2026-03-11")),
  next("next-x-weeks", "2", day("2026-04-09")),
  last("last-x-months", "2", day("2026-01-25")),
  next("next-x-months", "2", day("2026-05-26")),
  last("last-x-years", "1", day("2025-03-25")),
  next("next-x-years", "1", day("2027-03-26")),
  older("olderthan-x-minutes", "10", "2026-03-25T11:20:00"),
  older("olderthan-x-hours", "10", "2026-03-25T01:00:00"),
  older("olderthan-x-days", "10", day("2026-03-15")),
  older("olderthan-x-weeks", "10", day("2026-01-14")),
  older("olderthan-x-months", "10", day("2025-05-25")),
  older("olderthan-x-years", "10", day("2016-03-25")),
  days("on", "2026-03-29", "2026-03-30", "2026-03-29"),
  { operator: "on-or-before", values: ["2026-03-29"], range: { to: day("2026-03-30") } },
  { operator: "on-or-after", values: ["2026-03-29"], range: { from: day("2026-03-29") } },
  // The fiscal year is the calendar's, in quarters: what an organisation has until somebody changes it.
  days("last-fiscal-year", "2025-01-01", "2026-01-01"),
  days("this-fiscal-year", "2026-01-01", "2027-01-01"),
  days("next-fiscal-year", "2027-01-01", "2028-01-01"),
  days("last-fiscal-period", "2025-10-01", "2026-01-01"),
  days("this-fiscal-period", "2026-01-01", "2026-04-01"),
  days("next-fiscal-period", "2026-04-01", "2026-07-01"),
  last("last-x-fiscal-years", "1", day("2025-01-01")),
  next("next-x-fiscal-years", "1", day("2028-01-01")),
  last("last-x-fiscal-periods", "2", day("2025-07-01")),
  next("next-x-fiscal-periods", "2", day("2026-10-01")),
  days("in-fiscal-year", "2025-01-01", "2026-01-01", "2025"),
  days("in-fiscal-period-and-year", "2025-07-01", "2025-10-01", "3", "2025"),
  {
    operator: "in-or-before-fiscal-period-and-year",
    values: ["3", "2025"],
    range: { to: day("2025-10-01") },
  },
  {
    operator: "in-or-after-fiscal-period-and-year",
    values: ["3", "2025"],
    range: { from: day("2025-07-01") },
  },
];

/** Whether a wall-clock time, or a day, is in a range; a day counts as the present moment on the present day. */
export function isWithin(local: string, { from, to, inclusive }: LocalRange): boolean {
  const bound = (text: string) => text.slice(0, local.length);
  const afterFrom = from === undefined || local >= bound(from);
  const beforeTo = to === undefined || (inclusive === true ? local <= bound(to) : local < bound(to));
  return afterFrom && beforeTo;
}
