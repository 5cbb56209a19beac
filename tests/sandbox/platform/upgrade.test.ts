import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { throughServer, type Send } from "../../../sandbox/data/csv/webApiDoor";
import { loadData } from "../../../sandbox/data/loadData";
import { createOrganization, type Sandbox } from "../../../sandbox/server/createOrganization";
import { createServer } from "../../../sandbox/server/http/server";
import { pack } from "../../../solution/pack";
import { solutionId } from "../../../solution/solutionId";
import { FixtureProject } from "../../solution/fixtureProject";
import { emptyDatabase } from "../../copies";

jest.setTimeout(180_000);

const data = join(__dirname, "..", "..", "..", "solution", "data");

/** A copy of a file with something in it replaced, which has to be there. */
function change(file: string, what: string | RegExp, by: string): void {
  const before = readFileSync(file, "utf8");
  const after = before.replace(what, by);
  if (after === before) throw new Error(`${file} does not hold ${String(what)}`);
  writeFileSync(file, after);
}

/** The next version: a label is another, a column has come, and a view. */
function develop(root: string): void {
  const topic = join(root, "solution", "src", "Entities", "ent_Topic");
  const entity = join(topic, "Entity.xml");
  change(
    entity,
    '<displayname description="Keywords" languagecode="1033" />',
    '<displayname description="Words" languagecode="1033" />',
  );
  const source = readFileSync(entity, "utf8");
  const keywords =
    /( *<attribute PhysicalName="ent_keywords">[\s\S]*?<\/attribute>\n)/.exec(source)?.[1] ?? "";
  writeFileSync(
    entity,
    source.replace(keywords, keywords + keywords.replaceAll("ent_keywords", "ent_motto")),
  );
  const [view = ""] = readdirSync(join(topic, "SavedQueries"));
  const id = `{${solutionId("view/ent_topic/Topics with a motto")}}`;
  const copy = join(topic, "SavedQueries", `${id}.xml`);
  cpSync(join(topic, "SavedQueries", view), copy);
  change(copy, view.replace(".xml", ""), id);
  // A copy of the first view, whichever that is, under the name from which its id follows.
  change(
    copy,
    /description="[^"]*" languagecode="1033"/,
    'description="Topics with a motto" languagecode="1033"',
  );
  writeFileSync(copy, readFileSync(copy, "utf8").replace("<isdefault>1<", "<isdefault>0<"));
}

describe("the next version over this one", () => {
  let organization: Sandbox;
  let server: ReturnType<typeof createServer>;
  let send: Send;
  let project: FixtureProject;
  let first: Uint8Array;
  let second: Uint8Array;
  let out: string;

  beforeAll(async () => {
    project = new FixtureProject();
    out = mkdtempSync(join(tmpdir(), "entente-next-"));
    first = readFileSync((await pack({ root: project.root })).managed);
    develop(project.root);
    second = readFileSync((await pack({ root: project.root, out, version: "0.2.0" })).managed);
    organization = await createOrganization({ copyOf: await emptyDatabase() });
    await organization.importSolution(first);
    server = createServer(organization, { defaultUserId: organization.administratorId });
    await server.ready();
    send = throughServer(server, organization.administratorId);
    await loadData(data, { metadata: organization.metadata, send });
  });
  afterAll(async () => {
    await server?.close();
    await organization?.close();
    project?.dispose();
    rmSync(out, { recursive: true, force: true });
  });

  const rows = async (path: string) => {
    const { status, body } = await send({ method: "GET", path });
    expect(status).toBe(200);
    return (body as { readonly value: readonly Readonly<Record<string, unknown>>[] }).value;
  };

  it("keeps every row and what was set in it", async () => {
    const sets = ["ent_topics", "ent_interactionkinds", "ent_talkingpoints", "ent_policies"];
    const [kind] = await rows("ent_interactionkinds?$filter=ent_code eq 'email-opened'");
    await send({
      method: "PATCH",
      path: `ent_interactionkinds(${String(kind?.["ent_interactionkindid"])})`,
      body: { ent_points: 7 },
    });
    const before = await Promise.all(sets.map((set) => rows(set)));
    await organization.importSolution(second);
    const after = await Promise.all(sets.map((set) => rows(set)));
    before.forEach((kept, at) => {
      expect(kept.length).toBeGreaterThan(0);
      expect(after[at]).toHaveLength(kept.length);
      kept.forEach((row, index) => {
        const now = after[at]?.[index] ?? {};
        const known = Object.fromEntries(Object.keys(row).map((name) => [name, now[name]]));
        expect({ ...known, "@odata.etag": row["@odata.etag"] }).toEqual(row);
      });
    });
    expect(await rows("ent_interactionkinds?$filter=ent_points eq 7")).toHaveLength(1);
  });

  it("brings what is new: a label, a column that can be written at once, a view", async () => {
    const { metadata } = organization;
    expect(metadata.solutions).toMatchObject([{ version: "0.2.0.0" }]);
    const topic = metadata.table("ent_topic");
    expect(topic?.columns.get("ent_keywords")?.labels[1033]).toBe("Words");
    expect(topic?.columns.has("ent_motto")).toBe(true);
    expect(metadata.views.map(({ id }) => id)).toContain(solutionId("view/ent_topic/Topics with a motto"));
    const [row] = await rows("ent_topics?$top=1");
    const id = String(row?.["ent_topicid"]);
    await send({ method: "PATCH", path: `ent_topics(${id})`, body: { ent_motto: "Both for a while" } });
    expect(await rows("ent_topics?$filter=ent_motto eq 'Both for a while'")).toHaveLength(1);
  });

  it("can be imported again over itself, and not the older one over it", async () => {
    await organization.importSolution(second);
    await expect(organization.importSolution(first)).rejects.toMatchObject({
      status: 400,
      code: "0x8004f01e",
    });
    expect(organization.metadata.solutions).toMatchObject([{ version: "0.2.0.0" }]);
  });
});
