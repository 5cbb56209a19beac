import { DateTime } from "luxon";
import type { ColumnMetadata } from "../../metadata/model";
import { checkCount } from "../fetchxml/condition";
import { CONDITION_VALUES } from "../limits";
import type { Condition } from "../model";
import { COLUMN_OPERATORS, OPERATORS, TIME_OPERATORS, type ColumnKind } from "../operators";
import {
  badCondition,
  invalidOperator,
  operatorNotForType,
  tooManyConditionValues,
  unknownLink,
  wrongValueType,
} from "../refusals";
import { columnKind, typeName } from "./columnKind";
import { dateRange, fiscalPeriod, type DateRange } from "./dateRange";
import { dateBound, isDateOnly, isZoneless, readDate } from "./dateValue";
import { hierarchyCondition } from "./hierarchy";
import { principalCondition } from "./principal";
import type { Scope } from "./scope";
import { columnOf, reference, type Source, type Statement } from "./statement";
import { columnValue, columnValues, readGuid } from "./value";
import { textPattern, type RegexPart } from "./wildcard";

const COMPARISONS: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "<>",
  neq: "<>",
  gt: ">",
  ge: ">=",
  lt: "<",
  le: "<=",
};

/** What one condition needs: its column, found, and the statement it goes into. */
interface Subject {
  readonly statement: Statement;
  readonly source: Source;
  readonly column: ColumnMetadata;
  readonly kind: ColumnKind;
  readonly operator: string;
  readonly values: readonly string[];
}

/** The source that a condition is about. @throws DataverseError when `entityname` names none */
function sourceOf(scope: Scope, own: Source, condition: Condition): Source {
  if (condition.entityName === undefined || condition.entityName === "") return own;
  const source = scope.find(condition.entityName);
  if (source === undefined) throw unknownLink(condition.entityName);
  return source;
}

/**
 * One condition as SQL that is true for the rows it keeps. Every negation also keeps rows where the column is null, as
 * Dataverse does.
 * @param own the source that the condition's filter belongs to
 * @throws DataverseError on unknown names, on an operator that is not for the column's type, and on unfit values
 */
export function conditionSql(statement: Statement, scope: Scope, own: Source, condition: Condition): string {
  const source = sourceOf(scope, own, condition);
  const column = columnOf(source.table, condition.column);
  const { operator, values } = condition;
  const rule = OPERATORS.get(operator);
  if (rule === undefined) throw invalidOperator(operator);
  const kind = columnKind(column);
  if (kind === undefined || !rule.kinds.includes(kind)) {
    throw operatorNotForType(operator, column.logicalName, typeName(column));
  }
  if (TIME_OPERATORS.has(operator) && isDateOnly(column)) {
    throw operatorNotForType(operator, column.logicalName, "DateTime (DateOnly)");
  }
  const subject: Subject = { statement, source, column, kind, operator, values };
  if (condition.otherColumn !== undefined)
    return columnComparison(subject, scope, own, condition.otherColumn);
  checkCount(operator, rule.values, values.length);
  if (values.length > CONDITION_VALUES) throw tooManyConditionValues();
  const sql = positive(subject);
  return rule.negated === true ? orNull(subject, sql) : sql;
}

/** The operators that add `or null` themselves, where the test needs the column more than once. */
const ADDS_NULL = new Set(["ne-userid", "ne-businessid", "not-under"]);

function orNull(subject: Subject, sql: string): string {
  return ADDS_NULL.has(subject.operator) ? sql : `(${sql} or ${value(subject)} is null)`;
}

function value(subject: Subject): string {
  return reference(subject.source, subject.column);
}

/** The column as it is compared. */
function compared({ source, column, kind }: Subject): string {
  return kind === "text" ? `ci(${reference(source, column)})` : reference(source, column);
}

function parameter({ statement, source, column }: Subject, text: string): string {
  return columnValue(statement, source, column, text);
}

function positive(subject: Subject): string {
  const { statement, source, column, operator, values } = subject;
  const [first = "", second = ""] = values;
  switch (operator) {
    case "null":
      return `${value(subject)} is null`;
    case "not-null":
      return `${value(subject)} is not null`;
    case "in":
    case "not-in":
      return `${operator === "in" ? "" : "not "}(${compared(subject)} = any(${columnValues(statement, source, column, values)}))`;
    case "between":
    case "not-between":
      return `${value(subject)} ${operator === "between" ? "" : "not "}between ${parameter(subject, first)} and ${parameter(subject, second)}`;
    case "like":
    case "not-like":
      return like(subject, first);
    case "begins-with":
    case "not-begin-with":
      return like(subject, `${first}%`);
    case "ends-with":
    case "not-end-with":
      return like(subject, `%${first}`);
    case "contain-values":
      return `${value(subject)} && ${columnValues(statement, source, column, values)}`;
    case "not-contain-values":
      return `not (${value(subject)} && ${columnValues(statement, source, column, values)})`;
    case "eq-userlanguage":
      // -1 stands for every language (Sql4Cds, FetchXml2Sql.cs).
      return `${value(subject)} in (${statement.value(statement.caller.languageId, "integer")}, ${statement.value(-1, "integer")})`;
    case "under":
    case "eq-or-under":
    case "not-under":
    case "above":
    case "eq-or-above":
      return hierarchyCondition(statement, source, column, operator, guidParameter(subject, first));
    default:
      return (
        comparison(subject, first) ??
        principalCondition(statement, value(subject), operator) ??
        dateCondition(subject)
      );
  }
}

