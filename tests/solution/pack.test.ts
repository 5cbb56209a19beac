import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { unzipSync } from "fflate";
import { pack, zipUnpacked, type PackedSolution } from "../../solution/pack";
import { children, parseXml, textOf, child, at, attribute, descendants } from "../../solution/xml";
import { componentNames } from "../../scripts/componentNames";
import { FixtureProject, PROJECT } from "./fixtureProject";

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("utf8");
const unzip = (file: string) => unzipSync(readFileSync(file));

describe("a packed solution", () => {
  let project: FixtureProject;
  let packed: PackedSolution;
  beforeAll(async () => {
    project = new FixtureProject();
    packed = await pack({ root: project.root });
  });
  afterAll(() => project.dispose());

  it("makes two zips with the parts that an import looks for, at the root and in lower case", () => {
    for (const file of [packed.unmanaged, packed.managed]) {
      const names = Object.keys(unzip(file));
      expect(names).toEqual(
        expect.arrayContaining(["customizations.xml", "solution.xml", "[Content_Types].xml"]),
      );
      expect(names.filter((name) => name.includes("\\"))).toEqual([]);
      expect(names).toContain("Controls/ent_Entente.Briefing/bundle.js");
      expect(names).toContain("Controls/ent_Entente.Interest/generated/strings/Interest.1043.resx");
      expect(names.filter((name) => name.endsWith("LICENSE.txt") || name.endsWith(".data.xml"))).toEqual([]);
    }
  });

  it("writes well-formed XML, and a content type for every part", () => {
    const parts = unzip(packed.unmanaged);
    for (const name of Object.keys(parts).filter((each) => each.endsWith(".xml"))) {
      expect(() => parseXml(text(parts[name]), name)).not.toThrow();
    }
    const types = parseXml(text(parts["[Content_Types].xml"]), "[Content_Types].xml");
    const extensions = children(types, "Default").map((each) => attribute(each, "Extension"));
    const named = children(types, "Override").map((each) => attribute(each, "PartName")?.slice(1));
    for (const name of Object.keys(parts)) {
      if (name.includes(".")) expect(extensions).toContain(name.split(".").pop());
      else expect(named).toContain(name);
    }
  });

  it("keeps the containers in the order of the service's schema, each component in its own", () => {
    const root = parseXml(text(unzip(packed.unmanaged)["customizations.xml"]), "customizations.xml");
    expect(children(root).map((each) => each.tagName)).toEqual([
      "Entities",
      "Roles",
      "Workflows",
      "FieldSecurityProfiles",
      "Templates",
      "EntityMaps",
      "EntityRelationships",
      "OrganizationSettings",
      "optionsets",
      "WebResources",
      "CustomControls",
      "AppModuleSiteMaps",
      "AppModules",
      "EntityDataProviders",
      "Languages",
    ]);
    const tables = children(child(root, "Entities")!, "Entity");
    expect(tables.map((table) => textOf(table, "Name"))).toEqual([
      "Account",
      "Appointment",
      "Campaign",
      "CampaignActivity",
      "Contact",
      "Lead",
      "List",
      "Opportunity",
      "PhoneCall",
      "ent_FieldAnswer",
      "ent_FieldNote",
      "ent_GuardOverride",
      "ent_Hold",
      "ent_Interaction",
      "ent_InteractionKind",
      "ent_Policy",
      "ent_SalesNote",
      "ent_SendCheck",
      "ent_SendDecision",
      "ent_TalkingPoint",
      "ent_Topic",
    ]);
    const forms = (table: string) =>
      children(
        at(
          tables.find((each) => textOf(each, "Name") === table)!,
          "FormXml",
        )!,
        "forms",
      ).map((each) => [attribute(each, "type"), children(each, "systemform").length]);
    expect(forms("Account")).toEqual([["main", 1]]);
    expect(forms("ent_Interaction")).toEqual([
      ["main", 1],
      ["quickCreate", 1],
    ]);
    expect(children(child(root, "Roles")!).map((role) => attribute(role, "name"))).toEqual([
      "Entente Admin",
      "Entente Guard Override",
      "Entente Marketer",
      "Entente Rep",
    ]);
    expect(children(child(root, "CustomControls")!).map((each) => textOf(each, "Name"))).toEqual(
      componentNames(PROJECT).map((name) => `ent_Entente.${name}`),
    );
    expect(descendants(root, "savedquery").length).toBe(96);
    expect(descendants(root, "visualization").length).toBe(3);
    expect(children(child(root, "EntityRelationships")!).length).toBe(98);
  });

  it("gives the same bytes every time, wherever it stands and whatever the time", async () => {
    const elsewhere = new FixtureProject();
    try {
      const second = await pack({ root: elsewhere.root });
      expect(readFileSync(second.unmanaged).equals(readFileSync(packed.unmanaged))).toBe(true);
      expect(readFileSync(second.managed).equals(readFileSync(packed.managed))).toBe(true);
    } finally {
      elsewhere.dispose();
    }
    // Each part's time and date, as the zip's directory has them: midnight of 1 January 1980.
    const bytes = Buffer.from(zipUnpacked(packed.unpacked, false));
    const parts = Object.keys(unzipSync(bytes)).length;
    let at = bytes.readUInt32LE(bytes.length - 6);
    for (let part = 0; part < parts; part += 1) {
      expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
      expect([bytes.readUInt16LE(at + 12), bytes.readUInt16LE(at + 14)]).toEqual([0, 0x21]);
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
  });

  it("makes the managed zip differ from the unmanaged in its flag alone", () => {
    const [unmanaged, managed] = [unzip(packed.unmanaged), unzip(packed.managed)];
    expect(Object.keys(managed)).toEqual(Object.keys(unmanaged));
    for (const name of Object.keys(unmanaged).filter((each) => each !== "solution.xml")) {
      expect(text(managed[name])).toBe(text(unmanaged[name]));
    }
    expect(text(unmanaged["solution.xml"])).toContain("<Managed>0</Managed>");
    expect(text(managed["solution.xml"])).toBe(
      text(unmanaged["solution.xml"]).replace("<Managed>0</Managed>", "<Managed>1</Managed>"),
    );
  });
});

describe("packing", () => {
  let project: FixtureProject;
  beforeEach(() => {
    project = new FixtureProject();
  });
  afterEach(() => project.dispose());

  it("takes the version from package.json, for the solution and for every component", async () => {
    writeFileSync(join(project.root, "package.json"), JSON.stringify({ version: "1.20.3" }));
    const packed = await pack({ root: project.root });
    const parts = unzip(packed.unmanaged);
    expect(packed.version).toBe("1.20.3.0");
    expect(text(parts["solution.xml"])).toContain("<Version>1.20.3.0</Version>");
    for (const name of componentNames(PROJECT)) {
      const manifest = parseXml(text(parts[`Controls/ent_Entente.${name}/ControlManifest.xml`]), name);
      expect(attribute(child(manifest, "control")!, "version")).toBe("1.20.3");
    }
  });

  it("packs another version beside the first when told", async () => {
    const first = await pack({ root: project.root });
    const second = await pack({ root: project.root, out: join(project.root, "next"), version: "0.2.0" });
    expect(text(unzip(first.unmanaged)["solution.xml"])).toContain("<Version>0.1.0.0</Version>");
    expect(text(unzip(second.unmanaged)["solution.xml"])).toContain("<Version>0.2.0.0</Version>");
  });

  it("says to build when there are no components", async () => {
    rmSync(project.controls, { recursive: true });
    await expect(pack({ root: project.root })).rejects.toThrow("Run `npm run build` first");
    expect(existsSync(join(project.out, "Entente.zip"))).toBe(false);
  });

  it("refuses a version that Dataverse could not compare", async () => {
    await expect(pack({ root: project.root, version: "1.0.0-beta" })).rejects.toThrow(
      "not of the form 1.2.3",
    );
  });

  it("leaves no zip of a solution with a mistake in it, not even yesterday's", async () => {
    await pack({ root: project.root });
    project.edit("Roles/Entente Rep.xml", "prvReadAccount", "prvReadAcount");
    await expect(pack({ root: project.root })).rejects.toThrow(
      'there is no table "Acount" [privilege-table]',
    );
    expect(existsSync(join(project.out, "Entente.zip"))).toBe(false);
  });

  it("refuses a part of a solution that it would otherwise drop", async () => {
    cpSync(join(project.source, "Roles"), join(project.source, "Reports"), { recursive: true });
    await expect(pack({ root: project.root })).rejects.toThrow("Reports: the packer does not know");
  });
});

describe("form scripts", () => {
  const library = "ent_/scripts/example.js";
  let project: FixtureProject;

  beforeEach(() => {
    project = new FixtureProject();
    writeFileSync(
      join(project.scripts, "example.ts"),
      "export function onLoad(context: { ready?: boolean }): boolean {\n  return context.ready ?? false;\n}\n",
    );
  });
  afterEach(() => project.dispose());

  it("become lower-case web resources, callable by the form, in ES2018", async () => {
    project.edit(
      "Other/Solution.xml",
      '<RootComponent type="62"',
      `<RootComponent type="61" schemaName="${library}" behavior="0" />\n      <RootComponent type="62"`,
    );
    const { unmanaged, unpacked } = await pack({ root: project.root });
    const compiled = readFileSync(join(unpacked, "WebResources", library), "utf8");
    expect(compiled).not.toContain("??");
    expect(runInNewContext(`${compiled}; Entente.example.onLoad({ ready: true })`)).toBe(true);

    const parts = unzip(unmanaged);
    const root = parseXml(text(parts["customizations.xml"]), "customizations.xml");
    const resource = children(child(root, "WebResources")!, "WebResource").find(
      (each) => textOf(each, "Name") === library,
    )!;
    expect(textOf(resource, "Name")).toBe(library);
    const path = textOf(resource, "FileName");
    expect(path).toMatch(/^\/WebResources\/ent_scriptsexamplejs[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(text(parts[path.slice(1)])).toBe(compiled);
    expect(text(parts["[Content_Types].xml"])).toContain(`<Override PartName="${path}"`);
  });

  it("are not dropped in silence when the manifest does not name them", async () => {
    await expect(pack({ root: project.root })).rejects.toThrow(`61 ${library}`);
  });
});
