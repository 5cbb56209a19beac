import { describeTable, entityName, guid, intersectLookup, text } from "./describe";
import { timeZones } from "./process";

/** What belongs to a campaign: marketing lists, other campaigns. */
export const campaignItem = describeTable({
  schemaName: "CampaignItem",
  entitySetName: "campaignitems",
  objectTypeCode: 4403,
  labels: ["Campaign Item", "Élément de campagne", "Campagne-item"],
  pluralLabels: ["Campaign Items", "Éléments de campagne", "Campagne-items"],
  ownership: "None",
  isIntersect: true,
  optimisticConcurrency: false,
  audited: false,
  columns: [
    intersectLookup("CampaignId", ["Campaign", "Campagne", "Campagne"], ["campaign"]),
    guid("EntityId", ["Entity", "Entité", "Entiteit"]),
    entityName("EntityType", ["Entity Type", "Type d'entité", "Type entiteit"]),
    text("Name", ["Name", "Nom", "Naam"], 100),
    timeZones(),
  ],
});

/** What a campaign activity sends to: marketing lists. */
export const campaignActivityItem = describeTable({
  schemaName: "CampaignActivityItem",
  entitySetName: "campaignactivityitems",
  objectTypeCode: 4404,
  labels: ["Campaign Activity Item", "Élément d'activité de campagne", "Item van campagneactiviteit"],
  pluralLabels: [
    "Campaign Activity Items",
    "Éléments d'activité de campagne",
    "Items van campagneactiviteit",
  ],
  ownership: "None",
  isIntersect: true,
  optimisticConcurrency: false,
  audited: false,
  columns: [
    intersectLookup(
      "CampaignActivityId",
      ["Campaign Activity", "Activité de campagne", "Campagneactiviteit"],
      ["campaignactivity"],
    ),
    guid("ItemId", ["Item", "Élément", "Item"]),
    entityName("ItemObjectTypeCode", ["Item Type", "Type d'élément", "Itemtype"]),
    text("Name", ["Name", "Nom", "Naam"], 100),
    timeZones(),
  ],
});
