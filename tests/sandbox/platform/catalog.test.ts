import { buildCatalog, catalogFaults, partsOf } from "../../../sandbox/server/metadata/catalog";
import { standardParts } from "../../../sandbox/server/metadata/standard/standardCatalog";

const catalog = buildCatalog(standardParts());
const withApps = buildCatalog(standardParts(["customerInsightsJourneys", "salesInsights"]));

describe("the standard tables", () => {
  it("fit together: every relationship has both ends, every lookup a target", () => {
    expect(catalogFaults(catalog)).toEqual([]);
    expect(catalogFaults(withApps)).toEqual([]);
  });

  it.each([
    ["account", "accounts", 1, "accountid", "name"],
    ["contact", "contacts", 2, "contactid", "fullname"],
    ["opportunity", "opportunities", 3, "opportunityid", "name"],
    ["lead", "leads", 4, "leadid", "fullname"],
    ["annotation", "annotations", 5, "annotationid", "subject"],
    ["systemuser", "systemusers", 8, "systemuserid", "fullname"],
    ["activityparty", "activityparties", 135, "activitypartyid", "partyidname"],
    ["connection", "connections", 3234, "connectionid", "name"],
    ["list", "lists", 4300, "listid", "listname"],
    ["listmember", "listmembers", 4301, "listmemberid", undefined],
    ["campaign", "campaigns", 4400, "campaignid", "name"],
    ["campaignresponse", "campaignresponses", 4401, "activityid", "subject"],
    ["campaignactivity", "campaignactivities", 4402, "activityid", "subject"],
    ["bulkoperation", "bulkoperations", 4406, "activityid", "subject"],
    ["processstage", "processstages", 4724, "processstageid", "stagename"],
    [
      "leadtoopportunitysalesprocess",
      "leadtoopportunitysalesprocesses",
      954,
      "businessprocessflowinstanceid",
      "name",
    ],
    ["activitypointer", "activitypointers", 4200, "activityid", "subject"],
  ])("call %s as Dataverse does", (logicalName, setName, code, id, name) => {
    const table = catalog.table(logicalName);
    expect(table).toMatchObject({ entitySetName: setName, objectTypeCode: code, primaryIdColumn: id });
    expect(table?.primaryNameColumn).toBe(name);
    expect(catalog.tableBySetName(setName)).toBe(table);
    expect(catalog.tableByTypeCode(code)).toBe(table);
  });

  it.each([
    ["account", "primarycontactid", "contact", "primarycontactid", "account_primary_contact"],
    ["contact", "parentcustomerid", "account", "parentcustomerid_account", "contact_customer_accounts"],
    ["contact", "parentcustomerid", "contact", "parentcustomerid_contact", "contact_customer_contacts"],
    ["opportunity", "customerid", "account", "customerid_account", "opportunity_customer_accounts"],
    [
      "campaignactivity",
      "regardingobjectid",
      "campaign",
      "regardingobjectid_campaign_campaignactivity",
      "Campaign_CampaignActivities",
    ],
    ["campaignactivity", "ownerid", "systemuser", "ownerid_campaignactivity", "owner_campaignactivitys"],
    [
      "campaignactivity",
      "transactioncurrencyid",
      "transactioncurrency",
      "transactioncurrencyid_campaignactivity",
      "transactioncurrency_campaignactivity",
    ],
    ["task", "regardingobjectid", "account", "regardingobjectid_account_task", "Account_Tasks"],
    ["annotation", "objectid", "campaign", "objectid_campaign", "Campaign_Annotation"],
    ["activityparty", "partyid", "contact", "partyid_contact", "contact_activity_parties"],
    ["opportunityclose", "opportunityid", "opportunity", "opportunityid", "Opportunity_OpportunityClose"],
  ])("bind %s.%s to %s by the right navigation property", (table, column, target, navigation, collection) => {
    const found = catalog.relationshipsOfLookup(table, column).find((one) => one.referencedTable === target);
    expect(found).toMatchObject({ referencingNavigation: navigation, referencedNavigation: collection });
  });

  it("offer an account before a contact as a customer", () => {
    expect(catalog.table("opportunity")?.columns.get("customerid")?.targets).toEqual(["account", "contact"]);
  });

  it("delete the contacts of an account with it, and leave its subsidiaries", () => {
    expect(catalog.relationship("contact_customer_accounts")).toMatchObject({
      cascade: { delete: "Cascade" },
    });
    expect(catalog.relationship("account_parent_account")).toMatchObject({
      hierarchical: true,
      cascade: { delete: "RemoveLink", assign: "Cascade" },
    });
  });

  it("number the states as Dataverse does, each with its default reason", () => {
    const state = (table: string) =>
      catalog
        .table(table)
        ?.columns.get("statecode")
        ?.options?.map((option) => [option.value, option.defaultStatus]);
    expect(state("lead")).toEqual([
      [0, 1],
      [1, 3],
      [2, 4],
    ]);
    expect(state("list")).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(state("campaign")).toEqual([
      [0, 0],
      [1, 6],
    ]);
    const status = catalog.table("campaignactivity")?.columns.get("statuscode")?.options;
    expect(
      status
        ?.filter((option) => option.state === 0)
        .map((option) => option.value)
        .sort(),
    ).toEqual([0, 1, 4, 5, 6]);
  });

  it("say what is forbidden in three languages", () => {
    const options = catalog.table("contact")?.columns.get("donotemail")?.options;
    expect(options?.map((option) => option.labels[1036])).toEqual(["Autoriser", "Ne pas autoriser"]);
    expect(options?.map((option) => option.labels[1043])).toEqual(["Toestaan", "Niet toestaan"]);
    expect(catalog.table("lead")?.columns.has("donotbulkpostalmail")).toBe(false);
  });

  it("keep a base amount beside every amount, and the lead's estimated value as a plain number", () => {
    const opportunity = catalog.table("opportunity");
    expect(opportunity?.columns.get("estimatedvalue_base")).toMatchObject({
      baseOf: "estimatedvalue",
      validForCreate: false,
    });
    expect(opportunity?.columns.has("exchangerate")).toBe(true);
    expect(catalog.table("lead")?.columns.get("estimatedvalue")?.type).toBe("double");
  });

  it("have the tables of other apps only where they are installed", () => {
    expect(catalog.table("msevtmgt_event")).toBeUndefined();
    expect(catalog.table("lead")?.columns.has("msdyn_leadscore")).toBe(false);
    expect(withApps.relationshipsOfLookup("msevtmgt_eventregistration", "msevtmgt_contactid")).toMatchObject([
      { referencingNavigation: "msevtmgt_ContactId", referencedTable: "contact" },
    ]);
    expect(withApps.table("lead")?.columns.get("msdyn_leadscore")?.schemaName).toBe("msdyn_LeadScore");
  });
});

describe("a catalogue", () => {
  it("refuses two tables of one name", () => {
    const parts = partsOf(catalog);
    const account = catalog.table("account");
    expect(() => buildCatalog({ ...parts, tables: account ? [...parts.tables, account] : [] })).toThrow(
      "account",
    );
  });

  it("finds a relationship to nowhere and a lookup without one", () => {
    const parts = partsOf(catalog);
    const without = buildCatalog({
      ...parts,
      tables: parts.tables.filter((table) => table.logicalName !== "campaign"),
    });
    expect(catalogFaults(without).some((fault) => fault.includes("campaign"))).toBe(true);
    const unrelated = buildCatalog({
      ...parts,
      relationships: parts.relationships.filter((one) => one.schemaName !== "account_primary_contact"),
    });
    expect(catalogFaults(unrelated)).toEqual([
      "Lookup account.primarycontactid has no relationship to contact.",
    ]);
  });
});
