import { createAsking, type Asking } from "../../../dataverse/askQuestion";
import { readOpenDeals } from "../../../dataverse/deals";
import { readStages } from "../../../dataverse/stages";
import type { SampleRow } from "../../../sandbox/data/sample/row";
import { daysAgo, id, openOrganisation, type QuestionedOrganisation } from "./organisation";
import { planOf } from "./planOf";

/* Deals that name a company through its people only: the guard leaves those people out, so the Briefing shows them. */

jest.setTimeout(120_000);

const ACME = id("a", 1);
const OTHER = id("a", 2);
const [ANN, BEN, CAS] = [id("c", 1), id("c", 2), id("c", 3)] as const;
const OTHERS_PEOPLE = 500;
const OTHERS_DEALS = 5_000;

let organisation: QuestionedOrganisation;
let asking: Asking;

beforeAll(async () => {
  organisation = await openOrganisation();
  asking = createAsking(organisation.host, new AbortController().signal);
  const person = (contactid: string, account: string): SampleRow => ({
    contactid,
    firstname: "P",
    lastname: contactid,
    parentcustomerid: { table: "account", id: account },
  });
  const deal = (number: number, more: SampleRow): SampleRow => ({
    opportunityid: id("o", number),
    name: String(number),
    estimatedvalue: 500_000,
    salesstage: 3,
    ...more,
  });
  const account = (of: string) => ({ table: "account", id: of });
  const contact = (of: string) => ({ table: "contact", id: of });
  const others = (number: number) => id("d", number % OTHERS_PEOPLE);
  await organisation.insert(
    "account",
    { accountid: ACME, name: "Acme" },
    { accountid: OTHER, name: "Other" },
  );
  await organisation.insert(
    "contact",
    ...[person(ANN, ACME), person(BEN, ACME), person(CAS, OTHER)],
    ...Array.from({ length: OTHERS_PEOPLE }, (_, number) => person(others(number), OTHER)),
  );
  await organisation.insert(
    "opportunity",
    deal(1, { customerid: contact(ANN) }),
    deal(2, { customerid: account(OTHER), parentaccountid: account(OTHER), parentcontactid: contact(BEN) }),
    // By all four ways, and there once.
    deal(3, { customerid: contact(ANN), parentaccountid: account(ACME), parentcontactid: contact(BEN) }),
    deal(4, { customerid: account(ACME), parentaccountid: account(ACME), parentcontactid: contact(CAS) }),
    deal(5, { customerid: contact(ANN), statecode: 1, statuscode: 3 }),
    deal(6, { customerid: contact(CAS) }),
    ...Array.from({ length: OTHERS_DEALS }, (_, number) =>
      deal(100 + number, {
        customerid: number % 2 === 0 ? account(OTHER) : contact(others(number)),
        parentcontactid: contact(others(number + 1)),
      }),
    ),
  );
  const stages = [1, 2, 5].map((number) => ({
    businessprocessflowinstanceid: id("b", number),
    name: "process",
    opportunityid: id("o", number),
    activestageid: id("s", 1),
    activestagestartedon: daysAgo(number),
    statecode: 0,
    statuscode: 1,
  }));
  await organisation.insert("processstage", {
    processstageid: id("s", 1),
    stagename: "Propose",
    stagecategory: 2,
  });
  await organisation.insert("opportunitysalesprocess", ...stages);
  await organisation.organization.database.execute("analyze");
});
afterAll(async () => {
  await organisation?.close();
});

it("are the account's, each once, with whom they are where that is not the account", async () => {
  const read = await readOpenDeals(asking.ask, ACME);
  expect(read.ok && read.value.deals.map(({ name, customer }) => [name, customer]).sort()).toEqual([
    ["1", `P ${ANN}`],
    ["2", "Other"],
    ["3", null],
    ["4", null],
  ]);
});

it("are in their stages since when the process says", async () => {
  const read = await readStages(
    asking.ask,
    { timeZoneOffsetMinutes: () => 60 },
    { table: "account", id: ACME },
  );
  expect(read.ok && read.value.map(({ dealId }) => dealId).sort()).toEqual([id("o", 1), id("o", 2)]);
});

it("are found by their lookups, not by walking through everybody's deals", async () => {
  const lines = await planOf(organisation.organization, "estimatedclosedate", () =>
    readOpenDeals(asking.ask, ACME),
  );
  // Neither by reading the table, nor by the index of the order that is asked for.
  expect(lines.filter((line) => /(Seq Scan|_estimatedclosedate) on opportunity\b/.test(line))).toEqual([]);
  expect(lines.join("\n")).toContain("ix_opportunity_parentcontactid");
});
