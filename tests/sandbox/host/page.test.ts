import type { FastifyInstance } from "fastify";
import type { PageDescription } from "../../../sandbox/host/description";
import { createOrganization, type Sandbox } from "../../../sandbox/server/createOrganization";
import { createServer } from "../../../sandbox/server/http/server";
import { page } from "../../../sandbox/server/page/page";
import { emptyDatabase } from "../../copies";
import { fixture, fixtureWith, zipOf } from "../platform/fixture/solution";

jest.setTimeout(60_000);

let organization: Sandbox;
let server: FastifyInstance;
let url: string;

beforeAll(async () => {
  organization = await createOrganization({ copyOf: await emptyDatabase() });
  server = createServer(organization, { defaultUserId: organization.administratorId });
  await server.register(page, { organization, defaultUserId: organization.administratorId });
  url = await server.listen({ port: 0, host: "localhost" });
});
afterAll(async () => {
  await server.close();
  await organization.close();
});

function get(path: string): Promise<Response> {
  return fetch(url + path, { redirect: "manual" });
}

function setLanguage(body: object): Promise<Response> {
  return fetch(`${url}/sandbox/language`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function describePage(query: string): Promise<PageDescription> {
  const response = await get(`/sandbox/page?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as PageDescription;
}

describe("the pages", () => {
  it("lead from the root to the list of accounts while there is no account", async () => {
    const response = await get("/");
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/main.aspx?pagetype=entitylist&etn=account");
  });

  it("let nothing in from elsewhere and run no script of their own text", async () => {
    const response = await get("/main.aspx?pagetype=entitylist&etn=account");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    const body = await response.text();
    expect(body).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(body).not.toMatch(/(src|href)="https?:/);
  });

  it.each([
    ["", "React v17.0.2"],
    ["&react=16", "React v16.14.0"],
  ])("load React as the address asks (%s)", async (more, banner) => {
    const body = await (await get(`/main.aspx?pagetype=entitylist&etn=account${more}`)).text();
    const source = /src="(\/sandbox\/libraries\/react-\d[^"]*)"/.exec(body)?.[1] ?? "";
    const library = await get(source);
    expect(library.status).toBe(200);
    expect((await library.text()).slice(0, 200)).toContain(banner);
  });

  it("are drawn by a script that holds no React of its own", async () => {
    const body = await (await get("/sandbox/host.js")).text();
    expect(body).toContain("window.ReactDOM");
    expect(body).not.toContain("react-dom.production");
    expect(body.length).toBeLessThan(200_000);
  });

  it.each([
    "/sandbox/libraries/react-18.3.1.js",
    "/sandbox/libraries/__proto__",
    "/sandbox/controls/ent_Entente.Interest/bundle.js",
    "/sandbox/controls/ent_Entente.Interest/../../package.json",
  ])("do not have %s before a solution brings it", async (url) => {
    expect((await get(url)).status).toBe(404);
  });
});

describe("the description of a page", () => {
  it("names tables, labels and privileges in the user's language", async () => {
    const english = await describePage("pagetype=entitylist&etn=account");
    expect(english.tables.account).toMatchObject({ entitySetName: "accounts", label: "Account" });
    expect(english.privileges.account?.Read).toBe(4);
    expect(english.view?.columns.name?.label).toBe("Account Name");

    const change = await setLanguage({ user: organization.administratorId, languageId: 1036 });
    expect(change.status).toBe(204);
    const french = await describePage("pagetype=entitylist&etn=account");
    expect(french.user.languageId).toBe(1036);
    expect(french.tables.account?.label).toBe("Compte");
    await setLanguage({ user: organization.administratorId, languageId: 1033 });
  });

  it("gives a new user no privileges, and names them among the people only once they have a role", async () => {
    const id = await organization.createUser({
      firstName: "Nina",
      lastName: "Nobody",
      email: "nina@entente.example",
    });
    const description = await describePage(`pagetype=entitylist&etn=account&user=${id}`);
    expect(description.user.id).toBe(id);
    expect(description.privileges.account?.Read).toBe(0);
    expect(description.people.map((person) => person.id)).not.toContain(id);
  });

  it.each([
    ["pagetype=entityrecord&etn=nothing", 404, "There is no table nothing."],
    ["pagetype=entityrecord", 404, "There is no table (none was named)."],
    ["pagetype=dashboard&etn=account", 404, "The sandbox has no page of type dashboard."],
    ["pagetype=entityrecord&etn=systemuser", 404, "No imported solution has a main form for systemuser."],
    [
      "pagetype=entitylist&etn=account&viewid=00000000-0000-4000-8000-000000000000",
      404,
      "No imported solution has a view for account.",
    ],
    ["pagetype=entitylist&etn=account&user=00000000-0000-4000-8000-000000000000", 401, "not a member"],
  ])("is refused for %s", async (query, status, message) => {
    const response = await get(`/sandbox/page?${query}`);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain(message);
  });

  it.each([[{ languageId: 1031 }], [{ languageId: "1036" }], [{}]])(
    "keeps the user's language when %j is asked for",
    async (payload) => {
      const response = await setLanguage(payload);
      expect(response.status).toBe(400);
    },
  );
});

describe("files of what was imported", () => {
  const SCRIPT = "/WebResources/tst_/scripts/visit.js";
  const BUNDLE = "/sandbox/controls/tst_Test.Gauge/bundle.js";
  const kept = async (path: string) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    return response.headers.get("cache-control");
  };
  const tokenNow = async () => (await describePage("pagetype=entitylist&etn=account")).cachingToken;

  it("are kept by the browser under the current caching token, and asked for each time without it", async () => {
    await organization.importSolution(zipOf(fixture()));
    const token = await tokenNow();
    for (const path of [SCRIPT, BUNDLE]) {
      expect(await kept(`/%7B${token}%7D${path}`)).toBe("public, max-age=31536000, immutable");
      expect(await kept(path)).toBe("no-cache");
    }
    expect((await get(`/%7B${token}%7D/WebResources/tst_/scripts/none.js`)).status).toBe(404);
    expect((await get(`/%7B${token}%7D/sandbox/controls/tst_Test.Gauge/../../package.json`)).status).toBe(
      404,
    );
  });

  it("are new ones once something else is imported", async () => {
    const before = await tokenNow();
    const newer = fixtureWith((solution) => {
      solution.version = "1.0.1.0";
      solution.files["Controls/tst_Test.Gauge/bundle.js"] = "/* newer code */";
    });
    await organization.importSolution(zipOf(newer));
    const token = await tokenNow();
    expect(token).not.toBe(before);
    expect(await kept(`/%7B${before}%7D${BUNDLE}`)).toBe("no-cache");
    expect(await (await get(`/%7B${token}%7D${BUNDLE}`)).text()).toBe("/* newer code */");
  });
});
