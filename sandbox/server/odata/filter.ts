import { notSupportedBySandbox } from "../errors";
import type { ColumnMetadata, MetadataCatalog, TableMetadata } from "../metadata/model";
import type { Condition, FilterGroup, FilterItem, Link, LinkType } from "../query/model";
import { comparedValue } from "./columnValue";
import { condition } from "./condition";
import {
  parseExpression,
  type Aliases,
  type ComparisonOperator,
  type Expression,
  type Literal,
  type Path,
} from "./expression";
import { navigationOf, type Navigation, type ToOne } from "./navigation";
import { requireProperty } from "./property";
import { functionCondition } from "./queryFunctions";
import { badQuery, noSuchProperty } from "./refusals";

/** The table whose columns a name means, and inside a lambda the variable that stands for its row. */
interface Scope {
  readonly catalog: MetadataCatalog;
  readonly table: TableMetadata;
  readonly variable?: string;
  /** Whether a `not` stands before what is read, since the filter or the lambda began. */
  readonly afterNot?: boolean;
}

const OPERATOR_KINDS: Readonly<Record<ComparisonOperator, string>> = {
  eq: "Equal",
  ne: "NotEqual",
  gt: "GreaterThan",
  ge: "GreaterThanOrEqual",
  lt: "LessThan",
  le: "LessThanOrEqual",
};

const CONTRARY: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  eq: "ne",
  ne: "eq",
  gt: "le",
  ge: "lt",
  lt: "ge",
  le: "gt",
};

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  eq: "eq",
  ne: "ne",
  gt: "lt",
  ge: "le",
  lt: "gt",
  le: "ge",
};

/** Makes a filter of the query model from a `$filter`. */
export function parseFilter(
  catalog: MetadataCatalog,
  table: TableMetadata,
  text: string,
  aliases: Aliases,
): FilterGroup {
  return asGroup(translate(parseExpression(text, aliases), { catalog, table }));
}

/** Makes a filter from an expression already parsed. */
export function filterOf(
  catalog: MetadataCatalog,
  table: TableMetadata,
  expression: Expression,
): FilterGroup {
  return asGroup(translate(expression, { catalog, table }));
}

function asGroup(item: FilterItem): FilterGroup {
  return item.kind === "filter" ? item : { kind: "filter", type: "and", items: [item] };
}

/**
 * Dataverse's filters know `and` and `or` but no `not`: a negation goes inward until it meets an operator that has a negative
 * of its own. Those negatives also hold for a missing value, as they do in FetchXML.
 */
function translate(expression: Expression, scope: Scope, negated = false): FilterItem {
  switch (expression.kind) {
    case "and":
    case "or":
      return {
        kind: "filter",
        type: (expression.kind === "and") === negated ? "or" : "and",
        items: operands(expression, expression.kind, scope, negated),
      };
    case "not":
      return translate(expression.operand, { ...scope, afterNot: true }, !negated);
    case "comparison": {
      const operator = negated ? CONTRARY[expression.operator] : expression.operator;
      return comparison(operator, expression.left, expression.right, scope);
    }
    case "call":
      return textFunction(expression.name, expression.parameters, scope, negated);
    case "function":
      if (scope.afterNot === true) {
        // "You cannot use the not operator to negate query functions" ("Use Web API functions", limitations).
        throw badQuery("Not operator along with the Custom Named Condition operators is not allowed");
      }
      return functionFilter(functionCondition(scope.table, expression.name, expression.parameters), negated);
    case "lambda":
      return lambda(expression, scope, negated);
    case "path":
    case "literal":
      throw badQuery("The $filter expression must evaluate to a single boolean value.");
  }
}

/** `a and b and c` as one flat group. */
function operands(expression: Expression, kind: "and" | "or", scope: Scope, negated: boolean): FilterItem[] {
  const items: FilterItem[] = [];
  let left = expression;
  while (left.kind === kind) {
    items.unshift(translate(left.right, scope, negated));
    left = left.left;
  }
  items.unshift(translate(left, scope, negated));
  return items;
}

