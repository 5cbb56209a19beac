import { DataverseError, notSupportedBySandbox } from "../errors";
import { parseExpression, type Aliases, type Expression, type Literal } from "./expression";
import { badQuery } from "./refusals";

type Definition = Readonly<Record<string, unknown>>;

/**
 * A literal of an enumeration, `Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'`, is handed to the parser as a text that reads
 * just like it: only definitions have such values.
 */
function withEnumerations(filter: string): string {
  return filter.replace(/'(?:[^']|'')*'|Microsoft\.Dynamics\.CRM\.\w+'(?:[^']|'')*'/g, (literal) =>
    literal.startsWith("'") ? literal : `'${literal.replace(/'/g, "''")}'`,
  );
}

/**
 * What a `$filter` on definitions keeps. They are filtered here, not in the store: equality, `and`, `or`, as the service allows for
 * them.
 * @param definitions all that are filtered: a property that they lack is refused, whatever else the filter leaves out
 * @throws DataverseError 501 on a property that definitions here lack, 400 on what cannot be compared
 */
export function definitionFilter(
  filter: string,
  aliases: Aliases,
  definitions: readonly Definition[],
): (definition: Definition) => boolean {
  return predicate(parseExpression(withEnumerations(filter), aliases), definitions);
}

function predicate(
  expression: Expression,
  definitions: readonly Definition[],
): (definition: Definition) => boolean {
  switch (expression.kind) {
    case "and":
    case "or": {
      const [left, right] = [
        predicate(expression.left, definitions),
        predicate(expression.right, definitions),
      ];
      return expression.kind === "and"
        ? (definition) => left(definition) && right(definition)
        : (definition) => left(definition) || right(definition);
    }
    case "comparison": {
      const { left, right, operator } = expression;
      if (left.kind !== "path" || right.kind !== "literal" || (operator !== "eq" && operator !== "ne")) break;
      // All are asked before any is left out: a property that none has would find an empty list, and be believed.
      const equal = new Set(definitions.filter((definition) => isEqual(definition, left.names, right)));
      return (definition) => equal.has(definition) === (operator === "eq");
    }
    case "call":
      throw new DataverseError(
        501,
        "0x8006088a",
        `The "${expression.name}" function isn't supported for Metadata Entities`,
      );
    default:
  }
  throw notSupportedBySandbox("this $filter on definitions; eq, ne, and, or are");
}

/** The enumeration that a property's value is one of. */
const ENUMERATIONS: ReadonlyMap<string, string> = new Map([
  ["AttributeType", "AttributeTypeCode"],
  ["CascadeConfiguration/Assign", "CascadeType"],
  ["CascadeConfiguration/Delete", "CascadeType"],
  ["CascadeConfiguration/Reparent", "CascadeType"],
  ["CascadeConfiguration/Share", "CascadeType"],
  ["CascadeConfiguration/Unshare", "CascadeType"],
  ["EntityKeyIndexStatus", "EntityKeyIndexStatus"],
  ["OwnershipType", "OwnershipTypes"],
  ["RelationshipType", "RelationshipType"],
  ["RequiredLevel/Value", "AttributeRequiredLevel"],
]);

function isEqual(definition: Definition, path: readonly string[], literal: Literal): boolean {
  const name = path.join("/");
  const value = valueAt(definition, path);
  if (value === null || literal.type === "null") return value === null && literal.type === "null";
  const enumeration = ENUMERATIONS.get(name) ?? "";
  const given = /^Microsoft\.Dynamics\.CRM\.(\w+)'(.*)'$/s.exec(
    literal.type === "string" ? literal.text : "",
  );
  const type = name === "MetadataId" ? "guid" : typeof value;
  if (literal.type !== type || (given?.[1] ?? "") !== enumeration) {
    throw badQuery(
      `A binary operator with incompatible types was detected: '${name}' can't be compared with '${literal.text.slice(0, 100)}'.`,
    );
  }
  switch (literal.type) {
    case "number":
      return value === Number(literal.text);
    case "guid":
      return value === literal.text.toLowerCase();
    default:
      return String(value) === (given?.[2] ?? literal.text);
  }
}

/**
 * The value at the end of a path, which leads through complex values to a simple one, "however, this does not work on properties
 * of Label ComplexType" (learn.microsoft.com, "Query table definitions using the Web API").
 */
function valueAt(definition: Definition, path: readonly string[]): string | number | boolean | null {
  let at: unknown = definition;
  for (const name of path) {
    if (at === null) return null;
    if (typeof at !== "object" || Array.isArray(at) || !Object.hasOwn(at, name)) {
      throw notSupportedBySandbox(`the property '${path.join("/")}' of definitions`);
    }
    at = (at as Definition)[name];
    if (typeof at === "object" && at !== null && Object.hasOwn(at, "LocalizedLabels")) break;
  }
  if (at === null || typeof at === "string" || typeof at === "number" || typeof at === "boolean") return at;
  throw badQuery(`The property '${path.join("/")}' has no simple value to compare.`);
}
