import { localeOf, withDataverseBlanks } from "./locale";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(languageId: number, timeZone: string, part: "date" | "time"): Intl.DateTimeFormat {
  const key = `${String(languageId)} ${timeZone} ${part}`;
  let known = formats.get(key);
  if (known === undefined) {
    // Dataverse's English formats are 3/25/2023 and 5:42 PM, its French and Dutch ones have two digits throughout.
    const digits = languageId === 1036 || languageId === 1043 ? "2-digit" : "numeric";
    known = new Intl.DateTimeFormat(
      localeOf(languageId),
      part === "date"
        ? { timeZone, year: "numeric", month: digits, day: digits }
        : { timeZone, hour: digits, minute: "2-digit" },
    );
    formats.set(key, known);
  }
  return known;
}

/** A day: `3/25/2023`, `25/03/2023`. */
export function formatDay(moment: Date, languageId: number, timeZone: string): string {
  return withDataverseBlanks(format(languageId, timeZone, "date").format(moment), localeOf(languageId));
}

/** A day and a time: `3/25/2023 5:42 PM`, `25/03/2023 17:42`. */
export function formatMoment(moment: Date, languageId: number, timeZone: string): string {
  const time = withDataverseBlanks(format(languageId, timeZone, "time").format(moment), localeOf(languageId));
  return `${formatDay(moment, languageId, timeZone)} ${time}`;
}
