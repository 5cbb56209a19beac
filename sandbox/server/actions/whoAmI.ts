import type { UnboundOperation } from "./operation";

/** `GET WhoAmI` */
export const whoAmI: UnboundOperation = {
  name: "WhoAmI",
  kind: "function",
  parameters: {},
  returns: { BusinessUnitId: "Edm.Guid", UserId: "Edm.Guid", OrganizationId: "Edm.Guid" },
  run: ({ context: { caller, organization } }) =>
    Promise.resolve({
      BusinessUnitId: caller.businessUnitId,
      UserId: caller.userId,
      OrganizationId: organization.id,
    }),
};
