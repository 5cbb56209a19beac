import { activityAndList } from "./campaignActivityItemCall";
import { putOnActivity } from "./campaignItems";
import type { UnboundOperation } from "./operation";

/** `POST AddItemCampaignActivity` with `{"CampaignActivity": {…}, "Item": {…}}`; the item is a marketing list. */
export const addItemCampaignActivity: UnboundOperation = {
  name: "AddItemCampaignActivity",
  kind: "action",
  parameters: { CampaignActivity: "required", Item: "required" },
  async run(call) {
    const { activity, list } = await activityAndList(call);
    return { CampaignActivityItemId: await putOnActivity(call.context, activity.id, list) };
  },
};
