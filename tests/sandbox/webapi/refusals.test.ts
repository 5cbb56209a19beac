import { NOT_SUPPORTED, REFUSED, type RefusedRequest } from "./refusals";
import { create, refusal, send, finish, startService, type Reply, type Service } from "./service";

jest.setTimeout(60_000);

let service: Service;
let rows: Readonly<Record<string, string>>;

beforeAll(async () => {
  service = await startService();
  const contact = await create(service, "contacts", { lastname: "Contact" });
  const currency = await create(service, "transactioncurrencies", {
    currencyname: "Dollar",
    isocurrencycode: "USD",
    currencysymbol: "$",
    currencyprecision: 2,
    exchangerate: 2,
  });
  rows = {
    account: await create(service, "accounts", { name: "Account" }),
    contact,
    currency,
    lead: await create(service, "leads", { lastname: "Lead" }),
    list: await create(service, "lists", { listname: "List", createdfromcode: 2, type: false }),
    notification: await create(service, "appnotifications", { title: "Notification" }),
    nothing: "00000000-0000-4000-8000-00000000dead",
    opportunity: await create(service, "opportunities", {
      name: "Opportunity",
      estimatedvalue: 1,
      "transactioncurrencyid@odata.bind": `/transactioncurrencies(${currency})`,
    }),
    user: service.repId,
    visit: await create(service, "tst_visits", {
      tst_code: "KEY",
      "tst_ContactId@odata.bind": `/contacts(${contact})`,
    }),
  };
});

afterAll(() => finish(service));

function filled(text: string): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => rows[name] ?? whole);
}

function sent({ method, target, body, headers }: RefusedRequest): Promise<Reply> {
  const encoded = filled(target).replace(/[ "<>]/g, (character) => encodeURIComponent(character));
  return send(service, method, encoded, {
    body: body === undefined ? undefined : filled(typeof body === "string" ? body : JSON.stringify(body)),
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, filled(value)])),
  });
}

async function allRows(): Promise<unknown> {
  const counts: Record<string, number> = {};
  for (const set of ["accounts", "contacts", "tst_visits", "lists", "connections", "tasks"]) {
    counts[set] = Number((await send(service, "GET", `${set}/$count`)).text);
  }
  return counts;
}

const named = (cases: readonly RefusedRequest[]) =>
  cases.map((one) => [`${one.name}: ${one.method} ${one.target.slice(0, 80)}`, one] as const);

describe("the Web API", () => {
  it.each(named(REFUSED))("refuses %s", async (_name, one) => {
    const reply = await sent(one);
    expect({ ...refusal(reply), text: reply.text }).toEqual({
      status: one.status,
      code: one.code,
      text: expect.any(String) as string,
    });
    expect(Object.keys(reply.json)).toEqual(["error"]);
    expect(Object.keys(reply.json["error"] as object)).toEqual(["code", "message"]);
    expect(reply.headers.get("content-type")).toContain("application/json");
  });

  it.each(named(NOT_SUPPORTED))("does not have %s", async (_name, one) => {
    const reply = await sent(one);
    expect(refusal(reply)).toEqual({ status: one.status, code: one.code });
    expect((reply.json["error"] as { message: string }).message).toMatch(/^Not supported by the sandbox: /);
  });

  it("has changed nothing by all that it refused", async () => {
    expect(await allRows()).toEqual({
      accounts: 1,
      contacts: 1,
      tst_visits: 1,
      lists: 1,
      connections: 0,
      tasks: 0,
    });
  });

  it("names each refusal once", () => {
    const names = [...REFUSED, ...NOT_SUPPORTED].map((one) => one.name + one.method + one.target);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("an error", () => {
  it("tells its details to those who ask for them", async () => {
    const reply = await send(service, "GET", "accountz", {
      headers: { Prefer: 'odata.include-annotations="*"' },
    });
    expect(reply.json["error"]).toMatchObject({
      code: "0x8006088a",
      "@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus": "0",
      "@Microsoft.PowerApps.CDS.InnerError.Message": expect.any(String) as string,
      "@Microsoft.PowerApps.CDS.TraceText": "",
    });
    const some = await send(service, "GET", "accountz", {
      headers: { Prefer: 'odata.include-annotations="Microsoft.PowerApps.CDS.ErrorDetails*"' },
    });
    expect(Object.keys(some.json["error"] as object)).toEqual([
      "code",
      "message",
      "@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus",
      "@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode",
    ]);
  });

  it("comes for URLs and versions that nobody serves", async () => {
    const other = await fetch(`${service.origin}/api/data/v8.2/accounts`);
    expect(other.status).toBe(404);
    const broken = await fetch(`${service.origin}/api/data/v9.2/accounts(%zz)`);
    expect(broken.status).toBe(400);
  });
});
