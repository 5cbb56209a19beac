import { addMembers, membershipId } from "./changeMembers";
import { requireChangeable } from "./marketingList";
import { required, type BoundOperation } from "./operation";
import { guidIn } from "./parameters";

/** `POST lists(…)/Microsoft.Dynamics.CRM.AddMemberList` with `{"EntityId": "…"}` */
export const addMemberList: BoundOperation = {
  name: "AddMemberList",
  boundTo: "list",
  kind: "action",
  parameters: { EntityId: required("Edm.Guid") },
  returns: { Id: "Edm.Guid" },
  async run(call) {
    const list = await requireChangeable(call.context, call.bound.id);
    const member = guidIn(call, "EntityId");
    await addMembers(call.context, list, [member]);
    return { Id: await membershipId(call.context, list.id, member) };
  },
};
