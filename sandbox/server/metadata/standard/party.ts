/** Who may take part in an activity, in the order in which forms offer them. */
export const PARTIES = ["account", "contact", "lead", "systemuser"] as const;

/** `activityparty.participationtypemask` of each party list. */
export const PARTICIPATION: Readonly<Record<string, number>> = {
  from: 1,
  to: 2,
  cc: 3,
  bcc: 4,
  requiredattendees: 5,
  optionalattendees: 6,
  organizer: 7,
  resources: 10,
  customer: 11,
  customers: 11,
};
