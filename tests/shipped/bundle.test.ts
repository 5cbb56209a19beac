import { Linter } from "eslint";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundleParts } from "../../scripts/bundleParts";
import { componentNames } from "../../scripts/componentNames";

const root = join(__dirname, "..", "..");
const out = join(root, "out", "controls");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

describe.each(componentNames(root))("the built component %s", (name) => {
  const folder = join(out, name);
  const bundle = () => readFileSync(join(folder, "bundle.js"), "utf8");
  const manifest = () => readFileSync(join(folder, "ControlManifest.xml"), "utf8");

  it("is built", () => {
    // `npm run build` makes it; `npm test` does so first.
    expect(existsSync(join(folder, "bundle.js"))).toBe(true);
  });

  it("holds neither React, nor react-dom, nor Fluent: the host has them", () => {
    const code = bundle();
    // Each of these stands in its library's own code and survives minification.
    for (const mark of [
      "__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED",
      "react.element",
      "unstable_batchedUpdates",
      "findDOMNode",
      "__REACT_DEVTOOLS_GLOBAL_HOOK__",
      "ms-Button",
      "__stylesheet__",
      "@fluentui/",
      "fabric-icons",
    ]) {
      expect(code).not.toContain(mark);
    }
    expect(code).toContain("Reactv16");
    expect(code).toContain("FluentUIReactv81211");
    expect(code).not.toMatch(/\bReactDOM/);
  });

  it("weighs less than it may, gzipped: 40 KB, the Briefing 60 KB", () => {
    const most = name === "Briefing" ? 60 : 40;
    expect(gzipSync(bundle(), { level: 9 }).length).toBeLessThan(most * 1024);
  });

  it("carries the licences of the packages in it, and points to no file that does not ship", async () => {
    const code = bundle();
    const packages = (await bundleParts(root, name)).filter(({ isPackage }) => isPackage);
    const comment = /^\/\*!\n([^]*?)\*\/\n/.exec(code)?.[1] ?? "";
    for (const { name: part } of packages) {
      const licence = readFileSync(join(root, "node_modules", part, "LICENSE"), "utf8");
      expect(comment.replace(/\s+/g, " ")).toContain(licence.trim().replace(/\s+/g, " "));
    }
    expect(comment === "").toBe(packages.length === 0);
    expect(code).not.toContain("LICENSE.txt");
  });

  it("keeps clear of what the solution checker refuses", () => {
    const code = bundle();
    for (const refused of [
      /\beval\(/,
      /\bnew Function\(/,
      /\.innerHTML\b/,
      /\bdangerouslySetInnerHTML\b/,
      /\b(local|session)Storage\b/,
      /\bconsole\./,
      /\bXrm\b/,
      /\bdocument\.cookie\b/,
      /https?:\/\/(?!www\.w3\.org\/)/,
    ]) {
      expect(code).not.toMatch(refused);
    }
  });

  it("is written in ES2018, beyond which the solution checker does not read", () => {
    const faults = new Linter().verify(bundle(), {
      languageOptions: { ecmaVersion: 2018, sourceType: "script" },
    });
    expect(faults.filter(({ fatal }) => fatal)).toEqual([]);
  });

  it("leaves character classes to the browser: spelled out, they weigh more than the code around them", () => {
    expect(bundle()).not.toContain("\\u0483-\\u0487");
  });

  it("comes with everything that its manifest names, and nothing else", () => {
    const named = [...manifest().matchAll(/<(?:code|css|resx) path="([^"]+)"/g)].map(([, path = ""]) => path);
    const present = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replace(/\\/g, "/"),
      );
    expect(present.sort()).toEqual([...named, "ControlManifest.xml"].sort());
    for (const language of [1033, 1036, 1043]) {
      expect(named.some((path) => path.endsWith(`${name}.${language}.resx`))).toBe(true);
    }
  });

  it("is a virtual control of this version, on the host's React and Fluent", () => {
    const xml = manifest();
    expect(xml).toContain(`namespace="Entente" constructor="${name}" version="${version}"`);
    expect(xml).toContain('control-type="virtual"');
    expect(xml).toContain('<platform-library name="React" version="16.14.0"/>');
    expect(xml).toContain('<platform-library name="Fluent" version="8.121.1"/>');
    expect(xml).toContain('<external-service-usage enabled="false"/>');
  });
});
