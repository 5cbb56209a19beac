import type { Source } from "./source";

/** Participation type of an activity's customer. */
const CUSTOMER = 11;

/** A LinkedIn Sales Navigator activity: the tables are known, and that they are activities; their columns are not. */
function linkedIn(key: string, table: string): Source {
  return {
    key,
    table,
    id: "activityid",
    who: { via: "party" },
    when: "createdon",
    what: { column: "subject" },
    kind: { key },
    columns: "toBeConfirmed",
  };
}

/** Every further source of what clients do. To add one, describe it here. */
export const sources: readonly Source[] = [
  {
    key: "campaignResponse",
    table: "campaignresponse",
    id: "activityid",
    who: { via: "party", role: CUSTOMER },
    when: "receivedon",
    what: { lookup: "regardingobjectid" },
    kind: { choice: "responsecode" },
    // An error (4) is nothing that the client did.
    only: [{ column: "responsecode", operator: "ne", value: 4 }],
    columns: "documented",
  },
  // Customer Insights - Journeys: events.
  {
    key: "eventRegistration",
    table: "msevtmgt_eventregistration",
    id: "msevtmgt_eventregistrationid",
    who: { via: "lookup", contact: "msevtmgt_contactid" },
    when: "createdon",
    what: { lookup: "msevtmgt_eventid" },
    kind: { key: "eventRegistration" },
    only: [{ column: "msevtmgt_iscanceled", operator: "ne", value: true }],
    columns: "documented",
  },
  {
    key: "eventCheckIn",
    table: "msevtmgt_checkin",
    id: "msevtmgt_checkinid",
    who: { via: "lookup", contact: "msevtmgt_contactid" },
    when: "createdon",
    what: { column: "msevtmgt_name" },
    kind: { key: "eventCheckIn" },
    columns: "toBeConfirmed",
  },
  // ClickDimensions.
  {
    key: "clickDimensionsEmail",
    table: "cdi_emailevent",
    id: "cdi_emaileventid",
    who: { via: "lookup", contact: "cdi_contactid", lead: "cdi_leadid" },
    when: "cdi_time",
    what: { lookup: "cdi_emailsendid" },
    kind: { choice: "cdi_type" },
    columns: "toBeConfirmed",
  },
  {
    key: "clickDimensionsForm",
    table: "cdi_postedform",
    id: "cdi_postedformid",
    who: { via: "lookup", contact: "cdi_contactid" },
    when: "createdon",
    what: { column: "cdi_name" },
    kind: { key: "clickDimensionsForm" },
    columns: "documented",
  },
  linkedIn("linkedInInMail", "li_inmail"),
  linkedIn("linkedInMessage", "li_message"),
  linkedIn("linkedInPointDrive", "li_pointdrivepresentationviewed"),
];
