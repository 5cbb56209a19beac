import { channelColumns, describeActivity, usualRegarding } from "./activity";
import { boolean, dateTime, integer, memo, partyList, text } from "./describe";
import { PARTIES } from "./party";

export const appointment = describeActivity({
  schemaName: "Appointment",
  entitySetName: "appointments",
  objectTypeCode: 4201,
  labels: ["Appointment", "Rendez-vous", "Afspraak"],
  pluralLabels: ["Appointments", "Rendez-vous", "Afspraken"],
  states: [
    {
      value: 0,
      label: ["Open", "Ouvert", "Openstaand"],
      reasons: [
        [1, ["Free", "Libre", "Vrij"]],
        [2, ["Tentative", "Provisoire", "Voorlopig"]],
      ],
    },
    {
      value: 1,
      label: ["Completed", "Terminé", "Voltooid"],
      reasons: [[3, ["Completed", "Terminé", "Voltooid"]]],
    },
    {
      value: 2,
      label: ["Canceled", "Annulé", "Geannuleerd"],
      reasons: [[4, ["Canceled", "Annulé", "Geannuleerd"]]],
    },
    {
      value: 3,
      label: ["Scheduled", "Planifié", "Gepland"],
      reasons: [
        [5, ["Busy", "Occupé", "Bezet"]],
        [6, ["Out of Office", "Absent(e) du bureau", "Niet aanwezig"]],
      ],
    },
  ],
  regarding: usualRegarding("Appointments", "BulkOperation_Appointment"),
  columns: [
    text("Category", ["Category", "Catégorie", "Categorie"], 250),
    text("GlobalObjectId", "Outlook Appointment", 300),
    boolean("IsAllDayEvent", ["All Day Event", "Journée entière", "Hele dag"], false),
    boolean("IsDraft", ["Is Draft", "Brouillon", "Is concept"], false),
    text("Location", ["Location", "Lieu", "Locatie"], 200),
    memo("Description", ["Description", "Description", "Beschrijving"], 1048576),
    channelColumns().filter((one) => ["ismapiprivate", "seriesid"].includes(one.column.logicalName)),
    partyList(
      "OptionalAttendees",
      ["Optional Attendees", "Participants facultatifs", "Optionele deelnemers"],
      PARTIES,
    ),
    partyList("Organizer", ["Organizer", "Organisateur", "Organisator"], ["systemuser"]),
    dateTime("OriginalStartDate", "Original Start Date", { create: false, update: false }),
    integer("OutlookOwnerApptId", "Outlook Appointment Owner"),
    partyList(
      "RequiredAttendees",
      ["Required Attendees", "Participants obligatoires", "Vereiste deelnemers"],
      PARTIES,
    ),
    dateTime("ScheduledEnd", ["End Time", "Heure de fin", "Eindtijd"], {
      required: "applicationrequired",
      searched: true,
    }),
    dateTime("ScheduledStart", ["Start Time", "Heure de début", "Begintijd"], {
      required: "applicationrequired",
      searched: true,
    }),
    text("Subcategory", ["Sub-Category", "Sous-catégorie", "Subcategorie"], 250),
  ],
});
