/** Who may take part in an activity, in the order in which forms offer them. */
export const PARTIES = ["account", "contact", "lead", "systemuser"] as const;
