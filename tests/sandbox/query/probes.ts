import { DateTime } from "luxon";
import { DATE_CASES, type LocalRange } from "./dateCases";
import {
  id,
  OTHER_UNIT,
  REPORT,
  REPORT_OF_REPORT,
  REPORTS_TEAM,
  STRANGER,
  TEAM,
  UNIT,
  USER,
  type Row,
  type TestOrganization,
} from "./organization";

/*
 * The rows that the table of semantics is about. Each belongs to a set, named in `ent_set`, and cases ask within one set:
 * what a case expects is then short, and the row without a value is always among those it could give.
 */

const ZONE = "Europe/Paris";

/** A text for each rule of comparison: case, accents, trailing blanks, wildcards taken as text. */
export const TEXTS: Readonly<Record<string, string | null>> = {
  contoso: "Contoso",
  capitals: "CONTOSO LTD",
  accents: "Côntösö",
  blanks: "Contoso   ",
  fabrikam: "Fabrikam",
  percent: "50% off",
  fifty: "505 off",
  underscore: "a_b",
  other: "axb",
  bracket: "[x]",
  nothing: null,
};

const NUMBERS: Readonly<Record<string, number | null>> = {
  minus: -5,
  zero: 0,
  one: 1,
  ten: 10,
  hundred: 100,
  nothing: null,
};

/** Every boundary of every case, and the seconds beside it. */
function moments(ranges: readonly LocalRange[]): string[] {
  const seconds = new Set<string>();
  for (const { from, to } of ranges) {
    for (const boundary of [from, to]) {
      if (boundary === undefined) continue;
      const moment = DateTime.fromISO(boundary, { zone: "UTC" });
      for (const difference of [-1, 0, 1]) {
        seconds.add(moment.plus({ seconds: difference }).toFormat("yyyy-MM-dd'T'HH:mm:ss"));
      }
    }
  }
  return [...seconds].sort();
}

/** Wall-clock times in the caller's zone. */
export const MOMENTS: readonly string[] = moments(DATE_CASES.map(({ range }) => range));

export const DAYS: readonly string[] = [...new Set(MOMENTS.map((moment) => moment.slice(0, 10)))];

let count = 0;

function probe(set: string, name: string, values: Row): Row {
  return { ent_probeid: id(0x10000 + ++count), ent_set: set, ent_name: name, ...values };
}

function probes<Value>(
  set: string,
  column: string,
  values: Readonly<Record<string, Value>>,
  more: Row = {},
): Row[] {
  return Object.entries(values).map(([name, value]) => probe(set, name, { [column]: value, ...more }));
}

export const ACCOUNTS = { top: id(0xa1), middle: id(0xa2), leaf: id(0xa3), other: id(0xa4) };

export async function seedProbes(test: TestOrganization): Promise<void> {
  await test.insert("account", [
    { accountid: ACCOUNTS.top, name: "Top" },
    { accountid: ACCOUNTS.middle, name: "Middle", parentaccountid: ACCOUNTS.top },
    { accountid: ACCOUNTS.leaf, name: "Leaf", parentaccountid: ACCOUNTS.middle },
    { accountid: ACCOUNTS.other, name: "Other" },
  ]);
  await test.insert("ent_probe", [
    ...probes("text", "ent_text", TEXTS),
    ...probes("memo", "ent_memo", TEXTS),
    ...probes("integer", "ent_integer", NUMBERS),
    ...probes("decimal", "ent_decimal", { low: "0.1", equal: "0.3", high: "0.30001", nothing: null }),
    ...probes("double", "ent_double", { low: 0.5, high: 1.5, nothing: null }),
    ...probes("money", "ent_money", { low: "99.99", equal: "100", nothing: null }),
    ...probes("boolean", "ent_boolean", { yes: true, no: false, nothing: null }),
    ...probes("choice", "ent_choice", { red: 1, blue: 2, green: 3, nothing: null }),
    ...probes("choices", "ent_choices", { red: [1], "red+blue": [1, 2], green: [3], nothing: null }),
    ...probes("guid", "ent_guid", { one: id(1), two: id(2), nothing: null }),
    ...probes("table", "ent_table", { contact: "contact", lead: "lead", nothing: null }),
    ...probes("language", "ent_language", { english: 1033, french: 1036, every: -1, nothing: null }),
    ...probes("user", "ent_userid", {
      self: USER,
      report: REPORT,
      "report's report": REPORT_OF_REPORT,
      stranger: STRANGER,
      nothing: null,
    }),
    ...probes("owner", "ownerid", {
      self: ["systemuser", USER],
      report: ["systemuser", REPORT],
      stranger: ["systemuser", STRANGER],
      "own team": ["team", TEAM],
      "reports' team": ["team", REPORTS_TEAM],
      nothing: null,
    }),
    ...probes("unit", "ent_unitid", { own: UNIT, other: OTHER_UNIT, nothing: null }),
    ...probes("hierarchy", "ent_accountid", { ...ACCOUNTS, nothing: null }),
    ...probes("columns", "ent_text", { same: "x", different: "y", first: null }, { ent_other: "X" }),
    probe("columns", "second", { ent_text: "x", ent_other: null }),
    ...MOMENTS.map((moment) =>
      probe("moment", moment, {
        ent_moment: DateTime.fromISO(moment, { zone: ZONE }).toUTC().toISO(),
        ent_wall: moment,
      }),
    ),
    probe("moment", "nothing", {}),
    ...DAYS.map((day) => probe("day", day, { ent_day: day })),
    probe("day", "nothing", {}),
  ]);
}
