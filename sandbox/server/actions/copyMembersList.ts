import { DataverseError } from "../errors";
import { requireAccess } from "../write/rights";
import { addMembers } from "./changeMembers";
import { membersOf, readList, requireChangeable } from "./marketingList";
import { required, type BoundOperation } from "./operation";
import { requireTable, rowIn } from "./parameters";

/** `POST lists(<source>)/Microsoft.Dynamics.CRM.CopyMembersList` with `{"TargetList": {…}}`; no member is there twice. */
export const copyMembersList: BoundOperation = {
  name: "CopyMembersList",
  boundTo: "list",
  kind: "action",
  parameters: { TargetList: required("mscrm.list") },
  async run(call) {
    const { context } = call;
    const { id } = await rowIn(call, "TargetList", call.parameters.get("TargetList"), ["list"]);
    const source = await readList(context, call.bound.id);
    await requireAccess(context, requireTable(context, "list"), [source.id], "Read");
    const target = await requireChangeable(context, id);
    if (source.members !== target.members) {
      throw new DataverseError(400, "0x80040306", "Cannot copy lists of different types.");
    }
    await addMembers(context, target, await membersOf(context, source));
    return undefined;
  },
};