/** Operators of query functions that have a negative: each pair both ways. */
const NEGATIVES: readonly (readonly [string, string])[] = [
  ["in", "not-in"],
  ["between", "not-between"],
  ["contain-values", "not-contain-values"],
  ["eq-userid", "ne-userid"],
  ["eq-businessid", "ne-businessid"],
  ["under", "not-under"],
];

/** Only the lambda `all` negates a query function; a `not` before one is refused. */
function functionFilter(positive: Condition, negated: boolean): FilterItem {
  if (!negated) return positive;
  const pair = NEGATIVES.find((one) => one.includes(positive.operator));
  if (pair === undefined) return { kind: "filter", type: "and", negated: true, items: [positive] };
  return { ...positive, operator: pair[0] === positive.operator ? pair[1] : pair[0] };
}

function comparison(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
  scope: Scope,
): FilterItem {
  if (left.kind === "path" && right.kind === "literal") return withLiteral(operator, left, right, scope);
  if (left.kind === "literal" && right.kind === "path") {
    return withLiteral(MIRRORED[operator], right, left, scope);
  }
  if (left.kind === "path" && right.kind === "path") return withColumn(operator, left, right, scope);
  throw badQuery("A comparison is only supported between a property and a value or another property.");
}

function withLiteral(operator: ComparisonOperator, path: Path, literal: Literal, scope: Scope): FilterItem {
  if (literal.type === "null") {
    if (operator !== "eq" && operator !== "ne") {
      throw badQuery(`The operator '${operator}' is not supported with null.`);
    }
    const missing = operator === "eq";
    return onColumn(path, scope, missing, (column) =>
      condition(column.logicalName, missing ? "null" : "not-null"),
    );
  }
  return onColumn(path, scope, operator === "ne", (column) =>
    condition(column.logicalName, operator, [comparedValue(column, literal, OPERATOR_KINDS[operator])]),
  );
}

function withColumn(operator: ComparisonOperator, left: Path, right: Path, scope: Scope): Condition {
  const [column, other] = [left, right].map((path) => {
    const names = namesInScope(path, scope);
    if (names.length !== 1) {
      // "Column comparison is only possible within a row" (learn.microsoft.com, "Filter rows using OData").
      throw badQuery("Properties of different tables cannot be compared.");
    }
    return requireProperty(scope.table, names[0] as string);
  }) as [ColumnMetadata, ColumnMetadata];
  return condition(column.logicalName, operator, [], other.logicalName);
}

// OData's text functions are LIKE to Dataverse: %, _ and [] in the value are wildcards there as well.
const TEXT_FUNCTIONS: Readonly<Record<string, (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  startswith: (text) => `${text}%`,
  endswith: (text) => `%${text}`,
};

function textFunction(
  name: string,
  parameters: readonly Expression[],
  scope: Scope,
  negated: boolean,
): FilterItem {
  const pattern = Object.hasOwn(TEXT_FUNCTIONS, name) ? TEXT_FUNCTIONS[name] : undefined;
  if (pattern === undefined) throw badQuery(`The function '${name}' is not supported.`);
  const [path, literal] = parameters;
  if (
    parameters.length !== 2 ||
    path?.kind !== "path" ||
    literal?.kind !== "literal" ||
    literal.type !== "string"
  ) {
    throw badQuery(
      `No function signature for the function with name '${name}' matches the specified arguments.`,
    );
  }
  return onColumn(path, scope, negated, (column) => {
    if (column.type !== "string" && column.type !== "memo") {
      throw badQuery(
        `No function signature for the function with name '${name}' matches the specified arguments.`,
      );
    }
    return condition(column.logicalName, negated ? "not-like" : "like", [pattern(literal.text)]);
  });
}

/** The names of a path, without the lambda's variable. */
function namesInScope(path: Path, scope: Scope): readonly string[] {
  if (scope.variable === undefined) return path.names;
  if (path.names[0] !== scope.variable) {
    throw badQuery(`Inside the lambda every property has to be reached through '${scope.variable}'.`);
  }
  return path.names.slice(1);
}

/**
 * A condition on the column at the end of a path. Single-valued navigation on the way becomes an existing linked row; where
 * the condition also holds for a missing value, it also holds when there is no linked row, as with an outer join.
 */
