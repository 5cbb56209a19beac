import { create, finish, list, NOW, refusal, send, startService, type Service } from "./service";
import { VIEW_ID } from "../platform/fixture/solution";

jest.setTimeout(60_000);

/** The view shows visits with seats, together with their contact's name, the last one first. */
let service: Service;
let ann: string;
let bob: string;

beforeAll(async () => {
  service = await startService();
  ann = await create(service, "contacts", { firstname: "Ann", lastname: "Archer" });
  bob = await create(service, "contacts", { firstname: "Bob", lastname: "Baker" });
  const visits = [
    { tst_name: "Ann's first", tst_seats: 2, contact: ann, days: 3 },
    { tst_name: "Ann's last", tst_seats: 1, contact: ann, days: 1 },
    { tst_name: "Without a seat", tst_seats: 0, contact: ann, days: 2 },
    { tst_name: "Bob's", tst_seats: 4, contact: bob, days: 2 },
  ];
  for (const { contact, days, ...visit } of visits) {
    await create(service, "tst_visits", {
      ...visit,
      tst_startson: new Date(NOW.getTime() - days * 86_400_000).toISOString(),
      "tst_ContactId@odata.bind": `/contacts(${contact})`,
    });
  }
});
afterAll(() => finish(service));

const named = (rows: readonly Record<string, unknown>[]): unknown[] => rows.map((row) => row["tst_name"]);
const view = `savedQuery=${VIEW_ID}`;

describe("a stored view", () => {
  it("finds what it finds in a set, and of that only what is in a collection that it is applied to", async () => {
    expect(named(await list(service, `tst_visits?${view}`))).toEqual(["Ann's last", "Bob's", "Ann's first"]);
    for (const target of [
      `contacts(${ann})/tst_contact_visits?${view}`,
      // As the documentation writes it.
      `contacts(${ann})/tst_contact_visits/?${view}`,
    ]) {
      const rows = await list(service, target);
      expect(named(rows)).toEqual(["Ann's last", "Ann's first"]);
      expect(rows[0]).toMatchObject({ "c.fullname": "Ann Archer" });
    }
  });

  it("of another table is refused on a collection as it is on a set", async () => {
    expect(refusal(await send(service, "GET", `contacts(${ann})/contactleads_association?${view}`))).toEqual({
      status: 400,
      code: "0x80041128",
    });
  });

  it("is refused where it cannot be applied, rather than passed over", async () => {
    const fetchXml = `fetchXml=${encodeURIComponent('<fetch><entity name="tst_visit"/></fetch>')}`;
    for (const [method, target] of [
      ["GET", `contacts(${ann})?${view}`],
      ["GET", `contacts(${ann})?${fetchXml}`],
      ["GET", `contacts(${ann})/fullname?${view}`],
      ["GET", `contacts(${ann})/ownerid?${view}`],
      ["GET", `tst_visits/$count?${view}`],
      ["GET", `tst_visits/$count?${fetchXml}`],
      ["GET", `contacts(${ann})/tst_contact_visits/$count?${view}`],
      ["GET", `contacts(${ann})/tst_contact_visits/$ref?${view}`],
      ["GET", `contacts(${ann})/owninguser/$ref?${view}`],
      ["GET", `tst_visits?${view}&${fetchXml}`],
      ["GET", `contacts(${ann})/tst_contact_visits?${view}&$top=1`],
      ["GET", `WhoAmI?${view}`],
      ["GET", `EntityDefinitions?${view}`],
      ["GET", `$metadata?${view}`],
      ["GET", `?${view}`],
      ["POST", `tst_visits?${view}`],
      ["PATCH", `contacts(${bob})?${view}`],
      ["DELETE", `contacts(${bob})?${view}`],
    ] as const) {
      const body = method === "POST" || method === "PATCH" ? {} : undefined;
      expect([target, refusal(await send(service, method, target, { body }))]).toEqual([
        target,
        { status: 400, code: "0x80060888" },
      ]);
    }
    expect(refusal(await send(service, "GET", `contacts(${ann})/tst_contact_visits?${fetchXml}`))).toEqual({
      status: 501,
      code: "0x80040203",
    });
    expect(
      refusal(await send(service, "GET", `contacts(${ann})/tst_contact_visits?userQuery=${VIEW_ID}`)),
    ).toEqual({ status: 404, code: "0x80040217" });
    expect((await send(service, "GET", `contacts(${bob})`)).status).toBe(200);
  });
});
