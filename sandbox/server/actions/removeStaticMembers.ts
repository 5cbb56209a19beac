import type { UnboundOperation } from "./operation";
import { MEMBER_PARAMETERS, membersIn, SEGMENT } from "./segmentGroup";

/**
 * `POST msdynmkt_RemoveStaticMembers`: takes people off a group of a segment. Documented: its parameters. Inferred: the same
 * limit and rights as for adding, an answer without a body, and that whoever is not in the group is passed over.
 */
export const removeStaticMembers: UnboundOperation = {
  name: "msdynmkt_RemoveStaticMembers",
  kind: "action",
  needs: SEGMENT,
  parameters: MEMBER_PARAMETERS,
  async run(call) {
    const { segmentId, groupId, ids } = await membersIn(call);
    await call.context.organization.database.query(
      "delete from sandbox.segmentmember where segmentid = $1 and groupid = $2 and entityid = any($3::uuid[])",
      [segmentId, groupId, ids],
    );
    return undefined;
  },
};
