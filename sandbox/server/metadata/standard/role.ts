import { restricted } from "./cascade";
import { boolean, describeTable, guid, lookup, readOnly, text } from "./describe";

/** A security role's row. What the role allows stands in the metadata, as its privileges come with a solution. */
export const role = describeTable({
  schemaName: "Role",
  entitySetName: "roles",
  objectTypeCode: 1036,
  labels: ["Security Role", "Rôle de sécurité", "Beveiligingsrol"],
  pluralLabels: ["Security Roles", "Rôles de sécurité", "Beveiligingsrollen"],
  ownership: "BusinessOwned",
  primaryName: "name",
  optimisticConcurrency: false,
  relationships: { createdBy: "lk_rolebase_createdby", modifiedBy: "lk_rolebase_modifiedby" },
  columns: [
    text("Name", ["Name", "Nom", "Naam"], 100, { required: "systemrequired" }),
    lookup(
      "BusinessUnitId",
      ["Business Unit", "Division", "Business unit"],
      { table: "businessunit", schemaName: "business_unit_roles", cascade: restricted },
      { required: "systemrequired" },
    ),
    boolean("IsManaged", "State", false, readOnly),
    guid("OrganizationId", ["Organization", "Organisation", "Organisatie"], readOnly),
    lookup(
      "ParentRootRoleId",
      "Parent Root Role",
      { table: "role", schemaName: "role_parent_root_role", cascade: restricted },
      readOnly,
    ),
  ],
});
