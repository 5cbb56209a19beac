import { DataverseError } from "../errors";

/*
 * The refusals of queries. Codes and most messages: learn.microsoft.com/power-apps/developer/data-platform/reference/
 * web-service-error-codes, the names beginning with "QueryBuilder". Where that list does not say which of them a fault
 * gets, the nearest is taken and marked "to be confirmed" against a real environment.
 */

function refusal(code: string, message: string): DataverseError {
  return new DataverseError(400, code, message);
}

export function invalidXml(detail: string): DataverseError {
  return refusal("0x80040201", `Invalid XML. ${detail}`);
}

export function emptyXml(): DataverseError {
  return refusal("0x80041124", "Xml String can't be null.");
}

export function invalidElement(name: string, parent: string): DataverseError {
  return refusal(
    "0x8004111c",
    `The element node encountered is invalid. Element '${name}' is not valid within '${parent}'.`,
  );
}

/** To be confirmed: Dataverse's list has no code of its own for an attribute that FetchXML does not know. */
export function unknownXmlAttribute(name: string, element: string): DataverseError {
  return refusal(
    "0x8004111c",
    `The element node encountered is invalid. Attribute '${name}' is not valid on element '${element}'.`,
  );
}

export function missingElement(name: string, parent: string): DataverseError {
  return refusal("0x80041123", `A required element was not specified. Element '${name}' within '${parent}'.`);
}

export function missingXmlAttribute(name: string, element: string): DataverseError {
  return refusal(
    "0x8004111e",
    `A required attribute was not specified. Attribute '${name}' of element '${element}'.`,
  );
}

export function invalidXmlAttribute(name: string, value: string): DataverseError {
  return refusal("0x80041139", `The attribute value provided is invalid. ${name} = ${value}`);
}

const BOOLEAN_CODES: Readonly<Record<string, string>> = {
  distinct: "0x80041115",
  "no-lock": "0x80041118",
  descending: "0x80041119",
  groupby: "0x8004112e",
  isquickfindfields: "0x80041138",
  useraworderby: "0x800410fd",
  "min-active-row-version": "0x8004111b",
};

export function invalidBoolean(name: string): DataverseError {
  return refusal(
    BOOLEAN_CODES[name] ?? "0x80041139",
    `The only valid values for ${name} attribute are 'true', 'false', '1', and '0'.`,
  );
}

export function invalidMapping(): DataverseError {
  return refusal(
    "0x80041116",
    "The only valid values for mapping are 'logical' or 'internal' which is deprecated.",
  );
}

export function utcOffsetNotSupported(): DataverseError {
  return refusal("0x8004111d", "The utc-offset attribute is not supported for deserialization.");
}

export function notGreaterThanZero(name: string): DataverseError {
  return refusal("0x8004110c", `A value greater than zero must be specified. ${name}`);
}

/** To be confirmed: the code. */
export function topWithPaging(name: string): DataverseError {
  return refusal("0x80041139", `The top attribute can't be specified with paging attribute ${name}`);
}

export function invalidLinkType(type: string, withinFilter: boolean): DataverseError {
  const valid = withinFilter
    ? "'any', 'not any', 'all' and 'not all'"
    : "'natural', 'inner', 'in', 'matchfirstrowusingcrossapply','exists' and 'outer'";
  return refusal(
    "0x80041117",
    `Invalid link-type specified, valid values are: ${valid}. link-type = ${type}`,
  );
}

export function invalidFilterType(): DataverseError {
  return refusal("0x80041122", "Unsupported filter type. Valid values are 'and', or 'or'.");
}

export function invalidOperator(operator: string): DataverseError {
  return refusal("0x80041120", `Unsupported condition operator. operator = ${operator}`);
}

/** To be confirmed: the code for an operator that exists but not for this type of column. */
export function operatorNotForType(operator: string, column: string, type: string): DataverseError {
  return refusal(
    "0x80041120",
    `Unsupported condition operator. Operator '${operator}' is not valid for attribute '${column}' of type '${type}'.`,
  );
}

export function badCondition(detail: string): DataverseError {
  return refusal("0x80041106", `Incorrect filter condition or conditions. ${detail}`);
}

export function invalidDateGrouping(detail: string): DataverseError {
  return refusal("0x80041135", `An invalid value was specified for dategrouping. ${detail}`);
}

export function invalidAggregate(detail: string): DataverseError {
  return refusal("0x8004111a", `An error occurred while processing Aggregates in Query. ${detail}`);
}

export function unknownTable(name: string): DataverseError {
  return refusal(
    "0x80041102",
    `The entity with a name = '${name}' with namemapping = 'Logical' was not found in the MetadataCache.`,
  );
}

