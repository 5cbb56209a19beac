import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Section, Table } from "./section";

/** A section as it was measured: when, how, and on how large a machine. */
export interface MeasuredSection extends Section {
  readonly measuredOn: string;
  readonly command: string;
  readonly cores: number;
}

/** Sections by name, in the order in which they are shown. */
export type Report = Readonly<Record<string, MeasuredSection>>;

const reportFile = (root: string): string => join(root, "bench", "report.json");
const pageFile = (root: string): string => join(root, "docs", "benchmarks.md");

/** What was measured before; empty when nothing was. */
export function readReport(root: string): Report {
  return existsSync(reportFile(root)) ? (JSON.parse(readFileSync(reportFile(root), "utf8")) as Report) : {};
}

export function measured(section: Section, command: string): MeasuredSection {
  return { ...section, measuredOn: new Date().toISOString().slice(0, 10), command, cores: cpus().length };
}

/**
 * Writes the report; also the page, once the report has all sections.
 * @param names of all sections there are; what the report has beside, such as the same under other conditions, follows what its name
 * begins with
 */
export function writeReport(root: string, report: Report, names: readonly string[]): void {
  const inOrder = Object.fromEntries(
    names.flatMap((name) =>
      Object.entries(report).filter(([one]) => one === name || one.startsWith(`${name} `)),
    ),
  );
  writeFileSync(reportFile(root), `${JSON.stringify(inOrder, null, 2)}\n`);
  if (names.every((name) => name in inOrder)) writeFileSync(pageFile(root), pageOf(inOrder));
}

/** A section for the terminal. */
export function printed(section: Section): string {
  return [section.title, ...section.tables.map(({ caption, ...table }) => `${caption}\n\n${aligned(table)}`)]
    .map((part) => `\n${part}\n`)
    .join("");
}

function aligned({ head, rows }: Pick<Table, "head" | "rows">): string {
  const all = [head, ...rows];
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
    ({ title, about, tables, measuredOn, command, cores }) =>
      `## ${title}\n\n${about.map((line) => `- ${line}\n`).join("")}\n` +
      `Measured on ${measuredOn}, on ${String(cores)} cores, by \`${command}\`.\n` +
      tables.map((table) => `\n${table.caption}:\n\n${markdown(table)}\n`).join(""),
  );
  return `# Benchmarks

Written by \`npm run bench\` from its report; whoever doubts a figure runs the same command. Times are medians, with their middle
half in brackets. They are those of the machine that a section was measured on, which differ, and of a small Postgres that stands for
Dataverse: what can be carried over to another place is what was measured side by side in the same run (ratios), and what does not depend on the machine
(requests, bytes, how something grows).

${sections.join("\n")}`;
}

function markdown({ head, rows }: Table): string {
  const line = (cells: readonly string[]): string =>
    `| ${head.map((_, column) => (cells[column] ?? "").replace(/\|/g, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
