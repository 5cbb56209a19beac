import { restricted } from "./cascade";
import { boolean, describeTable, guid, lookup, memo, readOnly, text } from "./describe";

export const businessUnit = describeTable({
  schemaName: "BusinessUnit",
  entitySetName: "businessunits",
  objectTypeCode: 10,
  labels: ["Business Unit", "Division", "Business unit"],
  pluralLabels: ["Business Units", "Divisions", "Business units"],
  ownership: "BusinessOwned",
  primaryName: "name",
  currency: true,
  relationships: {
    createdBy: "lk_businessunitbase_createdby",
    modifiedBy: "lk_businessunitbase_modifiedby",
    currency: "TransactionCurrency_BusinessUnit",
  },
  columns: [
    text("Name", ["Name", "Nom", "Naam"], 160, { required: "systemrequired" }),
    text("CostCenter", ["Cost Center", "Centre de coûts", "Kostenplaats"], 100),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    text("DivisionName", ["Division", "Service", "Divisie"], 100),
    text("EMailAddress", ["Email", "Adresse de messagerie", "E-mail"], 100, { format: "Email" }),
    boolean("IsDisabled", ["Is Disabled", "Désactivée", "Is uitgeschakeld"], false, readOnly),
    guid("OrganizationId", ["Organization", "Organisation", "Organisatie"], readOnly),
    lookup("ParentBusinessUnitId", ["Parent Business", "Division parente", "Bovenliggende business unit"], {
      table: "businessunit",
      schemaName: "business_unit_parent_business_unit",
      cascade: restricted,
      hierarchical: true,
    }),
    text("WebSiteUrl", ["Website", "Site web", "Website"], 200, { format: "Url" }),
  ],
});
