import { describeActivity, usualRegarding } from "./activity";
import { boolean, memo, partyList, text } from "./describe";
import { PARTIES } from "./party";
import { openCompletedCanceled } from "./states";

export const letter = describeActivity({
  schemaName: "Letter",
  entitySetName: "letters",
  objectTypeCode: 4207,
  labels: ["Letter", "Lettre", "Brief"],
  pluralLabels: ["Letters", "Lettres", "Brieven"],
  states: openCompletedCanceled(
    [
      [1, ["Open", "Ouverte", "Openstaand"]],
      [2, ["Draft", "Brouillon", "Concept"]],
    ],
    [
      [4, ["Sent", "Envoyée", "Verzonden"]],
      [3, ["Received", "Reçue", "Ontvangen"]],
    ],
    [[5, ["Canceled", "Annulée", "Geannuleerd"]]],
  ),
  regarding: usualRegarding("Letters", "BulkOperation_Letter"),
  columns: [
    text("Address", ["Address", "Adresse", "Adres"], 200),
    partyList("bcc", ["Bcc", "Cci", "Bcc"], PARTIES),
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    partyList("cc", ["Cc", "Cc", "Cc"], PARTIES),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    boolean("DirectionCode", ["Direction", "Direction", "Richting"], true, {
      labels: [
        ["Incoming", "Entrant", "Inkomend"],
        ["Outgoing", "Sortant", "Uitgaand"],
      ],
    }),
    partyList("from", ["Sender", "Expéditeur", "Afzender"], PARTIES),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
    partyList("to", ["Recipient", "Destinataire", "Geadresseerde"], PARTIES),
  ],
});
