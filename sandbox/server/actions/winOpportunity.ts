import { closeOpportunity } from "./closeOpportunity";
import { required, type UnboundOperation } from "./operation";

/** `POST WinOpportunity` with `{"Status": 3, "OpportunityClose": {"opportunityid@odata.bind": "…"}}` */
export const winOpportunity: UnboundOperation = {
  name: "WinOpportunity",
  kind: "action",
  parameters: { Status: required("Edm.Int32"), OpportunityClose: required("mscrm.opportunityclose") },
  async run(call) {
    await closeOpportunity(call, 1);
    return undefined;
  },
};
