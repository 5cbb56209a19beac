/** The operators of FetchXML conditions: how many values each takes and to which types of column it applies. */

/** Types of column as operators see them. */
export type ColumnKind = "text" | "number" | "boolean" | "choice" | "choices" | "date" | "id";

export type ValueCount = "none" | "one" | "two" | "many";

export interface OperatorRule {
  readonly values: ValueCount;
  readonly kinds: readonly ColumnKind[];
  /** Also true where the column is null: Dataverse adds `or column is null` to every negation. */
  readonly negated?: boolean;
}

const EVERY: readonly ColumnKind[] = ["text", "number", "boolean", "choice", "choices", "date", "id"];
const EQUATED: readonly ColumnKind[] = ["text", "number", "boolean", "choice", "date", "id"];
const ORDERED: readonly ColumnKind[] = ["text", "number", "date"];
const LISTED: readonly ColumnKind[] = ["text", "number", "boolean", "choice", "id"];

const text = (negated = false): OperatorRule => ({ values: "one", kinds: ["text"], negated });
const date = (values: ValueCount = "none"): OperatorRule => ({ values, kinds: ["date"] });
const id = (values: ValueCount = "none", negated = false): OperatorRule => ({
  values,
  kinds: ["id"],
  negated,
});

/** Source of names, counts and types: …/fetchxml/reference/operators. */
export const OPERATORS: ReadonlyMap<string, OperatorRule> = new Map<string, OperatorRule>([
  ["eq", { values: "one", kinds: EQUATED }],
  ["ne", { values: "one", kinds: EQUATED, negated: true }],
  ["neq", { values: "one", kinds: EQUATED, negated: true }],
  ["gt", { values: "one", kinds: ORDERED }],
  ["ge", { values: "one", kinds: ORDERED }],
  ["lt", { values: "one", kinds: ORDERED }],
  ["le", { values: "one", kinds: ORDERED }],
  ["null", { values: "none", kinds: EVERY }],
  ["not-null", { values: "none", kinds: EVERY }],
  ["in", { values: "many", kinds: LISTED }],
  ["not-in", { values: "many", kinds: LISTED, negated: true }],
  ["between", { values: "two", kinds: ["number", "date"] }],
  ["not-between", { values: "two", kinds: ["number", "date"], negated: true }],
  ["like", text()],
  ["not-like", text(true)],
  ["begins-with", text()],
  ["not-begin-with", text(true)],
  ["ends-with", text()],
  ["not-end-with", text(true)],
  ["contain-values", { values: "many", kinds: ["choices"] }],
  ["not-contain-values", { values: "many", kinds: ["choices"], negated: true }],
  ["on", date("one")],
  ["on-or-before", date("one")],
  ["on-or-after", date("one")],
  ["yesterday", date()],
  ["today", date()],
  ["tomorrow", date()],
  ["last-seven-days", date()],
  ["next-seven-days", date()],
  ["last-week", date()],
  ["this-week", date()],
  ["next-week", date()],
  ["last-month", date()],
  ["this-month", date()],
  ["next-month", date()],
  ["last-year", date()],
  ["this-year", date()],
  ["next-year", date()],
  ["last-x-hours", date("one")],
  ["next-x-hours", date("one")],
  ["last-x-days", date("one")],
  ["next-x-days", date("one")],
  ["last-x-weeks", date("one")],
  ["next-x-weeks", date("one")],
  ["last-x-months", date("one")],
  ["next-x-months", date("one")],
  ["last-x-years", date("one")],
  ["next-x-years", date("one")],
  ["olderthan-x-minutes", date("one")],
  ["olderthan-x-hours", date("one")],
  ["olderthan-x-days", date("one")],
  ["olderthan-x-weeks", date("one")],
  ["olderthan-x-months", date("one")],
  ["olderthan-x-years", date("one")],
  ["this-fiscal-year", date()],
  ["this-fiscal-period", date()],
  ["last-fiscal-year", date()],
  ["last-fiscal-period", date()],
  ["next-fiscal-year", date()],
  ["next-fiscal-period", date()],
  ["last-x-fiscal-years", date("one")],
  ["last-x-fiscal-periods", date("one")],
  ["next-x-fiscal-years", date("one")],
  ["next-x-fiscal-periods", date("one")],
  ["in-fiscal-year", date("one")],
  ["in-fiscal-period", date("one")],
  ["in-fiscal-period-and-year", date("two")],
  ["in-or-before-fiscal-period-and-year", date("two")],
  ["in-or-after-fiscal-period-and-year", date("two")],
  ["eq-userid", id()],
  ["ne-userid", id("none", true)],
  ["eq-userteams", id()],
  ["eq-useroruserteams", id()],
  ["eq-useroruserhierarchy", id()],
  ["eq-useroruserhierarchyandteams", id()],
  ["eq-businessid", id()],
  ["ne-businessid", id("none", true)],
  ["eq-userlanguage", { values: "none", kinds: ["number"] }],
  ["under", id("one")],
  ["eq-or-under", id("one")],
  ["not-under", id("one", true)],
  ["above", id("one")],
  ["eq-or-above", id("one")],
]);

/** The operators that compare two columns (…/fetchxml/filter-rows, "Limitations on column comparison filters"). */
export const COLUMN_OPERATORS: ReadonlySet<string> = new Set(["eq", "ne", "gt", "ge", "lt", "le"]);

/** The operators that no column without a time of day takes (…/reference/operators, "Datetime data"). */
export const TIME_OPERATORS: ReadonlySet<string> = new Set([
  "last-x-hours",
  "next-x-hours",
  "olderthan-x-hours",
  "olderthan-x-minutes",
]);
