import { requireAccess } from "../write/rights";
import { required, type UnboundOperation } from "./operation";
import { integerIn } from "./parameters";
import { groupIn, refusedBySegments, SEGMENT, segmentTable } from "./segmentGroup";

/**
 * `POST msdynmkt_ListGroupMembers`: who is in a group of a segment, page by page. Documented: its parameters, pages from 1, and
 * the answer, JSON in the text `Response`. Inferred: that it takes Read on the segment, and that a page past the last is empty.
 */
export const listGroupMembers: UnboundOperation = {
  name: "msdynmkt_ListGroupMembers",
  kind: "action",
  needs: SEGMENT,
  parameters: {
    SegmentId: required("Edm.String"),
    GroupId: required("Edm.String"),
    PageNo: required("Edm.Int32"),
    PageSize: required("Edm.Int32"),
  },
  returns: { Response: "Edm.String" },
  async run(call) {
    const { segmentId, groupId } = await groupIn(call);
    await requireAccess(call.context, segmentTable(call), [segmentId], "Read");
    const page = integerIn(call, "PageNo") ?? 0;
    const size = integerIn(call, "PageSize") ?? 0;
    if (page < 1 || size < 1) throw refusedBySegments("PageNo and PageSize are numbers from 1 on.");
    const rows = await call.context.organization.database.query<{ id: string }>(
      `select entityid as id from sandbox.segmentmember where segmentid = $1 and groupid = $2
       order by entityid limit $3 offset $4`,
      [segmentId, groupId, size, (page - 1) * size],
    );
    const entityIds = rows.map(({ id }) => id);
    return { Response: JSON.stringify({ entityIds, additionalProperties: {} }) };
  },
};
