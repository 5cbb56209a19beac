import type { Answer } from "../../../dataverse/attempt";
import { createAsking, type Asking } from "../../../dataverse/askQuestion";
import { readOpenDeals } from "../../../dataverse/deals";
import { everyStep, isReached, type Terms } from "../../../dataverse/guard/ways";
import { readHolds } from "../../../dataverse/holds";
import { all } from "../../../dataverse/question";
import { dayOfDate } from "../../../domain/day";
import { defaultPolicy as policy } from "../../../domain/policy";
import { vipInClosing } from "../../../domain/vipInClosing";
import type { SampleRow } from "../../../sandbox/data/sample/row";
import { id, openOrganisation, type QuestionedOrganisation } from "./organisation";

/*
 * The guard protects a client by the deals and the holds of the account right above it as well: so the Briefing shows them, each
 * of which the guard goes by and none of which it does not.
 */

jest.setTimeout(120_000);

const today = dayOfDate(2026, 11, 22);
const calendar = { timeZoneOffsetMinutes: () => 60 };

const [HOLDING, GROUP, ACME, SISTER] = [id("a", 1), id("a", 2), id("a", 3), id("a", 4)] as const;
const [ANN, GUS, SAM] = [id("c", 1), id("c", 2), id("c", 3)] as const;
const OTHER_DEALS = 5_000;

let organisation: QuestionedOrganisation;
let asking: Asking;

const account = (of: string) => ({ table: "account", id: of });
const contact = (of: string) => ({ table: "contact", id: of });
const names = new Map<string, string>();

function deal(number: number, name: string, more: SampleRow): SampleRow {
  names.set(id("o", number), name);
  return { opportunityid: id("o", number), name, estimatedvalue: 500_000, salesstage: 3, ...more };
}

function hold(number: number, name: string, more: SampleRow): SampleRow {
  names.set(id("h", number), name);
  return { ent_holdid: id("h", number), ent_name: name, ent_reason: name, ...more };
}

beforeAll(async () => {
  organisation = await openOrganisation();
  asking = createAsking(organisation.host, new AbortController().signal);
  await organisation.insert(
    "account",
    { accountid: HOLDING, name: "Holding" },
    { accountid: GROUP, name: "Group", parentaccountid: HOLDING },
    { accountid: ACME, name: "Acme", parentaccountid: GROUP },
    { accountid: SISTER, name: "Sister", parentaccountid: GROUP },
  );
  const person = (contactid: string, of: string): SampleRow => ({
    ...{ contactid, firstname: "P", lastname: contactid },
    parentcustomerid: account(of),
  });
  await organisation.insert("contact", person(ANN, ACME), person(GUS, GROUP), person(SAM, SISTER));
  await organisation.insert(
    "opportunity",
    deal(1, "own", { customerid: account(ACME) }),
    deal(2, "the group's", { customerid: account(GROUP) }),
    deal(3, "the group's, with its person", { customerid: contact(GUS), parentaccountid: account(GROUP) }),
    deal(4, "the group's, with a person here", { customerid: account(GROUP), parentcontactid: contact(ANN) }),
    deal(5, "the group's, small", { customerid: account(GROUP), estimatedvalue: 10 }),
    deal(6, "the group's, early", { customerid: account(GROUP), salesstage: 0 }),
    deal(7, "the group's, won", { customerid: account(GROUP), statecode: 1, statuscode: 3 }),
    deal(8, "a person's of the group", { customerid: contact(GUS) }),
    deal(9, "the sister's", { customerid: account(SISTER), parentcontactid: contact(SAM) }),
    deal(10, "the holding's", { customerid: account(HOLDING), parentaccountid: account(HOLDING) }),
    deal(11, "both", { customerid: account(ACME), parentaccountid: account(GROUP) }),
    ...Array.from({ length: OTHER_DEALS }, (_, number) => ({
      ...{ opportunityid: id("o", 100 + number), name: String(number) },
      customerid: account(SISTER),
    })),
  );
  await organisation.insert(
    "ent_hold",
    hold(1, "on the group", { ent_accountid: account(GROUP), ent_until: "2026-12-20" }),
    hold(2, "on the group, until a deal closes", {
      ...{ ent_accountid: account(GROUP), ent_opportunityid: { table: "opportunity", id: id("o", 5) } },
    }),
    hold(3, "on the group, over", { ent_accountid: account(GROUP), ent_until: "2026-11-21" }),
    hold(4, "on a person of the group", { ent_contactid: contact(GUS), ent_until: "2026-12-20" }),
    hold(5, "on the holding", { ent_accountid: account(HOLDING), ent_until: "2026-12-20" }),
    hold(6, "on the sister", { ent_accountid: account(SISTER), ent_until: "2026-12-20" }),
    hold(7, "here", { ent_accountid: account(ACME), ent_until: "2026-12-20" }),
    hold(8, "on a person here, and the group", {
      ...{ ent_accountid: account(GROUP), ent_contactid: contact(ANN), ent_until: "2026-12-20" },
    }),
  );
  await organisation.organization.database.execute("analyze");
});
afterAll(async () => {
  await organisation?.close();
});

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}

