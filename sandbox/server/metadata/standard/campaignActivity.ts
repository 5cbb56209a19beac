import { actualDays, channelColumns, describeActivity } from "./activity";
import { boolean, choice, date, integer, manyToMany, money, partyList, text } from "./describe";

const COST = [0, 1000000000000] as const;

export const campaignActivity = describeActivity({
  schemaName: "CampaignActivity",
  entitySetName: "campaignactivities",
  objectTypeCode: 4402,
  labels: ["Campaign Activity", "Activité de campagne", "Campagneactiviteit"],
  pluralLabels: ["Campaign Activities", "Activités de campagne", "Campagneactiviteiten"],
  states: [
    {
      value: 0,
      label: ["Open", "Ouverte", "Openstaand"],
      reasons: [
        [1, ["Proposed", "Proposée", "Voorgesteld"]],
        [0, ["In Progress", "En cours", "In uitvoering"]],
        [4, ["Pending", "En attente", "In behandeling"]],
        // Aborted and completed distributions are still open: "running" is open and neither of the two.
        [5, ["System Aborted", "Interrompue par le système", "Afgebroken door systeem"]],
        [6, ["Completed", "Terminée", "Voltooid"]],
      ],
    },
    { value: 1, label: ["Closed", "Fermée", "Gesloten"], reasons: [[2, ["Closed", "Fermée", "Gesloten"]]] },
    {
      value: 2,
      label: ["Canceled", "Annulée", "Geannuleerd"],
      reasons: [[3, ["Canceled", "Annulée", "Geannuleerd"]]],
    },
  ],
  regarding: [["campaign", "Campaign_CampaignActivities"]],
  relationships: { owningBusinessUnit: "business_unit_campaignactivity_activities" },
  columns: [
    text("Subject", ["Subject", "Objet", "Onderwerp"], 200, { required: "systemrequired" }),
    money("ActualCost", ["Actual Cost", "Coût réel", "Werkelijke kosten"], COST),
    actualDays(),
    money("BudgetedCost", ["Budget Allocated", "Budget alloué", "Toegewezen budget"], COST),
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    choice(
      "ChannelTypeCode",
      ["Channel", "Canal", "Kanaal"],
      [
        [1, ["Phone", "Téléphone", "Telefoon"]],
        [2, ["Appointment", "Rendez-vous", "Afspraak"]],
        [3, ["Letter", "Lettre", "Brief"]],
        [4, "Letter via Mail Merge(deprecated)"],
        [5, ["Fax", "Télécopie", "Fax"]],
        [6, "Fax via Mail Merge(deprecated)"],
        [7, ["Email", "Courrier électronique", "E-mail"]],
        [8, "Email via Mail Merge(deprecated)"],
        [9, ["Other", "Autre", "Overig"]],
      ],
    ),
    channelColumns(),
    boolean(
      "DoNotSendOnOptOut",
      ["Exclude Members Who Opt Out", "Exclure les membres opposés", "Afgemelde leden uitsluiten"],
      true,
    ),
    integer("ExcludeIfContactedInXDays", ["No. of Days", "Nombre de jours", "Aantal dagen"], [0, 9999]),
    partyList("from", ["Sender", "Expéditeur", "Afzender"], ["systemuser"]),
    boolean(
      "IgnoreInactiveListMembers",
      ["Ignore Inactive Marketing List Members", "Ignorer les membres inactifs", "Inactieve leden negeren"],
      true,
    ),
    partyList(
      "Partners",
      ["Outsource Vendors", "Prestataires", "Externe leveranciers"],
      ["account", "contact"],
    ),
    date("ScheduledEnd", ["Scheduled End", "Fin planifiée", "Geplande einddatum"], { searched: true }),
    date("ScheduledStart", ["Scheduled Start", "Début planifié", "Geplande begindatum"], { searched: true }),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
    choice(
      "TypeCode",
      ["Type", "Type", "Type"],
      [
        [1, ["Research", "Recherche", "Onderzoek"]],
        [2, ["Content Preparation", "Préparation du contenu", "Inhoud voorbereiden"]],
        [
          3,
          [
            "Target Marketing List Creation",
            "Création de la liste marketing cible",
            "Doelmarketinglijst maken",
          ],
        ],
        [4, ["Lead Qualification", "Qualification des prospects", "Leadkwalificatie"]],
        [5, ["Content Distribution", "Distribution du contenu", "Inhoud distribueren"]],
        [6, ["Direct Initial Contact", "Premier contact direct", "Eerste directe contact"]],
        [7, ["Direct Follow-Up Contact", "Contact de suivi direct", "Direct vervolgcontact"]],
        [8, ["Reminder Distribution", "Distribution de rappels", "Herinneringen verspreiden"]],
      ],
      { default: 1 },
    ),
  ],
});

export const campaignActivityLists = manyToMany(
  "campaignactivitylist_association",
  "campaignactivityitem",
  ["campaignactivity", "campaignactivityid"],
  ["list", "itemid"],
);
