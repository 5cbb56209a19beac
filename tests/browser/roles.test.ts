import { randomUUID } from "node:crypto";
import { CAMPAIGN_ACTIVITIES } from "../../sandbox/data/sample/campaigns";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { privilegeName } from "../../sandbox/server/security/privilege";
import { atRest } from "../../bench/atRest";
import { openBrowserSandbox, type BrowserSandbox } from "./browserSandbox";
import { control } from "./interestRanking";
import { roleSolution, type TestRole } from "./roleSolution";

/*
 * Each component with exactly the privileges of its role, and with each of them taken away in turn.
 */

jest.setTimeout(600_000);

/** Forms open at once: each mostly waits. */
const AT_ONCE = 4;

type Component = "Briefing" | "FieldNotes" | "Interest" | "SendGuard" | "Health";

interface Place {
  readonly role: string;
  readonly components: readonly Component[];
  readonly path: () => string;
  /** The tab on which the components stand. */
  readonly tab: number;
  /** What is used where it may be read and left out without a word where not: component and privilege. */
  readonly withoutAWord: readonly string[];
}

let sandbox: BrowserSandbox;
let contactId: string;
let policyId: string;
beforeAll(async () => {
  sandbox = await openBrowserSandbox();
  const contacts = await sandbox.send(
    SAMPLE_USERS.admin.id,
    "GET",
    `contacts?$select=contactid&$filter=_parentcustomerid_value eq ${NAMED_ACCOUNTS.hot.id}&$top=1`,
  );
  const { value } = (await contacts.json()) as { readonly value: readonly { readonly contactid: string }[] };
  contactId = value[0]?.contactid ?? "";
  const policy = await sandbox.send(SAMPLE_USERS.admin.id, "POST", "ent_policies", {
    ent_name: "Agreed thresholds",
    ent_effectivefrom: "2026-01-01",
  });
  policyId = /\(([0-9a-f-]{36})\)$/.exec(policy.headers.get("OData-EntityId") ?? "")?.[1] ?? "";
});
afterAll(() => sandbox?.close());

const form = (table: string, id: string | undefined): string =>
  `/main.aspx?pagetype=entityrecord&etn=${table}&id=${id ?? ""}`;

const places: readonly Place[] = [
  {
    role: "Entente Rep",
    components: ["Briefing", "FieldNotes", "SendGuard"],
    path: () => form("account", NAMED_ACCOUNTS.hot.id),
    tab: 0,
    withoutAWord: [
      // Who has which part in a deal, and how long it is in its stage, are shown where they can be known.
      "Briefing prvReadConnection",
      "Briefing prvReadConnectionRole",
      "Briefing prvReadLeadToOpportunitySalesProcess",
      "Briefing prvReadOpportunitySalesProcess",
      // That the defaults hold instead is said under the headline's "why".
      "Briefing prvReadent_Policy",
    ],
  },
  {
    role: "Entente Marketer",
    components: ["FieldNotes", "Interest"],
    path: () => form("contact", contactId),
    tab: 0,
    withoutAWord: [
      // Who has which part in an open deal is shown where it can be known.
      "Interest prvReadConnection",
      "Interest prvReadConnectionRole",
      "Interest prvReadOpportunity",
      "Interest prvReadent_Policy",
    ],
  },
  {
    role: "Entente Marketer",
    components: ["SendGuard"],
    path: () => form("campaignactivity", CAMPAIGN_ACTIVITIES.find(({ starts }) => starts >= 0)?.id),
    tab: 0,
    withoutAWord: [],
  },
  {
    role: "Entente Admin",
    components: ["Health"],
    path: () => form("ent_policy", policyId),
    tab: 1,
    withoutAWord: [],
  },
];

/** A user who has this role and no other. */
async function userWith(role: TestRole): Promise<string> {
  return sandbox.sandbox.organization.createUser({
    firstName: "Robin",
    lastName: role.name,
    email: `${randomUUID()}@entente.example`,
    roleIds: [role.id],
  });
}

interface Seen {
  /** Components that the service refused something for want of a privilege. */
  readonly refused: ReadonlySet<string>;
  readonly texts: ReadonlyMap<Component, string>;
  /** Addresses that were asked for. */
  readonly asked: string;
}

/** The form as the user sees it once all that it asked for has been answered. */
async function look({ path, tab, components }: Place, userId: string): Promise<Seen> {
  const { page, close } = await sandbox.open(`${path()}&user=${userId}`);
  await page.getByRole("tab").nth(tab).click();
  for (const component of components) await control(page, component).first().waitFor();
  await atRest(page);
  const requests = await page.locator(".requests [data-status]").evaluateAll((rows) =>
    rows.map((row) => ({
      origin: row.getAttribute("data-origin") ?? "",
      status: Number(row.getAttribute("data-status")),
      text: row.textContent ?? "",
    })),
  );
  const texts = new Map<Component, string>();
  for (const component of components) {
    texts.set(component, (await control(page, component).allInnerTexts()).join("\n"));
  }
  await close();
  return {
    refused: new Set(requests.filter(({ status }) => status === 403).map(({ origin }) => origin)),
    texts,
    asked: requests.map(({ text }) => text).join("\n"),
  };
}

function roleNamed(name: string): TestRole {
  const role = [...sandbox.sandbox.organization.metadata.roles.values()].find((each) => each.name === name);
  if (role === undefined) throw new Error(`The solution has no role ${name}.`);
  return role;
}

/** Privileges of the role to read tables that the form asked for, beside the form's own. */
function readsAskedFor({ privileges }: TestRole, asked: string, own: string): readonly string[] {
  const tables = [...sandbox.sandbox.organization.metadata.tables.values()];
  const wanted = tables.filter(
    ({ logicalName, entitySetName }) =>
      logicalName !== own && (asked.includes(`"${logicalName}"`) || asked.includes(`${entitySetName}?`)),
  );
  const names = new Set(wanted.map((table) => privilegeName(table, "Read")));
  return [...privileges.keys()].filter((name) => names.has(name));
}

describe.each(places)("$components for the $role", (place) => {
  it("get all that they ask for with exactly the role's privileges, and name each that is missing", async () => {
    const { organization } = sandbox.sandbox;
    const role = roleNamed(place.role);
    const whole = await look(place, await userWith(role));
    expect([...whole.refused]).toEqual([]);
    for (const [component, text] of whole.texts) expect([component, text]).not.toEqual([component, ""]);

    const own = new URLSearchParams(place.path().split("?")[1]).get("etn") ?? "";
    const lacking = readsAskedFor(role, whole.asked, own).map((privilege) => ({
      privilege,
      role: {
        id: randomUUID(),
        name: `${place.role} without ${privilege}`,
        privileges: new Map([...role.privileges].filter(([name]) => name !== privilege)),
      },
    }));
    expect(lacking.length).toBeGreaterThan(0);
    await organization.importSolution(roleSolution(lacking.map((each) => each.role)));
    const unsaid: string[] = [];
    const tryWithout = async ({ privilege, role: without }: (typeof lacking)[number]): Promise<void> => {
      const { refused, texts } = await look(place, await userWith(without));
      for (const [component, text] of texts) {
        const isRefused = refused.has(`ent_Entente.${component}`);
        if (isRefused && !text.includes(privilege)) unsaid.push(`${component} ${privilege}`);
      }
    };
    for (let first = 0; first < lacking.length; first += AT_ONCE) {
      await Promise.all(lacking.slice(first, first + AT_ONCE).map(tryWithout));
    }
    expect(unsaid.sort()).toEqual([...place.withoutAWord].sort());
  });
});
