import { closeOpportunity } from "./closeOpportunity";
import type { UnboundOperation } from "./operation";

/** `POST WinOpportunity` with `{"Status": 3, "OpportunityClose": {"opportunityid@odata.bind": "…"}}` */
export const winOpportunity: UnboundOperation = {
  name: "WinOpportunity",
  kind: "action",
  parameters: { Status: "required", OpportunityClose: "required" },
  async run(call) {
    await closeOpportunity(call, 1);
    return undefined;
  },
};
