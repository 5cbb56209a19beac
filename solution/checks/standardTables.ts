/**
 * What the solution expects of tables that it does not bring along: the columns its forms and queries name, with
 * their types, and the name by which privileges call the table (not always the schema name).
 */
export interface StandardTable {
  readonly schemaName: string;
  readonly logicalName: string;
  readonly entitySetName: string;
  readonly primaryKey: string;
  /** `prvRead` + this; undefined where no privilege of its own exists. */
  readonly privilege?: string;
  /** The solution of Microsoft's that brings the table; undefined for one that every environment has. */
  readonly broughtBy?: string;
  /** Those of the columns that are dates without a time of day. */
  readonly dateOnly: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
}

const owned = {
  ownerid: "owner",
  statecode: "state",
  statuscode: "status",
  createdon: "datetime",
  modifiedon: "datetime",
};

/** Whether a client may be contacted; true means "do not allow", save for `donotsendmm`'s inverted label. */
const consent = {
  donotemail: "bit",
  donotbulkemail: "bit",
  donotphone: "bit",
  donotpostalmail: "bit",
  donotsendmm: "bit",
  preferredcontactmethodcode: "picklist",
};

const activity = {
  ...owned,
  subject: "nvarchar",
  regardingobjectid: "lookup",
  scheduledstart: "datetime",
  scheduledend: "datetime",
  actualend: "datetime",
  description: "ntext",
};

/** "Added by" in Microsoft's table reference (…/dynamics365/sales/developer/entities), as manifests call the solutions. */
const MARKETING = "msdynce_Marketing";
const LEAD_MANAGEMENT = "msdynce_LeadManagement";
const SALES = "msdynce_Sales";

function standard(
  schemaName: string,
  entitySetName: string,
  columns: Readonly<Record<string, string>> = {},
  more: { privilege?: string; primaryKey?: string; broughtBy?: string; dateOnly?: readonly string[] } = {},
): StandardTable {
  const logicalName = schemaName.toLowerCase();
  const primaryKey = more.primaryKey ?? `${logicalName}id`;
  return {
    schemaName,
    logicalName,
    entitySetName,
    primaryKey,
    privilege: more.privilege ?? schemaName,
    ...(more.broughtBy === undefined ? {} : { broughtBy: more.broughtBy }),
    dateOnly: more.dateOnly ?? [],
    columns: { [primaryKey]: "primarykey", ...columns },
  };
}

export const STANDARD_TABLES: readonly StandardTable[] = [
  standard("Account", "accounts", {
    ...owned,
    ...consent,
    name: "nvarchar",
    parentaccountid: "lookup",
    primarycontactid: "lookup",
    telephone1: "nvarchar",
    emailaddress1: "nvarchar",
    websiteurl: "nvarchar",
  }),
  standard("Contact", "contacts", {
    ...owned,
    ...consent,
    fullname: "nvarchar",
    firstname: "nvarchar",
    lastname: "nvarchar",
    jobtitle: "nvarchar",
    parentcustomerid: "customer",
    telephone1: "nvarchar",
    mobilephone: "nvarchar",
    emailaddress1: "nvarchar",
  }),
  standard(
    "Lead",
    "leads",
    {
      ...owned,
      ...consent,
      subject: "nvarchar",
      firstname: "nvarchar",
      lastname: "nvarchar",
      jobtitle: "nvarchar",
      companyname: "nvarchar",
      emailaddress1: "nvarchar",
      telephone1: "nvarchar",
    },
    { broughtBy: LEAD_MANAGEMENT },
  ),
  standard(
    "Opportunity",
    "opportunities",
    {
      ...owned,
      name: "nvarchar",
      parentaccountid: "lookup",
      parentcontactid: "lookup",
      salesstage: "picklist",
      estimatedvalue: "money",
      estimatedclosedate: "datetime",
      closeprobability: "int",
    },
    { broughtBy: SALES, dateOnly: ["estimatedclosedate"] },
  ),
  standard(
    "LeadToOpportunitySalesProcess",
    "leadtoopportunitysalesprocesses",
    {},
    { primaryKey: "businessprocessflowinstanceid", broughtBy: SALES },
  ),
  standard(
    "OpportunitySalesProcess",
    "opportunitysalesprocesses",
    {},
    { primaryKey: "businessprocessflowinstanceid", broughtBy: SALES },
  ),
  standard(
    "Campaign",
    "campaigns",
    {
      ...owned,
      name: "nvarchar",
      typecode: "picklist",
      proposedstart: "datetime",
      proposedend: "datetime",
      budgetedcost: "money",
      expectedrevenue: "money",
      objective: "ntext",
      description: "ntext",
    },
    { broughtBy: MARKETING },
  ),
  // Activities share one set of privileges, whatever their kind.
  standard(
    "CampaignActivity",
    "campaignactivities",
    { ...activity, channeltypecode: "picklist", typecode: "picklist", budgetedcost: "money" },
    { privilege: "Activity", primaryKey: "activityid", broughtBy: MARKETING },
  ),
  standard("CampaignResponse", "campaignresponses", activity, {
    privilege: "Activity",
    primaryKey: "activityid",
    broughtBy: MARKETING,
  }),
  standard(
    "Appointment",
    "appointments",
    {
      ...activity,
      location: "nvarchar",
      requiredattendees: "partylist",
      optionalattendees: "partylist",
      organizer: "partylist",
    },
    { privilege: "Activity", primaryKey: "activityid" },
  ),
  standard(
    "PhoneCall",
    "phonecalls",
    { ...activity, phonenumber: "nvarchar", directioncode: "bit", from: "partylist", to: "partylist" },
    { privilege: "Activity", primaryKey: "activityid" },
  ),
  // Who takes part in an activity; whoever may read the activity may read it.
  {
    ...standard("ActivityParty", "activityparties", { activityid: "lookup", partyid: "lookup" }),
    privilege: undefined,
  },
  standard("Task", "tasks", activity, { privilege: "Activity", primaryKey: "activityid" }),
  standard(
    "List",
    "lists",
    {
      ...owned,
      listname: "nvarchar",
      type: "bit",
      createdfromcode: "picklist",
      membercount: "int",
      purpose: "nvarchar",
      source: "nvarchar",
      cost: "money",
      lockstatus: "bit",
      donotsendonoptout: "bit",
      lastusedon: "datetime",
      description: "ntext",
    },
    { broughtBy: MARKETING },
  ),
  standard("Connection", "connections"),
  standard("ConnectionRole", "connectionroles"),
  standard("SystemUser", "systemusers", {}, { privilege: "User" }),
  standard("Role", "roles"),
  standard("Team", "teams"),
  standard("BusinessUnit", "businessunits"),
  standard("TransactionCurrency", "transactioncurrencies"),
  standard("appnotification", "appnotifications"),
  standard("Organization", "organizations"),
  standard("Owner", "owners"),
];

/** Relationships between standard tables that the forms' subgrids follow, with the tables at both ends. */
export const STANDARD_RELATIONSHIPS: Readonly<Record<string, readonly [string, string]>> = {
  campaignactivitylist_association: ["campaignactivity", "list"],
  campaignlist_association: ["campaign", "list"],
  Campaign_CampaignActivities: ["campaign", "campaignactivity"],
};
