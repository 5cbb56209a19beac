import { removeMembers } from "./changeMembers";
import { requireChangeable } from "./marketingList";
import { required, type UnboundOperation } from "./operation";
import { membersIn } from "./membersIn";
import { rowIn } from "./parameters";

/** `POST RemoveListMembersList` with `{"List": {…}, "Members": [{…}, …]}` */
export const removeListMembersList: UnboundOperation = {
  name: "RemoveListMembersList",
  kind: "action",
  parameters: { List: required("mscrm.list"), Members: required("Collection(mscrm.crmbaseentity)") },
  async run(call) {
    const { id } = await rowIn(call, "List", call.parameters.get("List"), ["list"]);
    const list = await requireChangeable(call.context, id);
    await removeMembers(call.context, list, membersIn(call, list));
    return undefined;
  },
};
