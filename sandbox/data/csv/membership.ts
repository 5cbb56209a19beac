import type { ManyToManyRelationship } from "../../server/metadata/model";
import type { RowReference } from "./reference";
import type { DoorRequest } from "./webApiDoor";

const NAMESPACE = "Microsoft.Dynamics.CRM.";

function typed({ table, id }: RowReference): object {
  return { "@odata.type": `${NAMESPACE}${table.logicalName}`, [table.primaryIdColumn]: id };
}

/**
 * The request that makes a row of an intersect table: an association, or, for lists and campaigns, the action that
 * Dataverse has in its place.
 * @param one the row at the relationship's first end
 */
export function membershipRequest(
  relationship: ManyToManyRelationship,
  one: RowReference,
  other: RowReference,
): DoorRequest {
  const [list, item] = one.table.logicalName === "list" ? [one, other] : [other, one];
  switch (list.table.logicalName === "list" ? relationship.intersectTable : undefined) {
    case "listmember":
      return {
        method: "POST",
        path: `lists(${list.id})/${NAMESPACE}AddMemberList`,
        body: { EntityId: item.id },
      };
    case "campaignitem":
      return {
        method: "POST",
        path: `lists(${list.id})/${NAMESPACE}AddItemCampaign`,
        body: { Campaign: typed(item) },
      };
    case "campaignactivityitem":
      return {
        method: "POST",
        path: "AddItemCampaignActivity",
        body: { CampaignActivity: typed(item), Item: typed(list) },
      };
    default:
      return {
        method: "POST",
        path: `${one.table.entitySetName}(${one.id})/${relationship.table1Navigation}/$ref`,
        body: { "@odata.id": `${other.table.entitySetName}(${other.id})` },
      };
  }
}
