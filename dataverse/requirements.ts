import type { TableOrigin } from "../domain/health";

/** A table that Entente reads or writes, with the columns that it asks for. */
export interface Requirement {
  readonly table: string;
  readonly origin: TableOrigin;
  readonly columns: readonly string[];
}

function needs(origin: TableOrigin, table: string, columns: string): Requirement {
  return { table, origin, columns: columns.split(" ") };
}

const note =
  "ent_name ent_text ent_notedon ent_type ent_sentiment ent_accountid ent_contactid ent_leadid ent_opportunityid " +
  "ent_appointmentid ent_phonecallid ent_heardofusvia ent_recontacton ent_legalbasis ent_taskid";

/** What has to be there for every component to work. Columns that are used where they exist are not among them. */
export const requirements: readonly Requirement[] = [
  needs("entente", "ent_topic", "ent_name ent_keywords"),
  needs("entente", "ent_interactionkind", "ent_name ent_code ent_points ent_halflifedays"),
  needs(
    "entente",
    "ent_interaction",
    "ent_name ent_occurredon ent_kindid ent_topicid ent_contactid ent_leadid ent_accountid ent_campaignid " +
      "ent_fieldnoteid ent_url ent_detail ent_sourcesystem ent_externalid",
  ),
  needs(
    "entente",
    "ent_policy",
    "ent_name ent_effectivefrom ent_dealfloor ent_minorcampaignratio ent_stagecolumn ent_closingstages " +
      "ent_closingprobability ent_closingdays ent_guardmode ent_recheckhours ent_halflifedays ent_windowdays " +
      "ent_interestreference ent_legalbasisdefault ent_objectioncolumn ent_retentiondays " +
      "ent_suppressionsegment",
  ),
  needs("entente", "ent_talkingpoint", "ent_name ent_salesstage ent_topicid ent_message ent_asseturl"),
  needs("entente", "ent_fieldnote", note),
  needs("entente", "ent_salesnote", note),
  needs(
    "entente",
    "ent_fieldanswer",
    "ent_name ent_fieldnoteid ent_status ent_campaignid ent_reply ent_answeredon ent_answeredafterhours",
  ),
  needs(
    "entente",
    "ent_hold",
    "ent_name ent_accountid ent_contactid ent_opportunityid ent_reason ent_from ent_until ent_scope",
  ),
  needs(
    "entente",
    "ent_sendcheck",
    "ent_campaignactivityid ent_listid ent_guardedlistid ent_checkedon ent_audiencesize ent_found ent_decided " +
      "ent_state ent_policyid",
  ),
  needs(
    "entente",
    "ent_senddecision",
    "ent_checkid ent_campaignactivityid ent_opportunityid ent_holdid ent_accountid ent_decision ent_reason " +
      "ent_members ent_askedofid",
  ),
  needs("entente", "ent_guardoverride", "ent_campaignactivityid ent_reason"),
  needs("dataverse", "account", "name parentaccountid"),
  needs(
    "dataverse",
    "contact",
    "fullname jobtitle parentcustomerid emailaddress1 donotemail donotbulkemail donotphone",
  ),
  needs("dataverse", "connection", "record1id record2id record1roleid record2roleid"),
  needs("dataverse", "activitypointer", "activityid actualend scheduledend regardingobjectid"),
  needs("dataverse", "appnotification", "title body ownerid"),
  needs("sales", "lead", "fullname statecode"),
  needs(
    "sales",
    "opportunity",
    "name customerid parentaccountid parentcontactid salesstage stepname closeprobability estimatedvalue " +
      "estimatedvalue_base estimatedclosedate campaignid",
  ),
  needs("marketing", "campaign", "name budgetedcost_base expectedrevenue_base istemplate"),
  needs(
    "marketing",
    "campaignactivity",
    "subject scheduledstart channeltypecode regardingobjectid ent_guardstate",
  ),
  needs("marketing", "list", "listname type createdfromcode query"),
];
