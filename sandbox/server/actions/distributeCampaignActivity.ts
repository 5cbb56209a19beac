import { DataverseError } from "../errors";
import type { TableMetadata } from "../metadata/model";
import { retrieve } from "../odata/retrieve";
import { createRow } from "../write/create";
import { isObject, sortPayload } from "../write/payload";
import { requireAccess } from "../write/rights";
import { RowValues } from "../write/rowValues";
import { stamp } from "../write/update";
import type { Reference } from "../write/context";
import { channelOf, type Channel } from "./channel";
import { Distribution } from "./distribution";
import { membersOf, readList, type MarketingList } from "./marketingList";
import { optional, required, type BoundCall, type BoundOperation, type OperationResult } from "./operation";
import { booleanIn, requireTable, rowIn, wrongParameter } from "./parameters";

/** `campaignactivity.statuscode`: distributed, yet still open. */
const COMPLETED = 6;
const ABORTED = 5;
/** `bulkoperation.operationtypecode` */
const DISTRIBUTE = 4;

/** `PropagationOwnershipOptions`: who gets the activities. */
export type Ownership = "None" | "Caller" | "ListMemberOwner";
const OWNERSHIPS: readonly Ownership[] = ["None", "Caller", "ListMemberOwner"];

/**
 * `POST campaignactivities(…)/Microsoft.Dynamics.CRM.DistributeCampaignActivity`: one activity for each member of the lists
 * that are on the activity, as they are at this moment. What is asynchronous in Dataverse is done when this one answers.
 */
export const distributeCampaignActivity: BoundOperation = {
  name: "DistributeCampaignActivity",
  boundTo: "campaignactivity",
  kind: "action",
  parameters: {
    Propagate: required("Edm.Boolean"),
    Activity: optional("mscrm.crmbaseentity"),
    Template: optional("mscrm.crmbaseentity"),
    OwnershipOptions: required("mscrm.PropagationOwnershipOptions"),
    Owner: optional("mscrm.crmbaseentity"),
    SendEmail: required("Edm.Boolean"),
    Queue: optional("mscrm.crmbaseentity"),
    PostWorkflowEvent: optional("Edm.Boolean"),
  },
  returns: "mscrm.bulkoperation",
  run: distribute,
};

async function distribute(call: BoundCall): Promise<OperationResult> {
  const { context, bound, exchange } = call;
  const { organization, caller } = context;
  const table = requireTable(context, "campaignactivity");
  await requireAccess(context, table, [bound.id], "Write");
  const activity = await retrieve(organization, caller, exchange.serviceRoot, table, bound.id, {
    expand: [],
  });
  await requireDistributable(call, activity);
  const channel = requireChannel(activity["channeltypecode"]);
  const lists = await listsOf(call);
  const owner = await ownerIn(call);
  const template = await createTemplate(call, channel, owner);
  const operationId = await createBulkOperation(call, channel, lists);
  const distribution = new Distribution(context, {
    campaignActivityId: bound.id,
    channel,
    members: (lists[0] as MarketingList).members,
    operationId,
    template,
    ownedByMembersOwner: ownershipIn(call) === "ListMemberOwner",
    respectsOptOut: activity["donotsendonoptout"] !== false,
    excludesContactedWithinDays: numberOf(activity["excludeifcontactedinxdays"]),
    sendsEmail: booleanIn(call, "SendEmail"),
  });
  for (const list of lists) {
    const ignoresInactive = activity["ignoreinactivelistmembers"] !== false && list.ignoresInactive;
    await distribution.add(await membersOf(context, list), ignoresInactive);
  }
  const { succeeded, failed } = await distribution.run();
  await finish(call, operationId, lists, succeeded, failed);
  return {
    "@odata.context": `${exchange.serviceRoot}$metadata#bulkoperations/$entity`,
    activityid: operationId,
    successcount: succeeded,
    failurecount: failed,
  };
}

async function requireDistributable(
  { context, bound }: BoundCall,
  activity: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (activity["statecode"] !== 0 || activity["statuscode"] === ABORTED) {
    throw new DataverseError(
      400,
      "0x80040331",
      "This Campaign Activity is closed or canceled. Campaign activities cannot be distributed after they have been closed or canceled.",
    );
  }
  const earlier = await context.organization.database.query(
    `select 1 as one from bulkoperation where regardingobjectid = $1 and operationtypecode = $2 limit 1`,
    [bound.id, DISTRIBUTE],
  );
  if (earlier.length > 0) {
    throw new DataverseError(
      400,
      "0x80040326",
      "This campaign activity has been distributed already. Campaign activities cannot be distributed more than one time.",
    );
  }
  const campaignId = activity["_regardingobjectid_value"];
  if (typeof campaignId !== "string") {
    throw new DataverseError(400, "0x80040309", "RegardingObjectId is a required field.");
  }
  const campaigns = await context.organization.database.query<{ template: boolean | null }>(
    "select istemplate as template from campaign where campaignid = $1",
    [campaignId],
  );
  if (campaigns[0]?.template === true) {
    throw new DataverseError(
      400,
      "0x80040311",
      "Cannot execute (distribute) a CampaignActivity for a template Campaign.",
    );
  }
}

