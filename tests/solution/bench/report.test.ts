import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spread } from "../../../bench/figures";
import {
  addToReport,
  measured,
  printed,
  readReport,
  requireReport,
  sectionNames,
} from "../../../bench/report";
import type { Section } from "../../../bench/section";
import { spreadOf } from "../../../bench/statistics";

const section: Section = {
  title: "Something",
  about: ["What it is about."],
  tables: [{ caption: "Times", head: ["what", "ms"], rows: [["one", spread(spreadOf([3, 1, 2]))]] }],
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "entente-report-"));
  mkdirSync(join(root, "bench"));
  mkdirSync(join(root, "docs"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const reportFile = () => join(root, "bench", "report.json");
const page = () => readFileSync(join(root, "docs", "benchmarks.md"), "utf8");

describe("the bench's report", () => {
  it("has the numbers beside what is shown, and how often each thing was measured", () => {
    addToReport(root, { domain: measured(section, "the command", 5) });
    expect(readReport(root)["domain"]).toMatchObject({ command: "the command", runs: 5 });
    expect(readReport(root)["domain"]?.tables[0]?.rows).toEqual([
      ["one", { text: "2.0 (1.5–2.5)", median: 2, lower: 1.5, upper: 2.5, runs: 3 }],
    ]);
  });

  it("has each row of a table on one line, so that two reports can be compared", () => {
    addToReport(root, { domain: measured(section, "the command", 3) });
    expect(readFileSync(reportFile(), "utf8")).toMatch(/^ +\["one",\{"text".*\}\]$/m);
  });

  it("keeps what it has of other sections, and is a page once it has all that the bench measures", () => {
    for (const name of sectionNames) {
      expect(page).toThrow(/ENOENT/);
      addToReport(root, { [name]: measured({ ...section, title: `About ${name}` }, "the command", 3) });
    }
    expect(page().match(/^## .*$/gm)).toEqual(sectionNames.map((name) => `## About ${name}`));
  });

  it("is refreshed by a single section, and shows what other commands and other conditions add", () => {
    for (const name of ["mutation", ...sectionNames, "opening over HTTP/1.1"]) {
      addToReport(root, { [name]: measured({ ...section, title: name }, "the command", 3) });
    }
    addToReport(root, { domain: measured({ ...section, title: "domain, anew" }, "another command", 3) });
    const [opening, ...others] = sectionNames;
    expect(page().match(/^## .*$/gm)).toEqual(
      [opening, "opening over HTTP/1.1", ...others, "mutation"].map((name) =>
        name === "domain" ? "## domain, anew" : `## ${name}`,
      ),
    );
  });

  it("says where something was measured less often than it was to be", () => {
    expect(printed(section, 5)).toContain("2.0 (1.5–2.5) of 3");
    expect(printed(section, 3)).not.toContain("of 3");
  });

  it.each([
    ["of an older form", `{ "domain": {} }`],
    ["that is no report", "<<<<<<< ours"],
  ])("is not added to when it is one %s", (_, text) => {
    writeFileSync(reportFile(), text);
    expect(() => requireReport(root)).toThrow(/not of the form that is written now: remove it/);
  });

  it("wants a place before anything is measured", () => {
    rmSync(join(root, "bench"), { recursive: true });
    expect(() => requireReport(root)).toThrow(/^The report cannot be written: /);
  });
});
