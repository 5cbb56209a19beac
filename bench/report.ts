import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { Fault } from "../scripts/commandLine";
import type { Cell, Section, Table } from "./section";

/** What `npm run bench` measures: the page is written once the report has all of it. */
export const sectionNames = ["opening", "questions", "answers", "guard", "domain", "size"] as const;
export type SectionName = (typeof sectionNames)[number];
/** What other commands add, where they have run. */
const addedNames = ["mutation"] as const;

/** A section as it was measured: when, how, and on how large a machine. */
export interface MeasuredSection extends Section {
  readonly measuredOn: string;
  readonly command: string;
  readonly cores: number;
  /** How often each thing was to be measured. */
  readonly runs: number;
}

/** Sections by name, in the order in which they are shown. */
export type Report = Readonly<Record<string, MeasuredSection>>;

/** As it is on disk. */
interface ReportFile {
  readonly form: typeof FORM;
  readonly sections: Report;
}

/** Says which reports can be read: one more with every change to `Section` and `MeasuredSection`. */
const FORM = 2;

const folder = (root: string): string => join(root, "bench");
const reportFile = (root: string): string => join(folder(root), "report.json");
const pageFile = (root: string): string => join(root, "docs", "benchmarks.md");

/**
 * What was measured before; empty when nothing was.
 * @throws Fault when the report is not of the form that is written now
 */
export function readReport(root: string): Report {
  const file = reportFile(root);
  if (!existsSync(file)) return {};
  const read = parsed(readFileSync(file, "utf8"));
  if (read?.form !== FORM || read.sections === undefined) {
    throw new Fault(
      `${file} is not of the form that is written now: remove it, and measure all sections anew.`,
    );
  }
  return read.sections;
}

function parsed(text: string): Partial<ReportFile> | null {
  try {
    return JSON.parse(text) as Partial<ReportFile> | null;
  } catch {
    return null;
  }
}

/**
 * Nobody should measure for hours to hear that what came out has no place.
 * @throws Fault when the report cannot be written, or not be added to
 */
export function requireReport(root: string): void {
  readReport(root);
  try {
    accessSync(folder(root), constants.W_OK);
  } catch (error) {
    throw new Fault(
      `The report cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** @param runs how often each thing was to be measured */
export function measured(section: Section, command: string, runs: number): MeasuredSection {
  return {
    ...section,
    measuredOn: new Date().toISOString().slice(0, 10),
    command,
    cores: cpus().length,
    runs,
  };
}

/**
 * Adds sections to the report, in the place of what it has of the same name; also writes the page, once everything that the
 * bench measures is there. What is measured under other conditions follows what its name begins with.
 */
export function addToReport(root: string, added: Report): void {
  const report = { ...readReport(root), ...added };
  const sections = Object.fromEntries(
    [...sectionNames, ...addedNames].flatMap((name) =>
      Object.entries(report).filter(([one]) => one === name || one.startsWith(`${name} `)),
    ),
  );
  writeFileSync(reportFile(root), inLines({ form: FORM, sections }));
  if (sectionNames.every((name) => name in sections)) writeFileSync(pageFile(root), pageOf(sections));
}

/** JSON with each row of a table on one line, so that two reports can be compared. */
function inLines(file: ReportFile): string {
  const rows: string[] = [];
  const withPlaces = JSON.stringify(
    file,
    (key, value: unknown) =>
      key === "rows"
        ? (value as Table["rows"]).map((row) => `row ${rows.push(JSON.stringify(row)) - 1}`)
        : value,
    2,
  );
  return `${withPlaces.replace(/"row (\d+)"(?=,?$)/gm, (_, place: string) => rows[Number(place)] ?? "")}\n`;
}

/** A section for the terminal. @param runs how often each thing was to be measured */
export function printed(section: Section, runs: number): string {
  return [
    section.title,
    ...section.tables.map(({ caption, ...table }) => `${caption}\n\n${aligned(table, runs)}`),
  ]
    .map((part) => `\n${part}\n`)
    .join("");
}

/** A place of a table as it is read; of what was measured less often than it was to be, also how often. */
function shown(cell: Cell, runs: number): string {
  if (typeof cell === "string") return cell;
  return "runs" in cell && cell.runs < runs ? `${cell.text} of ${String(cell.runs)}` : cell.text;
}

function aligned({ head, rows }: Pick<Table, "head" | "rows">, runs: number): string {
  const all = [head, ...rows.map((row) => row.map((cell) => shown(cell, runs)))];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function pageOf(report: Report): string {
  const sections = Object.values(report).map(
    ({ title, about, tables, measuredOn, command, cores, runs }) =>
      `## ${title}\n\n${about.map((line) => `- ${line}\n`).join("")}\n` +
      `Measured on ${measuredOn}, on ${String(cores)} cores, by \`${command}\`.\n` +
      tables.map((table) => `\n${table.caption}:\n\n${markdown(table, runs)}\n`).join(""),
  );
  return `# Benchmarks

Written by \`npm run bench\` from its report, [bench/report.json](../bench/report.json), which has the same figures as numbers; whoever
doubts a figure runs the same command. Times are medians, with their middle half in brackets, and with the number of turns behind them
(\`of 2\`) where those were fewer than the section was to have, since it takes long. They are those of the machine that a section was
measured on, which differ, and of a small Postgres that stands for Dataverse: what can be carried over to another place is what was
measured side by side in the same run (ratios), and what does not depend on the machine (requests, bytes, how something grows).

${sections.join("\n")}`;
}

function markdown({ head, rows }: Table, runs: number): string {
  const line = (cells: readonly string[]): string =>
    `| ${head.map((_, column) => (cells[column] ?? "").replace(/\|/g, "\\|")).join(" | ")} |`;
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.map((row) => line(row.map((cell) => shown(cell, runs)))),
  ].join("\n");
}