function comparison(subject: Subject, text: string): string | undefined {
  const sign = COMPARISONS[subject.operator];
  return sign === undefined ? undefined : `${compared(subject)} ${sign} ${parameter(subject, text)}`;
}

function guidParameter({ statement, source, column }: Subject, text: string): string {
  const guid = readGuid(text);
  if (guid === undefined) {
    throw wrongValueType(source.table.logicalName, column.logicalName, typeName(column), text);
  }
  return statement.value(guid, "uuid");
}

function like(subject: Subject, text: string): string {
  const not = subject.operator.startsWith("not-") ? "not " : "";
  const pattern = textPattern(text);
  switch (pattern.kind) {
    case "nothing":
      return `${not}(${value(subject)} is null and ${value(subject)} is not null)`;
    case "like":
      return `${compared(subject)} ${not}like ci(${subject.statement.value(pattern.pattern, "text")})`;
    case "regex":
      return `${not}(${compared(subject)} ~ ${regex(subject.statement, pattern.parts)})`;
  }
}

/** Every character that means something in a regular expression, inside brackets or outside. */
const REGEX_SIGNS = String.raw`[][(){}.*+?^$|\\-]`;

/** The whole of it, put together once for the statement rather than for each row. */
function regex(statement: Statement, parts: readonly RegexPart[]): string {
  const texts = parts.map(({ kind, value: text }) => {
    const given = statement.value(text, "text");
    // ci() takes the blanks at the end of a text; those at the end of a part are in the middle of the whole.
    return kind === "regex"
      ? given
      : String.raw`regexp_replace(left(ci(${given} || '|'), -1), '${REGEX_SIGNS}', '\\\&', 'g')`;
  });
  return `(select array_to_string(array[${texts.join(", ")}], ''))`;
}

function dateCondition(subject: Subject): string {
  const { statement, column, operator, values } = subject;
  const zone = statement.caller.timeZone;
  const [first = ""] = values;
  if (operator === "in-fiscal-period") return inFiscalPeriod(subject, first);
  if (operator.startsWith("on")) {
    const day = readDate(first, column, zone).startOf("day");
    const next = day.plus({ days: 1 });
    const ranges: Readonly<Record<string, DateRange>> = {
      on: { from: day, to: next },
      "on-or-before": { to: next },
      "on-or-after": { from: day },
    };
    return rangeSql(subject, ranges[operator] ?? {});
  }
  const range = dateRange(operator, values, DateTime.fromJSDate(statement.now, { zone }));
  if (range === undefined) throw invalidOperator(operator);
  return rangeSql(subject, range);
}

function rangeSql(subject: Subject, range: DateRange): string {
  const { statement, column } = subject;
  const tests: string[] = [];
  if (range.from !== undefined)
    tests.push(`${value(subject)} >= ${dateBound(statement, column, range.from)}`);
  if (range.to !== undefined) {
    tests.push(
      `${value(subject)} ${range.toNow === true ? "<=" : "<"} ${dateBound(statement, column, range.to)}`,
    );
  }
  return `(${tests.join(" and ")})`;
}

function inFiscalPeriod(subject: Subject, text: string): string {
  const { statement, column } = subject;
  const period = statement.value(fiscalPeriod(subject.operator, text), "integer");
  const moment = isZoneless(column)
    ? value(subject)
    : `(${value(subject)} at time zone ${statement.value(statement.caller.timeZone, "text")})`;
  return `extract(quarter from ${moment}) = ${period}`;
}

/** Compares with a column of the same row, or of a joined one (…/fetchxml/filter-rows, "Cross table column comparisons"). */
function columnComparison(subject: Subject, scope: Scope, own: Source, otherColumn: string): string {
  const sign = COMPARISONS[subject.operator];
  if (sign === undefined || !COLUMN_OPERATORS.has(subject.operator)) throw invalidOperator(subject.operator);
  const dot = otherColumn.lastIndexOf(".");
  const other = dot === -1 ? own : scope.find(otherColumn.slice(0, dot));
  if (other === undefined) throw unknownLink(otherColumn.slice(0, dot));
  const column = columnOf(other.table, otherColumn.slice(dot + 1));
  const kind = columnKind(column);
  if (kind !== subject.kind || isZoneless(column) !== isZoneless(subject.column)) {
    throw badCondition(
      `Columns '${subject.column.logicalName}' of type '${typeName(subject.column)}' and '${column.logicalName}' of type '${typeName(column)}' can't be compared.`,
    );
  }
  const right = compared({ ...subject, source: other, column, kind });
  const sql = `${compared(subject)} ${sign} ${right}`;
  return subject.operator === "ne" ? `(${sql} or ${value(subject)} is null)` : sql;
}