const byName = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
const readDeals = async (of: string) => value(await readOpenDeals(asking.ask, of));
const holdsOf = async (of: string) =>
  value(await readHolds(asking.ask, calendar, { table: "account", id: of }, today));

it("deals of the account above are kept apart from the account's own, and name it", async () => {
  const { deals, above, isCut } = await readDeals(ACME);
  expect(deals.map(({ name, customer, above: of }) => [name, customer, of]).sort(byName)).toEqual([
    ["both", null, null],
    ["own", null, null],
    ["the group's, with a person here", "Group", null],
  ]);
  const group = { id: GROUP, name: "Group" };
  expect(above.map(({ name, customer, above: of }) => [name, customer, of]).sort(byName)).toEqual([
    ["the group's", null, group],
    ["the group's, early", null, group],
    ["the group's, small", null, group],
    ["the group's, with its person", `P ${GUS}`, group],
  ]);
  expect(isCut).toBe(false);
});

it("holds on the account above come last, and name it", async () => {
  const holds = await holdsOf(ACME);
  const of = (isAbove: boolean) =>
    holds.flatMap(({ reason, above }) => ((above !== null) === isAbove ? [reason] : [])).sort();
  expect(of(false)).toEqual(["here", "on a person here, and the group"]);
  expect(of(true)).toEqual(["on the group", "on the group, until a deal closes"]);
  expect(holds.slice(2).map(({ above }) => above)).toEqual([
    { id: GROUP, name: "Group" },
    { id: GROUP, name: "Group" },
  ]);
});

it("an account without one above has its own alone", async () => {
  const { deals, above } = await readDeals(HOLDING);
  expect([deals.map(({ name }) => name), above]).toEqual([["the holding's"], []]);
  expect((await holdsOf(HOLDING)).map(({ reason, above: of }) => [reason, of])).toEqual([
    ["on the holding", null],
  ]);
});

it("the Briefing shows what the guard protects the account and its people by, and nothing else", async () => {
  const everyDeal = [...names.keys()].filter((each) => each.startsWith(id("o").slice(0, 26)));
  const everyHold = [...names.keys()].filter((each) => !everyDeal.includes(each));
  let alias = 0;
  const isProtectedBy = async (only: string, of: string): Promise<boolean> => {
    const but = (ids: readonly string[]) => ids.filter((each) => each !== only);
    const freed = { deals: but(everyDeal), holds: but(everyHold) };
    const terms: Terms = { policy, campaign: null, freed };
    const reached = await Promise.all(
      (["account", "contact"] as const).flatMap((table) =>
        everyStep(table, terms, (name) => `${name}${String((alias += 1))}`).map(async (step) => {
          const rows = await asking.ask({
            table,
            columns: [{ name: `${table}id` }],
            filter: all(
              { column: table === "account" ? "accountid" : "parentcustomerid", operator: "eq", value: of },
              isReached([step], false),
            ),
          });
          return value(rows).length > 0;
        }),
      ),
    );
    return reached.includes(true);
  };
  for (const of of [HOLDING, GROUP, ACME, SISTER]) {
    const { deals, above } = await readDeals(of);
    const holds = await holdsOf(of);
    const shown = [
      ...[...deals, ...above].filter((each) => vipInClosing(each, null, today, policy).isVip),
      ...holds,
    ].flatMap((each) => names.get(each.id) ?? []);
    const guarded: string[] = [];
    for (const [each, name] of names) if (await isProtectedBy(each, of)) guarded.push(name);
    expect(shown.sort()).toEqual(guarded.sort());
  }
});

it("deals of the account above are found by their lookups, not by walking through everybody's", async () => {
  const { database } = organisation.organization;
  const listening = jest.spyOn(database, "query");
  await readDeals(ACME);
  const statements = [...listening.mock.calls];
  listening.mockRestore();
  const asked = statements.filter(([sql]) => sql.includes("estimatedclosedate"));
  expect(asked).toHaveLength(1);
  const [sql, parameters] = asked[0] ?? [""];
  const plan = await database.query<Record<string, string>>(`explain ${sql}`, parameters);
  const lines = plan.map((row) => Object.values(row)[0] ?? "");
  expect(lines.filter((line) => /(Seq Scan|_estimatedclosedate) on opportunity\b/.test(line))).toEqual([]);
});
