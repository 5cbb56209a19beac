import { createHash } from "node:crypto";
import { NAMED_ACCOUNTS } from "../../../sandbox/data/sample/namedAccounts";
import type { SampleRow, SampleScope } from "../../../sandbox/data/sample/row";
import { sampleOrganization } from "../../../sandbox/data/sample/sampleOrganization";
import { NOW } from "./organization";

const scope: SampleScope = { now: NOW, scale: 1, baseCurrencyId: "0f0f0f0f-0000-4000-8000-000000000001" };

function rowsOf(changes: Partial<SampleScope> = {}): Map<string, SampleRow[]> {
  const tables = new Map<string, SampleRow[]>();
  for (const { table, rows } of sampleOrganization({ ...scope, ...changes })) tables.set(table, [...rows]);
  return tables;
}

const count = (tables: Map<string, SampleRow[]>, table: string): number => tables.get(table)?.length ?? 0;

function digest(tables: Map<string, SampleRow[]>): string {
  return createHash("sha256")
    .update(JSON.stringify([...tables]))
    .digest("hex");
}

/** How many contacts each account has, by the account's id. */
function contactsByAccount(tables: Map<string, SampleRow[]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { parentcustomerid } of tables.get("contact") ?? []) {
    const { id } = parentcustomerid as { readonly id: string };
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

const sample = rowsOf();

it("gives the same rows for the same clock and scale, to the last character", () => {
  expect(digest(rowsOf())).toBe(digest(sample));
});

it("keeps its ids when the clock goes on, and moves its dates along", () => {
  const later = rowsOf({ now: new Date(NOW.getTime() + 7 * 86_400_000) });
  const first = (tables: Map<string, SampleRow[]>): SampleRow | undefined =>
    tables.get("ent_interaction")?.[0];
  expect(first(later)?.ent_interactionid).toBe(first(sample)?.ent_interactionid);
  const moved = Number(first(later)?.ent_occurredon) - Number(first(sample)?.ent_occurredon);
  expect(moved).toBe(7 * 86_400_000);
});

it("is a team's organisation at scale 1", () => {
  expect(count(sample, "account")).toBe(60);
  expect(count(sample, "contact")).toBe(2000);
  expect(count(sample, "ent_interaction")).toBe(8000);
  expect(count(sample, "opportunity")).toBe(200);
  expect(count(sample, "ent_topic")).toBe(10);
  expect(count(sample, "ent_interactionkind")).toBe(15);
  for (const table of [
    "lead",
    "campaign",
    "campaignactivity",
    "campaignresponse",
    "list",
    "appointment",
    "phonecall",
    "connection",
  ]) {
    expect(count(sample, table)).toBeGreaterThan(9);
  }
});

it("grows with the scale: the largest client with it, the other cases not", () => {
  const larger = rowsOf({ scale: 4 });
  expect(count(larger, "account")).toBe(240);
  expect(count(larger, "contact")).toBe(8000);
  expect(count(larger, "ent_interaction")).toBe(32_000);
  const contacts = contactsByAccount(larger);
  expect(contacts.get(NAMED_ACCOUNTS.largest.id)).toBe(3600);
  expect(contacts.get(NAMED_ACCOUNTS.hot.id)).toBe(NAMED_ACCOUNTS.hot.contacts);
  const readers = (larger.get("list") ?? []).find((list) => list.listname === "Newsletter");
  expect(readers?.membercount).toBe(4000);
});

it("never uses an id twice in a table", () => {
  const keys: Record<string, string> = {
    campaignactivity: "activityid",
    campaignresponse: "activityid",
    appointment: "activityid",
    phonecall: "activityid",
    task: "activityid",
    opportunitysalesprocess: "businessprocessflowinstanceid",
  };
  for (const [table, rows] of sample) {
    const ids = rows.map((row) => row[keys[table] ?? `${table}id`]);
    expect([table, new Set(ids).size]).toEqual([table, rows.length]);
    expect(ids).not.toContain(undefined);
  }
});

it("lets nothing happen in the future but what is planned", () => {
  for (const row of sample.get("ent_interaction") ?? []) {
    expect(Number(row.ent_occurredon)).toBeLessThanOrEqual(NOW.getTime());
  }
  for (const [table, rows] of sample) {
    const late = rows.filter((row) => row.createdon instanceof Date && row.createdon > NOW);
    expect([table, late]).toEqual([table, []]);
  }
});

it("spreads its names over three languages", () => {
  const countries = new Set((sample.get("account") ?? []).map((account) => account.address1_country));
  expect([...countries]).toEqual(expect.arrayContaining(["France", "Belgium", "Netherlands"]));
  const titles = new Set((sample.get("contact") ?? []).map((contact) => contact.jobtitle));
  expect([...titles]).toEqual(
    expect.arrayContaining(["Contrôleur de gestion", "Controller", "Financial Controller"]),
  );
});
