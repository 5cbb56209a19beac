import type { FormRecord } from "../pcf/context";
import { callAction, type Send } from "./serviceRows";

/** What a subgrid of lists can do besides showing them. */
export interface ItemCommands {
  readonly add: (listId: string) => Promise<unknown>;
  readonly remove?: (listId: string) => Promise<unknown>;
}

const TYPE = "Microsoft.Dynamics.CRM.";

/**
 * The commands of a subgrid, by the actions that the real client calls: lists on a campaign and on its activities. Undefined
 * where rows are only shown. Taking a list off a campaign has no action of the Web API's, and so no button.
 */
export function itemCommands(send: Send, record: FormRecord, target: string): ItemCommands | undefined {
  if (target !== "list") return undefined;
  if (record.table === "campaign") {
    const Campaign = { "@odata.type": `${TYPE}campaign`, campaignid: record.id };
    return { add: (id) => callAction(send, `lists(${id})/${TYPE}AddItemCampaign`, { Campaign }) };
  }
  if (record.table !== "campaignactivity") return undefined;
  const call = (action: string, id: string): Promise<unknown> =>
    callAction(send, action, {
      CampaignActivity: { "@odata.type": `${TYPE}campaignactivity`, activityid: record.id },
      Item: { "@odata.type": `${TYPE}list`, listid: id },
    });
  return {
    add: (id) => call("AddItemCampaignActivity", id),
    remove: (id) => call("RemoveItemCampaignActivity", id),
  };
}
