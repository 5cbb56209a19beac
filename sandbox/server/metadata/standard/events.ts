import { deletedAlong } from "./cascade";
import {
  activeInactive,
  boolean,
  choice,
  dateTime,
  describeTable,
  integer,
  lookup,
  memo,
  text,
} from "./describe";

/** An event of Customer Insights - Journeys. */
export const event = describeTable({
  schemaName: "msevtmgt_Event",
  entitySetName: "msevtmgt_events",
  objectTypeCode: 10301,
  labels: ["Event", "Événement", "Evenement"],
  pluralLabels: ["Events", "Événements", "Evenementen"],
  ownership: "UserOwned",
  primaryName: "msevtmgt_name",
  states: activeInactive(),
  custom: true,
  columns: [
    text("msevtmgt_Name", ["Name", "Nom", "Naam"], 100, { required: "applicationrequired" }),
    memo("msevtmgt_Description", ["Description", "Description", "Beschrijving"], 10000),
    dateTime("msevtmgt_EventStartDate", ["Event start date", "Date de début", "Begindatum"], {
      searched: true,
    }),
    dateTime("msevtmgt_EventEndDate", ["Event end date", "Date de fin", "Einddatum"]),
    choice(
      "msevtmgt_EventFormat",
      ["Event format", "Format", "Indeling"],
      [
        [100000001, ["On-site event", "Sur place", "Op locatie"]],
        [100000002, ["Hybrid event", "Hybride", "Hybride"]],
        [100000003, ["Webinar event", "Webinaire", "Webinar"]],
      ],
    ),
  ],
});

export const eventRegistration = describeTable({
  schemaName: "msevtmgt_EventRegistration",
  entitySetName: "msevtmgt_eventregistrations",
  objectTypeCode: 10302,
  labels: ["Event Registration", "Inscription à l'événement", "Evenementregistratie"],
  pluralLabels: ["Event Registrations", "Inscriptions aux événements", "Evenementregistraties"],
  ownership: "UserOwned",
  primaryName: "msevtmgt_name",
  states: activeInactive(),
  custom: true,
  columns: [
    text("msevtmgt_Name", ["Registration", "Inscription", "Registratie"], 100),
    lookup("msevtmgt_ContactId", ["Contact", "Contact", "Contactpersoon"], {
      table: "contact",
      schemaName: "msevtmgt_contact_msevtmgt_eventregistration_Contact",
      navigation: "msevtmgt_ContactId",
    }),
    lookup("msevtmgt_EventId", ["Event", "Événement", "Evenement"], {
      table: "msevtmgt_event",
      schemaName: "msevtmgt_event_msevtmgt_eventregistration_Event",
      navigation: "msevtmgt_EventId",
      cascade: deletedAlong,
    }),
    boolean("msevtmgt_IsCanceled", ["Is canceled", "Annulée", "Geannuleerd"], false),
    integer(
      "msevtmgt_TimesCheckedIn",
      ["Times checked in", "Nombre d'entrées", "Aantal keren ingecheckt"],
      [0, 2147483647],
    ),
    dateTime("msevtmgt_OriginalTimestamp", [
      "Original timestamp",
      "Horodatage d'origine",
      "Oorspronkelijk tijdstip",
    ]),
  ],
});

/** Column names of check-ins beyond the lookups are not documented; only those are here. */
export const checkIn = describeTable({
  schemaName: "msevtmgt_CheckIn",
  entitySetName: "msevtmgt_checkins",
  objectTypeCode: 10303,
  labels: ["Event Check-in", "Entrée à l'événement", "Inchecken bij evenement"],
  pluralLabels: ["Event Check-ins", "Entrées à l'événement", "Incheckregistraties"],
  ownership: "UserOwned",
  primaryName: "msevtmgt_name",
  states: activeInactive(),
  custom: true,
  columns: [
    text("msevtmgt_Name", ["Name", "Nom", "Naam"], 100),
    lookup("msevtmgt_ContactId", ["Contact", "Contact", "Contactpersoon"], {
      table: "contact",
      schemaName: "msevtmgt_contact_msevtmgt_checkin_Contact",
      navigation: "msevtmgt_ContactId",
    }),
    lookup("msevtmgt_RegistrationId", ["Event registration", "Inscription", "Registratie"], {
      table: "msevtmgt_eventregistration",
      schemaName: "msevtmgt_eventregistration_msevtmgt_checkin_Registration",
      navigation: "msevtmgt_RegistrationId",
      cascade: deletedAlong,
    }),
  ],
});
