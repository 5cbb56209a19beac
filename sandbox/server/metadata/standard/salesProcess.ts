import { deletedAlong, untouched } from "./cascade";
import type { State } from "./describe";
import { choice, dateTime, describeTable, entityName, guid, integer, lookup, text } from "./describe";
import { timeZones } from "./process";

/** A stage of a business process. The process itself (a workflow) is not among the sandbox's tables. */
export const processStage = describeTable({
  schemaName: "ProcessStage",
  entitySetName: "processstages",
  objectTypeCode: 4724,
  labels: ["Process Stage", "Étape du processus", "Procesfase"],
  pluralLabels: ["Process Stages", "Étapes du processus", "Procesfasen"],
  ownership: "None",
  primaryName: "stagename",
  optimisticConcurrency: false,
  audited: false,
  columns: [
    text("ClientData", "Client data", 4000),
    lookup("ParentProcessStageId", "Parent Process Stage ID", {
      table: "processstage",
      schemaName: "processstage_parentprocessstage",
      cascade: untouched,
    }),
    entityName("PrimaryEntityTypeCode", "Primary Entity Type"),
    guid("ProcessId", ["Process", "Processus", "Proces"]),
    choice(
      "StageCategory",
      ["Stage Category", "Catégorie d'étape", "Fasecategorie"],
      [
        [0, ["Qualify", "Qualifier", "Kwalificeren"]],
        [1, ["Develop", "Développer", "Ontwikkelen"]],
        [2, ["Propose", "Proposer", "Voorstellen"]],
        [3, ["Close", "Conclure", "Sluiten"]],
        [4, ["Identify", "Identifier", "Identificeren"]],
        [5, ["Research", "Rechercher", "Onderzoeken"]],
        [6, ["Resolve", "Résoudre", "Oplossen"]],
        [7, ["Approval", "Approbation", "Goedkeuring"]],
      ],
    ),
    text("StageName", ["Stage Name", "Nom de l'étape", "Fasenaam"], 255),
  ],
});

const STATES: readonly State[] = [
  {
    value: 0,
    label: ["Active", "Actif", "Actief"],
    reasons: [
      [1, ["Active", "Actif", "Actief"]],
      [2, ["Finished", "Terminé", "Voltooid"]],
    ],
  },
  {
    value: 1,
    label: ["Inactive", "Inactif", "Inactief"],
    reasons: [[3, ["Aborted", "Abandonné", "Afgebroken"]]],
  },
];

function processColumns(name: string) {
  return [
    lookup("ActiveStageId", ["Active Stage", "Étape active", "Actieve fase"], {
      table: "processstage",
      schemaName: `lk_${name}_activestageid`,
      cascade: untouched,
    }),
    dateTime("ActiveStageStartedOn", [
      "Active Stage Started On",
      "Début de l'étape active",
      "Begin actieve fase",
    ]),
    dateTime("CompletedOn", ["Completed On", "Terminé le", "Voltooid op"]),
    integer("Duration", ["Duration", "Durée", "Duur"], [0, 2147483647], { create: false, update: false }),
    text("Name", ["Name", "Nom", "Naam"], 200),
    guid("OrganizationId", ["Organization", "Organisation", "Organisatie"], { create: false, update: false }),
    guid("ProcessId", ["Process", "Processus", "Proces"]),
    text("TraversedPath", ["Traversed Path", "Parcours", "Doorlopen pad"], 1250),
    ...timeZones(),
  ];
}

/** How far a lead and its opportunity have come in the standard sales process. */
export const leadToOpportunitySalesProcess = describeTable({
  schemaName: "LeadToOpportunitySalesProcess",
  entitySetName: "leadtoopportunitysalesprocesses",
  objectTypeCode: 954,
  labels: [
    "Lead To Opportunity Sales Process",
    "Processus de vente du prospect à l'opportunité",
    "Verkoopproces van lead naar verkoopkans",
  ],
  pluralLabels: [
    "Lead To Opportunity Sales Processes",
    "Processus de vente du prospect à l'opportunité",
    "Verkoopprocessen van lead naar verkoopkans",
  ],
  ownership: "OrganizationOwned",
  primaryId: "BusinessProcessFlowInstanceId",
  primaryName: "name",
  currency: true,
  states: STATES,
  columns: [
    processColumns("leadtoopportunitysalesprocess"),
    lookup("LeadId", ["Lead", "Prospect", "Lead"], {
      table: "lead",
      schemaName: "lk_leadtoopportunitysalesprocess_leadid",
      cascade: deletedAlong,
    }),
    lookup("OpportunityId", ["Opportunity", "Opportunité", "Verkoopkans"], {
      table: "opportunity",
      schemaName: "lk_leadtoopportunitysalesprocess_opportunityid",
      cascade: deletedAlong,
    }),
  ],
});

export const opportunitySalesProcess = describeTable({
  schemaName: "OpportunitySalesProcess",
  entitySetName: "opportunitysalesprocesses",
  objectTypeCode: 953,
  labels: [
    "Opportunity Sales Process",
    "Processus de vente de l'opportunité",
    "Verkoopproces voor verkoopkans",
  ],
  pluralLabels: [
    "Opportunity Sales Processes",
    "Processus de vente de l'opportunité",
    "Verkoopprocessen voor verkoopkans",
  ],
  ownership: "OrganizationOwned",
  primaryId: "BusinessProcessFlowInstanceId",
  primaryName: "name",
  currency: true,
  states: STATES,
  columns: [
    processColumns("opportunitysalesprocess"),
    lookup("OpportunityId", ["Opportunity", "Opportunité", "Verkoopkans"], {
      table: "opportunity",
      schemaName: "lk_opportunitysalesprocess_opportunityid",
      cascade: deletedAlong,
    }),
  ],
});
