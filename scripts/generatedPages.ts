import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cascadeTable, erDiagram, tablesTable } from "./dataModelParts";
import { withPart } from "./generatedPart";
import { propertiesTables } from "./propertiesTable";
import { rolesTable } from "./rolesTable";
import { sandboxLists } from "./sandboxDocs";

/** Pages with generated parts: for each, its parts by name. */
function parts(root: string): Readonly<Record<string, Readonly<Record<string, () => string>>>> {
  const source = join(root, "solution", "src");
  return {
    "docs/sandbox.md": { lists: sandboxLists },
    "docs/admin.md": { roles: () => rolesTable(source), components: () => propertiesTables(root) },
    "docs/data-model.md": {
      tables: () => tablesTable(source),
      diagram: () => erDiagram(source),
      cascades: () => cascadeTable(source),
    },
  };
}

export interface GeneratedPage {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Every page with generated parts, as it is and as it should be. */
export function generatedPages(root: string): readonly GeneratedPage[] {
  return Object.entries(parts(root)).map(([file, made]) => {
    const before = readFileSync(join(root, file), "utf8");
    const after = Object.entries(made).reduce((page, [name, make]) => withPart(page, name, make()), before);
    return { file, before, after };
  });
}
