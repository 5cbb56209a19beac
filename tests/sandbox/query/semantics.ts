import { DATE_CASES, isWithin } from "./dateCases";
import { id } from "./organization";
import { ACCOUNTS, DAYS, MOMENTS } from "./probes";

/*
 * What FetchXML means, one case at least for every operator and link type. `docs/sandbox.md` lists what is supported from
 * these cases, so each says where its meaning is written down.
 */

export interface SemanticsCase {
  readonly name: string;
  /** The operator, link type, element or attribute that the case is about. */
  readonly about: string;
  readonly fetch: string;
  /** A path below learn.microsoft.com/power-apps/developer/data-platform/, or another public source. */
  readonly source: string;
  /** The names of the rows, in alphabetical order. */
  readonly expected: readonly string[];
}

const OPERATORS = "fetchxml/reference/operators";

function values(texts: readonly string[]): string {
  return texts.map((text) => `<value>${text}</value>`).join("");
}

function condition(column: string, operator: string, texts: readonly string[]): string {
  return `<condition attribute="${column}" operator="${operator}">${values(texts)}</condition>`;
}

/** Rows of one set, named by `ent_name`. */
function within(set: string, filter: string): string {
  return `<fetch><entity name="ent_probe"><attribute name="ent_name"/><filter><condition attribute="ent_set" operator="eq" value="${set}"/>${filter}</filter></entity></fetch>`;
}

function operatorCase(
  set: string,
  column: string,
  operator: string,
  texts: readonly string[],
  expected: readonly string[],
  source = OPERATORS,
): SemanticsCase {
  return {
    name: `${operator} on ${set}${texts.length === 0 ? "" : ` with ${texts.join(", ")}`}`,
    about: operator,
    fetch: within(set, condition(column, operator, texts)),
    source: `${source}#${operator}`,
    expected: [...expected].sort(),
  };
}

const text = (operator: string, value: string, ...expected: string[]) =>
  operatorCase("text", "ent_text", operator, [value], expected);
const WILDCARDS = "wildcard-characters";
const like = (operator: string, value: string, ...expected: string[]) =>
  operatorCase("text", "ent_text", operator, [value], expected, WILDCARDS);

const EVERY_TEXT = [
  "contoso",
  "capitals",
  "accents",
  "blanks",
  "fabrikam",
  "percent",
  "fifty",
  "underscore",
  "other",
  "bracket",
  "nothing",
];
const textsBut = (...names: string[]) => EVERY_TEXT.filter((name) => !names.includes(name));

const TEXT_CASES: readonly SemanticsCase[] = [
  text("eq", "contoso", "contoso", "accents", "blanks"),
  text("ne", "contoso", ...textsBut("contoso", "accents", "blanks")),
  text("neq", "CONTOSO", ...textsBut("contoso", "accents", "blanks")),
  text("gt", "contoso", "capitals", "fabrikam"),
  text("ge", "contoso", "contoso", "accents", "blanks", "capitals", "fabrikam"),
  text("lt", "axb", "percent", "fifty", "bracket", "underscore"),
  text("le", "axb", "percent", "fifty", "bracket", "underscore", "other"),
  operatorCase(
    "text",
    "ent_text",
    "in",
    ["CONTOSO", "fabrikam"],
    ["contoso", "accents", "blanks", "fabrikam"],
  ),
  operatorCase(
    "text",
    "ent_text",
    "not-in",
    ["contoso", "AXB"],
    textsBut("contoso", "accents", "blanks", "other"),
  ),
  operatorCase("text", "ent_text", "null", [], ["nothing"]),
  operatorCase("text", "ent_text", "not-null", [], textsBut("nothing")),
  like("like", "conto%", "contoso", "accents", "blanks", "capitals"),
  like("like", "%SO", "contoso", "accents", "blanks"),
  like("like", "a_b", "underscore", "other"),
  like("like", "a[_]b", "underscore"),
  like("like", "50[%]%", "percent"),
  like("like", "[a-c]%", "contoso", "accents", "blanks", "capitals", "underscore", "other"),
  like("like", "[^a-c]%", "fabrikam", "percent", "fifty", "bracket"),
  like("like", "[[]x]", "bracket"),
  like("like", "[x"),
  like("not-like", "c%", ...textsBut("contoso", "accents", "blanks", "capitals")),
  like("not-like", "[^a]%", "underscore", "other", "nothing"),
  like("begins-with", "con", "contoso", "accents", "blanks", "capitals"),
  like("begins-with", "5_%", "percent", "fifty"),
  like("not-begin-with", "con", ...textsBut("contoso", "accents", "blanks", "capitals")),
  like("ends-with", "OFF", "percent", "fifty"),
  like("not-end-with", "off", ...textsBut("percent", "fifty")),
  operatorCase("memo", "ent_memo", "eq", ["contoso"], ["contoso", "accents", "blanks"]),
  operatorCase(
    "memo",
    "ent_memo",
    "like",
    ["%oso%"],
    ["contoso", "accents", "blanks", "capitals"],
    WILDCARDS,
  ),
  operatorCase("table", "ent_table", "eq", ["contact"], ["contact"]),
  operatorCase("table", "ent_table", "eq", ["4"], ["lead"]),
  operatorCase("table", "ent_table", "ne", ["contact"], ["lead", "nothing"]),
];

