import type { ListAction } from "../../../dataverse/formOrder";

/** What `Xrm.WebApi.online.execute` takes: the parameters, and what they are. */
export interface ActionRequest {
  readonly [parameter: string]: unknown;
  getMetadata(): {
    readonly boundParameter: string | null;
    readonly parameterTypes: Readonly<
      Record<string, { readonly typeName: string; readonly structuralProperty: number }>
    >;
    readonly operationType: number;
    readonly operationName: string;
  };
}

const ACTION = 0;
const ENTITY = 5;

function row(table: string, key: string, id: string): object {
  return { "@odata.type": `Microsoft.Dynamics.CRM.${table}`, [key]: id };
}

function entity(typeName: string) {
  return { typeName: `mscrm.${typeName}`, structuralProperty: ENTITY };
}

function boundToList(
  operationName: string,
  listId: string,
  parameters: Readonly<Record<string, object>> = {},
  types: ReturnType<ActionRequest["getMetadata"]>["parameterTypes"] = {},
): ActionRequest {
  return {
    entity: { entityType: "list", id: listId },
    ...parameters,
    getMetadata: () => ({
      boundParameter: "entity",
      parameterTypes: { entity: entity("list"), ...types },
      operationType: ACTION,
      operationName,
    }),
  };
}

/** `AddItemCampaignActivity` and `RemoveItemCampaignActivity` are bound to nothing. */
function onActivity(operationName: string, listId: string, activityId: string): ActionRequest {
  return {
    CampaignActivity: row("campaignactivity", "activityid", activityId),
    Item: row("list", "listid", listId),
    getMetadata: () => ({
      boundParameter: null,
      parameterTypes: { CampaignActivity: entity("campaignactivity"), Item: entity("crmbaseentity") },
      operationType: ACTION,
      operationName,
    }),
  };
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
