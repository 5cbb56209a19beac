import type { CatalogParts } from "../catalog";
import type { ManyToManyRelationship, TableMetadata } from "../model";
import { account } from "./account";
import { activityParty } from "./activityParty";
import { activityPointer } from "./activityPointer";
import { annotation } from "./annotation";
import { appNotification } from "./appNotification";
import { appointment } from "./appointment";
import { bulkOperation, bulkOperationLog } from "./bulkOperation";
import { businessUnit } from "./businessUnit";
import { campaign, campaignCampaigns, campaignLists } from "./campaign";
import { campaignActivity, campaignActivityLists } from "./campaignActivity";
import { campaignActivityItem, campaignItem } from "./campaignItem";
import { campaignResponse } from "./campaignResponse";
import {
  connection,
  connectionRole,
  connectionRoleAssociation,
  connectionRoleAssociations,
  connectionRoleObjectTypeCode,
} from "./connection";
import { contact } from "./contact";
import type { StandardTable } from "./describe";
import { email } from "./email";
import { checkIn, event, eventRegistration } from "./events";
import { fax } from "./fax";
import { lead } from "./lead";
import { accountLeads, contactLeads, leadsOfAccounts, leadsOfContacts } from "./leadMembers";
import { letter } from "./letter";
import { list, listMember, listMemberships } from "./list";
import { opportunity } from "./opportunity";
import { opportunityClose } from "./opportunityClose";
import { organization } from "./organization";
import { phoneCall } from "./phoneCall";
import { role } from "./role";
import { salesInsightsColumns } from "./salesInsights";
import { leadToOpportunitySalesProcess, opportunitySalesProcess, processStage } from "./salesProcess";
import { segment, segmentDefinition } from "./segments";
import { solution } from "./solution";
import { systemUser, systemUserRoles, userRoles, userSettings } from "./systemUser";
import { task } from "./task";
import { rolesOfTeams, team, teamMembers, teamMembership, teamRoles } from "./team";
import { transactionCurrency } from "./transactionCurrency";

/** Apps of Microsoft's that an organisation may have or not; what they add is absent where they are. */
export type InstalledApp = "customerInsightsJourneys" | "journeysSegments" | "salesInsights";

/** Dataverse with Dynamics 365 Sales and its marketing tables, as far as Entente touches them. */
const TABLES: readonly StandardTable[] = [
  account,
  contact,
  lead,
  opportunity,
  campaign,
  campaignItem,
  campaignActivity,
  campaignActivityItem,
  campaignResponse,
  bulkOperation,
  bulkOperationLog,
  list,
  listMember,
  appointment,
  email,
  fax,
  letter,
  phoneCall,
  task,
  opportunityClose,
  activityPointer,
  activityParty,
  connection,
  connectionRole,
  connectionRoleAssociation,
  connectionRoleObjectTypeCode,
  annotation,
  contactLeads,
  accountLeads,
  processStage,
  leadToOpportunitySalesProcess,
  opportunitySalesProcess,
  appNotification,
  organization,
  businessUnit,
  systemUser,
  userSettings,
  systemUserRoles,
  team,
  teamMembership,
  teamRoles,
  role,
  solution,
  transactionCurrency,
];

const MANY_TO_MANY: readonly ManyToManyRelationship[] = [
  campaignCampaigns,
  campaignLists,
  campaignActivityLists,
  ...listMemberships,
  leadsOfContacts,
  leadsOfAccounts,
  connectionRoleAssociations,
  userRoles,
  teamMembers,
  rolesOfTeams,
];

function withSalesInsights({ table, relationships }: StandardTable): StandardTable {
  const added = salesInsightsColumns[table.logicalName];
  if (!added) {
    return { table, relationships };
  }
  const columns = new Map(table.columns);
  for (const { column } of added) {
    columns.set(column.logicalName, { ...column, custom: true });
  }
  const changed: TableMetadata = { ...table, columns };
  return { table: changed, relationships };
}

/** The metadata of an organisation before any solution is imported. */
export function standardParts(apps: readonly InstalledApp[] = []): CatalogParts {
  const tables = [
    ...(apps.includes("salesInsights") ? TABLES.map(withSalesInsights) : TABLES),
    ...(apps.includes("customerInsightsJourneys") ? [event, eventRegistration, checkIn] : []),
    ...(apps.includes("journeysSegments") ? [segment, segmentDefinition] : []),
  ];
  return {
    tables: tables.map(({ table }) => table),
    relationships: [...tables.flatMap(({ relationships }) => relationships), ...MANY_TO_MANY],
  };
}