const integer = (operator: string, texts: readonly string[], ...expected: string[]) =>
  operatorCase("integer", "ent_integer", operator, texts, expected);

const NUMBER_CASES: readonly SemanticsCase[] = [
  integer("eq", ["10"], "ten"),
  integer("ne", ["10"], "minus", "zero", "one", "hundred", "nothing"),
  integer("gt", ["1"], "ten", "hundred"),
  integer("ge", ["1"], "one", "ten", "hundred"),
  integer("lt", ["0"], "minus"),
  integer("le", ["0"], "minus", "zero"),
  integer("between", ["0", "10"], "zero", "one", "ten"),
  integer("not-between", ["0", "10"], "minus", "hundred", "nothing"),
  integer("in", ["-5", "100", "7"], "minus", "hundred"),
  integer("not-in", ["-5", "100", "7"], "zero", "one", "ten", "nothing"),
  integer("null", [], "nothing"),
  integer("not-null", [], "minus", "zero", "one", "ten", "hundred"),
  operatorCase("decimal", "ent_decimal", "eq", ["0.3"], ["equal"]),
  operatorCase("decimal", "ent_decimal", "gt", ["0.3"], ["high"]),
  operatorCase("decimal", "ent_decimal", "in", ["0.1", "0.30001"], ["low", "high"]),
  operatorCase("double", "ent_double", "ge", ["1.5"], ["high"]),
  operatorCase("money", "ent_money", "lt", ["100"], ["low"]),
  operatorCase("money", "ent_money", "ne", ["100.00"], ["low", "nothing"]),
  operatorCase("language", "ent_language", "eq-userlanguage", [], ["english", "every"]),
  operatorCase("boolean", "ent_boolean", "eq", ["1"], ["yes"]),
  operatorCase("boolean", "ent_boolean", "eq", ["false"], ["no"]),
  operatorCase("boolean", "ent_boolean", "ne", ["true"], ["no", "nothing"]),
  operatorCase("boolean", "ent_boolean", "null", [], ["nothing"]),
  operatorCase("choice", "ent_choice", "eq", ["2"], ["blue"]),
  operatorCase("choice", "ent_choice", "ne", ["2"], ["red", "green", "nothing"]),
  operatorCase("choice", "ent_choice", "in", ["1", "3"], ["red", "green"]),
  operatorCase("choice", "ent_choice", "not-in", ["1", "3"], ["blue", "nothing"]),
  operatorCase("choice", "ent_choice", "not-null", [], ["red", "blue", "green"]),
  operatorCase("choices", "ent_choices", "contain-values", ["2", "3"], ["red+blue", "green"]),
  operatorCase("choices", "ent_choices", "not-contain-values", ["2", "3"], ["red", "nothing"]),
  operatorCase("choices", "ent_choices", "null", [], ["nothing"]),
];

