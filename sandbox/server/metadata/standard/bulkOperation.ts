import { channelColumns, describeActivity } from "./activity";
import { deletedAlong } from "./cascade";
import { choice, describeTable, integer, lookup, memo, readOnly, text } from "./describe";
import { timeZones } from "./process";

/** A distribution under way or done: a quick campaign, or a campaign activity's. */
export const bulkOperation = describeActivity({
  schemaName: "BulkOperation",
  entitySetName: "bulkoperations",
  objectTypeCode: 4406,
  labels: ["Quick Campaign", "Campagne rapide", "Snelle campagne"],
  pluralLabels: ["Quick Campaigns", "Campagnes rapides", "Snelle campagnes"],
  states: [
    {
      value: 0,
      label: ["Open", "Ouverte", "Openstaand"],
      reasons: [
        [1, ["Pending", "En attente", "In behandeling"]],
        [2, ["In Progress", "En cours", "In uitvoering"]],
      ],
    },
    {
      value: 1,
      label: ["Closed", "Fermée", "Gesloten"],
      reasons: [
        [3, ["Aborted", "Abandonnée", "Afgebroken"]],
        [4, ["Completed", "Terminée", "Voltooid"]],
      ],
    },
    {
      value: 2,
      label: ["Canceled", "Annulée", "Geannuleerd"],
      reasons: [[5, ["Canceled", "Annulée", "Geannuleerd"]]],
    },
  ],
  regarding: [
    ["campaignactivity", "CampaignActivity_BulkOperations"],
    ["list", "List_BulkOperations"],
    ["account", "account_BulkOperations"],
    ["contact", "contact_BulkOperations"],
    ["lead", "lead_BulkOperations"],
  ],
  relationships: {
    createdBy: "lk_BulkOperation_createdby",
    createdOnBehalfBy: "lk_BulkOperation_createdonbehalfby",
    modifiedBy: "lk_BulkOperation_modifiedby",
    modifiedOnBehalfBy: "lk_BulkOperation_modifiedonbehalfby",
    owningBusinessUnit: "business_unit_BulkOperation_activities",
    owningTeam: "team_BulkOperation",
    owningUser: "user_BulkOperation",
    currency: "bulkoperation_transactioncurrency_transactioncurrencyid",
  },
  columns: [
    text("BulkOperationNumber", ["Bulk Operation Number", "Numéro d'opération", "Bewerkingsnummer"], 100),
    channelColumns(),
    choice(
      "CreatedRecordTypeCode",
      ["Activity Created", "Activité créée", "Gemaakte activiteit"],
      [
        [1, ["Phone Call", "Appel téléphonique", "Telefoongesprek"]],
        [2, ["Fax", "Télécopie", "Fax"]],
        [3, ["Letter", "Lettre", "Brief"]],
        [4, ["Email", "Courrier électronique", "E-mail"]],
        [5, ["Appointment", "Rendez-vous", "Afspraak"]],
        [6, ["Send Direct Email", "Envoyer un courrier direct", "Directe e-mail verzenden"]],
      ],
    ),
    integer("ErrorNumber", ["Error Number", "Numéro d'erreur", "Foutnummer"], undefined, readOnly),
    integer("FailureCount", ["Failures", "Échecs", "Mislukt"], [0, 1000000000], readOnly),
    choice(
      "OperationTypeCode",
      ["Operation Type", "Type d'opération", "Bewerkingstype"],
      [
        [1, ["Create Opportunities", "Créer des opportunités", "Verkoopkansen maken"]],
        [2, ["Create Activities", "Créer des activités", "Activiteiten maken"]],
        [3, ["Send Direct Mail", "Envoyer un courrier direct", "Direct mail verzenden"]],
        [4, ["Distribute", "Distribuer", "Distribueren"]],
        [5, ["Execute", "Exécuter", "Uitvoeren"]],
        [7, ["Quick Campaign", "Campagne rapide", "Snelle campagne"]],
      ],
    ),
    memo("Parameters", ["Parameters", "Paramètres", "Parameters"], 1073741823),
    integer("SuccessCount", ["Successes", "Réussites", "Geslaagd"], [0, 1000000000], readOnly),
    choice(
      "TargetedRecordTypeCode",
      ["Type of Members", "Type de membres", "Type leden"],
      [
        [1, ["Account", "Compte", "Account"]],
        [2, ["Contact", "Contact", "Contactpersoon"]],
        [4, ["Lead", "Prospect", "Lead"]],
      ],
    ),
    integer("TargetMembersCount", ["No. of Members", "Nombre de membres", "Aantal leden"], [0, 1000000000]),
    memo("WorkflowInfo", "Workflow Information", 1073741823, readOnly),
  ],
});

/** What a distribution did for one member. */
export const bulkOperationLog = describeTable({
  schemaName: "BulkOperationLog",
  entitySetName: "bulkoperationlogs",
  objectTypeCode: 4405,
  labels: ["Bulk Operation Log", "Journal d'opération", "Bewerkingslogboek"],
  pluralLabels: ["Bulk Operation Logs", "Journaux d'opération", "Bewerkingslogboeken"],
  ownership: "None",
  primaryName: "name",
  audited: false,
  columns: [
    text(
      "AdditionalInfo",
      ["Additional Info", "Informations supplémentaires", "Aanvullende informatie"],
      1000,
    ),
    lookup("BulkOperationId", ["Bulk Operation", "Opération", "Bewerking"], {
      table: "bulkoperation",
      schemaName: "BulkOperation_logs",
      navigation: "bulkoperationid_bulkoperation",
      cascade: deletedAlong,
    }),
    lookup("CampaignActivityId", ["Campaign Activity", "Activité de campagne", "Campagneactiviteit"], {
      table: "campaignactivity",
      schemaName: "CampaignActivity_logs",
      cascade: deletedAlong,
    }),
    lookup(
      "CreatedObjectId",
      ["Created Object", "Objet créé", "Gemaakt object"],
      [
        { table: "activitypointer", schemaName: "CreatedActivity_BulkOperationLogs" },
        { table: "account", schemaName: "CreatedAccount_BulkOperationLogs2" },
        { table: "contact", schemaName: "CreatedContact_BulkOperationLogs" },
        { table: "lead", schemaName: "CreatedLead_BulkOperationLogs" },
        { table: "opportunity", schemaName: "CreatedOpportunity_BulkOperationLogs" },
      ].map((one) => ({ ...one, navigation: `createdobjectid_${one.table}`, cascade: deletedAlong })),
    ),
    integer("ErrorNumber", ["Error Number", "Numéro d'erreur", "Foutnummer"]),
    text("Name", ["Name", "Nom", "Naam"], 100),
    lookup(
      "RegardingObjectId",
      ["Regarding", "Concernant", "Betreft"],
      [
        { table: "account", schemaName: "SourceAccount_BulkOperationLogs" },
        { table: "contact", schemaName: "SourceContact_BulkOperationLogs" },
        { table: "lead", schemaName: "SourceLead_BulkOperationLogs" },
      ].map((one) => ({ ...one, navigation: `regardingobjectid_${one.table}`, cascade: deletedAlong })),
    ),
    timeZones(),
  ],
});
