import { dayOfDate, noonOf, readIsoDate, type Day } from "./day";
import { comparable } from "./plainWords";

/**
 * The forms are those of the Unicode CLDR for a time to come (`dateFields`, "in {0} months", « dans {0} mois »,
 * "over {0} maanden", "next week", « le trimestre prochain », « après-demain »), with the numbers from one to twelve as words. Only forms
 * that speak of what is to come: "in March" may be last March, and a reminder nobody asked for is worse than none.
 * A library knows many more forms, but chrono-node (2.10, English, French and Dutch) is 19 KB of a bundle's 40.
 */
interface Language {
  /** Before the number: `in`, `dans`, `over`. */
  readonly lead: string;
  readonly numbers: readonly string[];
  readonly units: Readonly<Record<Unit, string>>;
  readonly next: Readonly<Record<Later, string>>;
  readonly tomorrow: string;
  /** Two days ahead. It often holds the word for tomorrow, and begins before that. */
  readonly dayAfter: string;
  /** From Monday. */
  readonly weekdays: readonly string[];
  /** `{0}` is the weekday. */
  readonly nextWeekday: string;
}

type Later = "week" | "month" | "quarter" | "year";
type Unit = "day" | Later;

// Without accents and case, as the text is compared.
const languages: readonly Language[] = [
  {
    lead: "in",
    numbers: [
      "an?|one",
      "two|a couple of",
      ..."three|four|five|six|seven|eight|nine|ten|eleven|twelve".split("|"),
    ],
    units: { day: "days?", week: "weeks?", month: "months?", quarter: "quarters?", year: "years?" },
    next: {
      week: "next week",
      month: "next month",
      quarter: "next quarter",
      year: "next year",
    },
    tomorrow: "tomorrow",
    dayAfter: "day after tomorrow",
    weekdays: "monday|tuesday|wednesday|thursday|friday|saturday|sunday".split("|"),
    nextWeekday: "next {0}",
  },
  {
    lead: "dans|d'ici",
    numbers: ["une?", ..."deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze".split("|")],
    units: { day: "jours?", week: "semaines?", month: "mois", quarter: "trimestres?", year: "ans?|annees?" },
    next: {
      week: "semaine prochaine",
      month: "mois prochain",
      quarter: "trimestre prochain|prochain trimestre",
      year: "annee prochaine|an prochain",
    },
    tomorrow: "demain",
    dayAfter: "apres[-\u2011 ]demain",
    weekdays: "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche".split("|"),
    nextWeekday: "{0} prochain",
  },
  {
    // "over 1 week" is good English for more than a week: the Dutch singular is only taken with "een".
    lead: "over",
    numbers: ["een", ..."twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf".split("|")],
    units: {
      day: "dag(?:en)?",
      week: "weken",
      month: "maand(?:en)?",
      quarter: "kwarta(?:al|len)",
      year: "jaar",
    },
    next: {
      week: "volgende week",
      month: "volgende maand",
      quarter: "volgende? kwartaal",
      year: "volgende? jaar",
    },
    // The morning is the same word: "deze morgen", "goede morgen", "in de morgen", "dinsdag morgen".
    tomorrow:
      "(?<!(?<!\\p{L})(?:de|deze|die|elke|iedere|goede|goeie|(?:maan|dins|woens|donder|vrij|zater|zon)dag) )morgen",
    dayAfter: "overmorgen",
    weekdays: "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag".split("|"),
    nextWeekday: "volgende {0}",
  },
];

interface Form {
  readonly pattern: RegExp;
  /** The day meant, wherever it lies; null for a date that does not exist. */
  readonly day: (today: Day, found: readonly (string | undefined)[]) => Day | null;
}

/** No longer than this ahead: further on it is a slip of the finger. */
const YEARS_AHEAD = 5;

