import { untouched } from "./cascade";
import { channelColumns, describeActivity, usualRegarding } from "./activity";
import { boolean, dateTime, integer, lookup, memo, partyList, readOnly, text } from "./describe";
import { PARTIES } from "./party";
import { openCompletedCanceled } from "./states";

export const email = describeActivity({
  schemaName: "Email",
  entitySetName: "emails",
  objectTypeCode: 4202,
  labels: ["Email", "Courrier électronique", "E-mail"],
  pluralLabels: ["Email Messages", "Courriers électroniques", "E-mailberichten"],
  states: openCompletedCanceled(
    [
      [1, ["Draft", "Brouillon", "Concept"]],
      [8, ["Failed", "Échec", "Mislukt"]],
    ],
    [
      [2, ["Completed", "Terminé", "Voltooid"]],
      [3, ["Sent", "Envoyé", "Verzonden"]],
      [4, ["Received", "Reçu", "Ontvangen"]],
      [6, ["Pending Send", "En attente d'envoi", "Wacht op verzending"]],
      [7, ["Sending", "Envoi en cours", "Wordt verzonden"]],
    ],
    [[5, ["Canceled", "Annulé", "Geannuleerd"]]],
  ),
  regarding: usualRegarding("Emails", "BulkOperation_Email"),
  columns: [
    text("Subject", ["Subject", "Objet", "Onderwerp"], 800, { required: "recommended" }),
    memo("Description", ["Description", "Description", "Beschrijving"], 1073741823),
    partyList("bcc", ["Bcc", "Cci", "Bcc"], PARTIES),
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    partyList("cc", ["Cc", "Cc", "Cc"], PARTIES),
    channelColumns().filter((one) => !["leftvoicemail", "seriesid"].includes(one.column.logicalName)),
    boolean("DeliveryReceiptRequested", "Delivery Receipt Requested", false),
    boolean("DirectionCode", ["Direction", "Direction", "Richting"], true, {
      labels: [
        ["Incoming", "Entrant", "Inkomend"],
        ["Outgoing", "Sortant", "Uitgaand"],
      ],
    }),
    lookup(
      "EmailSender",
      ["Sender", "Expéditeur", "Afzender"],
      [
        { table: "account", schemaName: "Account_Email_EmailSender", navigation: "emailsender_account" },
        { table: "contact", schemaName: "Contact_Email_EmailSender", navigation: "emailsender_contact" },
        { table: "lead", schemaName: "Lead_Email_EmailSender", navigation: "emailsender_lead" },
        {
          table: "systemuser",
          schemaName: "SystemUser_Email_EmailSender",
          navigation: "emailsender_systemuser",
          cascade: untouched,
        },
      ],
      readOnly,
    ),
    partyList("from", ["From", "De", "Van"], PARTIES),
    text("MessageId", "Message ID", 320),
    text("MimeType", "Mime Type", 256),
    integer("OpenCount", "Open Count", undefined, readOnly),
    boolean("ReadReceiptRequested", "Read Receipt Requested", false),
    dateTime("LastOpenedTime", "Last Opened Time", readOnly),
    text("Sender", ["From", "De", "Van"], 250),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
    text("SubmittedBy", "Submitted By", 250),
    partyList("to", ["To", "À", "Aan"], PARTIES),
    text("ToRecipients", ["To Recipients", "Destinataires", "Geadresseerden"], 500),
    text("TrackingToken", "Tracking Token", 50),
  ],
});
