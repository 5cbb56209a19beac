import { address } from "./address";
import { parental } from "./cascade";
import {
  BUDGETS,
  DEFAULT_VALUE,
  FIRST_CONTACT,
  INDUSTRIES,
  NEEDS,
  PURCHASE_PROCESSES,
  PURCHASE_TIMEFRAMES,
  RATINGS,
  SALES_STAGES,
} from "./choices";
import { consent } from "./consent";
import {
  boolean,
  choice,
  customer,
  date,
  dateTime,
  describeTable,
  double,
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

export const lead = describeTable({
  schemaName: "Lead",
  entitySetName: "leads",
  objectTypeCode: 4,
  labels: ["Lead", "Prospect", "Lead"],
  pluralLabels: ["Leads", "Prospects", "Leads"],
  ownership: "UserOwned",
  primaryName: "fullname",
  states: [
    {
      value: 0,
      label: ["Open", "Ouvert", "Openstaand"],
      reasons: [
        [1, ["New", "Nouveau", "Nieuw"]],
        [2, ["Contacted", "Contacté", "Contact opgenomen"]],
      ],
    },
    {
      value: 1,
      label: ["Qualified", "Qualifié", "Gekwalificeerd"],
      reasons: [[3, ["Qualified", "Qualifié", "Gekwalificeerd"]]],
    },
    {
      value: 2,
      label: ["Disqualified", "Disqualifié", "Gediskwalificeerd"],
      reasons: [
        [4, ["Lost", "Perdu", "Verloren"]],
        [5, ["Cannot Contact", "Impossible à contacter", "Kan geen contact opnemen"]],
        [6, ["No Longer Interested", "N'est plus intéressé", "Niet langer geïnteresseerd"]],
        [7, ["Canceled", "Annulé", "Geannuleerd"]],
      ],
    },
  ],
  relationships: {
    createdBy: "lk_leadbase_createdby",
    modifiedBy: "lk_leadbase_modifiedby",
    owningBusinessUnit: "business_unit_leads",
    owningTeam: "lead_owning_team",
    owningUser: "lead_owning_user",
  },
  columns: [
    repeated("AccountId", ["Account", "Compte", "Account"], "account", "customerid"),
    address(1, { ofLead: true }),
    address(2, { ofLead: true }),
    money("BudgetAmount", ["Budget Amount", "Montant du budget", "Budgetbedrag"], [0, 1000000000000]),
    choice("BudgetStatus", ["Budget", "Budget", "Budget"], BUDGETS),
    memo("BusinessCard", "Business Card", 1073741823),
    text("BusinessCardAttributes", "Business Card Attributes", 4000),
    lookup("CampaignId", ["Source Campaign", "Campagne source", "Broncampagne"], {
      table: "campaign",
      schemaName: "campaign_leads",
    }),
    text("CompanyName", ["Company Name", "Nom de la société", "Bedrijfsnaam"], 100, { searched: true }),
    boolean("ConfirmInterest", ["Confirm Interest", "Intérêt confirmé", "Interesse bevestigen"], false),
    repeated("ContactId", ["Contact", "Contact", "Contactpersoon"], "contact", "customerid"),
    consent(true),
    customer(
      "CustomerId",
      ["Customer", "Client", "Klant"],
      { schemaName: "lead_customer_accounts", cascade: { ...parental, assign: "NoCascade" } },
      { schemaName: "lead_customer_contacts", cascade: { ...parental, assign: "NoCascade" } },
    ),
    boolean("DecisionMaker", ["Decision Maker?", "Décideur ?", "Beslisser?"], false, {
      labels: [
        ["completed", "terminé", "voltooid"],
        ["mark complete", "marquer comme terminé", "markeren als voltooid"],
      ],
    }),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    text("EMailAddress1", ["Email", "Adresse de messagerie", "E-mail"], 100, {
      format: "Email",
      searched: true,
    }),
    text("EMailAddress2", ["Email Address 2", "Adresse de messagerie 2", "E-mailadres 2"], 100, {
      format: "Email",
    }),
    text("EMailAddress3", ["Email Address 3", "Adresse de messagerie 3", "E-mailadres 3"], 100, {
      format: "Email",
    }),
    guid("EntityImageId", "Entity Image Id", readOnly),
    money("EstimatedAmount", ["Est. Value", "Valeur estimée", "Geschatte waarde"], [0, 1000000000000]),
    date("EstimatedCloseDate", ["Est. Close Date", "Date de clôture estimée", "Geschatte sluitingsdatum"], {
      behavior: "DateOnly",
    }),
    // A plain number, unlike the opportunity's column of this name.
    double(
      "EstimatedValue",
      ["Est. Value (deprecated)", "Valeur estimée (obsolète)", "Geschatte waarde (verouderd)"],
      [0, 1000000000],
      2,
    ),
    boolean("EvaluateFit", ["Evaluate Fit", "Évaluer l'adéquation", "Geschiktheid evalueren"], false),
    text("Fax", ["Fax", "Télécopie", "Fax"], 50),
    text("FirstName", ["First Name", "Prénom", "Voornaam"], 50, { required: "recommended" }),
    text("FullName", ["Name", "Nom", "Naam"], 160, readOnly),
    choice("IndustryCode", ["Industry", "Secteur d'activité", "Branche"], INDUSTRIES),
    choice(
      "InitialCommunication",
      ["Initial Communication", "Premier contact", "Eerste communicatie"],
      FIRST_CONTACT,
    ),
    text("JobTitle", ["Job Title", "Fonction", "Functie"], 100),
    text("LastName", ["Last Name", "Nom", "Achternaam"], 50, { required: "applicationrequired" }),
    dateTime("LastOnHoldTime", "Last On Hold Time"),
    choice("LeadQualityCode", ["Rating", "Évaluation", "Beoordeling"], RATINGS, { default: 2 }),
    choice(
      "LeadSourceCode",
      ["Lead Source", "Source du prospect", "Bron van lead"],
      [
        [1, ["Advertisement", "Publicité", "Advertentie"]],
        [2, ["Employee Referral", "Recommandation d'un employé", "Verwijzing door werknemer"]],
        [3, ["External Referral", "Recommandation externe", "Externe verwijzing"]],
        [4, ["Partner", "Partenaire", "Partner"]],
        [5, ["Public Relations", "Relations publiques", "Public relations"]],
        [6, ["Seminar", "Séminaire", "Seminar"]],
        [7, ["Trade Show", "Salon professionnel", "Beurs"]],
        [8, ["Web", "Web", "Web"]],
        [9, ["Word of Mouth", "Bouche à oreille", "Mond-tot-mondreclame"]],
        [10, ["Other", "Autre", "Overig"]],
      ],
    ),
    lookup("MasterId", "Master ID", { table: "lead", schemaName: "lead_master_lead" }, readOnly),
    boolean("Merged", "Merged", false, readOnly),
    text("MiddleName", ["Middle Name", "Deuxième prénom", "Tussenvoegsel"], 50),
    text("MobilePhone", ["Mobile Phone", "Téléphone mobile", "Mobiel"], 20, { format: "Phone" }),
    choice("Need", ["Need", "Besoin", "Behoefte"], NEEDS),
    integer(
      "NumberOfEmployees",
      ["No. of Employees", "Nombre d'employés", "Aantal werknemers"],
      [0, 1000000],
    ),
    integer("OnHoldTime", "On Hold Time (Minutes)", undefined, readOnly),
    text("Pager", ["Pager", "Récepteur d'appels", "Pager"], 20),
    lookup(
      "ParentAccountId",
      ["Parent Account for lead", "Compte parent du prospect", "Bovenliggend account"],
      {
        table: "account",
        schemaName: "lead_parent_account",
      },
    ),
    lookup(
      "ParentContactId",
      ["Parent Contact for lead", "Contact parent du prospect", "Bovenliggende contactpersoon"],
      {
        table: "contact",
        schemaName: "lead_parent_contact",
      },
    ),
    boolean("ParticipatesInWorkflow", "Participates in Workflow", false),
    choice("PriorityCode", ["Priority", "Priorité", "Prioriteit"], DEFAULT_VALUE, { default: 1 }),
    process(),
    choice("PurchaseProcess", ["Purchase Process", "Processus d'achat", "Aankoopproces"], PURCHASE_PROCESSES),
    choice(
      "PurchaseTimeFrame",
      ["Purchase Timeframe", "Délai d'achat", "Aankooptermijn"],
      PURCHASE_TIMEFRAMES,
    ),
    memo("QualificationComments", [
      "Qualification Comments",
      "Commentaires de qualification",
      "Kwalificatieopmerkingen",
    ]),
    lookup(
      "QualifyingOpportunityId",
      ["Qualifying Opportunity", "Opportunité de qualification", "Kwalificerende verkoopkans"],
      {
        table: "opportunity",
        schemaName: "lead_qualifying_opportunity",
      },
    ),
    lookup(
      "RelatedObjectId",
      ["Related Campaign Response", "Réponse de campagne associée", "Gerelateerde campagnerespons"],
      { table: "campaignresponse", schemaName: "CampaignResponse_Lead" },
      { update: false },
    ),
    money("Revenue", ["Annual Revenue", "Chiffre d'affaires annuel", "Jaaromzet"], [0, 100000000000000]),
    choice("SalesStage", ["Sales Stage", "Phase de vente", "Verkoopfase"], SALES_STAGES.slice(0, 1)),
    choice(
      "SalesStageCode",
      ["Sales Stage Code", "Code de phase de vente", "Code verkoopfase"],
      DEFAULT_VALUE,
      {
        default: 1,
      },
    ),
    text("Salutation", ["Salutation", "Civilité", "Aanhef"], 100),
    date(
      "ScheduleFollowUp_Prospect",
      ["Schedule Follow Up (Prospect)", "Suivi planifié (prospect)", "Opvolging plannen (prospect)"],
      {
        behavior: "DateOnly",
      },
    ),
    date(
      "ScheduleFollowUp_Qualify",
      ["Schedule Follow Up (Qualify)", "Suivi planifié (qualification)", "Opvolging plannen (kwalificatie)"],
      {
        behavior: "DateOnly",
      },
    ),
    text("SIC", ["SIC Code", "Code SIC", "SIC-code"], 20),
    text("Subject", ["Topic", "Sujet", "Onderwerp"], 300, {
      required: "applicationrequired",
      searched: true,
    }),
    text("Telephone1", ["Business Phone", "Téléphone professionnel", "Zakelijk telefoonnummer"], 50, {
      format: "Phone",
      searched: true,
    }),
    text("Telephone2", ["Home Phone", "Téléphone personnel", "Privételefoonnummer"], 50, { format: "Phone" }),
    text("Telephone3", ["Other Phone", "Autre téléphone", "Overig telefoonnummer"], 50, { format: "Phone" }),
    text("WebSiteUrl", ["Website", "Site web", "Website"], 200, { format: "Url" }),
    text("YomiCompanyName", "Yomi Company Name", 100, { format: "PhoneticGuide" }),
    text("YomiFirstName", "Yomi First Name", 150, { format: "PhoneticGuide" }),
    text("YomiFullName", "Yomi Full Name", 450, { format: "PhoneticGuide", ...readOnly }),
    text("YomiLastName", "Yomi Last Name", 150, { format: "PhoneticGuide" }),
    text("YomiMiddleName", "Yomi Middle Name", 150, { format: "PhoneticGuide" }),
  ],
});
