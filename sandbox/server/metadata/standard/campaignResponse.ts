import { channelColumns, describeActivity } from "./activity";
import { choice, dateTime, lookup, partyList, text } from "./describe";

export const campaignResponse = describeActivity({
  schemaName: "CampaignResponse",
  entitySetName: "campaignresponses",
  objectTypeCode: 4401,
  labels: ["Campaign Response", "Réponse de campagne", "Campagnerespons"],
  pluralLabels: ["Campaign Responses", "Réponses de campagne", "Campagneresponsen"],
  states: [
    { value: 0, label: ["Open", "Ouverte", "Openstaand"], reasons: [[1, ["Open", "Ouverte", "Openstaand"]]] },
    { value: 1, label: ["Closed", "Fermée", "Gesloten"], reasons: [[2, ["Closed", "Fermée", "Gesloten"]]] },
    {
      value: 2,
      label: ["Canceled", "Annulée", "Geannuleerd"],
      reasons: [[3, ["Canceled", "Annulée", "Geannuleerd"]]],
    },
  ],
  regarding: [
    ["campaign", "Campaign_CampaignResponses"],
    ["account", "account_CampaignResponses"],
    ["contact", "contact_CampaignResponses"],
    ["lead", "lead_CampaignResponses"],
    ["campaignactivity", "campaignactivity_CampaignResponses"],
    ["bulkoperation", "BulkOperation_CampaignResponse"],
  ],
  relationships: {
    owningBusinessUnit: "business_unit_campaignresponse_activities",
    currency: "TransactionCurrency_CampaignResponse",
  },
  columns: [
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    // Not numbered as the campaign activity's channels are.
    choice(
      "ChannelTypeCode",
      ["Channel", "Canal", "Kanaal"],
      [
        [1, ["Email", "Courrier électronique", "E-mail"]],
        [2, ["Phone", "Téléphone", "Telefoon"]],
        [3, ["Fax", "Télécopie", "Fax"]],
        [4, ["Letter", "Lettre", "Brief"]],
        [5, ["Appointment", "Rendez-vous", "Afspraak"]],
        [6, ["Others", "Autres", "Overige"]],
      ],
      { default: 1 },
    ),
    channelColumns(),
    text("CompanyName", ["Company Name", "Nom de la société", "Bedrijfsnaam"], 100),
    partyList("Customer", ["Customer", "Client", "Klant"], ["account", "contact", "lead"]),
    text("EMailAddress", ["Email", "Adresse de messagerie", "E-mail"], 100, { format: "Email" }),
    text("Fax", ["Fax", "Télécopie", "Fax"], 50),
    text("FirstName", ["First Name", "Prénom", "Voornaam"], 50),
    partyList("from", ["Customer", "Client", "Klant"], ["account", "contact", "lead"]),
    text("LastName", ["Last Name", "Nom", "Achternaam"], 50),
    lookup(
      "OriginatingActivityId",
      ["Originating Activity", "Activité d'origine", "Oorspronkelijke activiteit"],
      (
        [
          ["appointment", "appointment_campaignresponse"],
          ["email", "email_campaignresponse"],
          ["fax", "fax_campaignresponse"],
          ["letter", "letter_campaignresponse"],
          ["phonecall", "phonecall_campaignresponse"],
        ] as const
      ).map(([table, schemaName]) => ({
        table,
        schemaName,
        navigation: `originatingactivityid_${table}`,
      })),
    ),
    partyList("Partner", ["Outsource Vendor", "Prestataire", "Externe leverancier"], ["account", "contact"]),
    text("PromotionCodeName", ["Promotion Code", "Code promotionnel", "Actiecode"], 250),
    dateTime("ReceivedOn", ["Received On", "Reçue le", "Ontvangen op"], { searched: true }),
    choice(
      "ResponseCode",
      ["Response Code", "Code de réponse", "Responscode"],
      [
        [1, ["Interested", "Intéressé", "Geïnteresseerd"]],
        [2, ["Not Interested", "Non intéressé", "Niet geïnteresseerd"]],
        [
          3,
          [
            "Do Not Send Marketing Materials",
            "Ne pas envoyer de documents marketing",
            "Geen marketingmateriaal verzenden",
          ],
        ],
        [4, ["Error", "Erreur", "Fout"]],
      ],
      { default: 1 },
    ),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
    text("Telephone", ["Phone", "Téléphone", "Telefoon"], 50, { format: "Phone" }),
    text("YomiCompanyName", "Yomi Company Name", 100, { format: "PhoneticGuide" }),
    text("YomiFirstName", "Yomi First Name", 150, { format: "PhoneticGuide" }),
    text("YomiLastName", "Yomi Last Name", 150, { format: "PhoneticGuide" }),
  ],
});
