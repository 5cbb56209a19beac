import { requireAccess } from "../write/rights";
import { required, type UnboundOperation } from "./operation";
import { entityIdsIn, groupIn, SEGMENT, segmentTable } from "./segmentGroup";

/**
 * `POST msdynmkt_RemoveStaticMembers`: takes people off a group of a segment. Documented: its parameters. Inferred: the same
 * limit and rights as for adding, an answer without a body, and that whoever is not in the group is passed over.
 */
export const removeStaticMembers: UnboundOperation = {
  name: "msdynmkt_RemoveStaticMembers",
  kind: "action",
  needs: SEGMENT,
  parameters: {
    SegmentId: required("Edm.String"),
    GroupId: required("Edm.String"),
    EntityIds: required("Collection(Edm.String)"),
  },
  async run(call) {
    const { segmentId, groupId } = await groupIn(call);
    await requireAccess(call.context, segmentTable(call), [segmentId], "Write");
    await call.context.organization.database.query(
      "delete from sandbox.segmentmember where segmentid = $1 and groupid = $2 and entityid = any($3::uuid[])",
      [segmentId, groupId, entityIdsIn(call)],
    );
    return undefined;
  },
};
