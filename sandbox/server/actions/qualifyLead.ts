import { DataverseError, notSupportedBySandbox } from "../errors";
import type { OptionMetadata, TableMetadata } from "../metadata/model";
import { isProperty } from "../odata/property";
import { retrieve } from "../odata/retrieve";
import type { Reference, WriteContext } from "../write/context";
import { createRow } from "../write/create";
import type { Pointer } from "../write/pointer";
import { sortPayload } from "../write/payload";
import { requireAccess } from "../write/rights";
import { RowValues } from "../write/rowValues";
import { resultingState } from "../write/state";
import { stamp } from "../write/update";
import { optional, required, type BoundCall, type BoundOperation } from "./operation";
import { booleanIn, integerIn, requireTable, rowIn } from "./parameters";

type Row = Readonly<Record<string, unknown>>;

/** Columns of a lead that have another name on the row made of it. Those of the same name are carried over as well. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: { companyname: "name", yomicompanyname: "yominame" },
  contact: {},
  opportunity: { subject: "name", estimatedamount: "estimatedvalue", emailaddress1: "emailaddress" },
};

/** Columns that a row made of a lead does not take over, although the lead has one of the same name. */
const OWN = new Set([
  "statecode",
  "statuscode",
  "estimatedvalue",
  "overriddencreatedon",
  "importsequencenumber",
  "processid",
  "stageid",
  "traversedpath",
  "salesstage",
  "prioritycode",
]);

/** `POST leads(…)/Microsoft.Dynamics.CRM.QualifyLead` */
export const qualifyLead: BoundOperation = {
  name: "QualifyLead",
  boundTo: "lead",
  kind: "action",
  parameters: {
    CreateAccount: required("Edm.Boolean"),
    CreateContact: required("Edm.Boolean"),
    CreateOpportunity: required("Edm.Boolean"),
    Status: required("Edm.Int32"),
    OpportunityCurrencyId: optional("mscrm.transactioncurrency"),
    OpportunityCustomerId: optional("mscrm.crmbaseentity"),
    SourceCampaignId: optional("mscrm.campaign"),
    ProcessInstanceId: optional("mscrm.crmbaseentity"),
    SuppressDuplicateDetection: optional("Edm.Boolean"),
  },
  returns: "Collection(mscrm.crmbaseentity)",
  async run(call) {
    const { context, exchange, bound } = call;
    const { organization, caller } = context;
    if ((call.parameters.get("ProcessInstanceId") ?? null) !== null) {
      throw notSupportedBySandbox("the business process of a qualified lead (ProcessInstanceId)");
    }
    const table = requireTable(context, "lead");
    await requireAccess(context, table, [bound.id], "Write");
    const lead = await retrieve(organization, caller, exchange.serviceRoot, table, bound.id, { expand: [] });
    if (lead["statecode"] !== 0) throw new DataverseError(400, "0x80040519", "The lead is already closed.");
    const resulting = resultingState(table, 1, integerIn(call, "Status"), 0);
    if (resulting === undefined) throw new Error("A lead has a state.");
    const made = await createRows(call, lead);
    const values = new RowValues(table);
    values.set("statecode", resulting.state);
    values.set("statuscode", resulting.status);
    point(values, "parentaccountid", made.account);
    point(values, "parentcontactid", made.contact);
    point(values, "qualifyingopportunityid", made.opportunity);
    stamp(context, values);
    await values.update(organization.database, bound.id);
    return {
      "@odata.context": `${exchange.serviceRoot}$metadata#Collection(Microsoft.Dynamics.CRM.crmbaseentity)`,
      value: [made.account, made.contact, made.opportunity].flatMap((row) =>
        row === undefined ? [] : [shown(context, row)],
      ),
    };
  },
};

interface Made {
  readonly account?: Reference;
  readonly contact?: Reference;
  readonly opportunity?: Reference;
}