function requireChannel(code: unknown): Channel {
  const channel = channelOf(code);
  if (channel === undefined) {
    throw new DataverseError(
      400,
      "0x80040310",
      "Cannot distribute activities for campaign activities of the specified channel type.",
    );
  }
  return channel;
}

async function listsOf({ context, bound }: BoundCall): Promise<MarketingList[]> {
  const rows = await context.organization.database.query<{ id: string }>(
    "select itemid as id from campaignactivityitem where campaignactivityid = $1 and itemobjecttypecode = 'list' order by campaignactivityitemid",
    [bound.id],
  );
  if (rows.length === 0) {
    throw new DataverseError(
      400,
      "0x80048454",
      "This campaign activity cannot be distributed. No marketing lists are associated with it. Add at least one marketing list and try again.",
    );
  }
  await requireAccess(
    context,
    requireTable(context, "list"),
    rows.map((row) => row.id),
    "Read",
  );
  const lists: MarketingList[] = [];
  for (const { id } of rows) {
    const list = await readList(context, id);
    if (!list.isActive) {
      throw new DataverseError(400, "0x8004033a", "List is not active. Cannot perform this operation.");
    }
    lists.push(list);
  }
  if (lists.some((list) => list.members !== lists[0]?.members)) {
    throw new DataverseError(
      400,
      "0x80048453",
      "This campaign activity cannot be distributed. Its marketing lists are not all of the same record type. Remove marketing lists so that the remaining ones are the same record type, and then try again.",
    );
  }
  return lists;
}

function ownershipIn({ parameters }: BoundCall): Ownership {
  const value = parameters.get("OwnershipOptions");
  const named = typeof value === "number" ? OWNERSHIPS[value] : OWNERSHIPS.find((one) => one === value);
  if (named === undefined)
    throw wrongParameter("OwnershipOptions", "Microsoft.Dynamics.CRM.PropagationOwnershipOptions");
  return named;
}

/** Who gets the activities, where it is not the members' own owners. */
async function ownerIn(call: BoundCall): Promise<Reference | undefined> {
  const value = call.parameters.get("Owner") ?? undefined;
  if (value === undefined) return undefined;
  if (ownershipIn(call) !== "None") {
    throw new DataverseError(400, "0x80040327", "Cannot specify owner on activity for distribution");
  }
  return rowIn(call, "Owner", value, ["systemuser", "team"]);
}

/**
 * The first of the activities, made as any activity is made: with all checks and defaults. The others are copied from it.
 */
async function createTemplate(
  call: BoundCall,
  channel: Channel,
  owner: Reference | undefined,
): Promise<Reference> {
  const { context, bound } = call;
  const body = call.parameters.get("Activity") ?? undefined;
  if (body === undefined) {
    throw new DataverseError(
      400,
      "0x80040318",
      "Must specify an Activity Xml for CampaignActivity Execute/Distribute",
    );
  }
  const table = requireTable(context, channel.activity);
  if (!isObject(body)) throw wrongParameter("Activity", `Microsoft.Dynamics.CRM.${channel.activity}`);
  const type = body["@odata.type"];
  if (typeof type !== "string" || type.replace(/^#/, "") !== `Microsoft.Dynamics.CRM.${channel.activity}`) {
    throw new DataverseError(400, "0x80040305", "Cannot create activities of the specified list type.");
  }
  const payload = sortPayload(context.organization.metadata, table, body);
  const regarding = requireColumn(table, "regardingobjectid");
  const pointers = [{ column: regarding, to: bound }];
  if (owner !== undefined) pointers.push({ column: requireColumn(table, "ownerid"), to: owner });
  return { table: table.logicalName, id: await createRow(context, payload, pointers) };
}

async function createBulkOperation(
  { context, bound }: BoundCall,
  channel: Channel,
  lists: readonly MarketingList[],
): Promise<string> {
  const table = requireTable(context, "bulkoperation");
  const payload = sortPayload(context.organization.metadata, table, {
    subject: "Distribution",
    operationtypecode: DISTRIBUTE,
    createdrecordtypecode: channel.recordType,
    targetedrecordtypecode: lists[0]?.members.objectTypeCode,
  });
  return createRow(context, payload, [{ column: requireColumn(table, "regardingobjectid"), to: bound }]);
}

async function finish(
  { context, bound }: BoundCall,
  operationId: string,
  lists: readonly MarketingList[],
  succeeded: number,
  failed: number,
): Promise<void> {
  const { database } = context.organization;
  const operation = new RowValues(requireTable(context, "bulkoperation"));
  operation.set("statecode", 1);
  operation.set("statuscode", 4);
  operation.set("successcount", succeeded);
  operation.set("failurecount", failed);
  operation.set("targetmemberscount", succeeded + failed);
  operation.set("errornumber", 0);
  await operation.update(database, operationId);
  const activity = new RowValues(requireTable(context, "campaignactivity"));
  activity.set("statuscode", COMPLETED);
  stamp(context, activity);
  await activity.update(database, bound.id);
  for (const list of lists) {
    const values = new RowValues(requireTable(context, "list"));
    values.set("lastusedon", context.now.toISOString());
    await values.update(database, list.id);
  }
}

function requireColumn(table: TableMetadata, name: string) {
  const column = table.columns.get(name);
  if (column === undefined) throw new Error(`Table ${table.logicalName} has no column ${name}.`);
  return column;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}
