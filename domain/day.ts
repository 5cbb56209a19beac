/**
 * A day of the user's calendar, as the number of days since 1 January 1970: ages are differences of such days, so
 * that no clock change and no time of day can make a day shorter or longer.
 */
export type Day = number;

const MILLISECONDS_A_DAY = 86_400_000;

/**
 * The day with this date.
 * @param month from 1
 * @throws RangeError for a date that does not exist (31 February) or is not a date at all
 */
export function dayOfDate(year: number, month: number, dayOfMonth: number): Day {
  const day = dayIfAny(year, month, dayOfMonth);
  if (day === null) throw new RangeError(`No such date: ${year}-${month}-${dayOfMonth}`);
  return day;
}

function dayIfAny(year: number, month: number, dayOfMonth: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  return exists ? date.getTime() / MILLISECONDS_A_DAY : null;
}

/**
 * The day on which a moment falls in the user's time zone.
 * @param offsetMinutes minutes that the user's clock is ahead of UTC at that moment (Brussels in summer: 120)
 * @throws RangeError for a moment that is none
 */
export function dayOfMoment(moment: Date, offsetMinutes: number): Day {
  const time = moment.getTime() + offsetMinutes * 60_000;
  if (!Number.isFinite(time)) throw new RangeError("No such moment");
  return Math.floor(time / MILLISECONDS_A_DAY);
}

/** Noon UTC of a day. */
export function noonOf(day: Day): Date {
  return new Date((day + 0.5) * MILLISECONDS_A_DAY);
}

/** `2026-11-22`. */
export function isoDate(day: Day): string {
  return noonOf(day).toISOString().slice(0, 10);
}

/** The day of a date such as `2026-11-22`, from the year 100 on; null for a text that is none. */
export function readIsoDate(text: string): Day | null {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return date === null ? null : dayIfAny(Number(date[1]), Number(date[2]), Number(date[3]));
}
