import { date, describeTable, boolean, guid, readOnly, text } from "./describe";

/**
 * A solution's row: it comes with the import and changes with the upgrade. Columns as far as admins look at them
 * (learn.microsoft.com, "Solution table/entity reference").
 */
export const solution = describeTable({
  schemaName: "Solution",
  entitySetName: "solutions",
  objectTypeCode: 7100,
  labels: ["Solution", "Solution", "Oplossing"],
  pluralLabels: ["Solutions", "Solutions", "Oplossingen"],
  ownership: "OrganizationOwned",
  primaryName: "friendlyname",
  optimisticConcurrency: false,
  relationships: { createdBy: "lk_solution_createdby", modifiedBy: "lk_solution_modifiedby" },
  columns: [
    text("UniqueName", ["Name", "Nom", "Naam"], 65, { required: "systemrequired", update: false }),
    text("FriendlyName", ["Display Name", "Nom d'affichage", "Weergavenaam"], 256, {
      required: "systemrequired",
    }),
    text("Version", ["Version", "Version", "Versie"], 256, { required: "systemrequired" }),
    date("InstalledOn", ["Installed On", "Date d'installation", "Geïnstalleerd op"], readOnly),
    boolean("IsManaged", ["Package Type", "Type de package", "Pakkettype"], false, readOnly),
    boolean("IsVisible", "Is Visible Outside Platform", true, readOnly),
    guid("OrganizationId", ["Organization", "Organisation", "Organisatie"], readOnly),
  ],
});
