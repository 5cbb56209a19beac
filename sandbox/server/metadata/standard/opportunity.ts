import { parental } from "./cascade";
import {
  BUDGETS,
  DEFAULT_VALUE,
  FIRST_CONTACT,
  NEEDS,
  PURCHASE_PROCESSES,
  PURCHASE_TIMEFRAMES,
  RATINGS,
  SALES_STAGES,
} from "./choices";
import type { ColumnDescription, Text } from "./describe";
import {
  boolean,
  choice,
  customer,
  date,
  dateTime,
  decimal,
  describeTable,
  guid,
  integer,
  lookup,
  memo,
  money,
  readOnly,
  repeated,
  text,
} from "./describe";
import { process } from "./process";

const DEAL = [0, 1000000000000] as const;

/** A step of the sales process that is either done or still to do. */
function step(schemaName: string, label: Text): ColumnDescription {
  return boolean(schemaName, label, false, {
    labels: [
      ["mark complete", "marquer comme terminé", "markeren als voltooid"],
      ["completed", "terminé", "voltooid"],
    ],
  });
}

export const opportunity = describeTable({
  schemaName: "Opportunity",
  entitySetName: "opportunities",
  objectTypeCode: 3,
  labels: ["Opportunity", "Opportunité", "Verkoopkans"],
  pluralLabels: ["Opportunities", "Opportunités", "Verkoopkansen"],
  ownership: "UserOwned",
  primaryName: "name",
  states: [
    {
      value: 0,
      label: ["Open", "Ouverte", "Openstaand"],
      reasons: [
        [1, ["In Progress", "En cours", "In behandeling"]],
        [2, ["On Hold", "En attente", "In de wacht"]],
      ],
    },
    { value: 1, label: ["Won", "Conclue", "Gewonnen"], reasons: [[3, ["Won", "Conclue", "Gewonnen"]]] },
    {
      value: 2,
      label: ["Lost", "Perdue", "Verloren"],
      reasons: [
        [4, ["Canceled", "Annulée", "Geannuleerd"]],
        [5, ["Out-Sold", "Perdue face à la concurrence", "Verloren aan concurrent"]],
      ],
    },
  ],
  relationships: {
    createdBy: "lk_opportunitybase_createdby",
    modifiedBy: "lk_opportunitybase_modifiedby",
    owningBusinessUnit: "business_unit_opportunities",
    owningTeam: "team_opportunities",
    owningUser: "opportunity_owning_user",
  },
  columns: [
    text("Name", ["Topic", "Sujet", "Onderwerp"], 300, { required: "applicationrequired" }),
    repeated("AccountId", ["Account", "Compte", "Account"], "account", "customerid"),
    date("ActualCloseDate", ["Actual Close Date", "Date de clôture réelle", "Werkelijke sluitingsdatum"], {
      behavior: "DateOnly",
    }),
    money("ActualValue", ["Actual Revenue", "Revenu réel", "Werkelijke omzet"], DEAL),
    money("BudgetAmount", ["Budget Amount", "Montant du budget", "Budgetbedrag"], DEAL),
    choice("BudgetStatus", ["Budget", "Budget", "Budget"], BUDGETS),
    lookup("CampaignId", ["Source Campaign", "Campagne source", "Broncampagne"], {
      table: "campaign",
      schemaName: "campaign_opportunities",
    }),
    boolean(
      "CaptureProposalFeedback",
      [
        "Proposal Feedback Captured",
        "Retour sur la proposition recueilli",
        "Feedback op voorstel vastgelegd",
      ],
      false,
    ),
    integer("CloseProbability", ["Probability", "Probabilité", "Waarschijnlijkheid"], [0, 100]),
    step("CompleteFinalProposal", [
      "Final Proposal Ready",
      "Proposition finale prête",
      "Definitief voorstel gereed",
    ]),
    step("CompleteInternalReview", [
      "Complete Internal Review",
      "Revue interne terminée",
      "Interne beoordeling voltooid",
    ]),
    boolean("ConfirmInterest", ["Confirm Interest", "Intérêt confirmé", "Interesse bevestigen"], false),
    repeated("ContactId", ["Contact", "Contact", "Contactpersoon"], "contact", "customerid"),
    memo("CurrentSituation", ["Current Situation", "Situation actuelle", "Huidige situatie"]),
    customer(
      "CustomerId",
      ["Potential Customer", "Client potentiel", "Potentiële klant"],
      { schemaName: "opportunity_customer_accounts", cascade: parental },
      { schemaName: "opportunity_customer_contacts", cascade: parental },
    ),
    memo("CustomerNeed", ["Customer Need", "Besoin du client", "Behoefte van klant"]),
    memo("CustomerPainPoints", ["Customer Pain Points", "Difficultés du client", "Knelpunten van klant"]),
    step("DecisionMaker", ["Decision Maker?", "Décideur ?", "Beslisser?"]),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    step("DevelopProposal", ["Develop Proposal", "Élaborer la proposition", "Voorstel ontwikkelen"]),
    money("DiscountAmount", ["Opportunity Discount Amount", "Montant de la remise", "Kortingsbedrag"], DEAL),
    decimal("DiscountPercentage", ["Opportunity Discount (%)", "Remise (%)", "Korting (%)"], [0, 100], 2),
    text("EmailAddress", ["Email Address", "Adresse de messagerie", "E-mailadres"], 100, { format: "Email" }),
    date("EstimatedCloseDate", ["Est. Close Date", "Date de clôture estimée", "Geschatte sluitingsdatum"], {
      behavior: "DateOnly",
      searched: true,
    }),
    money("EstimatedValue", ["Est. Revenue", "Revenu estimé", "Geschatte omzet"], DEAL, { searched: true }),
    boolean("EvaluateFit", ["Evaluate Fit", "Évaluer l'adéquation", "Geschiktheid evalueren"], false),
    step("FileDebrief", ["File Debrief", "Compte rendu", "Debriefing"]),
    date(
      "FinalDecisionDate",
      ["Final Decision Date", "Date de décision finale", "Datum definitieve beslissing"],
      {
        behavior: "DateOnly",
      },
    ),
    money("FreightAmount", ["Freight Amount", "Frais de port", "Vrachtbedrag"], DEAL),
    step("IdentifyCompetitors", [
      "Identify Competitors",
      "Identifier les concurrents",
      "Concurrenten identificeren",
    ]),
    step("IdentifyCustomerContacts", [
      "Identify Customer Contacts",
      "Identifier les contacts du client",
      "Contactpersonen van klant identificeren",
    ]),
    step("IdentifyPursuitTeam", [
      "Identify Sales Team",
      "Identifier l'équipe de vente",
      "Verkoopteam identificeren",
    ]),
    choice(
      "InitialCommunication",
      ["Initial Communication", "Premier contact", "Eerste communicatie"],
      FIRST_CONTACT,
    ),
    boolean("IsRevenueSystemCalculated", ["Revenue", "Revenu", "Omzet"], false, {
      labels: [
        ["User Provided", "Fourni par l'utilisateur", "Door gebruiker opgegeven"],
        ["System Calculated", "Calculé par le système", "Berekend door systeem"],
      ],
    }),
    dateTime("LastOnHoldTime", "Last On Hold Time"),
    choice("Need", ["Need", "Besoin", "Behoefte"], NEEDS),
    integer("OnHoldTime", "On Hold Time (Minutes)", undefined, readOnly),
    choice("OpportunityRatingCode", ["Rating", "Évaluation", "Beoordeling"], RATINGS, { default: 2 }),
    lookup("OriginatingLeadId", ["Originating Lead", "Prospect d'origine", "Oorspronkelijke lead"], {
      table: "lead",
      schemaName: "opportunity_originating_lead",
    }),
    lookup("ParentAccountId", ["Account", "Compte", "Account"], {
      table: "account",
      schemaName: "opportunity_parent_account",
    }),
    lookup("ParentContactId", ["Contact", "Contact", "Contactpersoon"], {
      table: "contact",
      schemaName: "opportunity_parent_contact",
    }),
    boolean("ParticipatesInWorkflow", "Participates in Workflow", false),
    step("PresentFinalProposal", [
      "Present Final Proposal",
      "Présenter la proposition finale",
      "Definitief voorstel presenteren",
    ]),
    step("PresentProposal", ["Presented Proposal", "Proposition présentée", "Voorstel gepresenteerd"]),
    choice("PriorityCode", ["Priority", "Priorité", "Prioriteit"], DEFAULT_VALUE, { default: 1 }),
    process(),
    memo("ProposedSolution", ["Proposed Solution", "Solution proposée", "Voorgestelde oplossing"]),
    choice("PurchaseProcess", ["Purchase Process", "Processus d'achat", "Aankoopproces"], PURCHASE_PROCESSES),
    choice(
      "PurchaseTimeframe",
      ["Purchase Timeframe", "Délai d'achat", "Aankooptermijn"],
      PURCHASE_TIMEFRAMES,
    ),
    step("PursuitDecision", ["Decide Go/No-Go", "Décision de poursuite", "Beslissing doorgaan"]),
    memo("QualificationComments", [
      "Qualification Comments",
      "Commentaires de qualification",
      "Kwalificatieopmerkingen",
    ]),
    memo("QuoteComments", ["Quote Comments", "Commentaires sur le devis", "Opmerkingen bij offerte"]),
    step("ResolveFeedback", ["Feedback Resolved", "Retours traités", "Feedback verwerkt"]),
    choice("SalesStage", ["Sales Stage", "Phase de vente", "Verkoopfase"], SALES_STAGES, { searched: true }),
    choice("SalesStageCode", ["Process Code", "Code du processus", "Procescode"], DEFAULT_VALUE, {
      default: 1,
    }),
    date(
      "ScheduleFollowup_Prospect",
      ["Scheduled Follow up (Prospect)", "Suivi planifié (prospect)", "Geplande opvolging (prospect)"],
      {
        behavior: "DateOnly",
      },
    ),
    date(
      "ScheduleFollowup_Qualify",
      [
        "Scheduled Follow up (Qualify)",
        "Suivi planifié (qualification)",
        "Geplande opvolging (kwalificatie)",
      ],
      {
        behavior: "DateOnly",
      },
    ),
    date(
      "ScheduleProposalMeeting",
      ["Schedule Proposal Meeting", "Réunion de proposition planifiée", "Vergadering over voorstel"],
      {
        behavior: "DateOnly",
      },
    ),
    step("SendThankYouNote", [
      "Send Thank You Note",
      "Envoyer un mot de remerciement",
      "Bedankbrief verzenden",
    ]),
    guid("StepId", "Step", {}),
    text("StepName", ["Pipeline Phase", "Phase du pipeline", "Pijplijnfase"], 200, { searched: true }),
    choice(
      "TimeLine",
      ["Timeline", "Échéance", "Tijdlijn"],
      PURCHASE_TIMEFRAMES.map(
        ([value, label]) =>
          [value, value === 4 ? (["Not known", "Inconnue", "Niet bekend"] as const) : label] as const,
      ),
    ),
    money("TotalAmount", ["Total Amount", "Montant total", "Totaalbedrag"], undefined),
    money(
      "TotalAmountLessFreight",
      ["Total Pre-Freight Amount", "Total hors frais de port", "Totaal vóór vracht"],
      undefined,
    ),
    money(
      "TotalDiscountAmount",
      ["Total Discount Amount", "Total des remises", "Totale korting"],
      undefined,
      readOnly,
    ),
    money("TotalLineItemAmount", ["Total Detail Amount", "Total des lignes", "Totaal van regels"], undefined),
    money(
      "TotalLineItemDiscountAmount",
      ["Total Line Item Discount Amount", "Total des remises par ligne", "Totale regelkorting"],
      undefined,
    ),
    money("TotalTax", ["Total Tax", "Total des taxes", "Totale belasting"], undefined),
  ],
});
