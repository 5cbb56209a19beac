import { DataverseError, notSupportedBySandbox } from "../errors";
import type { TableMetadata } from "../metadata/model";
import { navigationOf, type Navigation, type ToOne } from "../odata/navigation";
import { columnOfProperty, propertyName } from "../odata/property";
import { parseQueryString, type QueryOptions } from "../odata/queryOptions";
import { badQuery, methodNotAllowed, noSuchRow, noSuchSegment } from "../odata/refusals";
import { parseResourcePath, type Segment } from "../odata/resourcePath";
import { readRow } from "../odata/retrieve";
import { retrieveByFetchXml, retrieveMultiple, splitTarget } from "../odata/retrieveMultiple";
import { countRows } from "../odata/count";
import { parseRowKey, requireRowId, type RowKey } from "../odata/rowKey";
import { viewFetchXml } from "../odata/storedView";
import { callOperation, findOperation } from "../actions/operations";
import { entityDefinitions, relationshipDefinitions } from "../odata/definitions";
import { metadataDocument } from "../odata/metadataDocument";
import type { FilterGroup } from "../query/model";
import { serviceDocument } from "../odata/serviceDocument";
import { noContent, type Exchange, type WebApiAnswer, type WebApiRequest } from "./exchange";
import { isPartiesOf, replaceParties } from "./partyRequests";
import { getProperty, setProperty } from "./propertyRequests";
import { handleReference, isRelated, relatedFilter } from "./referenceRequests";
import { getRow, patchRow, postRow, removeRow } from "./rowRequests";

/** Answers one request, batches excepted. */
export async function route(exchange: Exchange): Promise<WebApiAnswer> {
  requireJson(exchange.request);
  const [path, queryString] = splitTarget(exchange.request.target);
  const options = parseQueryString(queryString, exchange.request.method !== "GET");
  const segments = parseResourcePath(path, options.aliases);
  const [first, ...rest] = segments;
  const table = first && exchange.organization.metadata.tableBySetName(first.name);
  if (first !== undefined && table !== undefined) return routeSet(exchange, table, first, rest, options);
  refuseStoredQuery(options);
  if (first === undefined) return onlyGet(exchange, () => serviceDocument(exchange));
  switch (first.name) {
    case "$metadata":
      return onlyGet(exchange, () => metadataDocument(exchange.organization.metadata));
    case "EntityDefinitions":
      return onlyGet(exchange, () => entityDefinitions(exchange, first, rest, options));
    case "RelationshipDefinitions":
      return onlyGet(exchange, () => relationshipDefinitions(exchange, first, rest, options));
    case "GlobalOptionSetDefinitions":
      throw notSupportedBySandbox("GlobalOptionSetDefinitions; the columns' definitions have their choices");
  }
  const operation = findOperation(exchange.organization.metadata, first.name, undefined);
  if (operation === undefined || rest.length > 0) throw noSuchSegment(first.name);
  return callOperation(exchange, operation, undefined, first);
}

/**
 * FetchXML and stored views are queries: only the rows of a set, or of a collection, can be found by one.
 * @throws DataverseError 400 where it would be passed over in silence
 */
function refuseStoredQuery({ custom }: QueryOptions): void {
  const [name] = custom.keys();
  if (name !== undefined) throw badQuery(`The query parameter '${name}' is not supported for this resource.`);
}

/** @throws DataverseError 415 on a body that is not declared as JSON */
function requireJson({ body, headers }: WebApiRequest): void {
  if (body.trim() === "" || /^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? "")) return;
  throw new DataverseError(
    415,
    "0x80060888",
    `The request entity's media type '${headers["content-type"] ?? ""}' is not supported for this resource.`,
  );
}

function onlyGet(
  exchange: Exchange,
  answer: () => WebApiAnswer | Promise<WebApiAnswer>,
): WebApiAnswer | Promise<WebApiAnswer> {
  if (exchange.request.method !== "GET") throw methodNotAllowed(exchange.request.method);
  return answer();
}

