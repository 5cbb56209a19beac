import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesBelow } from "../filesBelow";
import { at, attribute, child, children, MalformedXml, parseXml, textOf, type XmlElement } from "../xml";
import type { Problem } from "./problem";
import { STANDARD_TABLES, type StandardTable } from "./standardTables";

export interface Column {
  readonly schemaName: string;
  readonly logicalName: string;
  /** As solution files call it: `nvarchar`, `lookup`, `picklist`, … */
  readonly type: string;
  /** Not one of those that Dataverse adds to every table. */
  readonly own: boolean;
  readonly element: XmlElement;
}

export interface Form {
  readonly file: string;
  /** Folder: `main`, `quick`, `quickCreate`, `card`. */
  readonly type: string;
  readonly id: string;
  /** English. */
  readonly name: string;
  readonly element: XmlElement;
}

export interface View {
  readonly file: string;
  readonly id: string;
  readonly name: string;
  readonly element: XmlElement;
}

export interface Chart {
  readonly file: string;
  readonly id: string;
  readonly name: string;
  readonly element: XmlElement;
}

/** A table as the solution has it: one of its own, or a standard one that it only adds forms to. */
export interface Table {
  readonly file: string;
  readonly schemaName: string;
  readonly logicalName: string;
  readonly own: boolean;
  readonly ownership: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly forms: readonly Form[];
  readonly views: readonly View[];
  readonly charts: readonly Chart[];
  /** `<entity>` */
  readonly element: XmlElement;
  /** `<Entity>` */
  readonly root: XmlElement;
}

export interface Relationship {
  readonly file: string;
  readonly name: string;
  /** The table with the lookup, and the table pointed to, by schema name. */
  readonly child: string;
  readonly parent: string;
  readonly lookup: string;
  readonly element: XmlElement;
}

export interface Part {
  readonly file: string;
  readonly element: XmlElement;
}

export interface Component extends Part {
  /** `ent_Entente.Interest` */
  readonly name: string;
  /** `<control>` of its manifest. */
  readonly manifest: XmlElement | undefined;
  readonly manifestFile: string;
  /** Files beside the manifest, relative to it. */
  readonly files: readonly string[];
}

/** An unpacked solution, read. */
export interface SolutionFolder {
  readonly path: string;
  readonly files: readonly string[];
  /** `<SolutionManifest>`; undefined when there is none, which is a problem of its own. */
  readonly manifest: XmlElement | undefined;
  readonly customizations: XmlElement | undefined;
  /** Names in `Other/Relationships.xml`. */
  readonly relationshipNames: readonly string[];
  readonly tables: readonly Table[];
  readonly relationships: readonly Relationship[];
  readonly roles: readonly Part[];
  readonly apps: readonly Part[];
  readonly siteMaps: readonly Part[];
  readonly components: readonly Component[];
  readonly webResources: readonly Part[];
  /** Every XML document by its file. */
  readonly documents: ReadonlyMap<string, XmlElement>;
}

/** Reads an unpacked solution. What cannot be read is a problem, and the rest is read all the same. */
export function readSolutionFolder(path: string): { solution: SolutionFolder; problems: Problem[] } {
  const problems: Problem[] = [];
  const files = filesBelow(path);
  const documents = new Map<string, XmlElement>();
  for (const file of files.filter((each) => each.endsWith(".xml") && !each.endsWith("_managed.xml"))) {
    try {
      documents.set(file, parseXml(readFileSync(join(path, file), "utf8"), file));
    } catch (error) {
      if (!(error instanceof MalformedXml)) throw error;
      problems.push({ file, element: "document", rule: "well-formed", message: error.message });
    }
  }
  const parts = (pattern: RegExp): Part[] =>
    [...documents].filter(([file]) => pattern.test(file)).map(([file, element]) => ({ file, element }));
  const solutionXml = documents.get("Other/Solution.xml");
  const relationshipsXml = documents.get("Other/Relationships.xml");

  const solution: SolutionFolder = {
    path,
    files,
    documents,
    manifest: solutionXml && child(solutionXml, "SolutionManifest"),
    customizations: documents.get("Other/Customizations.xml"),
    relationshipNames: relationshipsXml
      ? children(relationshipsXml, "EntityRelationship").map((each) => attribute(each, "Name") ?? "")
      : [],
    tables: parts(/^Entities\/[^/]+\/Entity\.xml$/).flatMap((part) => readTable(part, parts, problems)),
    relationships: parts(/^Other\/Relationships\/[^/]+\.xml$/).flatMap(({ file, element }) =>
      children(element, "EntityRelationship").map((each) => ({
        file,
        name: attribute(each, "Name") ?? "",
        child: textOf(each, "ReferencingEntityName"),
        parent: textOf(each, "ReferencedEntityName"),
        lookup: textOf(each, "ReferencingAttributeName"),
        element: each,
      })),
    ),
    roles: parts(/^Roles\/[^/]+\.xml$/),
    apps: parts(/^AppModules\/[^/]+\/AppModule\.xml$/),
    siteMaps: parts(/^AppModuleSiteMaps\/[^/]+\/AppModuleSiteMap\.xml$/),
    components: parts(/^Controls\/[^/]+\/ControlManifest\.xml\.data\.xml$/).map((part) => {
      const folder = dirname(part.file);
      const manifestFile = `${folder}/ControlManifest.xml`;
      const manifest = documents.get(manifestFile);
      return {
        ...part,
        name: textOf(part.element, "Name"),
        manifestFile,
        manifest: manifest && child(manifest, "control"),
        files: files
          .filter((file) => file.startsWith(`${folder}/`))
          .map((file) => file.slice(folder.length + 1)),
      };
    }),
    webResources: parts(/^WebResources\/.+\.data\.xml$/),
  };
  if (!existsSync(join(path, "Other", "Solution.xml")) || (solutionXml && !solution.manifest)) {
    problems.push({
      file: "Other/Solution.xml",
      element: "SolutionManifest",
      rule: "manifest",
      message: "there is no SolutionManifest: this is not a solution",
    });
  }
  return { solution, problems };
}

