/** Why Entente's roles may do on a table what they may, by the table's name in privileges. */
export const privilegeReasons: Readonly<Record<string, string>> = {
  Account:
    "Briefing, Interest and the guard start from the client; notes and interactions are appended to it.",
  Activity:
    "One privilege covers activities of every kind: when a client was last met, and what is about to be sent. Reps create the recontact task of a note; marketers plan campaign activities and put lists on them.",
  appnotification:
    "A rep is told that a note was used, or asked about a send; everybody reads their own notifications only.",
  BusinessUnit: "Owners of shared rows are shown with their unit.",
  Campaign: "What is planned for a client, and what a note or an interaction answers to.",
  Connection: "Stakeholders of a deal are connections; the guard protects them too.",
  ConnectionRole: "What a stakeholder is in a deal.",
  Contact: "Who to talk to; interactions and notes are about people.",
  ent_FieldAnswer:
    "A marketer answers a note, and changes and deletes own answers only; reps read what became of theirs.",
  ent_FieldNote:
    "A rep writes own notes; everybody reads them, for a note that marketing cannot see helps nobody.",
  ent_GuardOverride: "Who may create one may override the guard: the privilege is the right.",
  ent_Hold: "A rep holds back clients and takes own holds back; the guard reads them all.",
  ent_Interaction:
    "Sums over some of the interactions would be wrong and look right, so that all are read. A rep writes own ones, marketing all.",
  ent_InteractionKind: "The weights of interactions are read by all and set by admins.",
  ent_Policy: "The thresholds are read by all and set by admins.",
  ent_SalesNote: "What stays within sales: marketers have no privilege here at all.",
  ent_SendCheck: "What the guard found in an audience.",
  ent_SendDecision:
    "What was decided about each protected client; rows are added, so that nobody overwrites anybody.",
  ent_TalkingPoint: "What to say is written by marketing and read by all.",
  ent_Topic: "Topics are read by all and written by marketing.",
  Lead: "Interactions and notes of people who are no contacts yet.",
  LeadToOpportunitySalesProcess: "How long a deal has been in its stage.",
  List: "Who is in an audience; the guarded audience is a list that the marketer creates.",
  Opportunity: "Deals in closing are what the guard protects; holds and notes are appended to them.",
  OpportunitySalesProcess: "How long a deal has been in its stage.",
  Role: "The health page says whether the roles are there and whether somebody has them.",
  Team: "Rows may be owned by teams.",
  TransactionCurrency: "Amounts are shown in their currency.",
  User: "Who owns a deal, wrote a note or decided about a send.",
};
