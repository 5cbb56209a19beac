/** A moment as a calendar and a clock in one time zone show it. */
export interface DateParts {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, made);
  return made;
}

/** @throws RangeError for a date that is none, or a time zone that has no such name */
export function dateParts(date: Date, timeZone: string): DateParts {
  const parts = new Map(
    format(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: string): number => parts.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

/** Minutes to add to UTC to get the time in the zone at that moment: 60 in Paris in winter, 120 in summer. */
export function timeZoneOffsetMinutes(date: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = dateParts(date, timeZone);
  const there = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((there - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
}
