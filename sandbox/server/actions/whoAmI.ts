import type { Operation } from "./operation";

/** `GET WhoAmI` (learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/whoami). */
export const whoAmI: Operation = {
  name: "WhoAmI",
  kind: "function",
  parameters: {},
  run: ({ exchange: { caller, organization } }) =>
    Promise.resolve({
      BusinessUnitId: caller.businessUnitId,
      UserId: caller.userId,
      OrganizationId: organization.id,
    }),
};
