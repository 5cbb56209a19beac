import { activityAndList } from "./campaignActivityItemCall";
import { putOnActivity } from "./campaignItems";
import { required, type UnboundOperation } from "./operation";

/** `POST AddItemCampaignActivity` with `{"CampaignActivity": {…}, "Item": {…}}`; the item is a marketing list. */
export const addItemCampaignActivity: UnboundOperation = {
  name: "AddItemCampaignActivity",
  kind: "action",
  parameters: { CampaignActivity: required("mscrm.campaignactivity"), Item: required("mscrm.crmbaseentity") },
  returns: { CampaignActivityItemId: "Edm.Guid" },
  async run(call) {
    const { activity, list } = await activityAndList(call);
    return { CampaignActivityItemId: await putOnActivity(call.context, activity.id, list) };
  },
};
