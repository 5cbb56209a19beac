import { readSolutionFolder, type SolutionFolder, type Table } from "../solution/checks/solutionFolder";
import { at, children, attribute, descendants, textOf } from "../solution/xml";
import { markdownTable } from "./markdownTable";

const TYPES: Readonly<Record<string, string>> = {
  nvarchar: "text",
  ntext: "memo",
  picklist: "choice",
  datetime: "datetime",
  decimal: "decimal",
  int: "integer",
  bit: "yesno",
  lookup: "lookup",
  money: "money",
};

/** Tables that Entente did not bring, but points to for reasons of its own. */
function isPlatforms(table: string): boolean {
  return ["owner", "businessunit", "team", "organization", "transactioncurrency"].includes(table);
}

/** Relationships by which Entente's tables hang together and hang on standard tables; not those of every table. */
function ownRelationships({ relationships }: SolutionFolder) {
  return relationships
    .filter(({ name, parent }) => name.startsWith("ent_") && !isPlatforms(parent.toLowerCase()))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Entente's tables with their columns, and how they hang on each other and on standard tables, for Mermaid. */
export function erDiagram(folder: string): string {
  const { solution } = readSolutionFolder(folder);
  const keyed = (table: Table, column: string) =>
    descendants(table.element, "AttributeName").some((name) => textOf(name) === column) ? " UK" : "";
  const lines = ownRelationships(solution).map(({ parent, child, lookup }) => {
    const end = `"${lookup}"`;
    return `  ${parent.toLowerCase()} ||--o{ ${child.toLowerCase()} : ${end}`;
  });
  const tables = solution.tables
    .filter(({ own }) => own)
    .map((table) => {
      const columns = [...table.columns.values()].filter(({ own, type }) => own && type in TYPES);
      return [
        `  ${table.logicalName} {`,
        ...columns.map(
          ({ logicalName, type }) =>
            `    ${TYPES[type] ?? type} ${logicalName}${type === "lookup" ? " FK" : keyed(table, logicalName)}`,
        ),
        "  }",
      ].join("\n");
    });
  return ["```mermaid", "erDiagram", ...lines, ...tables, "```"].join("\n");
}

const CASCADES: Readonly<Record<string, string>> = {
  Cascade: "goes with it",
  RemoveLink: "stays, without the link",
  Restrict: "keeps it from being deleted",
  NoCascade: "stays as it is",
};

/** What becomes of the rows that point to one that is deleted. */
export function cascadeTable(folder: string): string {
  const { solution } = readSolutionFolder(folder);
  return markdownTable(
    ["when a row of this is deleted", "a row of this", "by its column"],
    ownRelationships(solution).map(({ parent, child, lookup, element }) => [
      `\`${parent.toLowerCase()}\``,
      `\`${child.toLowerCase()}\` ${CASCADES[textOf(element, "CascadeDelete")] ?? textOf(element, "CascadeDelete")}`,
      `\`${lookup}\``,
    ]),
  );
}

function english(table: Table, list: string): string {
  const container = at(table.element, list);
  const found = container && children(container).find((each) => attribute(each, "languagecode") === "1033");
  return (found && attribute(found, "description")) ?? "";
}

/** What a row of each table is, who owns it, and by what it is known beside its id. */
export function tablesTable(folder: string): string {
  const { solution } = readSolutionFolder(folder);
  return markdownTable(
    ["table", "what a row is", "owned by", "alternate key"],
    solution.tables
      .filter(({ own }) => own)
      .map((table) => [
        `\`${table.logicalName}\``,
        english(table, "Descriptions"),
        table.ownership === "OrgOwned" ? "the organisation" : "a user or team",
        descendants(table.element, "EntityKey")
          .map((key) =>
            descendants(key, "AttributeName")
              .map((name) => `\`${textOf(name)}\``)
              .join(" + "),
          )
          .join(", "),
      ]),
  );
}
