import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOrganization, type Sandbox } from "../../../sandbox/server/createOrganization";
import { throughServer, type Send } from "../../../sandbox/data/csv/webApiDoor";
import { loadData } from "../../../sandbox/data/loadData";
import { createServer } from "../../../sandbox/server/http/server";
import { emptyDatabase } from "../../copies";

jest.setTimeout(120_000);

const solution = join(__dirname, "..", "..", "..", "solution");
const managed = readFileSync(join(solution, "dist", "Entente_managed.zip"));
const unmanaged = readFileSync(join(solution, "dist", "Entente.zip"));

/** Everything that the organisation keeps in tables that are not Entente's, as far as Postgres knows. */
async function standardSchema(organization: Sandbox): Promise<readonly string[]> {
  const columns = await organization.database.query<{ name: string }>(
    `select table_name || '.' || column_name || ' ' || data_type as name from information_schema.columns
     where table_schema = 'public' order by 1`,
  );
  return columns.map(({ name }) => name);
}

/** The solutions that an organisation has, as the Web API shows them. */
async function solutionsOf(send: Send): Promise<readonly Record<string, unknown>[]> {
  const answer = await send({
    method: "GET",
    path: "solutions?$select=solutionid,uniquename,friendlyname,version,ismanaged,isvisible",
  });
  return (answer.body as { value: Record<string, unknown>[] }).value;
}

async function pathOf(send: Send, uniqueName: string): Promise<string> {
  const found = (await solutionsOf(send)).find(({ uniquename }) => uniquename === uniqueName);
  return `solutions(${String(found?.solutionid)})`;
}

describe("deleting the managed solution", () => {
  let organization: Sandbox;
  let server: ReturnType<typeof createServer>;
  let send: Send;
  let before: readonly string[];
  const ids = new Map<string, string>();

  beforeAll(async () => {
    organization = await createOrganization({
      copyOf: await emptyDatabase(),
      installedApps: ["customerInsightsJourneys"],
    });
    before = await standardSchema(organization);
    await organization.importSolution(managed);
    server = createServer(organization, { defaultUserId: organization.administratorId });
    await server.ready();
    send = throughServer(server, organization.administratorId);
    const create = async (name: string, path: string, body: object) => {
      const answer = await send({ method: "POST", path, body });
      expect(answer.refusal).toBeUndefined();
      ids.set(name, answer.id ?? "");
    };
    await loadData(join(solution, "data"), { metadata: organization.metadata, send });
    await create("account", "accounts", { name: "Contoso" });
    await create("note", "ent_fieldnotes", {
      ent_name: "Fears the migration",
      ent_text: "Fears the migration",
      ent_notedon: "2026-03-01T10:00:00Z",
      "ent_accountid@odata.bind": `/accounts(${ids.get("account") ?? ""})`,
    });
    await create("campaign", "campaigns", { name: "Spring" });
    await create("activity", "campaignactivities", {
      subject: "Mailing",
      ent_guardstate: 789_100_000,
      "regardingobjectid_campaign_campaignactivity@odata.bind": `/campaigns(${ids.get("campaign") ?? ""})`,
    });
    await organization.createUser({
      id: "aaaaaaaa-0000-4000-8000-00000000000e",
      firstName: "Rita",
      lastName: "Rep",
      email: "rita@entente.example",
      roleIds: [...organization.metadata.roles.values()]
        .filter(({ name }) => name === "Entente Rep")
        .map(({ id }) => id),
    });
  });
  afterAll(async () => {
    await server?.close();
    await organization?.close();
  });

  it("is shown among the solutions, as what it was imported", async () => {
    expect(await solutionsOf(send)).toEqual([
      expect.objectContaining({
        uniquename: "Entente",
        friendlyname: "Entente",
        version: organization.metadata.solutions[0]?.version,
        ismanaged: true,
        isvisible: true,
      }),
    ]);
  });

  it("is not for those whose roles do not give it", async () => {
    const rita = throughServer(server, "aaaaaaaa-0000-4000-8000-00000000000e");
    expect(await rita({ method: "DELETE", path: await pathOf(send, "Entente") })).toMatchObject({
      status: 403,
      refusal: expect.stringContaining("0x80040220") as unknown,
    });
    expect(organization.metadata.solutions).toHaveLength(1);
  });

  it("takes its tables, columns, roles, forms, views, components and app with it", async () => {
    const path = await pathOf(send, "Entente");
    expect((await send({ method: "DELETE", path })).status).toBe(204);
    expect(await solutionsOf(send)).toEqual([]);
    expect(await send({ method: "DELETE", path })).toMatchObject({
      status: 404,
      refusal: expect.stringContaining("0x80040217") as unknown,
    });
    const { metadata } = organization;
    expect([...metadata.tables.keys()].filter((name) => name.startsWith("ent_"))).toEqual([]);
    expect(metadata.table("campaignactivity")?.columns.has("ent_guardstate")).toBe(false);
    expect([...metadata.roles.values()].filter(({ name }) => name.startsWith("Entente"))).toEqual([]);
    expect(metadata.forms.filter(({ formXml }) => formXml.includes("ent_Entente"))).toEqual([]);
    expect(metadata.controls.size).toBe(0);
    expect(metadata.apps).toEqual([]);
    expect(metadata.solutions).toEqual([]);
    expect((await send({ method: "GET", path: "ent_topics" })).status).toBe(404);
  });

  it("leaves the standard tables as they were before the import, column by column", async () => {
    expect(await standardSchema(organization)).toEqual(before);
  });

  it("leaves every row of the standard tables as it was", async () => {
    const read = async (path: string) => (await send({ method: "GET", path })).body;
    expect(await read(`accounts(${ids.get("account") ?? ""})`)).toMatchObject({ name: "Contoso" });
    const activity = await read(`campaignactivities(${ids.get("activity") ?? ""})`);
    expect(activity).toMatchObject({
      subject: "Mailing",
      _regardingobjectid_value: ids.get("campaign"),
    });
    expect(activity).not.toHaveProperty("ent_guardstate");
  });

  it("leaves users without the roles that are gone", async () => {
    expect(
      await organization.database.query("select 1 from systemuserroles where systemuserid = $1", [
        "aaaaaaaa-0000-4000-8000-00000000000e",
      ]),
    ).toEqual([]);
  });

  it("lets it be imported anew, unmanaged this time, and begins empty", async () => {
    await organization.importSolution(unmanaged);
    expect(await send({ method: "GET", path: "ent_topics" })).toMatchObject({
      status: 200,
      body: { value: [] },
    });
  });

  it("refuses to write a solution's row, which comes with its import", async () => {
    const path = await pathOf(send, "Entente");
    expect(await send({ method: "PATCH", path, body: { friendlyname: "Detente" } })).toMatchObject({
      status: 501,
    });
    expect(await send({ method: "POST", path: "solutions", body: { uniquename: "x" } })).toMatchObject({
      status: 501,
    });
  });
});

