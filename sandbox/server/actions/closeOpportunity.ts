import { DataverseError } from "../errors";
import type { WriteContext } from "../write/context";
import { createRow } from "../write/create";
import { isObject, sortPayload } from "../write/payload";
import { resolveReference } from "../write/resolveReference";
import { requireAccess } from "../write/rights";
import { requireRow } from "../write/rowBefore";
import { convertMoney } from "../write/money";
import { RowValues } from "../write/rowValues";
import { resultingState } from "../write/state";
import { stamp } from "../write/update";
import type { Call } from "./operation";
import { integerIn, requireTable, wrongParameter } from "./parameters";

/** `opportunity.statecode` of what is won, and of what is lost. */
export type ClosedState = 1 | 2;

const COMPLETED = { state: 1, status: 2 } as const;

/**
 * Closes an opportunity and writes the closing activity.
 * @throws DataverseError 400 0x80040515 when it is closed already, 0x80048408 when the status is not one of the state's
 */
export async function closeOpportunity(call: Call, state: ClosedState): Promise<void> {
  const { context } = call;
  const closeTable = requireTable(context, "opportunityclose");
  const opportunityTable = requireTable(context, "opportunity");
  const given = call.parameters.get("OpportunityClose");
  if (!isObject(given)) throw wrongParameter("OpportunityClose", "Microsoft.Dynamics.CRM.opportunityclose");
  const payload = sortPayload(context.organization.metadata, closeTable, given);
  const bind = payload.binds.find(({ navigation }) => navigation.column.logicalName === "opportunityid");
  if (bind?.url === undefined || bind.url === null) {
    throw new DataverseError(400, "0x80040200", "Required field 'opportunityid' is missing");
  }
  const { id } = await resolveReference(context, bind.url, [opportunityTable]);
  await requireAccess(context, opportunityTable, [id], "Write");
  const before = await requireRow(context, opportunityTable, id);
  if (before.values["statecode"] !== 0) {
    throw new DataverseError(400, "0x80040515", "The opportunity is already closed.");
  }
  const resulting = resultingState(opportunityTable, state, statusOf(call), 0);
  if (resulting === undefined) throw new Error("An opportunity has a state.");
  const closeId = await createRow(context, payload);
  await complete(context, closeId, resulting);
  await close(context, id, resulting, closeId);
}

/** -1 stands for the default status of the state, as it does in the SDK. */
function statusOf(call: Call): number | undefined {
  const status = integerIn(call, "Status");
  return status === -1 ? undefined : status;
}

async function complete(
  context: WriteContext,
  closeId: string,
  resulting: { readonly state: number; readonly status: number },
): Promise<void> {
  const values = new RowValues(requireTable(context, "opportunityclose"));
  values.set("statecode", COMPLETED.state);
  values.set("statuscode", COMPLETED.status);
  values.set("opportunitystatecode", resulting.state);
  values.set("opportunitystatuscode", resulting.status);
  if (!(await isSet(context, closeId, "actualend"))) values.set("actualend", moment(context));
  await values.update(context.organization.database, closeId);
}

async function isSet(context: WriteContext, closeId: string, column: "actualend"): Promise<boolean> {
  const rows = await context.organization.database.query(
    `select 1 as one from opportunityclose where activityid = $1 and ${column} is not null`,
    [closeId],
  );
  return rows.length > 0;
}

async function close(
  context: WriteContext,
  id: string,
  resulting: { readonly state: number; readonly status: number },
  closeId: string,
): Promise<void> {
  const { database } = context.organization;
  const [row] = await database.query<{ revenue: string | null; day: string; currency: string | null }>(
    `select coalesce(c.actualrevenue, case when $3 = 1 then o.estimatedvalue else 0 end)::text as revenue,
       to_char(c.actualend at time zone $4, 'YYYY-MM-DD') as day, o.transactioncurrencyid as currency
     from opportunityclose c, opportunity o where c.activityid = $1 and o.opportunityid = $2`,
    [closeId, id, resulting.state, context.caller.timeZone],
  );
  const values = new RowValues(requireTable(context, "opportunity"));
  values.set("statecode", resulting.state);
  values.set("statuscode", resulting.status);
  values.set("actualclosedate", row?.day ?? null);
  values.set("actualvalue", row?.revenue ?? null);
  await convertMoney(context, values, row?.currency ?? null, undefined);
  stamp(context, values);
  await values.update(database, id);
}

function moment(context: WriteContext): string {
  return `${context.now.toISOString().slice(0, 19)}Z`;
}
