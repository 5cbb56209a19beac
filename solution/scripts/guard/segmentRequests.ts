import { MEMBERS_A_PAGE } from "../../../dataverse/segment/groupMembers";
import type { GroupPlace } from "../../../dataverse/segment/keepSegment";
import { actionRequest, collectionOf, primitive, type ActionRequest } from "./actionRequest";

/*
 * The actions of Customer Insights - Journeys on segments, by the names of their parameters (learn.microsoft.com,
 * customer-insights/journeys/real-time-marketing-api-segment). They are bound to nothing. Their types are not documented;
 * whoever called them gave ids as texts.
 */

const text = primitive("Edm.String");
const number = primitive("Edm.Int32");
const ofGroup = { SegmentId: text, GroupId: text };

function onMembers(name: string, { segmentId, groupId }: GroupPlace, ids: readonly string[]): ActionRequest {
  return actionRequest(
    name,
    { SegmentId: segmentId, GroupId: groupId, EntityIds: ids },
    { ...ofGroup, EntityIds: collectionOf("Edm.String") },
  );
}

export const addStaticMembers = (place: GroupPlace, ids: readonly string[]): ActionRequest =>
  onMembers("msdynmkt_AddStaticMembers", place, ids);

export const removeStaticMembers = (place: GroupPlace, ids: readonly string[]): ActionRequest =>
  onMembers("msdynmkt_RemoveStaticMembers", place, ids);

/** @param page from 1 */
export function listGroupMembers({ segmentId, groupId }: GroupPlace, page: number): ActionRequest {
  return actionRequest(
    "msdynmkt_ListGroupMembers",
    { SegmentId: segmentId, GroupId: groupId, PageNo: page, PageSize: MEMBERS_A_PAGE },
    { ...ofGroup, PageNo: number, PageSize: number },
  );
}

export function publishSegmentDefinition(segmentId: string): ActionRequest {
  return actionRequest("msdynmkt_PublishSegmentDefinition", { SegmentId: segmentId }, { SegmentId: text });
}
