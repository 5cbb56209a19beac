import { requireAccess } from "../write/rights";
import { requireRow } from "../write/rowBefore";
import { putOnCampaign } from "./campaignItems";
import { required, type BoundOperation } from "./operation";
import { requireTable, rowIn } from "./parameters";

/** `POST lists(…)/Microsoft.Dynamics.CRM.AddItemCampaign` with `{"Campaign": {…}}` */
export const addItemCampaign: BoundOperation = {
  name: "AddItemCampaign",
  boundTo: "list",
  kind: "action",
  parameters: { Campaign: required("mscrm.campaign") },
  returns: "mscrm.campaignitem",
  async run(call) {
    const { context, bound } = call;
    const campaign = await rowIn(call, "Campaign", call.parameters.get("Campaign"), ["campaign"]);
    const list = requireTable(context, "list");
    await requireRow(context, list, bound.id);
    await requireAccess(context, list, [bound.id], "Read");
    await requireAccess(context, list, [bound.id], "Append");
    await requireAccess(context, requireTable(context, "campaign"), [campaign.id], "AppendTo");
    return {
      "@odata.context": `${call.exchange.serviceRoot}$metadata#campaignitems/$entity`,
      campaignitemid: await putOnCampaign(context, campaign.id, bound),
    };
  },
};
