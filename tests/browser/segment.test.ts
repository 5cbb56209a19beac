import { defaultPolicy } from "../../domain/policy";
import { OUR_GROUP } from "../../dataverse/segment/memberGroups";
import { SAMPLE_SEGMENT } from "../../sandbox/data/sample/segments";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { protectedBy } from "../sandbox/guard/plainGuard";
import { readPlainly } from "../sandbox/guard/readPlainly";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { activityNamed, GuardedSandbox, SLOW, text, type Row } from "./guardPage";
import { until } from "./until";

jest.setTimeout(300_000);

const { marketer, admin } = SAMPLE_USERS;

let browser: BrowserSandbox;
let sandbox: GuardedSandbox;
beforeAll(async () => {
  browser = await openBrowserSandbox(undefined, "sample", true);
  sandbox = new GuardedSandbox(browser);
});
afterAll(async () => {
  await browser?.close();
});

async function membersOf(groupId: string): Promise<readonly string[]> {
  const response = await browser.send(admin.id, "POST", "msdynmkt_ListGroupMembers", {
    ...{ SegmentId: SAMPLE_SEGMENT.id, GroupId: groupId },
    ...{ PageNo: 1, PageSize: 5_000 },
  });
  // No such group yet.
  if (response.status === 400) return [];
  const { Response: members } = (await response.json()) as Row;
  return [...(JSON.parse(text(members)) as { readonly entityIds: readonly string[] }).entityIds].sort();
}

/** All contacts, each walked through every deal and hold. */
async function protectedContacts(): Promise<readonly string[]> {
  const plain = await readPlainly(browser.sandbox.organization.database);
  return plain.contacts
    .map(({ id }) => id)
    .filter((id) => protectedBy(plain, "contact", id, defaultPolicy, null).size > 0)
    .sort();
}

it("a policy's segment holds exactly the protected contacts, and lets go whom a lost deal no longer protects", async () => {
  const { id } = activityNamed("Data platform: invitation to the launch");
  const contacts = await sandbox.rows("contacts?$select=contactid&$top=1&$orderby=fullname");
  const put = text(contacts[0]?.contactid);
  await sandbox.send(marketer.id, "POST", "msdynmkt_AddStaticMembers", {
    ...{ SegmentId: SAMPLE_SEGMENT.id, GroupId: SAMPLE_SEGMENT.groupByHand },
    EntityIds: [put],
  });

  // The admin names the segment in the policy, on its form.
  const settings = await browser.open(`/main.aspx?pagetype=entityrecord&etn=ent_policy&user=${admin.id}`);
  const form = settings.page.getByRole("main");
  for (const [label, value] of [
    ["Name", "Agreed"],
    ["Effective from", "2026-01-01"],
    ["Suppression segment", SAMPLE_SEGMENT.id],
  ] as const) {
    await form.getByLabel(label).first().fill(value);
    await form.getByLabel(label).first().blur();
  }
  await settings.page.getByRole("button", { name: "Save", exact: true }).click();
  const segments = () => sandbox.rows("ent_policies?$select=ent_suppressionsegment");
  await until(async () => (await segments()).length === 1);
  expect(await segments()).toMatchObject([{ ent_suppressionsegment: SAMPLE_SEGMENT.id }]);
  await settings.close();

  const before = await protectedContacts();
  expect(before.length).toBeGreaterThan(100);
  const first = await sandbox.openActivity(id, marketer.id);
  await first.page
    .getByText(`${before.length.toLocaleString("en-US")} added, 0 taken off.`)
    .waitFor({ timeout: SLOW });
  expect(await membersOf(OUR_GROUP)).toEqual(before);
  expect(first.complaints).toEqual([]);
  await first.close();

  const plain = await readPlainly(browser.sandbox.organization.database);
  const [largest] = plain.deals
    .filter((deal) => deal.state === 0 && deal.stage === 3 && deal.account !== null)
    .sort((a, b) => (b.baseValue ?? 0) - (a.baseValue ?? 0));
  await sandbox.send(admin.id, "POST", "LoseOpportunity", {
    Status: 4,
    OpportunityClose: {
      "@odata.type": "Microsoft.Dynamics.CRM.opportunityclose",
      subject: "Lost",
      "opportunityid@odata.bind": `/opportunities(${largest?.id ?? ""})`,
    },
  });
  const after = await protectedContacts();
  expect(after.length).toBeLessThan(before.length);

  const again = await sandbox.openActivity(id, marketer.id);
  await again.page
    .getByText(`0 added, ${(before.length - after.length).toLocaleString("en-US")} taken off.`)
    .waitFor({ timeout: SLOW });
  expect(await membersOf(OUR_GROUP)).toEqual(after);
  expect(await membersOf(SAMPLE_SEGMENT.groupByHand)).toEqual([put]);
  expect(again.complaints).toEqual([]);
  await again.close();
});

it("is kept from a marketing list's form as well", async () => {
  const [deal] = await sandbox.rows(
    "opportunities?$select=opportunityid&$top=1&$filter=statecode eq 0 and salesstage eq 3 and estimatedvalue_base gt 200000&$orderby=estimatedvalue_base desc",
  );
  await sandbox.send(admin.id, "PATCH", `opportunities(${text(deal?.opportunityid)})`, { estimatedvalue: 1 });
  const expected = await protectedContacts();
  const [list] = await sandbox.rows("lists?$select=listid&$top=1&$filter=listname eq 'Newsletter'");
  const opened = await browser.open(
    `/main.aspx?pagetype=entityrecord&etn=list&id=${text(list?.listid)}&user=${marketer.id}`,
  );
  await opened.page.getByText("was brought up to date: 0 added").waitFor({ timeout: SLOW });
  expect(await membersOf(OUR_GROUP)).toEqual(expected);
  expect(opened.complaints).toEqual([]);
  await opened.close();
});
