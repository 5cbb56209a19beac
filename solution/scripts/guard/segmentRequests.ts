import { MEMBERS_A_PAGE } from "../../../dataverse/segment/groupMembers";
import type { GroupPlace } from "../../../dataverse/segment/keepSegment";
import type { ActionRequest } from "./listRequests";

/*
 * The actions of Customer Insights - Journeys on segments, by the names of their parameters (learn.microsoft.com,
 * customer-insights/journeys/real-time-marketing-api-segment). They are bound to nothing. Their types are not documented;
 * whoever called them gave ids as texts.
 */

const ACTION = 0;
const PRIMITIVE = 1;
const COLLECTION = 4;

function action(
  operationName: string,
  parameters: Readonly<Record<string, unknown>>,
  types: Readonly<Record<string, string>>,
): ActionRequest {
  return {
    ...parameters,
    getMetadata: () => ({
      boundParameter: null,
      parameterTypes: Object.fromEntries(
        Object.entries(types).map(([name, typeName]) => [
          name,
          { typeName, structuralProperty: typeName.startsWith("Collection") ? COLLECTION : PRIMITIVE },
        ]),
      ),
      operationType: ACTION,
      operationName,
    }),
  };
}

const ofGroup = { SegmentId: "Edm.String", GroupId: "Edm.String" };

function onMembers(name: string, { segmentId, groupId }: GroupPlace, ids: readonly string[]): ActionRequest {
  return action(
    name,
    { SegmentId: segmentId, GroupId: groupId, EntityIds: ids },
    { ...ofGroup, EntityIds: "Collection(Edm.String)" },
  );
}

export const addStaticMembers = (place: GroupPlace, ids: readonly string[]): ActionRequest =>
  onMembers("msdynmkt_AddStaticMembers", place, ids);

export const removeStaticMembers = (place: GroupPlace, ids: readonly string[]): ActionRequest =>
  onMembers("msdynmkt_RemoveStaticMembers", place, ids);

/** @param page from 1 */
export function listGroupMembers({ segmentId, groupId }: GroupPlace, page: number): ActionRequest {
  return action(
    "msdynmkt_ListGroupMembers",
    { SegmentId: segmentId, GroupId: groupId, PageNo: page, PageSize: MEMBERS_A_PAGE },
    { ...ofGroup, PageNo: "Edm.Int32", PageSize: "Edm.Int32" },
  );
}

export function publishSegmentDefinition(segmentId: string): ActionRequest {
  return action("msdynmkt_PublishSegmentDefinition", { SegmentId: segmentId }, { SegmentId: "Edm.String" });
}
