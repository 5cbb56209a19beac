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
import { planOf } from "./planOf";
import { valueOf } from "../valueOf";

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

const untilDeal = (number: number): SampleRow => ({
  ent_opportunityid: { table: "opportunity", id: id("o", number) },
});

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
    // Somebody's import: Entente itself names the client as well.
    hold(9, "on a deal here", untilDeal(1)),
    hold(10, "on the group's deal with a person here", untilDeal(4)),
    hold(11, "on a deal of the group", untilDeal(5)),
    hold(12, "on a deal that is won", untilDeal(7)),
    hold(13, "on a deal that is won, until a day", { ...untilDeal(7), ent_until: "2026-12-20" }),
    hold(14, "on a deal of a person of the group", untilDeal(8)),
    hold(15, "on a deal here, until a day", { ...untilDeal(11), ent_until: "2026-12-20" }),
  );
  await organisation.organization.database.execute("analyze");
});
afterAll(async () => {
  await organisation?.close();
});

const byName = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
const readDeals = async (of: string) => valueOf(await readOpenDeals(asking.ask, of));
const holdsOf = async (of: string) =>
  valueOf(await readHolds(asking.ask, calendar, { table: "account", id: of }, today));

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
  const here = [
    ...["here", "on a deal here", "on a deal here, until a day", "on a person here, and the group"],
    "on the group's deal with a person here",
  ];
  const above = ["on a deal of the group", "on the group", "on the group, until a deal closes"];
  expect([of(false), of(true)]).toEqual([here, above]);
  const group = { id: GROUP, name: "Group" };
  expect(holds.slice(here.length).map((hold) => hold.above)).toEqual([group, group, group]);
});

it("holds on the account above whom a deal is with are shown on the deal's form, and name it", async () => {
  const onFormOf = async (number: number) => {
    const place = { table: "opportunity", id: id("o", number) } as const;
    const holds = valueOf(await readHolds(asking.ask, calendar, place, today));
    return holds.map(({ reason, above }) => [reason, above?.name ?? null]).sort(byName);
  };
  expect(await onFormOf(1)).toEqual([
    ["here", null],
    ["on a deal here", null],
    ["on a person here, and the group", "Group"],
    ["on the group", "Group"],
    ["on the group, until a deal closes", "Group"],
  ]);
  expect(await onFormOf(4)).toEqual([
    ["on a person here, and the group", null],
    ["on the group", null],
    ["on the group's deal with a person here", null],
    ["on the group, until a deal closes", null],
    ["on the holding", "Holding"],
  ]);
  // It names the account above as its own: that one's holds are its own as well, and none comes twice.
  expect(await onFormOf(11)).toEqual([
    ["here", null],
    ["on a deal here, until a day", null],
    ["on a person here, and the group", null],
    ["on the group", null],
    ["on the group, until a deal closes", null],
    ["on the holding", "Holding"],
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
          return valueOf(rows).length > 0;
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
  const lines = await planOf(organisation.organization, "estimatedclosedate", () => readDeals(ACME));
  expect(lines.filter((line) => /(Seq Scan|_estimatedclosedate) on opportunity\b/.test(line))).toEqual([]);
});