async function createRows(call: BoundCall, lead: Row): Promise<Made> {
  const { context, bound } = call;
  const existingAccount = referenceIn(lead, "parentaccountid", "account");
  const existingContact = referenceIn(lead, "parentcontactid", "contact");
  const account = booleanIn(call, "CreateAccount")
    ? await make(context, "account", lead, [["originatingleadid", bound]])
    : undefined;
  const contact = booleanIn(call, "CreateContact")
    ? await make(context, "contact", lead, [
        ["originatingleadid", bound],
        ["parentcustomerid", account ?? existingAccount],
      ])
    : undefined;
  if (account !== undefined && contact !== undefined) await makePrimary(context, account, contact);
  const opportunity = booleanIn(call, "CreateOpportunity")
    ? await make(context, "opportunity", lead, [
        ["originatingleadid", bound],
        [
          "customerid",
          (await given(call, "OpportunityCustomerId", ["account", "contact"])) ??
            account ??
            contact ??
            existingAccount ??
            existingContact,
        ],
        ["parentaccountid", account ?? existingAccount],
        ["parentcontactid", contact ?? existingContact],
        [
          "campaignid",
          (await given(call, "SourceCampaignId", ["campaign"])) ??
            referenceIn(lead, "campaignid", "campaign"),
        ],
        [
          "transactioncurrencyid",
          (await given(call, "OpportunityCurrencyId", ["transactioncurrency"])) ??
            referenceIn(lead, "transactioncurrencyid", "transactioncurrency"),
        ],
      ])
    : undefined;
  return { account, contact, opportunity };
}

/**
 * "The created account becomes a parent of the contact and the contact becomes a primary contact for the account"
 * (learn.microsoft.com, "QualifyLeadRequest Class").
 */
async function makePrimary(context: WriteContext, account: Reference, contact: Reference): Promise<void> {
  const values = new RowValues(requireTable(context, "account"));
  point(values, "primarycontactid", contact);
  await values.update(context.organization.database, account.id);
}

async function given(
  call: BoundCall,
  name: string,
  tables: readonly string[],
): Promise<Reference | undefined> {
  const value = call.parameters.get(name) ?? undefined;
  return value === undefined ? undefined : rowIn(call, name, value, tables);
}

function referenceIn(lead: Row, column: string, table: string): Reference | undefined {
  const id = lead[`_${column}_value`];
  return typeof id === "string" ? { table, id } : undefined;
}

async function make(
  context: WriteContext,
  name: string,
  lead: Row,
  lookups: readonly (readonly [column: string, to: Reference | undefined])[],
): Promise<Reference> {
  const table = requireTable(context, name);
  const pointers = lookups.flatMap(([column, to]): Pointer[] => {
    const metadata = table.columns.get(column);
    return metadata === undefined || to === undefined ? [] : [{ column: metadata, to }];
  });
  const body = carriedOver(context, table, lead);
  const payload = sortPayload(context.organization.metadata, table, body);
  return { table: name, id: await createRow(context, payload, pointers) };
}

/** What the new row takes from the lead: columns of the same name and type, and the renamed ones. */
function carriedOver(context: WriteContext, table: TableMetadata, lead: Row): Record<string, unknown> {
  const source = requireTable(context, "lead");
  const renamed = RENAMED[table.logicalName] ?? {};
  const body: Record<string, unknown> = {};
  for (const column of source.columns.values()) {
    const value = lead[column.logicalName];
    const name = renamed[column.logicalName] ?? column.logicalName;
    const target = table.columns.get(name);
    if (value === null || value === undefined || target?.validForCreate !== true || !isProperty(target))
      continue;
    if (target.type !== column.type || OWN.has(column.logicalName)) continue;
    if (target.type === "uniqueidentifier" || target.baseOf !== undefined) continue;
    if (!fits(target.options, value)) continue;
    body[name] = value;
  }
  return body;
}

/** A choice of the lead's need not be one of the new row's. */
function fits(options: readonly OptionMetadata[] | undefined, value: unknown): boolean {
  return (
    options === undefined || typeof value !== "number" || options.some((option) => option.value === value)
  );
}

function point(values: RowValues, name: string, to: Reference | undefined): void {
  const column = values.table.columns.get(name);
  if (column !== undefined && to !== undefined) values.point(column, to);
}

function shown(context: WriteContext, { table, id }: Reference): Record<string, unknown> {
  return {
    "@odata.type": `#Microsoft.Dynamics.CRM.${table}`,
    [requireTable(context, table).primaryIdColumn]: id,
  };
}
