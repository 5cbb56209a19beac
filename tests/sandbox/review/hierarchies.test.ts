import { create, read, refusal, send, startService, type Service } from "../webapi/service";

let service: Service;

beforeAll(async () => {
  service = await startService();
});

afterAll(async () => {
  await service.close();
});

describe("a row's parent", () => {
  const below = (parent: string, more = {}): Promise<string> =>
    create(service, "accounts", {
      name: "Below",
      "parentaccountid@odata.bind": `/accounts(${parent})`,
      ...more,
    });

  it("is neither the row itself nor one below it", async () => {
    const top = await create(service, "accounts", { name: "Top" });
    const bottom = await below(await below(top));
    for (const parent of [top, bottom]) {
      const body = { "parentaccountid@odata.bind": `/accounts(${parent})` };
      expect(refusal(await send(service, "PATCH", `accounts(${top})`, { body }))).toEqual({
        status: 400,
        code: "0x80040507",
      });
      const link = { "@odata.id": `accounts(${parent})` };
      expect(
        refusal(await send(service, "PUT", `accounts(${top})/parentaccountid/$ref`, { body: link })),
      ).toEqual({ status: 400, code: "0x80040507" });
    }
    expect(await read(service, `accounts(${top})?$select=_parentaccountid_value`)).toMatchObject({
      _parentaccountid_value: null,
    });
    const elsewhere = await create(service, "accounts", { name: "Elsewhere" });
    const body = { "parentaccountid@odata.bind": `/accounts(${elsewhere})` };
    expect((await send(service, "PATCH", `accounts(${top})`, { body })).status).toBe(204);
  });

  it("may be an account for a contact, or another contact above", async () => {
    const one = await create(service, "contacts", { lastname: "One" });
    const two = await create(service, "contacts", {
      lastname: "Two",
      "parentcustomerid_contact@odata.bind": `/contacts(${one})`,
    });
    const body = { "parentcustomerid_contact@odata.bind": `/contacts(${two})` };
    expect(refusal(await send(service, "PATCH", `contacts(${one})`, { body }))).toEqual({
      status: 400,
      code: "0x8004050a",
    });
    const account = await create(service, "accounts", { name: "Employer" });
    const employer = { "parentcustomerid_account@odata.bind": `/accounts(${account})` };
    expect((await send(service, "PATCH", `contacts(${one})`, { body: employer })).status).toBe(204);
  });
});

describe("what an organisation cannot be without", () => {
  it("cannot be deleted", async () => {
    const { administratorRoleId, baseCurrencyId } = service.organization;
    expect(refusal(await send(service, "DELETE", `roles(${administratorRoleId})`)).code).toBe("0x80041d2e");
    const currency = await send(service, "DELETE", `transactioncurrencies(${baseCurrencyId})`);
    expect(refusal(currency).code).toBe("0x80048cff");
    expect((await send(service, "GET", "accounts")).status).toBe(200);
  });
});
