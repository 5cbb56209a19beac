import { noonOf, type Day } from "../../domain/day";
import type { Host } from "../../dataverse/host";
import { isolated } from "./isolated";

/** A string of the resx files: the part that it belongs to, and its name there. */
export type TextKey =
  `${"Shared" | "Health" | "Interest" | "Briefing" | "FieldNotes" | "SendGuard"}_${string}`;

/** Strings with values in them, in the user's language. */
export interface Texts {
  /** A string, with `{0}`, `{1}` … filled in. */
  say(key: TextKey, ...values: readonly string[]): string;
  /** A string with a number as `{0}`: `<key>_One` or `<key>_Other`, as the language counts. */
  count(key: TextKey, n: number, ...values: readonly string[]): string;
  /** "one; another; a third" */
  listed(things: readonly string[]): string;
}

/** What a component says, in the user's language. A value that is written the other way leaves the rest of its text as it is. */
export interface Words extends Texts {
  /** To be stored: without the marks that keep a value's direction to itself where it is shown. */
  readonly plain: Texts;
  integer(value: number): string;
  /** With a sign and at most one decimal: `+8`, `−2.5`. */
  signed(value: number): string;
  decimal(value: number): string;
  /** "today", "yesterday", "5 days ago", then the date. */
  day(day: Day, today: Day): string;
  /** To be shown: on one line. */
  date(day: Day): string;
  /** Date and time, to be shown or stored. */
  moment(at: Date): string;
}

const RECENT_DAYS = 6;

/** A date on one line: browsers break it after its spaces and, before a digit, after its hyphens ("20-12-2026"). */
export function together(date: string): string {
  return date.replace(/[ -]/g, "$&\u2060");
}

export function wordsOf(host: Host): Words {
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
    return together(
      host.formatting.formatDateShort(new Date(noon.getTime() - host.timeZoneOffsetMinutes(noon) * 60_000)),
    );
  };
  const textsWith = (written: (value: string) => string): Texts => {
    const say: Texts["say"] = (key, ...values) => {
      const filling = values.map(written);
      return host
        .text(key)
        .replace(/\{(\d)\}/g, (hole, position: string) => filling[Number(position)] ?? hole);
    };
    return {
      say,
      count: (key, n, ...values) => say(isOne(n) ? `${key}_One` : `${key}_Other`, integer(n), ...values),
      listed: (things) =>
        things.reduce((list, next) => (list === "" ? next : say("Shared_Semicolon", list, next)), ""),
    };
  };
  const shown = textsWith(isolated);

  return {
    ...shown,
    plain: textsWith((value) => value),
    integer,
    decimal,
    signed: (value) => (value < 0 ? `−${decimal(-value)}` : `+${decimal(value)}`),
    day: (day, today) => {
      const ago = today - day;
      if (ago === 0) return shown.say("Shared_Today");
      if (ago === 1) return shown.say("Shared_Yesterday");
      return ago > 1 && ago <= RECENT_DAYS ? shown.count("Shared_DaysAgo", ago) : date(day);
    },
    date,
    moment: (at) => host.formatting.formatDateShort(at, true),
  };
}