function allForms(): readonly Form[] {
  return languages.flatMap(formsOf).concat([
    {
      pattern: whole("over een week"),
      day: (today) => ahead(today, 1, "week"),
    },
    {
      pattern: whole("20\\d\\d-\\d\\d-\\d\\d"),
      day: (_today, [date = ""]) => readIsoDate(date),
    },
  ]);
}

/** By their words. Made when a text is first read: most who open a form type nothing, and these take 20 ms. */
const patterns = new Map<string, RegExp>();

/** Words that stand by themselves. */
function whole(words: string): RegExp {
  const pattern =
    patterns.get(words) ?? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "gu");
  patterns.set(words, pattern);
  return pattern;
}

function formsOf(language: Language): readonly Form[] {
  const { lead, numbers, units, next, tomorrow, dayAfter, weekdays, nextWeekday } = language;
  const number = `(\\d{1,3}|${numbers.join("|")})`;
  const valueOf = (text: string): number =>
    /\d/.test(text) ? Number(text) : numbers.findIndex((one) => new RegExp(`^(?:${one})$`).test(text)) + 1;
  const names = Object.keys(units) as Unit[];
  return [
    ...names.map((unit): Form => ({
      pattern: whole(`(?:${lead}) ?${number} (?:${units[unit]})`),
      day: (today, [, count = ""]) => ahead(today, valueOf(count), unit),
    })),
    ...(Object.keys(next) as Later[]).map((unit): Form => ({
      pattern: whole(next[unit]),
      day: (today) => startOfNext(today, unit),
    })),
    { pattern: whole(tomorrow), day: (today) => today + 1 },
    { pattern: whole(dayAfter), day: (today) => today + 2 },
    ...weekdays.map((weekday, position): Form => ({
      pattern: whole(nextWeekday.replace("{0}", weekday)),
      day: (today) => today + ((position - weekdayOf(today) + 7) % 7 || 7),
    })),
  ];
}

/**
 * The day on which a text says that the client is to be contacted again: of those that it names, the first that lies ahead.
 * Null when it names none.
 * @param today the user's day, from which "in three months" is counted; a month later is the same date, or the last of a
 * shorter month. "Next week" is its Monday, "next month" and the like their first day
 */
export function readRecontactDate(text: string, today: Day): Day | null {
  const plain = comparable(text).replace(/[’`]/g, "'");
  let first: { readonly at: number; readonly day: Day } | null = null;
  for (const { pattern, day } of allForms()) {
    for (const found of plain.matchAll(pattern)) {
      if (first !== null && first.at <= found.index) break;
      const meant = day(today, found);
      if (meant !== null && meant > today && meant <= today + YEARS_AHEAD * 366) {
        first = { at: found.index, day: meant };
      }
    }
  }
  return first?.day ?? null;
}

/** 0 is Monday; 1 January 1970 was a Thursday. */
function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

function ahead(today: Day, count: number, unit: Unit): Day {
  switch (unit) {
    case "day":
      return today + count;
    case "week":
      return today + 7 * count;
    case "month":
      return monthsLater(today, count);
    case "quarter":
      return monthsLater(today, 3 * count);
    case "year":
      return monthsLater(today, 12 * count);
  }
}

function startOfNext(today: Day, unit: Later): Day {
  const date = noonOf(today);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case "week":
      return today + 7 - weekdayOf(today);
    case "month":
      return firstOf(year, month + 1);
    case "quarter":
      return firstOf(year, Math.floor(month / 3) * 3 + 3);
    case "year":
      return firstOf(year + 1, 0);
  }
}

/** @param month from 0, and past 11 in the years to come */
function firstOf(year: number, month: number): Day {
  return dayOfDate(year + Math.floor(month / 12), (month % 12) + 1, 1);
}

function monthsLater(today: Day, months: number): Day {
  const date = noonOf(today);
  const month = date.getUTCMonth() + months;
  const first = firstOf(date.getUTCFullYear(), month);
  const last = firstOf(date.getUTCFullYear(), month + 1) - 1;
  return Math.min(first + date.getUTCDate() - 1, last);
}