export function tableMismatch(expected: string, found: string): DataverseError {
  return refusal(
    "0x80041128",
    `The entity name specified in fetchxml does not match the entity name specified in the Entity or Query Expression. Expected '${expected}', found '${found}'.`,
  );
}

export function unknownColumn(table: string, column: string): DataverseError {
  return refusal(
    "0x80041103",
    `'${table}' entity doesn't contain attribute with Name = '${column}' and NameMapping = 'Logical'.`,
  );
}

export function linkTypesMismatch(from: string, to: string): DataverseError {
  return refusal(
    "0x80041104",
    `Data Types don't match for the link-entity join attributes '${from}', '${to}'.`,
  );
}

export function linkAttributesIncomplete(): DataverseError {
  return refusal(
    "0x80041111",
    "AttributeFrom and AttributeTo must be either both specified or both omitted.",
  );
}

/** To be confirmed: the code. */
export function unknownLink(name: string): DataverseError {
  return refusal(
    "0x8004110a",
    `The specified alias for the given entity in the condition does not exist. Link entity with name or alias ${name} is not found.`,
  );
}

export function invalidAlias(alias: string): DataverseError {
  return refusal("0x80041109", `Invalid alias for aggregate operation. alias = ${alias}`);
}

export function duplicateAlias(alias: string): DataverseError {
  return refusal("0x80041130", `FetchXML should have unique aliases. alias = ${alias}`);
}

export function attributeWithAggregate(): DataverseError {
  return refusal("0x80041107", "Attributes can not be returned when aggregate operation is specified.");
}

export function groupByAndAggregate(): DataverseError {
  return refusal("0x80041137", "An attribute can either be an aggregate or a Group By but not both");
}

export function aggregateNotForType(aggregate: string, type: string): DataverseError {
  return refusal("0x8004112f", `Aggregate ${aggregate} is not supported for attribute of type ${type}.`);
}

export function orderNeedsAlias(): DataverseError {
  return refusal("0x80041134", "An alias is required for an order clause for an aggregate Query.");
}

export function orderTakesNoAttribute(): DataverseError {
  return refusal(
    "0x80041131",
    "An attribute cannot be specified for an order clause for an aggregate Query. Use an alias.",
  );
}

export function orderTakesNoAlias(): DataverseError {
  return refusal(
    "0x80041132",
    "An alias cannot be specified for an order clause for a non-aggregate Query. Use an attribute.",
  );
}

export function orderNeedsAttribute(): DataverseError {
  return refusal("0x80041133", "An attribute is required for an order clause for a non-aggregate Query.");
}

export function orderAliasUnknown(alias: string): DataverseError {
  return refusal("0x80041126", `Link Node for order was not found. alias = ${alias}`);
}

export function distinctWithoutColumns(): DataverseError {
  return refusal("0x8004112c", "The no-attrs tag cannot be used in conjuction with Distinct set to true.");
}

export function typeNotForOrder(column: string): DataverseError {
  return refusal("0x80050224", `Attribute type is not supported for group by or order by query. ${column}`);
}

export function tooManyLinks(): DataverseError {
  return refusal("0x8004430d", "Number of link entities in query exceeded maximum limit.");
}

export function tooManyConditions(): DataverseError {
  return refusal("0x8004430c", "Number of conditions in query exceeded maximum limit.");
}

export function tooManyConditionValues(): DataverseError {
  return refusal("0x8004430e", "Number of parameters in a condition exceeded maximum limit.");
}

export function aggregateLimitExceeded(): DataverseError {
  return refusal(
    "0x8004e023",
    "AggregateQueryRecordLimit exceeded. Cannot perform this operation. The maximum record limit is exceeded. Reduce the number of records.",
  );
}

export function pagingCookieRequired(): DataverseError {
  return refusal(
    "0x8004430a",
    "Paging cookie is required to retrieve more records. Update your query to retrieve total records below 50000.",
  );
}

export function malformedCookie(): DataverseError {
  return refusal("0x8004112a", "Malformed XML in the Paging Cookie");
}

export function cookieOrderMismatch(): DataverseError {
  return refusal("0x80041129", "Order by columns do not match those in paging cookie.");
}

export function invalidDate(value: string): DataverseError {
  return refusal(
    "0x80040239",
    `The date-time format for ${value} is invalid, or value is outside the supported range.`,
  );
}

/** To be confirmed: the code; Dataverse's message for a comparison with a value of another type. */
export function wrongValueType(
  table: string,
  column: string,
  expected: string,
  value: string,
): DataverseError {
  return refusal(
    "0x80044354",
    `Condition for attribute '${table}.${column}': expected argument(s) of a type '${expected}' but received '${value}'.`,
  );
}

export function noHierarchy(operator: string, table: string): DataverseError {
  return refusal(
    "0x80047020",
    `The ${operator} operator requires that the entity ${table} has a hierarchical relationship defined.`,
  );
}
