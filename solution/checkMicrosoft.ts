/**
 * `npm run check:microsoft -- --coretools PATH`: Microsoft's SolutionPackager packs `solution/dist/unpacked` into what
 * we pack, and extracts our zips into what they were made of. PATH is the folder of SolutionPackager.exe
 * (NuGet package Microsoft.CrmSdk.CoreTools); it runs under Mono where there is no Windows.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { unzipSync } from "fflate";
import { Fault, inWordsAlone, runCommand, UsageError } from "../scripts/commandLine";
import { canonical, partsInTables } from "./canonical";
import { filesBelow } from "./filesBelow";
import { zipUnpacked } from "./pack";
import { parseXml } from "./xml";

const NOT_DEFINED = "Following root components are not defined in customizations:";

/** What SolutionPackager said, and what came of it. */
export interface PackagerRun {
  readonly output: string;
  readonly exitCode: number;
}

/**
 * What SolutionPackager complained of. It exits 0 when it drops a component, and says so only in passing, so every
 * line is read.
 * @param parts ids of the forms and views that are in the result. One that is a root component of its own is always said
 *   to be "not defined", even in Microsoft's own samples: the tool looks for it beside the tables, not inside them.
 */
export function complaints(run: PackagerRun, parts: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const lines = run.output.split(/\r?\n/);
  let excused = 0;
  lines.forEach((line, index) => {
    if (line.trim() === NOT_DEFINED) {
      let all = true;
      for (let next = index + 1; /^\s+Type='/.test(lines[next] ?? ""); next += 1) {
        const dropped = /Type='(\w+)'.*='([^']*)'/.exec(lines[next] ?? "");
        // 26 is a view: SolutionPackager has no name for it.
        const isPart = dropped?.[1] === "SystemForm" || dropped?.[1] === "26";
        if (isPart && parts.has((dropped?.[2] ?? "").toLowerCase())) continue;
        all = false;
        found.push(`dropped: ${(lines[next] ?? "").trim()}`);
      }
      if (all) excused += 1;
    } else if (/will be skipped|unexpected children|exception|cannot find|\berror\b/i.test(line)) {
      found.push(line.trim());
    }
  });
  const warnings = Number(/(\d+) warnings? encountered/.exec(run.output)?.[1] ?? 0);
  if (warnings > excused && found.length === 0)
    found.push(`${warnings} warnings, of which ${excused} explained`);
  if (run.exitCode !== 0) found.push(`exit code ${run.exitCode}`);
  return found;
}

