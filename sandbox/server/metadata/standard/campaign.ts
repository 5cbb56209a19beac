import {
  boolean,
  choice,
  date,
  describeTable,
  guid,
  integer,
  manyToMany,
  memo,
  money,
  readOnly,
  text,
} from "./describe";
import { process } from "./process";

const COST = [0, 1000000000000] as const;

export const campaign = describeTable({
  schemaName: "Campaign",
  entitySetName: "campaigns",
  objectTypeCode: 4400,
  labels: ["Campaign", "Campagne", "Campagne"],
  pluralLabels: ["Campaigns", "Campagnes", "Campagnes"],
  ownership: "UserOwned",
  primaryName: "name",
  states: [
    {
      value: 0,
      label: ["Active", "Active", "Actief"],
      reasons: [
        [0, ["Proposed", "Proposée", "Voorgesteld"]],
        [1, ["Ready To Launch", "Prête à être lancée", "Klaar om te starten"]],
        [2, ["Launched", "Lancée", "Gestart"]],
        [3, ["Completed", "Terminée", "Voltooid"]],
        [4, ["Canceled", "Annulée", "Geannuleerd"]],
        [5, ["Suspended", "Suspendue", "Onderbroken"]],
      ],
    },
    {
      value: 1,
      label: ["Inactive", "Inactive", "Inactief"],
      reasons: [[6, ["Inactive", "Inactive", "Inactief"]]],
    },
  ],
  relationships: {
    owningBusinessUnit: "BusinessUnit_Campaigns",
    owningTeam: "team_Campaigns",
    owningUser: "SystemUser_Campaigns",
  },
  columns: [
    text("Name", ["Name", "Nom", "Naam"], 128, { required: "systemrequired" }),
    date("ActualEnd", ["Actual End Date", "Date de fin réelle", "Werkelijke einddatum"]),
    date("ActualStart", ["Actual Start Date", "Date de début réelle", "Werkelijke begindatum"]),
    money("BudgetedCost", ["Budget Allocated", "Budget alloué", "Toegewezen budget"], COST),
    text("CodeName", ["Campaign Code", "Code de la campagne", "Campagnecode"], 32, { searched: true }),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    text("EmailAddress", ["Email Address", "Adresse de messagerie", "E-mailadres"], 100, { format: "Email" }),
    guid("EntityImageId", "Entity Image Id", readOnly),
    integer(
      "ExpectedResponse",
      ["Expected Response Percentage", "Taux de réponse attendu", "Verwacht responspercentage"],
      [0, 100],
    ),
    money("ExpectedRevenue", ["Estimated Revenue", "Revenu estimé", "Geschatte omzet"], COST),
    boolean("IsTemplate", ["Template", "Modèle", "Sjabloon"], false),
    text("Message", ["Message", "Message", "Bericht"], 256),
    memo("Objective", ["Offer", "Offre", "Aanbod"]),
    money("OtherCost", ["Miscellaneous Costs", "Coûts divers", "Overige kosten"], COST),
    text("PromotionCodeName", ["Promotion Code", "Code promotionnel", "Actiecode"], 128),
    date("ProposedEnd", ["Proposed End Date", "Date de fin proposée", "Voorgestelde einddatum"]),
    date("ProposedStart", ["Proposed Start Date", "Date de début proposée", "Voorgestelde begindatum"]),
    process(),
    money(
      "TotalActualCost",
      ["Total Cost of Campaign", "Coût total de la campagne", "Totale kosten van campagne"],
      undefined,
      readOnly,
    ),
    money(
      "TotalCampaignActivityActualCost",
      [
        "Total Cost of Campaign Activities",
        "Coût total des activités",
        "Totale kosten van campagneactiviteiten",
      ],
      undefined,
      readOnly,
    ),
    choice(
      "TypeCode",
      ["Campaign Type", "Type de campagne", "Campagnetype"],
      [
        [1, ["Advertisement", "Publicité", "Advertentie"]],
        [2, ["Direct Marketing", "Marketing direct", "Direct marketing"]],
        [3, ["Event", "Événement", "Evenement"]],
        [4, ["Co-branding", "Co-marquage", "Cobranding"]],
        [5, ["Other", "Autre", "Overig"]],
      ],
      { default: 1 },
    ),
  ],
});

export const campaignCampaigns = manyToMany(
  "campaigncampaign_association",
  "campaignitem",
  ["campaign", "campaignid", "campaigncampaign_association"],
  // Both ends are campaigns: the second collection is the one that Dataverse suffixes.
  ["campaign", "entityid", "campaigncampaign_association_referenced"],
);

export const campaignLists = manyToMany(
  "campaignlist_association",
  "campaignitem",
  ["campaign", "campaignid"],
  ["list", "entityid"],
);
