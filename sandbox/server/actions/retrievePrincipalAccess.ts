import { accessRights } from "../security/access";
import { required, type BoundOperation } from "./operation";
import { requireTable, rowIn } from "./parameters";

/** `GET systemusers(…)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t={'@odata.id':'accounts(…)'}` */
export const retrievePrincipalAccess: BoundOperation = {
  name: "RetrievePrincipalAccess",
  boundTo: "systemuser",
  kind: "function",
  parameters: { Target: required("mscrm.crmbaseentity") },
  returns: { AccessRights: "mscrm.AccessRights" },
  async run(call) {
    const { organization } = call.context;
    const tables = [...organization.metadata.tables.keys()];
    const target = await rowIn(call, "Target", call.parameters.get("Target"), tables);
    const principal = await organization.caller(call.bound.id);
    const table = requireTable(call.context, target.table);
    return { AccessRights: await accessRights(organization, principal, table, target.id) };
  },
};