function runPackager(coretools: string, args: readonly string[]): PackagerRun {
  const executable = join(coretools, "SolutionPackager.exe");
  const [command, ...rest] = process.platform === "win32" ? [executable] : ["mono", executable];
  // In a folder of its own: it leaves a log behind.
  const folder = mkdtempSync(join(tmpdir(), "solutionpackager-"));
  try {
    const result = spawnSync(command ?? "mono", [...rest, ...args, "/nologo"], {
      encoding: "utf8",
      cwd: folder,
    });
    if (result.error) {
      throw new Error(
        `SolutionPackager did not start (${result.error.message}). It needs Mono: apt install mono-complete.`,
      );
    }
    return { output: `${result.stdout}\n${result.stderr}`, exitCode: result.status ?? 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const decode = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

/** Compares two files by what they say. */
function differs(name: string, ours: Uint8Array, theirs: Uint8Array): string | undefined {
  if (!/\.xml$/.test(name))
    return Buffer.compare(ours, theirs) === 0 ? undefined : `${name}: the bytes differ`;
  const [mine, other] = [ours, theirs].map((bytes) => canonical(parseXml(decode(bytes), name)).split("\n"));
  const line = mine!.findIndex((each, index) => each !== other![index]);
  if (line < 0 && mine!.length === other!.length) return undefined;
  const at = line < 0 ? mine!.length : line;
  return `${name}, line ${at + 1} of its canonical form: "${mine![at]?.trim()}", Microsoft's "${other![at]?.trim()}"`;
}

function compareNames(what: string, ours: readonly string[], theirs: readonly string[]): string[] {
  return [
    ...ours.filter((name) => !theirs.includes(name)).map((name) => `${what}: Microsoft's has no ${name}`),
    ...theirs.filter((name) => !ours.includes(name)).map((name) => `${what}: only Microsoft's has ${name}`),
  ];
}

function checkPacking(coretools: string, unpacked: string, managed: boolean, work: string): string[] {
  const type = managed ? "Managed" : "Unmanaged";
  const zip = join(work, `${type}.zip`);
  const run = runPackager(coretools, [
    "/action:Pack",
    `/zipfile:${zip}`,
    `/folder:${unpacked}`,
    `/packagetype:${type}`,
  ]);
  if (!existsSync(zip)) return [`Pack ${type}: no zip came of it`, ...complaints(run, new Set())];
  const theirs = unzipSync(readFileSync(zip));
  const ours = unzipSync(zipUnpacked(unpacked, managed));
  const customizations = theirs["customizations.xml"];
  const parts = customizations
    ? partsInTables(parseXml(decode(customizations), "customizations.xml"))
    : new Set<string>();
  const problems = [
    ...complaints(run, parts),
    ...compareNames("zip", Object.keys(ours), Object.keys(theirs)),
    ...Object.entries(ours).flatMap(([name, bytes]) => {
      // The two list the parts differently; that each part has a type is our own test.
      const other = theirs[name];
      return name === "[Content_Types].xml" || !other ? [] : (differs(name, bytes, other) ?? []);
    }),
  ];
  return problems.map((problem) => `Pack ${type}: ${problem}`);
}

/** Extracts both zips at once, as `pac` does; a file for the managed package alone must say what its twin says. */
function checkExtracting(coretools: string, dist: string, unpacked: string, work: string): string[] {
  const folder = join(work, "extracted");
  const run = runPackager(coretools, [
    "/action:Extract",
    `/zipfile:${join(dist, "Entente.zip")}`,
    `/folder:${folder}`,
    "/packagetype:Both",
  ]);
  if (!existsSync(folder)) return ["Extract: nothing came of it", ...complaints(run, new Set())];
  const theirs = filesBelow(folder);
  const twins = theirs.filter((file) => file.endsWith("_managed.xml"));
  const problems = [
    ...complaints(run, new Set()),
    ...compareNames(
      "files",
      filesBelow(unpacked),
      theirs.filter((file) => !twins.includes(file)),
    ),
    ...filesBelow(unpacked).flatMap((file) =>
      [file, file.replace(/\.xml$/, "_managed.xml")]
        .filter((each, index, both) => both.indexOf(each) === index && theirs.includes(each))
        .flatMap(
          (each) => differs(each, readFileSync(join(unpacked, file)), readFileSync(join(folder, each))) ?? [],
        ),
    ),
  ];
  return problems.map((problem) => `Extract: ${problem}`);
}

/** Everything in which SolutionPackager and we differ; nothing when it takes what we make. */
function checkWithMicrosoft(coretools: string, dist: string): string[] {
  const unpacked = join(dist, "unpacked");
  const work = mkdtempSync(join(tmpdir(), "entente-microsoft-"));
  try {
    return [
      ...checkPacking(coretools, unpacked, false, work),
      ...checkPacking(coretools, unpacked, true, work),
      ...checkExtracting(coretools, dist, unpacked, work),
    ];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const usage = `Usage: npm run check:microsoft -- --coretools FOLDER
  --coretools FOLDER  that of Microsoft's SolutionPackager.exe (NuGet package Microsoft.CrmSdk.CoreTools)`;

/** @throws Fault when SolutionPackager, or what it is to pack, is not there */
function checkMicrosoft({ coretools }: { readonly coretools?: string }): void {
  const dist = join(__dirname, "dist");
  if (coretools === undefined) throw new UsageError("Say where SolutionPackager is.");
  // It runs in a folder of its own: a path from here would lead nowhere there.
  const folder = resolve(coretools);
  if (!existsSync(join(folder, "SolutionPackager.exe"))) {
    throw new UsageError(`There is no SolutionPackager.exe in ${folder}.`);
  }
  if (!existsSync(join(dist, "Entente.zip"))) {
    throw new Fault("There is no solution/dist/Entente.zip. Run `npm run pack` first.");
  }
  const problems = checkWithMicrosoft(folder, dist);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(
    problems.length === 0
      ? "SolutionPackager packs and extracts the solution as we do.\n"
      : `${problems.length} problems.\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (require.main === module) {
  runCommand(usage, { coretools: { type: "string" } }, (values) =>
    inWordsAlone(() => {
      checkMicrosoft(values);
    }),
  );
}
