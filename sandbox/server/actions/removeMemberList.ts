import { isGuid } from "../odata/rowKey";
import type { Reference, WriteContext } from "../write/context";
import { isObject } from "../write/payload";
import { removeMembers } from "./changeMembers";
import { requireChangeable } from "./marketingList";
import { required, type BoundOperation } from "./operation";
import { wrongParameter } from "./parameters";

/**
 * `POST lists(…)/Microsoft.Dynamics.CRM.RemoveMemberList` with `{"ListMember": {"listmemberid": "…"}}`. Callers are seen to
 * give the id of the membership and the id of the member itself; both are taken.
 */
export const removeMemberList: BoundOperation = {
  name: "RemoveMemberList",
  boundTo: "list",
  kind: "action",
  parameters: { ListMember: required("mscrm.listmember") },
  async run(call) {
    const list = await requireChangeable(call.context, call.bound.id);
    const given = call.parameters.get("ListMember");
    const id = isObject(given) ? given["listmemberid"] : undefined;
    if (!isGuid(id)) throw wrongParameter("ListMember", "Microsoft.Dynamics.CRM.listmember");
    await removeMembers(call.context, list, [await memberOf(call.context, call.bound, id)]);
    return undefined;
  },
};

async function memberOf(context: WriteContext, list: Reference, id: string): Promise<string> {
  const rows = await context.organization.database.query<{ member: string }>(
    "select entityid as member from listmember where listid = $1 and listmemberid = $2",
    [list.id, id],
  );
  return rows[0]?.member ?? id.toLowerCase();
}
