import { noSuchRow } from "../odata/refusals";
import { activityAndList } from "./campaignActivityItemCall";
import { takeOffActivity } from "./campaignItems";
import { required, type UnboundOperation } from "./operation";

/** `POST RemoveItemCampaignActivity` with `{"CampaignActivity": {…}, "Item": {…}}` */
export const removeItemCampaignActivity: UnboundOperation = {
  name: "RemoveItemCampaignActivity",
  kind: "action",
  parameters: { CampaignActivity: required("mscrm.campaignactivity"), Item: required("mscrm.crmbaseentity") },
  async run(call) {
    const { activity, list } = await activityAndList(call);
    if (!(await takeOffActivity(call.context, activity.id, list))) {
      throw noSuchRow("campaignactivityitem", list.id);
    }
    return undefined;
  },
};
