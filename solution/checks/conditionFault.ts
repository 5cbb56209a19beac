import {
  COLUMN_OPERATORS,
  OPERATORS,
  TIME_OPERATORS,
  type ColumnKind,
} from "../../sandbox/server/query/operators";
import { attribute, children, textOf, type XmlElement } from "../xml";

/** What a column's type in solution files is to an operator; types that views cannot ask by are not among them. */
const KINDS: Readonly<Record<string, ColumnKind>> = {
  nvarchar: "text",
  ntext: "text",
  int: "number",
  decimal: "number",
  money: "number",
  bit: "boolean",
  picklist: "choice",
  state: "choice",
  status: "choice",
  datetime: "date",
  lookup: "id",
  customer: "id",
  owner: "id",
  primarykey: "id",
};

const COUNTS = { none: "no value", one: "one value", two: "two values", many: "one value or more" } as const;

/**
 * What is wrong with a view's or a chart's condition on a column of that type, the column being there; undefined when nothing is.
 * Dataverse stores such a one, and refuses its query whenever somebody opens it.
 */
export function conditionFault(
  condition: XmlElement,
  { type, dateOnly }: { readonly type: string; readonly dateOnly: boolean },
): string | undefined {
  const operator = attribute(condition, "operator") ?? "";
  const rule = OPERATORS.get(operator);
  if (!rule) return `there is no operator "${operator}"`;
  const kind = KINDS[type];
  if (kind !== undefined && !rule.kinds.includes(kind)) {
    return `the operator "${operator}" is not for a column of type ${type}`;
  }
  if (dateOnly && TIME_OPERATORS.has(operator)) {
    return `the operator "${operator}" is not for a date without a time`;
  }
  if (attribute(condition, "valueof") !== undefined) {
    return COLUMN_OPERATORS.has(operator) ? undefined : `the operator "${operator}" compares no two columns`;
  }
  const inAttribute = attribute(condition, "value");
  const values = [
    ...(inAttribute === undefined ? [] : [inAttribute]),
    ...children(condition, "value").map((each) => textOf(each)),
  ];
  const expected = { none: [0, 0], one: [1, 1], two: [2, 2], many: [1, Infinity] }[rule.values];
  if (values.length < (expected[0] ?? 0) || values.length > (expected[1] ?? 0)) {
    return `the operator "${operator}" takes ${COUNTS[rule.values]}, has ${values.length}`;
  }
  const isCounted = kind === "number" || kind === "choice" || operator.includes("-x-");
  const odd = isCounted ? values.find((value) => !/^-?\d+(\.\d+)?$/.test(value)) : undefined;
  return odd === undefined ? undefined : `"${odd}" is no number`;
}
