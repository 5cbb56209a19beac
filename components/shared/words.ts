import { noonOf, type Day } from "../../domain/day";
import type { Host } from "../../dataverse/host";
import { isolated } from "./isolated";

/** A string of the resx files: the part that it belongs to, and its name there. */
export type TextKey =
  `${"Shared" | "Health" | "Interest" | "Briefing" | "FieldNotes" | "SendGuard"}_${string}`;

/** What a component says, in the user's language. */
export interface Words {
  /** A string, with `{0}`, `{1}` … filled in: a value that is written the other way leaves the rest as it is. */
  say(key: TextKey, ...values: readonly string[]): string;
  /** A string with a number as `{0}`: `<key>_One` or `<key>_Other`, as the language counts. */
  count(key: TextKey, n: number, ...values: readonly string[]): string;
  /** "one; another; a third" */
  listed(things: readonly string[]): string;
  integer(value: number): string;
  /** With a sign and at most one decimal: `+8`, `−2.5`. */
  signed(value: number): string;
  decimal(value: number): string;
  /** "today", "yesterday", "5 days ago", then the date. */
  day(day: Day, today: Day): string;
  date(day: Day): string;
  /** Date and time. */
  moment(at: Date): string;
}

const RECENT_DAYS = 6;

export function wordsOf(host: Host): Words {
  const say: Words["say"] = (key, ...values) =>
    host.text(key).replace(/\{(\d)\}/g, (hole, position: string) => {
      const value = values[Number(position)];
      return value === undefined ? hole : isolated(value);
    });
  const integer = (value: number) => host.formatting.formatInteger(Math.round(value));
  // French counts 0 as one; English and Dutch do not.
  const isOne = (n: number) => n === 1 || (n === 0 && host.text("Shared_ZeroIsSingular") === "yes");
  const decimal = (value: number) => {
    const tenths = Math.round(value * 10) / 10;
    return Number.isInteger(tenths) ? integer(tenths) : host.formatting.formatDecimal(tenths, 1);
  };
  const date = (day: Day) => {
    // The host formats moments in the user's time zone: noon there is that day whatever the zone.
    const noon = noonOf(day);
    return host.formatting.formatDateShort(
      new Date(noon.getTime() - host.timeZoneOffsetMinutes(noon) * 60_000),
    );
  };
  const count: Words["count"] = (key, n, ...values) =>
    say(isOne(n) ? `${key}_One` : `${key}_Other`, integer(n), ...values);

  return {
    say,
    count,
    listed: (things) =>
      things.reduce((list, next) => (list === "" ? next : say("Shared_Semicolon", list, next)), ""),
    integer,
    decimal,
    signed: (value) => (value < 0 ? `−${decimal(-value)}` : `+${decimal(value)}`),
    day: (day, today) => {
      const ago = today - day;
      if (ago === 0) return say("Shared_Today");
      if (ago === 1) return say("Shared_Yesterday");
      return ago > 1 && ago <= RECENT_DAYS ? count("Shared_DaysAgo", ago) : date(day);
    },
    date,
    moment: (at) => host.formatting.formatDateShort(at, true),
  };
}
