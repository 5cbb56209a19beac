import type { UnboundOperation } from "./operation";

/** `GET WhoAmI` */
export const whoAmI: UnboundOperation = {
  name: "WhoAmI",
  kind: "function",
  parameters: {},
  run: ({ context: { caller, organization } }) =>
    Promise.resolve({
      BusinessUnitId: caller.businessUnitId,
      UserId: caller.userId,
      OrganizationId: organization.id,
    }),
};
