import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { requirements } from "../../dataverse/requirements";
import { buildCatalog } from "../../sandbox/server/metadata/catalog";
import { readSolution } from "../../sandbox/server/metadata/importSolution/readSolution";
import { standardParts } from "../../sandbox/server/metadata/standard/standardCatalog";

const root = join(__dirname, "..", "..");
const { catalog } = readSolution(
  readFileSync(join(root, "solution", "dist", "Entente.zip")),
  buildCatalog(standardParts()),
  new Map(),
);

/** Every name of ours that stands in the code which asks and writes. */
function named(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return named(path);
    if (entry.name === "requirements.ts") return [];
    return [...readFileSync(path, "utf8").matchAll(/\b(ent_[a-z]+)\b/g)].map(([, name = ""]) => name);
  });
}

describe("what the health page looks for", () => {
  it.each(requirements.map((one) => [one.table, one] as const))(
    "is there once the solution is: %s",
    (_, one) => {
      const table = catalog.table(one.table);
      expect(one.columns.filter((column) => !table?.columns.has(column))).toEqual([]);
    },
  );

  it("leaves out no table of the solution", () => {
    const own = [...catalog.tables.keys()].filter((name) => name.startsWith("ent_"));
    expect(own.filter((name) => !requirements.some(({ table }) => table === name))).toEqual([]);
  });

  it("leaves out nothing of ours that is asked for or written", () => {
    const known = new Set(
      requirements.flatMap(({ table, columns }) => [
        ...[table, `${table}id`, catalog.table(table)?.entitySetName],
        ...columns,
      ]),
    );
    const names = new Set(named(join(root, "dataverse")));
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
  });
});
