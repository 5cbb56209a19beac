import type { SampleCampaignActivity } from "../../sandbox/data/sample/campaigns";
import { defaultAgreedPolicy } from "../../domain/agreedPolicy";
import { protectedBy, type PlainOrganisation } from "../sandbox/guard/plainGuard";
import type { BrowserSandbox } from "./browserSandbox";
import { text, type GuardedSandbox, type Row } from "./guardPage";

/** The sample organisation as the slow plain guard takes it, straight from the database. */
async function readPlainly({ sandbox }: BrowserSandbox): Promise<PlainOrganisation> {
  const { database } = sandbox.organization;
  const daysTo = (column: string) => `(${column}::date - current_date)::integer`;
  return {
    accounts: await database.query(`select accountid as id, parentaccountid as parent from account`),
    contacts: await database.query(`select contactid as id, parentcustomerid as company from contact`),
    leads: [],
    deals: await database.query(
      `select opportunityid as id, statecode as state, salesstage as stage, stepname as "stepName",
         closeprobability as probability, ${daysTo("estimatedclosedate")} as "closesIn",
         estimatedvalue_base::float as "baseValue", customerid as customer, parentaccountid as account,
         parentcontactid as contact, originatingleadid as lead from opportunity`,
    ),
    connections: await database.query(
      `select record1id as record1, record2id as record2, statecode as state from connection`,
    ),
    holds: await database.query(
      `select ent_holdid as id, statecode as state, ${daysTo("ent_from")} as "from", ${daysTo("ent_until")} as until,
         ent_scope = 789100001 as "promotionalOnly", ent_accountid as account, ent_contactid as contact,
         ent_opportunityid as deal from ent_hold`,
    ),
  };
}

/** Active members of lists of contacts, and who of them is protected: each walked through every deal and hold. */
export async function protectedMembers(
  browser: BrowserSandbox,
  { campaign }: SampleCampaignActivity,
  lists: readonly Row[],
): Promise<{ readonly members: ReadonlySet<string>; readonly isProtected: ReadonlySet<string> }> {
  const { database } = browser.sandbox.organization;
  const members = new Set<string>();
  for (const list of lists) {
    const found = await database.query<{ readonly id: string }>(
      list.listname === "Contacts in France"
        ? `select contactid as id from contact where statecode = 0 and address1_country = 'France' and not donotbulkemail`
        : `select m.entityid as id from listmember m join contact c on c.contactid = m.entityid
             where c.statecode = 0 and m.listid = '${text(list.listid)}'`,
    );
    for (const { id } of found) members.add(id);
  }
  const organisation = await readPlainly(browser);
  const atStake = {
    id: campaign.id,
    name: campaign.name,
    typeCode: campaign.type,
    amounts: { budgetedCostBase: campaign.budget, expectedRevenueBase: campaign.expectedRevenue },
  };
  const isProtected = [...members].filter(
    (id) => protectedBy(organisation, "contact", id, defaultAgreedPolicy, atStake).size > 0,
  );
  return { members, isProtected: new Set(isProtected) };
}

/** Whom a distribution took, and for whom an e-mail was made: some do not want any. */
export async function reachedBy(
  sandbox: GuardedSandbox,
  activityId: string,
): Promise<{ readonly logged: ReadonlySet<string>; readonly sentTo: ReadonlySet<string> }> {
  const log = await sandbox.rows(
    `bulkoperationlogs?$select=_regardingobjectid_value,_createdobjectid_value&$filter=_campaignactivityid_value eq ${activityId}`,
  );
  const made = await sandbox.rows(
    `emails?$select=activityid&$filter=_regardingobjectid_value eq ${activityId}`,
  );
  const ids = new Set(made.map((row) => row.activityid));
  const sent = log.filter((row) => ids.has(row._createdobjectid_value));
  if (sent.length !== made.length) throw new Error("E-mails were made that the log does not know of.");
  return {
    logged: new Set(log.map((row) => text(row._regardingobjectid_value))),
    sentTo: new Set(sent.map((row) => text(row._regardingobjectid_value))),
  };
}
