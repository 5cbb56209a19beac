import type { TableMetadata } from "../metadata/model";
import type { Condition } from "../query/model";
import { condition } from "./condition";
import type { Literal } from "./expression";
import { columnOfProperty } from "./property";
import { badQuery, noSuchProperty } from "./refusals";

type Values = "none" | "one" | "two" | "many";

const PREFIX = "Microsoft.Dynamics.CRM.";

/** Dataverse's own functions for `$filter`, each with the FetchXML operator that it stands for. */
const FUNCTIONS: Readonly<Record<string, readonly [operator: string, values: Values]>> = {
  Above: ["above", "one"],
  AboveOrEqual: ["eq-or-above", "one"],
  Between: ["between", "many"],
  ContainValues: ["contain-values", "many"],
  DoesNotContainValues: ["not-contain-values", "many"],
  EqualBusinessId: ["eq-businessid", "none"],
  EqualUserId: ["eq-userid", "none"],
  EqualUserLanguage: ["eq-userlanguage", "none"],
  EqualUserOrUserHierarchy: ["eq-useroruserhierarchy", "none"],
  EqualUserOrUserHierarchyAndTeams: ["eq-useroruserhierarchyandteams", "none"],
  EqualUserOrUserTeams: ["eq-useroruserteams", "none"],
  EqualUserTeams: ["eq-userteams", "none"],
  In: ["in", "many"],
  InFiscalPeriod: ["in-fiscal-period", "one"],
  InFiscalPeriodAndYear: ["in-fiscal-period-and-year", "two"],
  InFiscalYear: ["in-fiscal-year", "one"],
  InOrAfterFiscalPeriodAndYear: ["in-or-after-fiscal-period-and-year", "two"],
  InOrBeforeFiscalPeriodAndYear: ["in-or-before-fiscal-period-and-year", "two"],
  Last7Days: ["last-seven-days", "none"],
  LastFiscalPeriod: ["last-fiscal-period", "none"],
  LastFiscalYear: ["last-fiscal-year", "none"],
  LastMonth: ["last-month", "none"],
  LastWeek: ["last-week", "none"],
  LastXDays: ["last-x-days", "one"],
  LastXFiscalPeriods: ["last-x-fiscal-periods", "one"],
  LastXFiscalYears: ["last-x-fiscal-years", "one"],
  LastXHours: ["last-x-hours", "one"],
  LastXMonths: ["last-x-months", "one"],
  LastXWeeks: ["last-x-weeks", "one"],
  LastXYears: ["last-x-years", "one"],
  LastYear: ["last-year", "none"],
  Next7Days: ["next-seven-days", "none"],
  NextFiscalPeriod: ["next-fiscal-period", "none"],
  NextFiscalYear: ["next-fiscal-year", "none"],
  NextMonth: ["next-month", "none"],
  NextWeek: ["next-week", "none"],
  NextXDays: ["next-x-days", "one"],
  NextXFiscalPeriods: ["next-x-fiscal-periods", "one"],
  NextXFiscalYears: ["next-x-fiscal-years", "one"],
  NextXHours: ["next-x-hours", "one"],
  NextXMonths: ["next-x-months", "one"],
  NextXWeeks: ["next-x-weeks", "one"],
  NextXYears: ["next-x-years", "one"],
  NextYear: ["next-year", "none"],
  NotBetween: ["not-between", "many"],
  NotEqualBusinessId: ["ne-businessid", "none"],
  NotEqualUserId: ["ne-userid", "none"],
  NotIn: ["not-in", "many"],
  NotUnder: ["not-under", "one"],
  OlderThanXDays: ["olderthan-x-days", "one"],
  OlderThanXHours: ["olderthan-x-hours", "one"],
  OlderThanXMinutes: ["olderthan-x-minutes", "one"],
  OlderThanXMonths: ["olderthan-x-months", "one"],
  OlderThanXWeeks: ["olderthan-x-weeks", "one"],
  OlderThanXYears: ["olderthan-x-years", "one"],
  On: ["on", "one"],
  OnOrAfter: ["on-or-after", "one"],
  OnOrBefore: ["on-or-before", "one"],
  ThisFiscalPeriod: ["this-fiscal-period", "none"],
  ThisFiscalYear: ["this-fiscal-year", "none"],
  ThisMonth: ["this-month", "none"],
  ThisWeek: ["this-week", "none"],
  ThisYear: ["this-year", "none"],
  Today: ["today", "none"],
  Tomorrow: ["tomorrow", "none"],
  Under: ["under", "one"],
  UnderOrEqual: ["eq-or-under", "one"],
  Yesterday: ["yesterday", "none"],
};

const PARAMETERS: Readonly<Record<Values, readonly string[]>> = {
  none: [],
  one: ["PropertyValue"],
  two: ["PropertyValue1", "PropertyValue2"],
  many: ["PropertyValues"],
};

/** The condition that a query function stands for. */
export function functionCondition(
  table: TableMetadata,
  name: string,
  parameters: ReadonlyMap<string, Literal>,
): Condition {
  // An index into a plain object would also find what it inherits.
  const entry = Object.hasOwn(FUNCTIONS, name.slice(PREFIX.length))
    ? FUNCTIONS[name.slice(PREFIX.length)]
    : undefined;
  if (!name.startsWith(PREFIX) || entry === undefined) {
    throw badQuery(
      `An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
    );
  }
  const [operator, kind] = entry;
  const expected = ["PropertyName", ...PARAMETERS[kind]];
  if (parameters.size !== expected.length || expected.some((parameter) => !parameters.has(parameter))) {
    throw badQuery(`The function '${name}' takes the parameters ${expected.join(", ")}.`);
  }
  const property = parameters.get("PropertyName") as Literal;
  const column =
    property.type === "string"
      ? (table.columns.get(property.text) ?? columnOfProperty(table, property.text))
      : undefined;
  if (column === undefined) throw noSuchProperty(property.text, table.logicalName);
  return condition(
    column.logicalName,
    operator,
    expected.slice(1).flatMap((parameter) => texts(parameters.get(parameter) as Literal, kind, name)),
  );
}

function texts(literal: Literal, kind: Values, name: string): string[] {
  if (
    (literal.type === "list") !== (kind === "many") ||
    literal.type === "null" ||
    literal.type === "object"
  ) {
    throw badQuery(`A parameter of the function '${name}' is of the wrong type.`);
  }
  return (literal.items ?? [literal]).map((item) => item.text);
}
