import fc from "fast-check";
import { anyText } from "../../anyText";
import { create, read, send, finish, startService, type Reply, type Service } from "./service";

jest.setTimeout(600_000);

/*
 * Whatever stands in a value, an id, a name or a header: the answer is right or one of Dataverse's refusals, never a fault, and
 * no other row is touched.
 */
let service: Service;
let bystander: string;
let bystanderBefore: Record<string, unknown>;

beforeAll(async () => {
  service = await startService();
  bystander = await create(service, "accounts", {
    name: "Bystander",
    contact_customer_accounts: [{ lastname: "Bystander" }],
  });
  bystanderBefore = await read(service, `accounts(${bystander})?$expand=contact_customer_accounts`);
});

afterAll(async () => {
  const after = await read(service, `accounts(${bystander})?$expand=contact_customer_accounts`);
  await finish(service);
  expect(after).toEqual(bystanderBefore);
});

const SPITE = [
  "'; drop table account; --",
  "' or '1'='1",
  "''",
  "'",
  '"',
  "\\",
  "\\'",
  "$1",
  "$$",
  "%",
  "_",
  "[a]",
  "[^]",
  "%27",
  "%00",
  "%",
  "</fetch>",
  '"/><script>',
  "&amp;&lt;",
  "]]>",
  "{0}",
  "${1}",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "-1",
  "1e309",
  "99999999999999999999",
  "2147483648",
  "0x80040217",
  "@p1",
  "@odata.bind",
  "$ref",
  "$batch",
  "$metadata",
  "..",
  "../..",
  "//",
  "accounts(",
  ")",
  "(((",
  ",,,",
  "=",
  "&$top=1",
  "?",
  "#",
  "\t",
  "\n",
  "\r\n\r\n",
  "\u0000",
  "\u0001",
  "\u2028",
  "\ufeff",
  "\ud800",
  "é́",
  "İ",
  "ß",
  "😀",
  "ﷺ".repeat(50),
  "a".repeat(5000),
  "2026-02-30",
  "0000-00-00",
  "9999-12-31T23:59:59Z",
  "00000000-0000-0000-0000-000000000000",
  "{00000000-0000-0000-0000-000000000000}",
  "Microsoft.Dynamics.CRM.",
];

const spite = fc.oneof(
  fc.constantFrom(...SPITE),
  fc.tuple(fc.constantFrom(...SPITE), fc.constantFrom(...SPITE)).map(([one, two]) => one + two),
  anyText({ maxLength: 20 }),
  fc.string({ maxLength: 12 }),
);

const PROPER = new Set([200, 201, 204, 304, 400, 401, 403, 404, 405, 412, 413, 414, 415, 501]);

function expectProper(reply: Reply): void {
  expect({ status: reply.status, text: reply.text.slice(0, 300), proper: PROPER.has(reply.status) }).toEqual({
    status: reply.status,
    text: reply.text.slice(0, 300),
    proper: true,
  });
  if (reply.headers.get("content-type")?.startsWith("multipart/mixed") === true) {
    expect(reply.text).not.toMatch(/^HTTP\/1\.1 5(?!01)/m);
    return;
  }
  if (reply.status < 400) return;
  expect(reply.json["error"]).toMatchObject({
    code: expect.stringMatching(/^0x[0-9a-f]{8}$/i) as string,
    message: expect.any(String) as string,
  });
  expect(reply.text).not.toMatch(
    /\bat .+\.ts:\d+|select .+ from|syntax error at or near|invalid input syntax/,
  );
}

/** As a URL carries it; what no URL can carry is left out. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, ""));
}

/** Few enough for every day; `PROPERTY_RUNS=1000` looks further. */
const runs = { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 25) };

