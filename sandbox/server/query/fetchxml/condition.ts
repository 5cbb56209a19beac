import { notSupportedBySandbox } from "../../errors";
import type { Condition } from "../model";
import { COLUMN_OPERATORS, OPERATORS, type ValueCount } from "../operators";
import { badCondition, invalidElement, invalidOperator } from "../refusals";
import { allowAttributes, allowNoText, required } from "./attributes";
import type { XmlElement } from "./document";

const ATTRIBUTES = new Set([
  "attribute",
  "entityname",
  "operator",
  "value",
  "valueof",
  // What Advanced Find remembers about a lookup's value, for people.
  "uiname",
  "uitype",
  "uihidden",
]);

const VALUE_ATTRIBUTES = new Set(["uiname", "uitype"]);

/** Attributes that make a condition on groups; documented nowhere but in the schema. */
const ON_GROUPS = ["aggregate", "rowaggregate", "alias", "column"];

/** Reads a `condition` element. Source: …/fetchxml/reference/condition. */
export function parseCondition(element: XmlElement): Condition {
  for (const name of ON_GROUPS) {
    if (element.attributes.has(name)) throw notSupportedBySandbox(`condition with attribute '${name}'`);
  }
  allowAttributes(element, ATTRIBUTES);
  allowNoText(element);
  const column = required(element, "attribute");
  const operator = required(element, "operator");
  const rule = OPERATORS.get(operator);
  if (rule === undefined) throw invalidOperator(operator);
  const values = parseValues(element);
  const otherColumn = element.attributes.get("valueof");
  if (otherColumn === undefined) {
    checkCount(operator, rule.values, values.length);
  } else {
    if (!COLUMN_OPERATORS.has(operator)) throw invalidOperator(`${operator} with valueof`);
    if (values.length > 0) throw badCondition("A condition has either value or valueof.");
  }
  const entityName = element.attributes.get("entityname");
  return {
    kind: "condition",
    ...(entityName === undefined ? {} : { entityName }),
    column,
    operator,
    values,
    ...(otherColumn === undefined ? {} : { otherColumn }),
  };
}

function parseValues(element: XmlElement): string[] {
  const values: string[] = [];
  const single = element.attributes.get("value");
  if (single !== undefined) values.push(single);
  for (const child of element.children) {
    if (child.name !== "value") throw invalidElement(child.name, element.name);
    allowAttributes(child, VALUE_ATTRIBUTES);
    const inner = child.children[0];
    if (inner !== undefined) throw invalidElement(inner.name, child.name);
    values.push(child.text);
  }
  return values;
}

/** @throws DataverseError when an operator has more or fewer values than it takes */
export function checkCount(operator: string, wanted: ValueCount, found: number): void {
  const fits =
    wanted === "none"
      ? found === 0
      : wanted === "one"
        ? found === 1
        : wanted === "two"
          ? found === 2
          : found > 0;
  if (!fits) {
    throw badCondition(`Operator '${operator}' takes ${wanted} value(s) and was given ${String(found)}.`);
  }
}