async function routeSet(
  exchange: Exchange,
  table: TableMetadata,
  segment: Segment,
  rest: readonly Segment[],
  options: QueryOptions,
): Promise<WebApiAnswer> {
  const { method } = exchange.request;
  if (segment.brackets !== undefined) {
    const key = parseRowKey(table, segment.brackets);
    requireKeyOfPath(key);
    if (rest.length > 0) {
      return routeBelow(
        exchange,
        table,
        await requireRowId(exchange.organization, table, key),
        rest,
        options,
      );
    }
    refuseStoredQuery(options);
    switch (method) {
      case "GET":
        return getRow(exchange, table, key, options);
      case "PATCH":
        return patchRow(exchange, table, key, options);
      case "DELETE":
        return removeRow(exchange, table, key);
      default:
        throw methodNotAllowed(method);
    }
  }
  const [next, ...further] = rest;
  if (next === undefined && method === "GET") return getSet(exchange, table, options);
  refuseStoredQuery(options);
  if (next === undefined) {
    if (method === "POST") return postRow(exchange, table, options);
    throw methodNotAllowed(method);
  }
  if (next.name === "$count" && further.length === 0) {
    return onlyGet(exchange, () => countRows(exchange, table, options));
  }
  throw noSuchSegment(next.name);
}

/**
 * Key values with these characters do not get through a URL's path, however they are encoded (learn.microsoft.com, "Define
 * alternate keys using Power Apps": "GET or PATCH actions won't work"). They may stand in a body's `@odata.bind`.
 */
