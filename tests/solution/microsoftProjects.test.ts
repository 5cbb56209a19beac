import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { componentNames } from "../../scripts/componentNames";
import { clean, madeIn } from "../../scripts/clean";
import { parseXml, type XmlElement } from "../../solution/xml";
import { filesBelow } from "../../solution/filesBelow";
import { PROJECT } from "./fixtureProject";

/** MSBuild writes paths as Windows does. */
const asPath = (text: string): string => text.split("\\").join(sep);

/** An MSBuild project, as far as it can be read without MSBuild. */
class MicrosoftProject {
  readonly folder: string;
  private readonly root: XmlElement;

  constructor(file: string) {
    this.folder = dirname(join(PROJECT, file));
    this.root = parseXml(readFileSync(join(PROJECT, file), "utf8"), file);
  }

  elements(name: string): XmlElement[] {
    return Array.from(this.root.getElementsByTagName(name));
  }

  property(name: string): string {
    const [element, ...others] = this.elements(name);
    if (element === undefined || others.length > 0) throw new Error(`${name} is not there once.`);
    return (element.textContent ?? "").trim();
  }

  attributes(name: string, attribute: string): string[] {
    return this.elements(name).map((element) => element.getAttribute(attribute) ?? "");
  }

  /** A path of the project's, from its own folder. */
  path(text: string): string {
    return join(this.folder, asPath(text.replace("$(MSBuildThisFileDirectory)", "")));
  }
}

const pcf = new MicrosoftProject("Entente.pcfproj");
const cds = new MicrosoftProject(join("solution", "Entente.cdsproj"));

const json = (file: string) =>
  JSON.parse(readFileSync(join(PROJECT, file), "utf8")) as Record<string, unknown>;

/** The tool's imports, in the order of the templates of `pac pcf init` and `pac solution init`. */
function imports(tool: "Pcf" | "Solution"): string[] {
  const of = (ending: string) =>
    `$(PowerAppsTargetsPath)\\Microsoft.PowerApps.VisualStudio.${tool}.${ending}`;
  return [
    "$(MSBuildExtensionsPath)\\$(MSBuildToolsVersion)\\Microsoft.Common.props",
    of("props"),
    "$(MSBuildToolsPath)\\Microsoft.Common.targets",
    of("targets"),
  ];
}

describe.each([
  ["Entente.pcfproj", pcf, "Pcf"],
  ["Entente.cdsproj", cds, "Solution"],
] as const)("%s", (_, project, tool) => {
  it("is set up as Microsoft's template is", () => {
    expect(project.attributes("Import", "Project")).toEqual(imports(tool));
    for (const element of project.elements("Import")) {
      const path = element.getAttribute("Project") ?? "";
      if (path.includes("PowerApps")) expect(element.getAttribute("Condition")).toBe(`Exists('${path}')`);
    }
    expect(project.property("TargetFramework")).toBe("net462");
    expect(project.property("RestoreProjectStyle")).toBe("PackageReference");
    expect(
      project
        .elements("PackageReference")
        .map((one) => [one.getAttribute("Include"), one.getAttribute("Version")]),
    ).toEqual([
      [`Microsoft.PowerApps.MSBuild.${tool}`, "1.*"],
      ["Microsoft.NETFramework.ReferenceAssemblies", "1.0.0"],
    ]);
  });

  it("refers to no project that is not there", () => {
    for (const reference of project.attributes("ProjectReference", "Include")) {
      expect(existsSync(project.path(reference))).toBe(true);
    }
  });
});

it("gives each project an id of its own", () => {
  const ids = [pcf, cds].map((project) => project.property("ProjectGuid"));
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(2);
});

describe("the components' project", () => {
  it("has the same output folder as our own build", () => {
    const output = pcf.path(pcf.property("OutputPath"));
    expect(output).toBe(join(PROJECT, "out", "controls"));
    expect(join(PROJECT, String(json("pcfconfig.json").outDir))).toBe(join(output, "Briefing"));
    expect(join(PROJECT, "components", String(json("components/pcfconfig.json").outDir))).toBe(output);
  });

  it("takes in the manifest of every component, and names no file that is not there", () => {
    const included = pcf.attributes("None", "Include").flatMap((path) => {
      const [folder = "", rest] = path.split("\\**");
      expect(existsSync(pcf.path(folder))).toBe(true);
      return rest === undefined
        ? [pcf.path(folder)]
        : filesBelow(pcf.path(folder)).map((file) => join(pcf.path(folder), file));
    });
    const manifests = included
      .filter((file) => file.endsWith("ControlManifest.Input.xml"))
      .map((file) => /constructor="(\w+)"/.exec(readFileSync(file, "utf8"))?.[1]);
    expect(manifests.sort()).toEqual([...componentNames(PROJECT)].sort());
  });

  it("finds the commands that MSBuild runs: npm run build, and npm run clean before a rebuild", () => {
    expect(Object.keys(json("package.json").scripts as object)).toEqual(
      expect.arrayContaining(["build", "clean"]),
    );
  });
});

describe("the solution's project", () => {
  const source = cds.path(cds.property("SolutionRootPath"));

  it("packs both solutions from where our own packing puts everything together", () => {
    expect(relative(PROJECT, source)).toBe(join("solution", "dist", "unpacked"));
    expect(existsSync(join(source, "Other", "Solution.xml"))).toBe(true);
    expect(cds.property("SolutionPackageType")).toBe("Both");
  });

  it("finds every component there, so that none has to be built again", () => {
    for (const name of componentNames(PROJECT)) {
      expect(existsSync(join(source, "Controls", `ent_Entente.${name}`, "ControlManifest.xml"))).toBe(true);
    }
    expect(cds.elements("ProjectReference")).toEqual([]);
  });
});

describe("cleaning", () => {
  it("takes away what building and packing made, and nothing else", () => {
    const root = mkdtempSync(join(tmpdir(), "entente-clean-"));
    const write = (file: string) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), "");
    };
    const sources = ["components/Interest/index.ts", "solution/src/Other/Solution.xml", "package.json"];
    const made = [
      "out/controls/Interest/bundle.js",
      "generated/ManifestTypes.d.ts",
      "components/Interest/generated/ManifestTypes.d.ts",
      "solution/dist/Entente.zip",
    ];
    try {
      [...sources, ...made].forEach(write);
      expect(madeIn(root)).toHaveLength(made.length);
      clean(root);
      expect(sources.filter((file) => existsSync(join(root, file)))).toEqual(sources);
      expect(madeIn(root)).toEqual([]);
      clean(root);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
