import { create, list, read, refusal, send, startService, type Service } from "../webapi/service";

let service: Service;
let contact: string;

beforeAll(async () => {
  service = await startService();
  contact = await create(service, "contacts", { lastname: "Key" });
});

afterAll(async () => {
  await service.close();
});

const at = (value: string): string =>
  `tst_visits(tst_code='${encodeURIComponent(value.replace(/'/g, "''"))}',_tst_contactid_value=${contact})`;

describe("an alternate key in a URL", () => {
  // learn.microsoft.com, "Define alternate keys using Power Apps", has the list.
  it.each(["a/b", "a#b", "a<b", "a>b", "a*b", "a%b", "a&b", "a:b", "a\\b", "a?b", "a+b"])(
    "cannot hold %s, though the row can",
    async (value) => {
      const of = { "tst_ContactId@odata.bind": `/contacts(${contact})` };
      await create(service, "tst_visits", { tst_name: "odd", tst_code: value, ...of });
      const bad = { status: 400, code: "0x80060888" };
      expect(refusal(await send(service, "GET", at(value)))).toEqual(bad);
      expect(refusal(await send(service, "PATCH", at(value), { body: { tst_name: "no" } }))).toEqual(bad);
      expect(refusal(await send(service, "DELETE", at(value)))).toEqual(bad);
      const filter = encodeURIComponent(`tst_code eq '${value}'`);
      expect(await list(service, `tst_visits?$select=tst_name&$filter=${filter}`)).toMatchObject([
        { tst_name: "odd" },
      ]);
    },
  );

  it.each(["a'b", "a b", "é", "a,b", "a=b", "a)b", "a.b-c_d"])("may hold %s", async (value) => {
    const body = { tst_name: "fine", "tst_ContactId@odata.bind": `/contacts(${contact})` };
    expect((await send(service, "PATCH", at(value), { body })).status).toBe(204);
    expect(await read(service, `${at(value)}?$select=tst_code`)).toMatchObject({ tst_code: value });
  });
});
