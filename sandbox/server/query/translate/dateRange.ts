import { DateTime } from "luxon";
import { badCondition, notGreaterThanZero } from "../refusals";
import { readInteger } from "./value";

/** From `from`, inclusive, to `to`: exclusive unless it is the present moment. Either end may be open. */
export interface DateRange {
  readonly from?: DateTime;
  readonly to?: DateTime;
  readonly toNow?: boolean;
}

type Range = (now: DateTime) => DateRange;
type CountedRange = (now: DateTime, count: number) => DateRange;

const today = (now: DateTime) => now.startOf("day");
/** Weeks run from Sunday to Saturday (…/reference/operators, "last-week"). */
const sunday = (now: DateTime) => today(now).minus({ days: now.weekday % 7 });
const month = (now: DateTime) => now.startOf("month");
const year = (now: DateTime) => now.startOf("year");
/** The fiscal year of an organisation that never changed its settings: the calendar's, in quarters. */
const quarter = (now: DateTime) => now.startOf("quarter");

/** Operators without a value. The present day counts in the last and the next seven. */
const PLAIN: Readonly<Record<string, Range>> = {
  yesterday: (now) => ({ from: today(now).minus({ days: 1 }), to: today(now) }),
  today: (now) => ({ from: today(now), to: today(now).plus({ days: 1 }) }),
  tomorrow: (now) => ({ from: today(now).plus({ days: 1 }), to: today(now).plus({ days: 2 }) }),
  "last-seven-days": (now) => ({ from: today(now).minus({ days: 7 }), to: now, toNow: true }),
  "next-seven-days": (now) => ({ from: now, to: today(now).plus({ days: 8 }) }),
  "last-week": (now) => ({ from: sunday(now).minus({ days: 7 }), to: sunday(now) }),
  "this-week": (now) => ({ from: sunday(now), to: sunday(now).plus({ days: 7 }) }),
  "next-week": (now) => ({ from: sunday(now).plus({ days: 7 }), to: sunday(now).plus({ days: 14 }) }),
  "last-month": (now) => ({ from: month(now).minus({ months: 1 }), to: month(now) }),
  "this-month": (now) => ({ from: month(now), to: month(now).plus({ months: 1 }) }),
  "next-month": (now) => ({ from: month(now).plus({ months: 1 }), to: month(now).plus({ months: 2 }) }),
  "last-year": (now) => ({ from: year(now).minus({ years: 1 }), to: year(now) }),
  "this-year": (now) => ({ from: year(now), to: year(now).plus({ years: 1 }) }),
  "next-year": (now) => ({ from: year(now).plus({ years: 1 }), to: year(now).plus({ years: 2 }) }),
  "last-fiscal-year": (now) => ({ from: year(now).minus({ years: 1 }), to: year(now) }),
  "this-fiscal-year": (now) => ({ from: year(now), to: year(now).plus({ years: 1 }) }),
  "next-fiscal-year": (now) => ({ from: year(now).plus({ years: 1 }), to: year(now).plus({ years: 2 }) }),
  "last-fiscal-period": (now) => ({ from: quarter(now).minus({ quarters: 1 }), to: quarter(now) }),
  "this-fiscal-period": (now) => ({ from: quarter(now), to: quarter(now).plus({ quarters: 1 }) }),
  "next-fiscal-period": (now) => ({
    from: quarter(now).plus({ quarters: 1 }),
    to: quarter(now).plus({ quarters: 2 }),
  }),
};

/**
 * Operators with a number. Bounds as Sql4Cds has them from the service (MarkMpn/Sql4Cds, FetchXml2Sql.cs): whole days, hours
 * or minutes at the far end, the present moment at the near one.
 */
const COUNTED: Readonly<Record<string, CountedRange>> = {
  "last-x-hours": (now, count) => ({
    from: now.startOf("hour").minus({ hours: count }),
    to: now,
    toNow: true,
  }),
  "next-x-hours": (now, count) => ({ from: now, to: now.startOf("hour").plus({ hours: count + 1 }) }),
  "last-x-days": (now, count) => ({ from: today(now).minus({ days: count }), to: now, toNow: true }),
  "next-x-days": (now, count) => ({ from: now, to: today(now).plus({ days: count + 1 }) }),
  "last-x-weeks": (now, count) => ({ from: today(now).minus({ days: 7 * count }), to: now, toNow: true }),
  "next-x-weeks": (now, count) => ({ from: now, to: today(now).plus({ days: 7 * count + 1 }) }),
  "last-x-months": (now, count) => ({ from: today(now).minus({ months: count }), to: now, toNow: true }),
  "next-x-months": (now, count) => ({ from: now, to: today(now).plus({ days: 1 }).plus({ months: count }) }),
  "last-x-years": (now, count) => ({ from: today(now).minus({ years: count }), to: now, toNow: true }),
  "next-x-years": (now, count) => ({ from: now, to: today(now).plus({ days: 1 }).plus({ years: count }) }),
  "olderthan-x-minutes": (now, count) => ({ to: now.startOf("minute").minus({ minutes: count }) }),
  "olderthan-x-hours": (now, count) => ({ to: now.startOf("hour").minus({ hours: count }) }),
  "olderthan-x-days": (now, count) => ({ to: today(now).minus({ days: count }) }),
  "olderthan-x-weeks": (now, count) => ({ to: today(now).minus({ days: 7 * count }) }),
  "olderthan-x-months": (now, count) => ({ to: today(now).minus({ months: count }) }),
  "olderthan-x-years": (now, count) => ({ to: today(now).minus({ years: count }) }),
  "last-x-fiscal-years": (now, count) => ({ from: year(now).minus({ years: count }), to: now, toNow: true }),
  "next-x-fiscal-years": (now, count) => ({ from: now, to: year(now).plus({ years: count + 1 }) }),
  "last-x-fiscal-periods": (now, count) => ({
    from: quarter(now).minus({ quarters: count }),
    to: now,
    toNow: true,
  }),
  "next-x-fiscal-periods": (now, count) => ({ from: now, to: quarter(now).plus({ quarters: count + 1 }) }),
};