function requireKeyOfPath(key: RowKey): void {
  if (key.kind === "id") return;
  for (const value of key.values.values()) {
    if (/[/#<>*%&:\\?+]/.test(value)) throw badQuery("Bad Request - Error in query syntax.");
  }
}

/**
 * The rows of a set, or of a collection when a restriction says which: a view is applied "to any collection of the appropriate
 * type" (learn.microsoft.com, "Retrieve and execute predefined queries").
 */
function getSet(
  exchange: Exchange,
  table: TableMetadata,
  options: QueryOptions,
  restriction?: FilterGroup,
): Promise<WebApiAnswer> {
  const fetchXml = options.custom.get("fetchXml") ?? viewFetchXml(exchange, table, options);
  if (fetchXml === undefined) return retrieveMultiple(exchange, table, options, restriction);
  if (options.system.size > 0 || options.custom.size > 1) {
    throw badQuery("FetchXML and OData query options can't be combined in one request.");
  }
  if (restriction !== undefined && options.custom.has("fetchXml")) {
    throw notSupportedBySandbox("fetchXml on the collection of one row; it may be a view");
  }
  return retrieveByFetchXml(exchange, table, fetchXml, restriction);
}

/** What comes after a row: a column, a navigation property, a bound operation. */
async function routeBelow(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  segments: readonly Segment[],
  options: QueryOptions,
): Promise<WebApiAnswer> {
  const [segment, ...rest] = segments;
  if (segment === undefined) throw noSuchSegment("");
  if (segment.name.startsWith("Microsoft.Dynamics.CRM.")) {
    refuseStoredQuery(options);
    const operation = findOperation(exchange.organization.metadata, segment.name, table);
    if (operation === undefined || rest.length > 0) throw noSuchSegment(segment.name);
    return callOperation(exchange, operation, { table: table.logicalName, id }, segment);
  }
  const navigation = navigationOf(exchange.organization.metadata, table, segment.name);
  if (navigation !== undefined) {
    return routeNavigation(exchange, table, id, navigation, segment, rest, options);
  }
  refuseStoredQuery(options);
  return routeProperty(exchange, table, id, segment, rest);
}

async function routeProperty(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  segment: Segment,
  rest: readonly Segment[],
): Promise<WebApiAnswer> {
  const column = segment.brackets === undefined ? columnOfProperty(table, segment.name) : undefined;
  if (column === undefined) throw noSuchSegment(segment.name);
  const [next, ...further] = rest;
  const bare = next?.name === "$value";
  if (further.length > 0 || (next !== undefined && !bare))
    throw noSuchSegment((further[0] ?? next)?.name ?? "");
  const { method } = exchange.request;
  switch (method) {
    case "GET":
      return getProperty(exchange, table, id, column, bare);
    case "PUT":
    case "DELETE":
      if (bare || propertyName(column) !== column.logicalName) throw methodNotAllowed(method);
      return setProperty(exchange, table, id, column);
    default:
      throw methodNotAllowed(method);
  }
}

async function routeNavigation(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  navigation: Navigation,
  segment: Segment,
  rest: readonly Segment[],
  options: QueryOptions,
): Promise<WebApiAnswer> {
  const [next, ...further] = rest;
  const { method } = exchange.request;
  const isOneOfMany = segment.brackets !== undefined;
  const goesOn = navigation.kind === "one" && next !== undefined && next.name !== "$ref";
  const isQuery = navigation.kind !== "one" && method === "GET" && !isOneOfMany && next === undefined;
  if (!goesOn && !isQuery) refuseStoredQuery(options);
  const related = await relatedId(exchange, navigation, segment);
  if (next?.name === "$ref" && further.length === 0) {
    return handleReference(exchange, table, id, navigation, related, options.system.get("$id"));
  }
  if (related !== undefined) return routeRelated(exchange, table, id, navigation, related, rest, options);
  if (navigation.kind === "one") {
    // Whether or not the lookup has a row to go on to.
    if (method !== "GET" && next === undefined) throw methodNotAllowed(method);
    return followToOne(exchange, table, id, navigation, rest, options);
  }
  if (method === "PUT" && next === undefined && isPartiesOf(table, navigation)) {
    return replaceParties(exchange, table, id, segment.name);
  }
  if (method !== "GET") throw methodNotAllowed(method);
  // The row itself has to be readable before what belongs to it is.
  await readRow(exchange.organization, exchange.caller, table, id, [{ name: table.primaryIdColumn }]);
  const restriction = relatedFilter(navigation, id);
  if (next === undefined) return getSet(exchange, navigation.target, options, restriction);
  if (next.name === "$count" && further.length === 0) {
    return countRows(exchange, navigation.target, options, restriction);
  }
  throw noSuchSegment(next.name);
}

/** `contact_customer_accounts(<id>)` */
async function relatedId(
  exchange: Exchange,
  navigation: Navigation,
  segment: Segment,
): Promise<string | undefined> {
  if (segment.brackets === undefined) return undefined;
  if (navigation.kind === "one") throw noSuchSegment(segment.name);
  const key = parseRowKey(navigation.target, segment.brackets);
  return requireRowId(exchange.organization, navigation.target, key);
}

async function routeRelated(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  navigation: Navigation,
  related: string,
  rest: readonly Segment[],
  options: QueryOptions,
): Promise<WebApiAnswer> {
  if (navigation.kind === "one" || exchange.request.method !== "GET" || rest.length > 0) {
    throw methodNotAllowed(exchange.request.method);
  }
  await readRow(exchange.organization, exchange.caller, table, id, [{ name: table.primaryIdColumn }]);
  const answer = await getRow(exchange, navigation.target, { kind: "id", id: related }, options);
  // The key names a row of the collection, not of the whole set (OData 4.0, part 2, section 4.3.1).
  if (!(await isRelated(exchange, id, navigation, related))) {
    throw noSuchRow(navigation.target.logicalName, related);
  }
  return answer;
}

async function followToOne(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  navigation: ToOne,
  rest: readonly Segment[],
  options: QueryOptions,
): Promise<WebApiAnswer> {
  const property = propertyName(navigation.column);
  const row = await readRow(exchange.organization, exchange.caller, table, id, [
    { name: table.primaryIdColumn },
    { name: navigation.column.logicalName },
  ]);
  const value = row[property];
  const named = row[`${property}@Microsoft.Dynamics.CRM.lookuplogicalname`] ?? navigation.target.logicalName;
  const target = navigation.targets.find((one) => one.logicalName === named);
  if (typeof value !== "string" || target === undefined) return noContent();
  if (rest.length > 0) return routeBelow(exchange, target, value, rest, options);
  return getRow(exchange, target, { kind: "id", id: value }, options);
}
