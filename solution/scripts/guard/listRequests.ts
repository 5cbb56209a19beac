import type { ListAction } from "../../../dataverse/formOrder";
import { actionRequest, entity, type ActionRequest, type ParameterTypes } from "./actionRequest";

function row(table: string, key: string, id: string): object {
  return { "@odata.type": `Microsoft.Dynamics.CRM.${table}`, [key]: id };
}

function boundToList(
  operationName: string,
  listId: string,
  parameters: Readonly<Record<string, object>> = {},
  types: ParameterTypes = {},
): ActionRequest {
  return actionRequest(
    operationName,
    { entity: { entityType: "list", id: listId }, ...parameters },
    { entity: entity("list"), ...types },
    "entity",
  );
}

/** `AddItemCampaignActivity` and `RemoveItemCampaignActivity` are bound to nothing. */
function onActivity(operationName: string, listId: string, activityId: string): ActionRequest {
  return actionRequest(
    operationName,
    {
      CampaignActivity: row("campaignactivity", "activityid", activityId),
      Item: row("list", "listid", listId),
    },
    { CampaignActivity: entity("campaignactivity"), Item: entity("crmbaseentity") },
  );
}

export function requestFor(action: ListAction): ActionRequest {
  switch (action.kind) {
    case "putOnCampaign":
      return boundToList(
        "AddItemCampaign",
        action.listId,
        { Campaign: row("campaign", "campaignid", action.campaignId) },
        { Campaign: entity("campaign") },
      );
    case "takeOff":
      return onActivity("RemoveItemCampaignActivity", action.listId, action.activityId);
    case "putOn":
      return onActivity("AddItemCampaignActivity", action.listId, action.activityId);
    case "copyToStatic":
      return boundToList("CopyDynamicListToStatic", action.listId);
  }
}