/** Beyond this many units every bound falls outside the years that Dataverse knows. */
const LARGEST_COUNT = 100_000_000;

/**
 * What an operator on dates means now; undefined when it is not an operator with a range.
 * @param now the present moment in the caller's zone
 * @throws DataverseError when a value is not what the operator takes
 */
export function dateRange(operator: string, values: readonly string[], now: DateTime): DateRange | undefined {
  const plain = PLAIN[operator];
  if (plain !== undefined) return plain(now);
  const counted = COUNTED[operator];
  if (counted !== undefined) {
    const count = wholeNumber(operator, values[0] ?? "");
    return within(counted(now, count), now);
  }
  return fiscalRange(operator, values, now);
}

function fiscalRange(operator: string, values: readonly string[], now: DateTime): DateRange | undefined {
  if (operator === "in-fiscal-year") {
    const start = startOfYear(operator, values[0] ?? "", now);
    return { from: start, to: start.plus({ years: 1 }) };
  }
  if (!operator.endsWith("fiscal-period-and-year")) return undefined;
  const period = fiscalPeriod(operator, values[0] ?? "");
  const start = startOfYear(operator, values[1] ?? "", now).plus({ quarters: period - 1 });
  const end = start.plus({ quarters: 1 });
  switch (operator) {
    case "in-fiscal-period-and-year":
      // A period that the settings do not have is in no year (…/reference/operators, "in-fiscal-period").
      return period <= 4 ? { from: start, to: end } : { from: start, to: start };
    case "in-or-before-fiscal-period-and-year":
      return { to: end };
    case "in-or-after-fiscal-period-and-year":
      return { from: start };
    default:
      return undefined;
  }
}

export function fiscalPeriod(operator: string, text: string): number {
  const period = wholeNumber(operator, text);
  if (period > 13)
    throw badCondition(`Operator '${operator}' takes a fiscal period and was given '${text}'.`);
  return period;
}

function startOfYear(operator: string, text: string, now: DateTime): DateTime {
  const number = wholeNumber(operator, text);
  if (number < 1900 || number > 2100) {
    throw badCondition(`Operator '${operator}' takes a year from 1900 to 2100 and was given '${text}'.`);
  }
  return DateTime.fromObject({ year: number, month: 1, day: 1 }, { zone: now.zone });
}

function wholeNumber(operator: string, text: string): number {
  const number = readInteger(text);
  if (number === undefined)
    throw badCondition(`Operator '${operator}' takes a whole number and was given '${text}'.`);
  if (number < 1) throw notGreaterThanZero(operator);
  if (number > LARGEST_COUNT)
    throw badCondition(`Operator '${operator}' was given too large a number, '${text}'.`);
  return number;
}

/** The first and the last year that can be stored. */
const [FIRST_YEAR, LAST_YEAR] = [1753, 9999];

/** A bound in a year that cannot be stored is as good as no bound, or as one that nothing passes. */
function within(range: DateRange, now: DateTime): DateRange {
  const first = () => DateTime.fromObject({ year: FIRST_YEAR, month: 1, day: 1 }, { zone: now.zone });
  const last = () => DateTime.fromObject({ year: LAST_YEAR, month: 12, day: 31 }, { zone: now.zone });
  const clamp = (date: DateTime) => {
    if (!date.isValid) return first();
    // Nearly every bound; the two dates take several times as long to make as to compare.
    if (date.year > FIRST_YEAR && date.year < LAST_YEAR) return date;
    return DateTime.min(DateTime.max(date, first()), last());
  };
  return {
    ...range,
    ...(range.from === undefined ? {} : { from: clamp(range.from) }),
    ...(range.to === undefined
      ? {}
      : { to: range.to.isValid ? clamp(range.to) : range.from ? last() : first() }),
  };
}