describe("deleting the unmanaged solution", () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-unmanaged-"));
  let organization: Sandbox;
  let server: ReturnType<typeof createServer>;
  let send: Send;
  const open = async () => {
    organization = await createOrganization({ folder, installedApps: ["customerInsightsJourneys"] });
    server = createServer(organization, { defaultUserId: organization.administratorId });
    await server.ready();
    send = throughServer(server, organization.administratorId);
  };
  const close = async () => {
    await server?.close();
    await organization?.close();
  };
  beforeAll(open);
  afterAll(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  const topics = async () => (await send({ method: "GET", path: "ent_topics?$select=ent_name" })).body;

  it("leaves its components and their rows, and takes the solution alone", async () => {
    await organization.importSolution(unmanaged);
    await send({ method: "POST", path: "ent_topics", body: { ent_name: "Migration" } });
    const before = await standardSchema(organization);
    expect((await send({ method: "DELETE", path: await pathOf(send, "Entente") })).status).toBe(204);
    expect(await solutionsOf(send)).toEqual([]);
    expect(organization.metadata.solutions).toEqual([]);
    expect(await standardSchema(organization)).toEqual(before);
    expect(await topics()).toMatchObject({ value: [{ ent_name: "Migration" }] });
    expect([...organization.metadata.roles.values()].map(({ name }) => name)).toContain("Entente Rep");
    expect(organization.metadata.controls.size).toBeGreaterThan(0);
  });

  it("is remembered when the organisation is opened again", async () => {
    await close();
    await open();
    expect(organization.metadata.solutions).toEqual([]);
    expect(await topics()).toMatchObject({ value: [{ ent_name: "Migration" }] });
  });

  it("lets it be imported again over what it left, and deleted again", async () => {
    await organization.importSolution(unmanaged);
    expect(await solutionsOf(send)).toMatchObject([{ uniquename: "Entente", ismanaged: false }]);
    expect((await send({ method: "DELETE", path: await pathOf(send, "Entente") })).status).toBe(204);
    expect(await topics()).toMatchObject({ value: [{ ent_name: "Migration" }] });
  });
});
