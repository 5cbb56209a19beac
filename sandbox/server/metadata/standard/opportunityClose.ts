import { channelColumns, describeActivity } from "./activity";
import { deletedAlong } from "./cascade";
import { choice, lookup, money, text } from "./describe";
import { openCompletedCanceled } from "./states";

/** The record of an opportunity having been won or lost. */
export const opportunityClose = describeActivity({
  schemaName: "OpportunityClose",
  entitySetName: "opportunitycloses",
  objectTypeCode: 4208,
  labels: ["Opportunity Close", "Clôture d'opportunité", "Sluiting van verkoopkans"],
  pluralLabels: ["Opportunity Close Activities", "Clôtures d'opportunité", "Sluitingen van verkoopkansen"],
  states: openCompletedCanceled(
    [[1, ["Open", "Ouverte", "Openstaand"]]],
    [[2, ["Completed", "Terminée", "Voltooid"]]],
    [[3, ["Canceled", "Annulée", "Geannuleerd"]]],
  ),
  regarding: [
    ["opportunity", "opportunity_OpportunityCloses"],
    ["account", "account_OpportunityCloses"],
    ["lead", "lead_OpportunityCloses"],
    ["campaign", "campaign_OpportunityCloses"],
    ["campaignactivity", "campaignactivity_OpportunityCloses"],
    ["bulkoperation", "bulkoperation_OpportunityCloses"],
  ],
  relationships: { owningBusinessUnit: "business_unit_opportunity_close_activities" },
  columns: [
    money("ActualRevenue", ["Actual Revenue", "Revenu réel", "Werkelijke omzet"], [0, 1000000000000]),
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    channelColumns(),
    lookup("OpportunityId", ["Opportunity", "Opportunité", "Verkoopkans"], {
      table: "opportunity",
      schemaName: "Opportunity_OpportunityClose",
      navigation: "opportunityid",
      cascade: deletedAlong,
    }),
    choice(
      "OpportunityStateCode",
      ["Opportunity State", "État de l'opportunité", "Status van verkoopkans"],
      [
        [0, ["Open", "Ouverte", "Openstaand"]],
        [1, ["Won", "Conclue", "Gewonnen"]],
        [2, ["Lost", "Perdue", "Verloren"]],
      ],
    ),
    choice(
      "OpportunityStatusCode",
      ["Opportunity Status", "Statut de l'opportunité", "Statusreden van verkoopkans"],
      [
        [1, ["In Progress", "En cours", "In behandeling"]],
        [2, ["On Hold", "En attente", "In de wacht"]],
        [3, ["Won", "Conclue", "Gewonnen"]],
        [4, ["Canceled", "Annulée", "Geannuleerd"]],
        [5, ["Out-Sold", "Perdue face à la concurrence", "Verloren aan concurrent"]],
      ],
    ),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
  ],
});
