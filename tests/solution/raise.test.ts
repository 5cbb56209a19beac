import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { places, raised, versionAt, writeVersion } from "../../solution/raise";
import { PROJECT } from "./fixtureProject";

const packageVersion = (root: string) =>
  (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;

it("raises one part of a version and sets back those after it", () => {
  expect(raised("1.2.3", "patch")).toBe("1.2.4");
  expect(raised("1.9.3", "minor")).toBe("1.10.0");
  expect(raised("1.2.3", "major")).toBe("2.0.0");
  expect(() => raised("1.2", "patch")).toThrow("not of the form 1.2.3");
});

it("finds the same version everywhere in the sources", () => {
  const version = packageVersion(PROJECT);
  for (const place of places(PROJECT)) {
    expect([place.file, versionAt(PROJECT, place)]).toEqual([place.file, place.written(version)]);
  }
});

describe("writing a version", () => {
  const root = mkdtempSync(join(tmpdir(), "entente-raise-"));
  beforeAll(() => {
    for (const { file } of places(PROJECT)) {
      cpSync(join(PROJECT, file), join(root, file), { recursive: true });
    }
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("puts it in every place, and changes nothing else", () => {
    const files = [...new Set(places(PROJECT).map(({ file }) => file))];
    const read = () => files.map((file) => readFileSync(join(root, file), "utf8"));
    const before = read();
    writeVersion(root, "7.8.9");
    expect(places(root).map((place) => versionAt(root, place))).toEqual(
      places(root).map(({ written }) => written("7.8.9")),
    );
    expect(packageVersion(root)).toBe("7.8.9");
    writeVersion(root, packageVersion(PROJECT));
    expect(read()).toEqual(before);
  });

  it("refuses a manifest that has lost its version", () => {
    const manifest = join(root, "ControlManifest.Input.xml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/ version="[^"]*" display/, " display"));
    expect(() => {
      writeVersion(root, "7.8.9");
    }).toThrow("ControlManifest.Input.xml");
  });
});