describe("hostile text", () => {
  it("in a value is stored and found as it is, or refused", async () => {
    await fc.assert(
      fc.asyncProperty(spite, async (text) => {
        const made = await send(service, "POST", "contacts", {
          body: { firstname: text.slice(0, 50), description: text },
          headers: { Prefer: "return=representation" },
        });
        expectProper(made);
        if (made.status !== 201) {
          expect(made.status).toBe(400);
          return;
        }
        const id = made.json["contactid"] as string;
        const kept = text.replace(/^\ufeff+/, "");
        expect(made.json["description"]).toBe(kept === "" ? null : kept);
        const quoted = encoded(text.slice(0, 50)).replace(/'/g, "''");
        const found = await send(
          service,
          "GET",
          `contacts?$select=firstname&$filter=contactid eq ${id} and firstname eq '${quoted}'`,
        );
        expectProper(found);
        expect((await send(service, "DELETE", `contacts(${id})`)).status).toBe(204);
      }),
      runs,
    );
  });

  it("in a filter's value finds nothing that it should not", async () => {
    await fc.assert(
      fc.asyncProperty(spite, async (text) => {
        const quoted = encoded(text).replace(/'/g, "''");
        for (const filter of [
          `name eq '${quoted}'`,
          `contains(name,'${quoted}')`,
          `startswith(name,'${quoted}')`,
        ]) {
          const reply = await send(service, "GET", `accounts?$select=name&$filter=${filter}`);
          expectProper(reply);
        }
        const equal = await send(service, "GET", `accounts?$select=name&$filter=name eq '${quoted}x'`);
        expectProper(equal);
        if (equal.status === 200) expect(equal.json["value"]).toEqual([]);
      }),
      runs,
    );
  });

  it("as a filter, a column, an order, an expansion or a transformation", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          "$filter",
          "$select",
          "$orderby",
          "$expand",
          "$apply",
          "$top",
          "$count",
          "$skiptoken",
          "fetchXml",
          "savedQuery",
          "@p1",
        ),
        spite,
        async (option, text) => {
          expectProper(await send(service, "GET", `accounts?${option}=${encoded(text)}`));
          expectProper(await send(service, "GET", `accounts?$filter=${encoded(text)} eq 'a'`));
          expectProper(
            await send(
              service,
              "GET",
              `accounts?$expand=contact_customer_accounts(${option}=${encoded(text)})`,
            ),
          );
        },
      ),
      runs,
    );
  });

  it("as an id, a key, a set, a property or a function", async () => {
    await fc.assert(
      fc.asyncProperty(spite, async (text) => {
        const part = encoded(text);
        for (const target of [
          part,
          `accounts(${part})`,
          `accounts(accountid=${part})`,
          `tst_visits(tst_code='${part}',_tst_contactid_value=${part})`,
          `tst_visits(tst_code='${part.replace(/'/g, "''")}',_tst_contactid_value=${bystander})`,
          `accounts(${bystander})/${part}`,
          `accounts(${bystander})/contact_customer_accounts(${part})`,
          `EntityDefinitions(LogicalName='${part}')`,
          `EntityDefinitions(LogicalName='account')/${part}`,
          `EntityDefinitions(LogicalName='account')/Attributes/${part}`,
          `RetrieveTotalRecordCount(EntityNames=@p)?@p=["${part}"]`,
          `WhoAmI(${part})`,
        ]) {
          expectProper(await send(service, "GET", target));
        }
      }),
      runs,
    );
  });

  it("as a name or a value of a body, or as the body itself", async () => {
    await fc.assert(
      fc.asyncProperty(spite, spite, fc.jsonValue(), async (name, text, value) => {
        const make = (body: unknown): Promise<Reply> => send(service, "POST", "accounts", { body });
        expectProper(await make({ [name]: text }));
        expectProper(await make({ [`${name}@odata.bind`]: text }));
        expectProper(await make({ "primarycontactid@odata.bind": text }));
        expectProper(await make({ "primarycontactid@odata.bind": `/contacts(${text})` }));
        expectProper(await make({ accountid: text }));
        expectProper(
          await make({ createdon: text, revenue: value, statecode: value, primarycontactid: value }),
        );
        expectProper(await make({ contact_customer_accounts: value }));
        expectProper(await make(text));
        expectProper(
          await send(service, "POST", "tst_visits", { body: { tst_day: text, tst_startson: text } }),
        );
        expectProper(
          await send(service, "PATCH", `accounts(${bystander})`, {
            body: { [name]: text },
            headers: { "If-Match": 'W/"1"' },
          }),
        );
        expectProper(
          await send(service, "POST", "AddListMembersList", { body: { List: value, Members: value } }),
        );
      }),
      runs,
    );
  });

  it("in a header", async () => {
    const headerSafe = spite.map((text) => text.replace(/[^\t\x20-\x7e]/g, "").trim());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          "Prefer",
          "MSCRMCallerID",
          "CallerObjectId",
          "If-Match",
          "If-None-Match",
          "Cookie",
          "X-Sandbox-User",
          "Content-Type",
          "Accept",
        ),
        headerSafe,
        async (name, value) => {
          expectProper(
            await send(service, "GET", `accounts?$select=name&$top=1`, { headers: { [name]: value } }),
          );
          if (name === "Content-Type") return;
          // Never a change without the version that the row has.
          const headers = { "If-Match": 'W/"1"', [name]: value === "" || value === "*" ? 'W/"1"' : value };
          expectProper(
            await send(service, "PATCH", "accounts(00000000-0000-4000-8000-00000000beef)", {
              body: { nothing: 1 },
              headers,
            }),
          );
        },
      ),
      runs,
    );
  });

  it("in a batch", async () => {
    await fc.assert(
      fc.asyncProperty(spite, spite, async (one, two) => {
        const boundary = "b";
        const body = `--b\r\nContent-Type: application/http\r\n\r\nGET accounts(${one}) HTTP/1.1\r\n${two}: ${one}\r\n\r\n${two}\r\n--b--\r\n`;
        expectProper(
          await send(service, "POST", "$batch", {
            body,
            headers: { "Content-Type": `multipart/mixed; boundary=${boundary}` },
          }),
        );
        expectProper(
          await send(service, "POST", "$batch", {
            body: one + two,
            headers: { "Content-Type": "multipart/mixed; boundary=b" },
          }),
        );
      }),
      runs,
    );
  });
});