const user = (operator: string, ...expected: string[]) =>
  operatorCase("user", "ent_userid", operator, [], expected);
const owner = (operator: string, ...expected: string[]) =>
  operatorCase("owner", "ownerid", operator, [], expected);
const HIERARCHY = "query-hierarchical-data";
const hierarchy = (operator: string, account: string, ...expected: string[]) =>
  operatorCase("hierarchy", "ent_accountid", operator, [account], expected, HIERARCHY);

const IDENTITY_CASES: readonly SemanticsCase[] = [
  operatorCase("guid", "ent_guid", "eq", [id(1)], ["one"]),
  operatorCase("guid", "ent_guid", "eq", [`{${id(1).toUpperCase()}}`], ["one"]),
  operatorCase("guid", "ent_guid", "ne", [id(1)], ["two", "nothing"]),
  operatorCase("guid", "ent_guid", "in", [id(1), id(2)], ["one", "two"]),
  operatorCase("guid", "ent_guid", "not-in", [id(1)], ["two", "nothing"]),
  operatorCase("guid", "ent_guid", "null", [], ["nothing"]),
  user("eq-userid", "self"),
  user("ne-userid", "report", "report's report", "stranger", "nothing"),
  owner("eq-userid", "self"),
  owner("eq-userteams", "own team"),
  owner("eq-useroruserteams", "self", "own team"),
  user("eq-useroruserhierarchy", "self", "report", "report's report"),
  owner("eq-useroruserhierarchy", "self", "report"),
  owner("eq-useroruserhierarchyandteams", "self", "report", "own team", "reports' team"),
  operatorCase("unit", "ent_unitid", "eq-businessid", [], ["own"]),
  operatorCase("unit", "ent_unitid", "ne-businessid", [], ["other", "nothing"]),
  hierarchy("under", ACCOUNTS.top, "middle", "leaf"),
  hierarchy("eq-or-under", ACCOUNTS.middle, "middle", "leaf"),
  hierarchy("not-under", ACCOUNTS.top, "top", "other", "nothing"),
  hierarchy("above", ACCOUNTS.leaf, "top", "middle"),
  hierarchy("eq-or-above", ACCOUNTS.middle, "top", "middle"),
  {
    name: "under on the table's own key",
    about: "under",
    fetch: `<fetch><entity name="account"><attribute name="name"/><filter>${condition("accountid", "under", [ACCOUNTS.top])}</filter></entity></fetch>`,
    source: HIERARCHY,
    expected: ["Leaf", "Middle"],
  },
];

function dateCases(): SemanticsCase[] {
  return DATE_CASES.flatMap(({ operator, values: texts, range, timeOnly }) => {
    const moments = MOMENTS.filter((moment) => isWithin(moment, range));
    const days = DAYS.filter((day) => isWithin(day, range));
    return [
      operatorCase("moment", "ent_moment", operator, texts, moments),
      {
        ...operatorCase("moment", "ent_wall", operator, texts, moments),
        name: `${operator} on a time-zone independent date`,
      },
      ...(timeOnly === true ? [] : [operatorCase("day", "ent_day", operator, texts, days)]),
    ];
  });
}

const moment = (
  operator: string,
  texts: readonly string[],
  keep: (local: string) => boolean,
  orNull = false,
) =>
  operatorCase("moment", "ent_moment", operator, texts, [
    ...MOMENTS.filter(keep),
    ...(orNull ? ["nothing"] : []),
  ]);

