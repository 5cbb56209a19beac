import type { UnboundOperation } from "./operation";
import { MEMBER_PARAMETERS, membersIn, MOST_IN_GROUP, refusedBySegments, SEGMENT } from "./segmentGroup";

/**
 * `POST msdynmkt_AddStaticMembers`: puts people into a group of a segment. Documented: its parameters, at most 1,000 ids a
 * call and 200,000 a group. Inferred: an answer without a body, that it takes Write on the segment, that whoever is in the
 * group stays in it once, and all words of a refusal. Whether ids are of rows that exist is not looked at.
 */
export const addStaticMembers: UnboundOperation = {
  name: "msdynmkt_AddStaticMembers",
  kind: "action",
  needs: SEGMENT,
  parameters: MEMBER_PARAMETERS,
  async run(call) {
    const { segmentId, groupId, ids } = await membersIn(call);
    const { database } = call.context.organization;
    await database.query(
      `insert into sandbox.segmentmember (segmentid, groupid, entityid)
       select $1::uuid, $2::uuid, unnest($3::uuid[]) on conflict do nothing`,
      [segmentId, groupId, ids],
    );
    const [row] = await database.query<{ count: number | string }>(
      "select count(*) as count from sandbox.segmentmember where segmentid = $1 and groupid = $2",
      [segmentId, groupId],
    );
    if (Number(row?.count) > MOST_IN_GROUP) {
      throw refusedBySegments(`A group holds at most ${String(MOST_IN_GROUP)} members.`);
    }
    return undefined;
  },
};