function readTable(part: Part, parts: (pattern: RegExp) => Part[], problems: Problem[]): Table[] {
  const element = at(part.element, "EntityInfo", "entity");
  if (!element) {
    problems.push({
      file: part.file,
      element: "Entity",
      rule: "table",
      message: "there is no EntityInfo/entity",
    });
    return [];
  }
  const folder = dirname(part.file);
  const literal = folder.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const schemaName = attribute(element, "Name") ?? "";
  const columns = children(child(element, "attributes") ?? element, "attribute").map((each): Column => ({
    schemaName: attribute(each, "PhysicalName") ?? "",
    logicalName: textOf(each, "LogicalName"),
    type: textOf(each, "Type"),
    own: textOf(each, "IsCustomField") === "1",
    element: each,
  }));
  return [
    {
      file: part.file,
      schemaName,
      logicalName: schemaName.toLowerCase(),
      own: !STANDARD_TABLES.some((table) => table.schemaName === schemaName),
      ownership: textOf(element, "OwnershipTypeMask"),
      columns: new Map(columns.map((column) => [column.logicalName, column])),
      forms: parts(new RegExp(`^${literal}/FormXml/[^/]+/[^/]+\\.xml$`)).flatMap(({ file, element: root }) =>
        children(root, "systemform").map((form) => ({
          file,
          type: file.split("/")[3] ?? "",
          id: textOf(form, "formid"),
          name: englishName(form),
          element: form,
        })),
      ),
      views: parts(new RegExp(`^${literal}/SavedQueries/[^/]+\\.xml$`)).flatMap(({ file, element: root }) =>
        children(root, "savedquery").map((view) => ({
          file,
          id: textOf(view, "savedqueryid"),
          name: englishName(view),
          element: view,
        })),
      ),
      charts: parts(new RegExp(`^${literal}/Visualizations/[^/]+\\.xml$`)).map(
        ({ file, element: chart }) => ({
          file,
          id: textOf(chart, "savedqueryvisualizationid"),
          name: englishName(chart),
          element: chart,
        }),
      ),
      element,
      root: part.element,
    },
  ];
}

function englishName(component: XmlElement): string {
  const names = child(component, "LocalizedNames");
  const english = names && children(names).find((each) => attribute(each, "languagecode") === "1033");
  return (english && attribute(english, "description")) ?? "";
}

/** The type of a column, on a table of the solution or a standard one; undefined when there is no such column. */
export function columnType(solution: SolutionFolder, table: string, column: string): string | undefined {
  const own = solution.tables.find((each) => each.logicalName === table)?.columns.get(column)?.type;
  return own ?? standardTable(table)?.columns[column];
}

/** Whether a date column holds days alone. */
export function isDateOnly(solution: SolutionFolder, table: string, column: string): boolean {
  const own = solution.tables.find((each) => each.logicalName === table)?.columns.get(column);
  if (own) return own.type === "datetime" && textOf(own.element, "Behavior") === "2";
  return standardTable(table)?.dateOnly.includes(column) ?? false;
}

export function standardTable(logicalName: string): StandardTable | undefined {
  return STANDARD_TABLES.find((table) => table.logicalName === logicalName);
}

/** Every table that may be named: the solution's own and the standard ones, by logical name. */
export function tableExists(solution: SolutionFolder, logicalName: string): boolean {
  return (
    standardTable(logicalName) !== undefined ||
    solution.tables.some((table) => table.own && table.logicalName === logicalName)
  );
}
