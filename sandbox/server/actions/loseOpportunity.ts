import { closeOpportunity } from "./closeOpportunity";
import type { UnboundOperation } from "./operation";

/** `POST LoseOpportunity` with `{"Status": 4, "OpportunityClose": {"opportunityid@odata.bind": "…"}}` */
export const loseOpportunity: UnboundOperation = {
  name: "LoseOpportunity",
  kind: "action",
  parameters: { Status: "required", OpportunityClose: "required" },
  async run(call) {
    await closeOpportunity(call, 2);
    return undefined;
  },
};
