import { mkdtempSync, readdirSync, copyFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { throughServer } from "../../../sandbox/data/csv/webApiDoor";
import { loadData } from "../../../sandbox/data/loadData";
import { kindsQuestion } from "../../../dataverse/noteVocabulary";
import { readPolicy } from "../../../dataverse/policy";
import { printQuestion } from "../../../dataverse/question";
import { success } from "../../../dataverse/attempt";
import { defaultPolicy } from "../../../domain/policy";
import { dayOfDate } from "../../../domain/day";
import { suggestTopics } from "../../../domain/topicSuggestion";
import { openOrganization, type Row, type TestSandbox } from "./organization";

jest.setTimeout(60_000);

const data = join(__dirname, "..", "..", "..", "solution", "data");

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openOrganization();
});
afterAll(() => sandbox?.close());

const load = (folder = data) =>
  loadData(folder, {
    metadata: sandbox.organization.metadata,
    send: throughServer(sandbox.server, sandbox.organization.administratorId),
  });
const get = (path: string): Promise<readonly Row[]> =>
  sandbox.get(path, sandbox.organization.administratorId);
const write = (method: "PATCH" | "POST", path: string, body: object) =>
  throughServer(sandbox.server, sandbox.organization.administratorId)({ method, path, body });

describe("the starter data", () => {
  it("loads into an empty organisation, every row of it", async () => {
    const { files, refused } = await load();
    expect(refused).toEqual([]);
    expect(files.map(({ file }) => file).sort()).toEqual([
      "ent_interactionkind.csv",
      "ent_policy.csv",
      "ent_talkingpoint.csv",
      "ent_topic.csv",
    ]);
    for (const { rows, added } of files) expect(added).toBe(rows);
  });

  it("adds nothing when it is loaded again, and leaves what an admin has changed meanwhile", async () => {
    const [kind] = await get("ent_interactionkinds?$filter=ent_code eq 'email-opened'");
    const [topic] = await get("ent_topics?$filter=ent_name eq 'Sustainability'");
    await write("PATCH", `ent_interactionkinds(${String(kind?.["ent_interactionkindid"])})`, {
      ent_points: 3,
    });
    await write("PATCH", `ent_topics(${String(topic?.["ent_topicid"])})`, { ent_name: "Energy" });
    const { files, refused } = await load();
    expect(refused).toEqual([]);
    for (const { rows, added, alreadyThere } of files) expect([added, alreadyThere]).toEqual([0, rows]);
    expect(await get("ent_interactionkinds?$filter=ent_code eq 'email-opened'")).toMatchObject([
      { ent_points: 3 },
    ]);
    expect(await get("ent_topics?$filter=ent_name eq 'Sustainability'")).toEqual([]);
  });

  it.each([
    ["ent_topics", { ent_name: "Pricing" }],
    ["ent_policies", { ent_name: "Starting thresholds", ent_effectivefrom: "2026-02-01" }],
    ["ent_talkingpoints", { ent_name: "Fear of the migration", ent_message: "Again" }],
    [
      "ent_interactionkinds",
      {
        ent_name: "Opened",
        ent_code: "email-opened",
        ent_points: 1,
        ent_channel: 789100000,
        ent_origin: 789100000,
      },
    ],
  ])("is held together by alternate keys: %s refuses a second row of the same name", async (set, body) => {
    const answer = await write("POST", set, body);
    expect([answer.status, answer.refusal]).toEqual([412, expect.stringContaining("0x80060892")]);
  });

  it("holds the very thresholds that hold without it", async () => {
    const read = await readPolicy(
      async (question) =>
        success(await get(`ent_policies?fetchXml=${encodeURIComponent(printQuestion(question))}`)),
      dayOfDate(2026, 3, 18),
    );
    expect(read.ok && read.value.policy).toEqual(defaultPolicy);
    expect(read.ok && read.value.row?.name).toBe("Starting thresholds");
  });

  it("brings the kinds that field notes count as", async () => {
    const kinds = await get(
      `ent_interactionkinds?fetchXml=${encodeURIComponent(printQuestion(kindsQuestion))}`,
    );
    expect(kinds).toHaveLength(3);
  });

  it.each([
    ["They find the discount too small", "Pricing"],
    ["Ils craignent la reprise de données", "Migration"],
    ["Vraagt naar de koppeling met SAP", "Integration"],
    ["A peur d'un hameçonnage", "Security"],
    ["Wil eerst een opleiding", "Training"],
  ])("knows the topics of a note in three languages: %s", async (text, name) => {
    const topics = (await get("ent_topics?$select=ent_topicid,ent_name,ent_keywords")).map((row) => ({
      id: String(row["ent_name"]),
      name: String(row["ent_name"]),
      keywords: String(row["ent_keywords"]),
    }));
    expect(suggestTopics(text, topics)).toEqual([name]);
  });
});

describe("the template for one's own interactions", () => {
  it("loads once its clients are there, counts once however often it is loaded", async () => {
    const account = await write("POST", "accounts", { name: "Contoso" });
    await write("POST", "contacts", {
      lastname: "Lambert",
      emailaddress1: "cio@contoso.example",
      "parentcustomerid_account@odata.bind": `/accounts(${String(account.id)})`,
    });
    const folder = mkdtempSync(join(tmpdir(), "entente-template-"));
    for (const name of readdirSync(join(data, "template"))) {
      copyFileSync(join(data, "template", name), join(folder, name));
    }
    expect(await load(folder)).toMatchObject({ files: [{ rows: 2, added: 2 }], refused: [] });
    expect(await load(folder)).toMatchObject({ files: [{ added: 0, alreadyThere: 2 }], refused: [] });
    expect(await sandbox.get("ent_interactions", sandbox.organization.administratorId)).toHaveLength(2);
    rmSync(folder, { recursive: true });
  });
});
