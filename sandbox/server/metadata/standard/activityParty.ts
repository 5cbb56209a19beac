import { deletedAlong, untouched } from "./cascade";
import { boolean, choice, dateTime, describeTable, double, integer, lookup, text } from "./describe";

const OF_ACTIVITY = [
  "activitypointer",
  "appointment",
  "bulkoperation",
  "campaignactivity",
  "campaignresponse",
  "email",
  "fax",
  "letter",
  "opportunityclose",
  "phonecall",
  "task",
] as const;

const OF_PARTY = [
  ["account", "account_activity_parties"],
  ["contact", "contact_activity_parties"],
  ["lead", "lead_activity_parties"],
  ["opportunity", "opportunity_activity_parties"],
  ["campaign", "campaign_activity_parties"],
  ["campaignactivity", "campaignactivity_activityparties"],
  ["systemuser", "system_user_activity_parties"],
] as const;

/** Who takes part in an activity, and as what. Its rights are those of the activity. */
export const activityParty = describeTable({
  schemaName: "ActivityParty",
  entitySetName: "activityparties",
  objectTypeCode: 135,
  labels: ["Activity Party", "Participant à l'activité", "Activiteitspartij"],
  pluralLabels: ["Activity Parties", "Participants à l'activité", "Activiteitspartijen"],
  ownership: "None",
  primaryName: "partyidname",
  optimisticConcurrency: false,
  audited: false,
  columns: [
    lookup(
      "ActivityId",
      ["Activity", "Activité", "Activiteit"],
      OF_ACTIVITY.map((table) => ({
        table,
        schemaName: `${table}_activity_parties`,
        navigation: `activityid_${table}`,
        cascade: table === "activitypointer" ? untouched : deletedAlong,
      })),
    ),
    text("AddressUsed", ["Address", "Adresse", "Adres"], 320),
    integer("AddressUsedEmailColumnNumber", "Email column number of party", [1, 1000000000], {
      create: false,
      update: false,
    }),
    boolean(
      "DoNotEmail",
      ["Do not allow Emails", "Ne pas autoriser les courriers électroniques", "E-mail niet toestaan"],
      false,
      {
        create: false,
        update: false,
      },
    ),
    boolean(
      "DoNotFax",
      ["Do not allow Faxes", "Ne pas autoriser les télécopies", "Fax niet toestaan"],
      false,
      {
        create: false,
        update: false,
      },
    ),
    boolean(
      "DoNotPhone",
      ["Do not allow Phone Calls", "Ne pas autoriser les appels", "Telefoneren niet toestaan"],
      false,
      {
        create: false,
        update: false,
      },
    ),
    boolean(
      "DoNotPostalMail",
      ["Do not allow Postal Mails", "Ne pas autoriser le courrier", "Post niet toestaan"],
      false,
      {
        create: false,
        update: false,
      },
    ),
    double("Effort", ["Effort", "Effort", "Inspanning"], [0, 1000000000], 2),
    boolean("IsPartyDeleted", "Is Party Deleted", false, { create: false, update: false }),
    choice(
      "ParticipationTypeMask",
      ["Participation Type", "Type de participation", "Type deelname"],
      [
        [1, ["Sender", "Expéditeur", "Afzender"]],
        [2, ["To Recipient", "Destinataire À", "Geadresseerde Aan"]],
        [3, ["CC Recipient", "Destinataire Cc", "Geadresseerde Cc"]],
        [4, ["BCC Recipient", "Destinataire Cci", "Geadresseerde Bcc"]],
        [5, ["Required attendee", "Participant obligatoire", "Vereiste deelnemer"]],
        [6, ["Optional attendee", "Participant facultatif", "Optionele deelnemer"]],
        [7, ["Organizer", "Organisateur", "Organisator"]],
        [8, ["Regarding", "Concernant", "Betreft"]],
        [9, ["Owner", "Propriétaire", "Eigenaar"]],
        [10, ["Resource", "Ressource", "Resource"]],
        [11, ["Customer", "Client", "Klant"]],
      ],
    ),
    lookup(
      "PartyId",
      ["Party", "Participant", "Partij"],
      OF_PARTY.map(([table, schemaName]) => ({
        table,
        schemaName,
        navigation: `partyid_${table}`,
        cascade: untouched,
      })),
    ),
    // The party's name at the time; kept here so that a row can show it without seventeen joins.
    text("PartyIdName", ["Party", "Participant", "Partij"], 400, { create: false, update: false }),
    dateTime("ScheduledEnd", ["Scheduled End", "Fin planifiée", "Geplande einddatum"], {
      create: false,
      update: false,
    }),
    dateTime("ScheduledStart", ["Scheduled Start", "Début planifié", "Geplande begindatum"], {
      create: false,
      update: false,
    }),
    text("UnresolvedPartyName", "Unresolved Party Name", 320),
  ],
});
