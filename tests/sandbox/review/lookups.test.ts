import { create, read, refusal, send, startService, type Service } from "../webapi/service";

let service: Service;

beforeAll(async () => {
  service = await startService();
});

afterAll(async () => {
  await service.close();
});

const person = (id: string): { readonly "@odata.id": string } => ({ "@odata.id": `systemusers(${id})` });

describe("a lookup set through its reference", () => {
  it("stays as it is when the platform keeps it, as in any update", async () => {
    const id = await create(service, "accounts", { name: "Kept" });
    const target = `accounts(${id})?$select=_createdby_value,_owningbusinessunit_value`;
    const before = await read(service, target);
    await send(service, "PUT", `accounts(${id})/createdby/$ref`, { body: person(service.repId) });
    await send(service, "DELETE", `accounts(${id})/createdby/$ref`);
    await send(service, "DELETE", `accounts(${id})/owningbusinessunit/$ref`);
    expect(await read(service, target)).toMatchObject({
      _createdby_value: before["_createdby_value"],
      _owningbusinessunit_value: before["_owningbusinessunit_value"],
    });
  });

  it("of a currency takes the amounts in base currency along", async () => {
    const currency = await create(service, "transactioncurrencies", {
      currencyname: "Half",
      isocurrencycode: "XHF",
      currencysymbol: "H",
      currencyprecision: 2,
      exchangerate: 2,
    });
    const id = await create(service, "accounts", { name: "Rich", revenue: 100 });
    const target = `accounts(${id})?$select=revenue,revenue_base,exchangerate,_transactioncurrencyid_value`;
    await send(service, "PUT", `accounts(${id})/transactioncurrencyid/$ref`, {
      body: { "@odata.id": `transactioncurrencies(${currency})` },
    });
    expect(await read(service, target)).toMatchObject({ revenue_base: 50, exchangerate: 2 });
    await send(service, "DELETE", `accounts(${id})/transactioncurrencyid/$ref`);
    // As with `transactioncurrencyid@odata.bind: null`: amounts are never without a currency.
    expect(await read(service, target)).toMatchObject({
      _transactioncurrencyid_value: currency,
      revenue_base: 50,
    });
  });

  it("still needs the right to write, and the row to be there", async () => {
    const id = await create(service, "accounts", { name: "Not yours" });
    const body = person(service.repId);
    expect(
      refusal(await send(service, "PUT", `accounts(${id})/createdby/$ref`, { body, as: service.repId }))
        .status,
    ).toBe(403);
  });
});

describe("a lookup as a resource", () => {
  it("is only read, be it empty or not", async () => {
    const contact = await create(service, "contacts", { lastname: "Primary" });
    const empty = await create(service, "accounts", { name: "Empty" });
    const full = await create(service, "accounts", {
      name: "Full",
      "primarycontactid@odata.bind": `/contacts(${contact})`,
    });
    for (const id of [empty, full]) {
      for (const method of ["PUT", "PATCH", "POST"]) {
        const reply = await send(service, method, `accounts(${id})/primarycontactid`, { body: {} });
        expect(reply.status).toBe(405);
      }
      expect((await send(service, "DELETE", `accounts(${id})/primarycontactid`)).status).toBe(405);
    }
    expect((await send(service, "GET", `accounts(${empty})/primarycontactid`)).status).toBe(204);
    expect((await send(service, "GET", `accounts(${full})/primarycontactid`)).status).toBe(200);
  });
});

describe("a column that the system requires", () => {
  it("is not given by giving it null", async () => {
    for (const body of [{ listname: "L" }, { listname: "L", createdfromcode: null }]) {
      expect(refusal(await send(service, "POST", "lists", { body }))).toEqual({
        status: 400,
        code: "0x80040200",
      });
    }
  });
});
