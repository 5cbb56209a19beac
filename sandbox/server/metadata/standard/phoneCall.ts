import { channelColumns, describeActivity, usualRegarding } from "./activity";
import { boolean, partyList, text } from "./describe";
import { PARTIES } from "./party";
import { openCompletedCanceled } from "./states";

export const phoneCall = describeActivity({
  schemaName: "PhoneCall",
  entitySetName: "phonecalls",
  objectTypeCode: 4210,
  labels: ["Phone Call", "Appel téléphonique", "Telefoongesprek"],
  pluralLabels: ["Phone Calls", "Appels téléphoniques", "Telefoongesprekken"],
  states: openCompletedCanceled(
    [[1, ["Open", "Ouvert", "Openstaand"]]],
    [
      [2, ["Made", "Émis", "Gevoerd"]],
      [4, ["Received", "Reçu", "Ontvangen"]],
    ],
    [[3, ["Canceled", "Annulé", "Geannuleerd"]]],
  ),
  regarding: usualRegarding("Phonecalls", "BulkOperation_Phonecall"),
  columns: [
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    boolean("DirectionCode", ["Direction", "Direction", "Richting"], true, {
      labels: [
        ["Incoming", "Entrant", "Inkomend"],
        ["Outgoing", "Sortant", "Uitgaand"],
      ],
    }),
    partyList("from", ["Call From", "Appel de", "Gesprek van"], PARTIES),
    channelColumns().filter((one) => one.column.logicalName === "leftvoicemail"),
    text("PhoneNumber", ["Phone Number", "Numéro de téléphone", "Telefoonnummer"], 200, { format: "Phone" }),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
    partyList("to", ["Call To", "Appel à", "Gesprek met"], PARTIES),
  ],
});
