import { describeActivity, usualRegarding } from "./activity";
import { boolean, integer, partyList, text } from "./describe";
import { PARTIES } from "./party";
import { openCompletedCanceled } from "./states";

export const fax = describeActivity({
  schemaName: "Fax",
  entitySetName: "faxes",
  objectTypeCode: 4204,
  labels: ["Fax", "Télécopie", "Fax"],
  pluralLabels: ["Faxes", "Télécopies", "Faxen"],
  states: openCompletedCanceled(
    [[1, ["Open", "Ouverte", "Openstaand"]]],
    [
      [2, ["Completed", "Terminée", "Voltooid"]],
      [3, ["Sent", "Envoyée", "Verzonden"]],
      [4, ["Received", "Reçue", "Ontvangen"]],
    ],
    [[5, ["Canceled", "Annulée", "Geannuleerd"]]],
  ),
  regarding: usualRegarding("Faxes", "BulkOperation_Faxes"),
  columns: [
    text("BillingCode", ["Billing Code", "Code de facturation", "Factuurcode"], 50),
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    text("CoverPageName", ["Cover Page Name", "Page de garde", "Voorblad"], 100),
    boolean("DirectionCode", ["Direction", "Direction", "Richting"], true, {
      labels: [
        ["Incoming", "Entrant", "Inkomend"],
        ["Outgoing", "Sortant", "Uitgaand"],
      ],
    }),
    text("FaxNumber", ["Fax Number", "Numéro de télécopie", "Faxnummer"], 200),
    partyList("from", ["Sender", "Expéditeur", "Afzender"], PARTIES),
    integer("NumberOfPages", ["Number of Pages", "Nombre de pages", "Aantal pagina's"], [0, 1000000000]),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
    text("Tsid", "Transmitting Station ID", 20),
    partyList("to", ["Recipient", "Destinataire", "Geadresseerde"], PARTIES),
  ],
});
