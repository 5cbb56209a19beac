import { accountRows, sampleAccounts } from "./accounts";
import { campaignActivityRows, campaignRows } from "./campaigns";
import { campaignResponseRows } from "./campaignResponses";
import { connectionRoleRows, connectionRows } from "./connections";
import { contactRows, sampleContacts } from "./contacts";
import { currencyRows } from "./currencies";
import { eventRegistrationRows, eventRows } from "./events";
import { fieldAnswerRows, fieldNoteRows } from "./fieldNotes";
import { holdRows } from "./holds";
import { interactionRows } from "./interactions";
import { interactionKindRows, topicRows } from "./interests";
import { leadRows, sampleLeads } from "./leads";
import {
  campaignActivityItemRows,
  campaignItemRows,
  listMemberRows,
  listRows,
  membersOfStaticLists,
} from "./marketingLists";
import { appointmentRows, phoneCallRows, taskRows } from "./meetings";
import { opportunitiesWithRows } from "./opportunities";
import type { SampleScope, TableRows } from "./row";
import { processStageRows, salesProcessRows } from "./salesProcess";
import { segmentDefinitionRows, segmentRows } from "./segments";
import { talkingPointRows } from "./talkingPoints";

/** Columns that only some organisations have: they come with a solution of Microsoft's. */
export const OPTIONAL_COLUMNS: ReadonlySet<string> = new Set(["msdyn_disablewebtracking"]);

/** Tables that only some organisations have: those of Customer Insights - Journeys. */
export const OPTIONAL_TABLES: ReadonlySet<string> = new Set([
  ...["msevtmgt_event", "msevtmgt_eventregistration"],
  ...["msdynmkt_segmentdefinition", "msdynmkt_segment"],
]);

/**
 * Everything that the people of the sample organisation work with, table by table, what is pointed to before what
 * points to it. A pure function: the rows follow from the scope alone.
 */
export function* sampleOrganization(scope: SampleScope): Iterable<TableRows> {
  yield { table: "transactioncurrency", rows: currencyRows() };
  yield { table: "ent_topic", rows: topicRows(scope) };
  yield { table: "ent_interactionkind", rows: interactionKindRows(scope) };
  yield { table: "ent_talkingpoint", rows: talkingPointRows(scope) };
  yield { table: "connectionrole", rows: connectionRoleRows() };

  const accounts = sampleAccounts(scope);
  const contacts = sampleContacts(accounts);
  const leads = sampleLeads(accounts, scope);
  const members = membersOfStaticLists(accounts, contacts, leads, scope);
  const opportunities = [...opportunitiesWithRows(accounts, contacts, leads, scope)];

  yield { table: "account", rows: accountRows(accounts) };
  yield { table: "contact", rows: contactRows(contacts, scope) };
  yield { table: "campaign", rows: campaignRows(scope) };
  yield { table: "lead", rows: leadRows(leads, scope) };
  yield { table: "opportunity", rows: opportunities.map((each) => each.row) };
  yield {
    table: "connection",
    rows: connectionRows(
      opportunities.map((each) => each.opportunity),
      accounts,
      contacts,
      scope,
    ),
  };
  yield { table: "processstage", rows: processStageRows() };
  yield { table: "opportunitysalesprocess", rows: salesProcessRows(opportunities, scope) };
  yield { table: "list", rows: listRows(members, scope) };
  yield { table: "listmember", rows: listMemberRows(members, scope) };
  yield { table: "campaignitem", rows: campaignItemRows() };
  yield { table: "campaignactivity", rows: campaignActivityRows(scope) };
  yield { table: "campaignactivityitem", rows: campaignActivityItemRows() };
  yield { table: "campaignresponse", rows: campaignResponseRows(contacts, scope) };
  yield { table: "appointment", rows: appointmentRows(accounts, contacts, scope) };
  yield { table: "phonecall", rows: phoneCallRows(accounts, contacts, scope) };
  yield { table: "task", rows: taskRows(accounts, contacts, scope) };
  yield { table: "msevtmgt_event", rows: eventRows(scope) };
  yield { table: "msevtmgt_eventregistration", rows: eventRegistrationRows(contacts, scope) };
  yield { table: "msdynmkt_segmentdefinition", rows: segmentDefinitionRows(scope) };
  yield { table: "msdynmkt_segment", rows: segmentRows(scope) };
  yield { table: "ent_interaction", rows: interactionRows(accounts, contacts, leads, scope) };
  yield { table: "ent_fieldnote", rows: fieldNoteRows(contacts, scope) };
  yield { table: "ent_fieldanswer", rows: fieldAnswerRows(scope) };
  yield { table: "ent_hold", rows: holdRows(scope) };
}
