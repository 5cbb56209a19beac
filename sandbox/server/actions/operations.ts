import { noContent, type Exchange, type WebApiAnswer } from "../http/exchange";
import { inTransaction } from "../http/transaction";
import type { MetadataCatalog, TableMetadata } from "../metadata/model";
import type { Literal } from "../odata/expression";
import { badPayload, badQuery, methodNotAllowed } from "../odata/refusals";
import type { Segment } from "../odata/resourcePath";
import type { Reference, WriteContext } from "../write/context";
import { parseBody } from "../write/payload";
import { addItemCampaign } from "./addItemCampaign";
import { addItemCampaignActivity } from "./addItemCampaignActivity";
import { addListMembersList } from "./addListMembersList";
import { addMemberList } from "./addMemberList";
import { addStaticMembers } from "./addStaticMembers";
import { copyDynamicListToStatic } from "./copyDynamicListToStatic";
import { copyMembersList } from "./copyMembersList";
import { distributeCampaignActivity } from "./distributeCampaignActivity";
import { listGroupMembers } from "./listGroupMembers";
import { loseOpportunity } from "./loseOpportunity";
import type { Operation, OperationResult } from "./operation";
import { publishSegmentDefinition } from "./publishSegmentDefinition";
import { qualifyLead } from "./qualifyLead";
import { removeItemCampaignActivity } from "./removeItemCampaignActivity";
import { removeListMembersList } from "./removeListMembersList";
import { removeMemberList } from "./removeMemberList";
import { removeStaticMembers } from "./removeStaticMembers";
import { retrievePrincipalAccess } from "./retrievePrincipalAccess";
import { retrieveTotalRecordCount } from "./retrieveTotalRecordCount";
import { sendAppNotification } from "./sendAppNotification";
import { whoAmI } from "./whoAmI";
import { winOpportunity } from "./winOpportunity";

/** All that the sandbox has; whatever else is called does not exist. */
const OPERATIONS: readonly Operation[] = [
  addItemCampaign,
  addItemCampaignActivity,
  addListMembersList,
  addMemberList,
  addStaticMembers,
  copyDynamicListToStatic,
  copyMembersList,
  distributeCampaignActivity,
  listGroupMembers,
  loseOpportunity,
  publishSegmentDefinition,
  qualifyLead,
  removeItemCampaignActivity,
  removeListMembersList,
  removeMemberList,
  removeStaticMembers,
  retrievePrincipalAccess,
  retrieveTotalRecordCount,
  sendAppNotification,
  whoAmI,
  winOpportunity,
];

const NAMESPACE = "Microsoft.Dynamics.CRM.";

/** Those that an organisation has: some come with apps that not everybody has. */
export function operationsOf(catalog: MetadataCatalog): readonly Operation[] {
  return OPERATIONS.filter(({ needs }) => needs === undefined || catalog.table(needs) !== undefined);
}

/** The operation of that name, bound to the table or unbound. Bound ones are named in full. */
export function findOperation(
  catalog: MetadataCatalog,
  name: string,
  table: TableMetadata | undefined,
): Operation | undefined {
  const short = name.startsWith(NAMESPACE) ? name.slice(NAMESPACE.length) : name;
  return operationsOf(catalog).find(
    (operation) =>
      operation.name === short &&
      ("boundTo" in operation ? operation.boundTo : undefined) === table?.logicalName,
  );
}

/** Runs an operation. What an action does is done as a whole or not at all. */
export async function callOperation(
  exchange: Exchange,
  operation: Operation,
  bound: Reference | undefined,
  segment: Segment,
): Promise<WebApiAnswer> {
  const { method } = exchange.request;
  if (method !== (operation.kind === "function" ? "GET" : "POST")) throw methodNotAllowed(method);
  const parameters = operation.kind === "function" ? inBrackets(segment) : inBody(exchange, operation);
  checkParameters(operation, parameters);
  const run = (inner: Exchange, context: WriteContext): Promise<OperationResult> => {
    const call = { exchange: inner, context, parameters };
    if (!("boundTo" in operation)) return operation.run(call);
    if (bound === undefined) throw badQuery(`The operation '${operation.name}' has to be called on a row.`);
    return operation.run({ ...call, bound });
  };
  const { organization, caller } = exchange;
  const body =
    operation.kind === "function"
      ? await run(exchange, { organization, caller, now: organization.now() })
      : await inTransaction(exchange, run);
  if (body === undefined) return noContent();
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": `${exchange.serviceRoot}$metadata#${NAMESPACE}${operation.name}Response`,
      ...body,
    },
  };
}

function inBrackets(segment: Segment): Map<string, unknown> {
  if (segment.brackets?.single !== undefined) throw badQuery("Parameters of a function have to be named.");
  return new Map(
    [...(segment.brackets?.named ?? [])].map(([name, literal]) => [name, plain(literal)] as const),
  );
}

function plain(literal: Literal): unknown {
  switch (literal.type) {
    case "null":
      return null;
    case "number":
      return Number(literal.text);
    case "boolean":
      return literal.text === "true";
    case "list":
      return (literal.items ?? []).map(plain);
    case "object":
      // Samples write such values with single quotes.
      return parseBody(literal.text.replace(/'/g, '"'), "parameter");
    default:
      return literal.text;
  }
}

function inBody(exchange: Exchange, operation: Operation): Map<string, unknown> {
  const { body } = exchange.request;
  if (body.trim() === "") return new Map();
  return new Map(
    Object.entries(parseBody(body, operation.name)).filter(([name]) => !name.startsWith("@odata.")),
  );
}

function checkParameters(operation: Operation, parameters: ReadonlyMap<string, unknown>): void {
  for (const name of parameters.keys()) {
    if (!Object.hasOwn(operation.parameters, name)) {
      throw badPayload(
        operation.name,
        `Microsoft.OData.ODataException: The parameter '${name}' in the request payload is not a valid parameter for the operation '${operation.name}'.`,
      );
    }
  }
  for (const [name, { isRequired }] of Object.entries(operation.parameters)) {
    if (isRequired && (parameters.get(name) ?? null) === null) {
      throw badPayload(operation.name, `Required field '${name}' is missing`);
    }
  }
}
