import { readFileSync } from "node:fs";
import { join } from "node:path";
import { notice } from "../../scripts/notice";

const root = join(__dirname, "..", "..");

/** Licences that ask for nothing but their own text beside the copy. */
const PERMITTED = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0"];

describe("NOTICE", () => {
  it("names every package that is in a bundle, with its licence (npm run docs writes it)", async () => {
    expect(readFileSync(join(root, "NOTICE"), "utf8")).toBe(await notice(root));
  });

  it("names what `npm audit --omit=dev` looks at: what ships is a dependency, and nothing else is", async () => {
    const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
      readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean }>>;
    };
    const depended = Object.entries(packages)
      .filter(([path, { dev }]) => path !== "" && dev !== true)
      .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")} ${version}`);
    const shipped = [...(await notice(root)).matchAll(/^(\S+ \S+) \(.+\)$/gm)].map(([, name]) => name);
    expect(shipped.length).toBeGreaterThan(0);
    expect(depended.sort()).toEqual(shipped.sort());
  });

  it("holds no licence that would bind whoever installs Entente", async () => {
    const licences = [...(await notice(root)).matchAll(/^\S+ \S+ \((.+)\)$/gm)].map(([, licence]) => licence);
    expect(licences.length).toBeGreaterThan(0);
    expect(licences.filter((licence) => !PERMITTED.includes(licence ?? ""))).toEqual([]);
  });
});