function onColumn(
  path: Path,
  scope: Scope,
  holdsForNull: boolean,
  made: (column: ColumnMetadata) => Condition,
): FilterItem {
  const names = namesInScope(path, scope);
  const property = names.at(-1);
  if (property === undefined)
    throw badQuery("The $filter expression must evaluate to a single boolean value.");
  return through(names.slice(0, -1), scope, holdsForNull, (table) => made(requireProperty(table, property)));
}

function through(
  steps: readonly string[],
  scope: Scope,
  holdsForNull: boolean,
  innermost: (table: TableMetadata) => FilterItem,
): FilterItem {
  const [step, ...rest] = steps;
  if (step === undefined) return innermost(scope.table);
  const navigation = requireSingle(scope, step);
  const inner = through(rest, { catalog: scope.catalog, table: navigation.target }, holdsForNull, innermost);
  const linked = link(scope.table, navigation, "any", asGroup(inner));
  if (!holdsForNull) return { kind: "link", link: linked };
  return {
    kind: "filter",
    type: "or",
    items: [
      { kind: "link", link: linked },
      { kind: "link", link: link(scope.table, navigation, "not any", undefined) },
    ],
  };
}

function requireSingle(scope: Scope, name: string): ToOne {
  const navigation = requireNavigation(scope, name);
  if (navigation.kind !== "one") {
    throw badQuery(
      `The parent value for a property access of a property on the collection '${name}' is not a single value.`,
    );
  }
  requireOneTarget(navigation);
  return navigation;
}

/** Refuses what goes through a property that may lead to rows of several tables. */
export function requireOneTarget(navigation: ToOne): void {
  if (navigation.targets.length > 1) {
    throw notSupportedBySandbox(
      `following ${navigation.name}, which may be a user or a team (owninguser is one)`,
    );
  }
}

function requireNavigation(scope: Scope, name: string): Navigation {
  const navigation = navigationOf(scope.catalog, scope.table, name);
  if (navigation === undefined) throw noSuchProperty(name, scope.table.logicalName);
  return navigation;
}

function lambda(
  expression: Extract<Expression, { kind: "lambda" }>,
  scope: Scope,
  negated: boolean,
): FilterItem {
  const [name, ...further] = namesInScope(expression.path, scope);
  if (name === undefined) throw badQuery("A lambda needs a collection.");
  if (further.length > 0) {
    // "You can't include conditions on collection-valued navigation properties that are nested in a lookup navigation
    // property" ("Filter rows using OData").
    throw badQuery(`The collection '${further.join("/")}' behind '${name}' is not supported in $filter.`);
  }
  const isAny = expression.quantifier === "any";
  // "All satisfy it" is "none is there that does not"; FetchXML's own `all` means something else.
  const type = isAny === negated ? "not any" : "any";
  const navigation = requireNavigation(scope, name);
  if (navigation.kind === "one") throw badQuery(`any and all need a collection, and '${name}' is not one.`);
  const inner: Scope = { catalog: scope.catalog, table: navigation.target, variable: expression.variable };
  const { predicate } = expression;
  const filter = predicate === undefined ? undefined : asGroup(translate(predicate, inner, !isAny));
  return { kind: "link", link: link(scope.table, navigation, type, filter) };
}

/** The link that a navigation property stands for. */
export function link(
  table: TableMetadata,
  navigation: Navigation,
  type: LinkType,
  filter: FilterGroup | undefined,
): Link {
  const nothing = { columns: [], orders: [], links: [] };
  switch (navigation.kind) {
    case "one":
      return {
        ...nothing,
        table: navigation.target.logicalName,
        from: navigation.relationship.referencedColumn,
        to: navigation.column.logicalName,
        type,
        filter,
      };
    case "many":
      return {
        ...nothing,
        table: navigation.target.logicalName,
        from: navigation.column.logicalName,
        to: navigation.relationship.referencedColumn,
        type,
        filter,
      };
    case "manyToMany":
      return {
        ...nothing,
        table: navigation.intersect.logicalName,
        from: navigation.nearColumn,
        to: table.primaryIdColumn,
        type,
        intersect: true,
        links: [
          {
            ...nothing,
            table: navigation.target.logicalName,
            from: navigation.target.primaryIdColumn,
            to: navigation.farColumn,
            type: "inner",
            filter,
          },
        ],
      };
  }
}