const DATE_COMPARISONS: readonly SemanticsCase[] = [
  // 29 March has no 02:30 in Paris; midnight is at 23:00 UTC the day before, the next one at 22:00 UTC.
  moment("ge", ["2026-03-28T23:00:00Z"], (local) => local >= "2026-03-29T00:00:00"),
  moment("lt", ["2026-03-29T22:00:00Z"], (local) => local < "2026-03-30T00:00:00"),
  moment("gt", ["2026-03-29"], (local) => local > "2026-03-29T00:00:00"),
  moment("le", ["2026-03-29 00:00:00"], (local) => local <= "2026-03-29T00:00:00"),
  moment("eq", ["2026-03-25T11:30:15+01:00"], (local) => local === "2026-03-25T11:30:15"),
  moment("ne", ["2026-03-25T10:30:15Z"], (local) => local !== "2026-03-25T11:30:15", true),
  moment(
    "between",
    ["2026-03-25", "2026-03-25T11:30:15"],
    (local) => local >= "2026-03-25T00:00:00" && local <= "2026-03-25T11:30:15",
  ),
  moment(
    "not-between",
    ["2026-03-25", "2026-03-25T11:30:15"],
    (local) => local < "2026-03-25T00:00:00" || local > "2026-03-25T11:30:15",
    true,
  ),
  moment("on", ["2026-03-28T23:30:00Z"], (local) => local.startsWith("2026-03-29")),
  moment("null", [], () => false, true),
  moment("not-null", [], () => true),
  moment("in-fiscal-period", ["1"], (local) => ["01", "02", "03"].includes(local.slice(5, 7))),
  moment("in-fiscal-period-and-year", ["5", "2026"], () => false),
  operatorCase("day", "ent_day", "eq", ["2026-03-29"], ["2026-03-29"]),
  operatorCase("day", "ent_day", "eq", ["2026-03-29T00:00:00Z"], ["2026-03-29"]),
  operatorCase(
    "day",
    "ent_day",
    "in-fiscal-period",
    ["1"],
    DAYS.filter((one) => /-0[123]-/.test(one)),
  ),
  {
    ...operatorCase("moment", "ent_wall", "eq", ["2026-03-25T11:30:15Z"], ["2026-03-25T11:30:15"]),
    name: "eq on a time-zone independent date takes the value as it is written",
  },
];

function columnCase(operator: string, other: string, ...expected: string[]): SemanticsCase {
  return {
    name: `${operator} with valueof ${other}`,
    about: `valueof with ${operator}`,
    fetch: within("columns", `<condition attribute="ent_text" operator="${operator}" valueof="${other}"/>`),
    source: "fetchxml/filter-rows#filter-on-column-values-in-the-same-row",
    expected: expected.sort(),
  };
}

const COLUMN_CASES: readonly SemanticsCase[] = [
  columnCase("eq", "ent_other", "same"),
  columnCase("ne", "ent_other", "different", "first"),
  columnCase("gt", "ent_other", "different"),
  columnCase("ge", "ent_other", "different", "same"),
  columnCase("lt", "ent_other"),
  columnCase("le", "ent_other", "same"),
];

const FILTER_CASES: readonly SemanticsCase[] = [
  {
    name: "or",
    about: "filter type or",
    fetch: within(
      "integer",
      `<filter type="or">${condition("ent_integer", "eq", ["1"])}${condition("ent_integer", "null", [])}</filter>`,
    ),
    source: "fetchxml/filter-rows",
    expected: ["nothing", "one"],
  },
  {
    name: "nested filters, an empty one saying nothing",
    about: "filter type and",
    fetch: within(
      "integer",
      `<filter type="or"><filter>${condition("ent_integer", "gt", ["0"])}${condition("ent_integer", "lt", ["10"])}</filter><filter/><filter type="and">${condition("ent_integer", "ge", ["100"])}</filter></filter>`,
    ),
    source: "fetchxml/filter-rows",
    expected: ["hundred", "one"],
  },
  {
    name: "a hint asks for another plan of the same rows",
    about: "filter hint union",
    fetch: within(
      "integer",
      `<filter type="or" hint="union">${condition("ent_integer", "eq", ["0"])}${condition("ent_integer", "eq", ["1"])}</filter>`,
    ),
    source: "fetchxml/filter-rows#union-hint",
    expected: ["one", "zero"],
  },
];

/** Operators and filters, on the rows of `probes.ts`. */
export const SEMANTICS: readonly SemanticsCase[] = [
  ...TEXT_CASES,
  ...NUMBER_CASES,
  ...IDENTITY_CASES,
  ...dateCases(),
  ...DATE_COMPARISONS,
  ...COLUMN_CASES,
  ...FILTER_CASES,
];
