import { addMembers } from "./changeMembers";
import { requireChangeable } from "./marketingList";
import { required, type UnboundOperation } from "./operation";
import { membersIn } from "./membersIn";
import { rowIn } from "./parameters";

/** `POST AddListMembersList` with `{"List": {…}, "Members": [{…}, …]}` */
export const addListMembersList: UnboundOperation = {
  name: "AddListMembersList",
  kind: "action",
  parameters: { List: required("mscrm.list"), Members: required("Collection(mscrm.crmbaseentity)") },
  async run(call) {
    const { id } = await rowIn(call, "List", call.parameters.get("List"), ["list"]);
    const list = await requireChangeable(call.context, id);
    await addMembers(call.context, list, membersIn(call, list));
    return undefined;
  },
};
