import type { SampleCampaign } from "../../sandbox/data/sample/campaigns";
import { defaultPolicy } from "../../domain/policy";
import type { MemberTable } from "../../domain/guard/audience";
import { protectedBy } from "../sandbox/guard/plainGuard";
import { readPlainly } from "../sandbox/guard/readPlainly";
import type { BrowserSandbox } from "./browserSandbox";
import { text, type GuardedSandbox, type Row } from "./guardPage";

/** `list.createdfromcode` */
const MEMBER_TABLES: Readonly<Record<number, MemberTable>> = { 1: "account", 2: "contact", 4: "lead" };

/** What the sample's dynamic lists mean, asked without their FetchXML. */
const DYNAMIC: Readonly<Record<string, string>> = {
  "Contacts in France": "statecode = 0 and address1_country = 'France' and not donotbulkemail",
  "Open leads": `statecode = 0 and createdon at time zone 'Europe/Brussels' >=
    date_trunc('day', now() at time zone 'Europe/Brussels') - interval '60 days'`,
  "Utilities and transport": "statecode = 0 and industrycode in (30, 31)",
};

/**
 * Active members of lists of one kind, and who of them is protected: each walked through every deal and hold.
 * @param meanings of dynamic lists, by name, that the sample does not have
 */
export async function protectedMembers(
  browser: BrowserSandbox,
  { campaign }: { readonly campaign: SampleCampaign | null },
  lists: readonly Row[],
  meanings: Readonly<Record<string, string>> = {},
): Promise<{
  /** Inactive ones too, whom a distribution passes over. */
  readonly listed: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  readonly isProtected: ReadonlySet<string>;
}> {
  const { database } = browser.sandbox.organization;
  const table = MEMBER_TABLES[Number(lists[0]?.createdfromcode)];
  if (table === undefined) throw new Error("Nobody can be on such a list.");
  const listed = new Set<string>();
  const members = new Set<string>();
  for (const list of lists) {
    const meaning = meanings[text(list.listname)] ?? DYNAMIC[text(list.listname)];
    if (list.type === true && meaning === undefined) throw new Error("Say what the list means.");
    const found = await database.query<{ readonly id: string; readonly state: number }>(
      meaning === undefined
        ? `select m.entityid as id, c.statecode as state from listmember m join ${table} c on c.${table}id = m.entityid
             where m.listid = '${text(list.listid)}'`
        : `select ${table}id as id, statecode as state from ${table} where ${meaning}`,
    );
    for (const { id, state } of found) {
      listed.add(id);
      if (state === 0) members.add(id);
    }
  }
  const organisation = await readPlainly(database);
  const atStake = campaign && {
    id: campaign.id,
    name: campaign.name,
    typeCode: campaign.type,
    amounts: { budgetedCostBase: campaign.budget, expectedRevenueBase: campaign.expectedRevenue },
  };
  const isProtected = [...members].filter(
    (id) => protectedBy(organisation, table, id, defaultPolicy, atStake).size > 0,
  );
  return { listed, members, isProtected: new Set(isProtected) };
}

/**
 * Whom a distribution took, and for whom an activity was made: some do not want any.
 * @param made the set of the activities that it makes
 */
export async function reachedBy(
  sandbox: GuardedSandbox,
  activityId: string,
  made: "emails" | "letters" | "phonecalls" | "appointments" = "emails",
): Promise<{ readonly logged: ReadonlySet<string>; readonly sentTo: ReadonlySet<string> }> {
  const log = await sandbox.rows(
    `bulkoperationlogs?$select=_regardingobjectid_value,_createdobjectid_value&$filter=_campaignactivityid_value eq ${activityId}`,
  );
  const activities = await sandbox.rows(
    `${made}?$select=activityid&$filter=_regardingobjectid_value eq ${activityId}`,
  );
  const ids = new Set(activities.map((row) => row.activityid));
  const sent = log.filter((row) => ids.has(row._createdobjectid_value));
  if (sent.length !== activities.length)
    throw new Error("Activities were made that the log does not know of.");
  return {
    logged: new Set(log.map((row) => text(row._regardingobjectid_value))),
    sentTo: new Set(sent.map((row) => text(row._regardingobjectid_value))),
  };
}
