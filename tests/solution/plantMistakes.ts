import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "../../solution/assemble";
import { checkSolution, type Problem } from "../../solution/check";
import type { FixtureProject } from "./fixtureProject";

/** A text of a file of the unpacked solution, and another in its stead. */
export interface Change {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** A change for the worse, and what the validator has to name. */
export interface Mistake extends Change {
  readonly mistake: string;
  readonly rule: string;
  readonly element: string | RegExp;
  readonly message?: string | RegExp;
  /** Where it shows, when that is another file. */
  readonly shows?: string;
}

export async function unpackedOf(project: FixtureProject): Promise<string> {
  const unpacked = join(project.out, "unpacked");
  await assemble({
    source: project.source,
    controls: project.controls,
    scripts: project.scripts,
    unpacked,
    version: "0.1.0",
  });
  return unpacked;
}

/** The changes in as few rounds as there can be with one change a file: one check of the whole solution serves many. */
function roundsOf<C extends Change>(changes: readonly C[]): C[][] {
  const rounds: C[][] = [];
  for (const change of changes) {
    const free = rounds.find((round) => round.every(({ file }) => file !== change.file));
    if (free) free.push(change);
    else rounds.push([change]);
  }
  return rounds;
}

/**
 * Makes every change in the solution, and takes it back again. What is to be replaced has to be there, or the planted
 * mistake would prove nothing.
 * @returns what the validator found when the change was made
 */
export async function foundWith<C extends Change>(
  project: FixtureProject,
  changes: readonly C[],
): Promise<ReadonlyMap<C, readonly Problem[]>> {
  const unpacked = await unpackedOf(project);
  const found = new Map<C, readonly Problem[]>();
  for (const round of roundsOf(changes)) {
    const before = new Map<string, string>();
    for (const { file, from, to } of round) {
      const path = join(unpacked, file);
      const text = readFileSync(path, "utf8");
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${file} does not contain ${String(from)}`);
      before.set(path, text);
      writeFileSync(path, changed);
    }
    const problems = checkSolution(unpacked);
    for (const change of round) found.set(change, problems);
    for (const [path, text] of before) writeFileSync(path, text);
  }
  return found;
}

/** That the validator names the mistake: file, element and rule. */
export function expectNamed(mistake: Mistake, problems: readonly Problem[]): void {
  const { file, rule, element, message, shows } = mistake;
  const found = problems.filter((problem) => problem.rule === rule);
  expect(found.map((problem) => problem.element)).toContainEqual(
    typeof element === "string" ? element : expect.stringMatching(element),
  );
  const named = found.filter((problem) =>
    typeof element === "string" ? problem.element === element : element.test(problem.element),
  );
  // An id that is there twice is reported where it is found the second time, whichever that is.
  if (rule !== "id-unique") expect(named.map((problem) => problem.file)).toContain(shows ?? file);
  if (message !== undefined) {
    expect(named.map((problem) => problem.message)).toContainEqual(
      typeof message === "string" ? expect.stringContaining(message) : expect.stringMatching(message),
    );
  }
}
