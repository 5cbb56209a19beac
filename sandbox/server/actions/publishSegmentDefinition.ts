import { requirePrivilege } from "../security/access";
import { requireAccess } from "../write/rights";
import { RowValues } from "../write/rowValues";
import { stamp } from "../write/update";
import { required, type UnboundOperation } from "./operation";
import { requireTable } from "./parameters";
import { DEFINITION, groupsDefinedBy, SEGMENT, segmentIn, segmentTable } from "./segmentGroup";

/** `msdynmkt_segmentdefinition.statuscode` */
const LIVE = 723270000;

/**
 * `POST msdynmkt_PublishSegmentDefinition`: makes a segment's definition count. Documented: its parameter, that the definition is
 * validated, and that it takes Create and Write on segments. Inferred: an answer without a body, that segment and definition
 * are live at once, where the service takes its time, and that a segment of a live journey may be published again.
 */
export const publishSegmentDefinition: UnboundOperation = {
  name: "msdynmkt_PublishSegmentDefinition",
  kind: "action",
  needs: SEGMENT,
  parameters: { SegmentId: required("Edm.String") },
  async run(call) {
    const { context } = call;
    const { id, definitionId } = await segmentIn(call);
    const segments = segmentTable(call);
    requirePrivilege(context.caller, segments, "Create");
    await requireAccess(context, segments, [id], "Write");
    const { database } = context.organization;
    await groupsDefinedBy(call, definitionId);
    const definition = new RowValues(requireTable(context, DEFINITION));
    definition.set("statecode", 0);
    definition.set("statuscode", LIVE);
    stamp(context, definition);
    await definition.update(database, definitionId);
    const published = new RowValues(segments);
    published.set("statecode", 0);
    published.set("statuscode", 1);
    stamp(context, published);
    await published.update(database, id);
    return undefined;
  },
};
