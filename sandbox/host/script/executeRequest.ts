import type { TableDescription } from "../description";

/** What a request object of `Xrm.WebApi.online.execute` says of itself. */
export interface RequestMetadata {
  readonly boundParameter?: string | null;
  readonly parameterTypes: Readonly<
    Record<string, { readonly typeName: string; readonly structuralProperty: number }>
  >;
  readonly operationName: string;
  readonly operationType: number;
}

/** The request that goes to the Web API; `path` follows `/api/data/v9.2/`. */
export interface ServiceRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: string;
}

type TableOf = (logicalName: string) => TableDescription | undefined;

const NAMESPACE = "Microsoft.Dynamics.CRM.";
const PRIMITIVE = 1;
const COLLECTION = 4;
const ENTITY = 5;
const metadataMembers = new Set(["boundParameter", "parameterTypes", "operationName", "operationType"]);

interface EntityReference {
  readonly entityType: string;
  readonly id: string;
}

function isReference(value: unknown): value is EntityReference {
  const { entityType, id } = (value ?? {}) as Partial<EntityReference>;
  return typeof entityType === "string" && typeof id === "string";
}

function bare(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}

function tableOf(tables: TableOf, name: string): TableDescription {
  const table = tables(name);
  if (!table) throw new Error(`There is no table ${name}.`);
  return table;
}

function rowPath(tables: TableOf, { entityType, id }: EntityReference): string {
  return `${tableOf(tables, entityType).entitySetName}(${bare(id)})`;
}

/**
 * @throws Error when the object says too little of itself, or what no request can be made of
 */
function readMetadata(request: unknown): RequestMetadata {
  const { getMetadata } = (request ?? {}) as { getMetadata?: unknown };
  if (typeof getMetadata !== "function") throw new Error("The request has no getMetadata method.");
  const metadata = getMetadata.call(request) as Partial<RequestMetadata>;
  const unknown = Object.keys(metadata).find((name) => !metadataMembers.has(name));
  if (unknown !== undefined) throw new Error(`getMetadata gives ${unknown}, which means nothing.`);
  const { operationName, operationType, parameterTypes, boundParameter } = metadata;
  if (typeof operationName !== "string" || operationName === "")
    throw new Error("getMetadata gives no operationName.");
  if (operationType !== 0 && operationType !== 1 && operationType !== 2) {
    throw new Error("getMetadata must give the operationType 0 (action), 1 (function) or 2 (CRUD).");
  }
  if (typeof parameterTypes !== "object") throw new Error("getMetadata gives no parameterTypes.");
  if (operationType !== 2 && boundParameter !== null && boundParameter !== "entity") {
    throw new Error('getMetadata must give the boundParameter null (bound to nothing) or "entity".');
  }
  return { operationName, operationType, parameterTypes, boundParameter };
}

/** A parameter as the Web API takes it: a row by its key and type, where scripts may write it as a reference. */
function parameterValue(
  tables: TableOf,
  name: string,
  value: unknown,
  { typeName, structuralProperty }: RequestMetadata["parameterTypes"][string],
): unknown {
  if (structuralProperty === PRIMITIVE) {
    if (typeof value === "object" && value !== null) {
      const { guid } = value as { guid?: unknown };
      if (typeName === "Edm.Guid" && typeof guid === "string") return bare(guid);
      throw new Error(`The parameter ${name} is declared as a primitive and is given an object.`);
    }
    return typeName === "Edm.Guid" && typeof value === "string" ? bare(value) : value;
  }
  if (structuralProperty === ENTITY) {
    if (typeof value !== "object" || value === null) {
      throw new Error(
        `The parameter ${name} is declared as an entity and is given ${JSON.stringify(value)}.`,
      );
    }
    if (!isReference(value)) return value;
    const table = tableOf(tables, value.entityType);
    return { "@odata.type": NAMESPACE + table.logicalName, [table.primaryIdColumn]: bare(value.id) };
  }
  if (structuralProperty === COLLECTION) {
    if (!Array.isArray(value))
      throw new Error(`The parameter ${name} is declared as a collection and is none.`);
    const item = /^Collection\((Edm\.\w+)\)$/.exec(typeName)?.[1];
    const one =
      item === undefined
        ? { typeName, structuralProperty: ENTITY }
        : { typeName: item, structuralProperty: PRIMITIVE };
    return value.map((each) => parameterValue(tables, name, each, one));
  }
  throw new Error(
    `The parameter ${name} has the structuralProperty ${String(structuralProperty)}: the sandbox supports 1 ` +
      "(primitive), 4 (collection) and 5 (entity).",
  );
}

/**
 * The Web API request of a request object: an action, a function without parameters, or Associate and Disassociate.
 * @throws Error for a request object that the real client could make nothing of, and for what the sandbox lacks
 */
export function serviceRequests(tables: TableOf, request: unknown): readonly ServiceRequest[] {
  const metadata = readMetadata(request);
  const { boundParameter, parameterTypes, operationName, operationType } = metadata;
  const given = request as Readonly<Record<string, unknown>>;
  if (operationType === 2) return association(tables, operationName, given);

  const undeclared = Object.keys(given).find((name) => name !== "getMetadata" && !(name in parameterTypes));
  if (undeclared !== undefined) {
    throw new Error(
      `The request has ${undeclared}, which the parameterTypes of ${operationName} do not declare.`,
    );
  }
  const values = Object.entries(parameterTypes).flatMap(([name, type]) =>
    name === boundParameter || given[name] === undefined
      ? []
      : [[name, parameterValue(tables, name, given[name], type)] as const],
  );
  const bound = boundParameter === "entity" ? given.entity : undefined;
  if (boundParameter === "entity" && (!isReference(bound) || !("entity" in parameterTypes))) {
    throw new Error(
      `${operationName} is bound: the request needs entity: { entityType, id }, declared as a parameter.`,
    );
  }
  const path = isReference(bound) ? `${rowPath(tables, bound)}/${NAMESPACE}${operationName}` : operationName;
  if (operationType === 0)
    return [{ method: "POST", path, body: JSON.stringify(Object.fromEntries(values)) }];
  if (values.length > 0) throw new Error("Functions with parameters are not supported by the sandbox's Xrm.");
  return [{ method: "GET", path: `${path}()` }];
}

function association(
  tables: TableOf,
  operation: string,
  { target, relatedEntities, relatedEntityId, relationship }: Readonly<Record<string, unknown>>,
): readonly ServiceRequest[] {
  if (operation !== "Associate" && operation !== "Disassociate") {
    throw new Error(
      `${operation} by execute is not supported by the sandbox: Xrm.WebApi has a method for it.`,
    );
  }
  if (!isReference(target) || typeof relationship !== "string") {
    throw new Error(`${operation} needs a target { entityType, id } and a relationship.`);
  }
  const property = `${rowPath(tables, target)}/${relationship}`;
  if (operation === "Disassociate") {
    if (typeof relatedEntityId !== "string") throw new Error("Disassociate needs a relatedEntityId.");
    return [{ method: "DELETE", path: `${property}(${bare(relatedEntityId)})/$ref` }];
  }
  if (!Array.isArray(relatedEntities) || !relatedEntities.every(isReference)) {
    throw new Error("Associate needs relatedEntities: an array of { entityType, id }.");
  }
  return relatedEntities.map((related) => ({
    method: "POST" as const,
    path: `${property}/$ref`,
    body: JSON.stringify({ "@odata.id": rowPath(tables, related) }),
  }));
}
