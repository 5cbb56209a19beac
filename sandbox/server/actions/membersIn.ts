import { DataverseError } from "../errors";
import { isGuid } from "../odata/rowKey";
import { isObject } from "../write/payload";
import type { MarketingList } from "./marketingList";
import type { Call } from "./operation";
import { listIn, wrongParameter } from "./parameters";

/**
 * The ids in a `Members` parameter, all of the list's own member table.
 * @throws DataverseError 400 0x80040301 when one of them is of another table
 */
export function membersIn(call: Call, list: MarketingList): string[] {
  const { logicalName, primaryIdColumn } = list.members;
  return listIn(call, "Members").map((member) => {
    if (!isObject(member))
      throw wrongParameter("Members", "Collection(Microsoft.Dynamics.CRM.crmbaseentity)");
    const type = member["@odata.type"];
    if (typeof type !== "string")
      throw wrongParameter("Members", "Collection(Microsoft.Dynamics.CRM.crmbaseentity)");
    if (type.replace(/^#/, "") !== `Microsoft.Dynamics.CRM.${logicalName}`) {
      throw new DataverseError(400, "0x80040301", "Unsupported list member type.");
    }
    const id = member[primaryIdColumn];
    if (!isGuid(id)) throw wrongParameter("Members", `Microsoft.Dynamics.CRM.${logicalName}`);
    return id.toLowerCase();
  });
}
