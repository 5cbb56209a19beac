import { closeOpportunity } from "./closeOpportunity";
import { required, type UnboundOperation } from "./operation";

/** `POST LoseOpportunity` with `{"Status": 4, "OpportunityClose": {"opportunityid@odata.bind": "…"}}` */
export const loseOpportunity: UnboundOperation = {
  name: "LoseOpportunity",
  kind: "action",
  parameters: { Status: required("Edm.Int32"), OpportunityClose: required("mscrm.opportunityclose") },
  async run(call) {
    await closeOpportunity(call, 2);
    return undefined;
  },
};
