/** `npm run check:solution`: our own validator. It names the file, the element and the rule, and exits 1. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { Fault, runCommand } from "../scripts/commandLine";
import { checkApps } from "./checks/checkApps";
import { checkCharts } from "./checks/checkCharts";
import { checkComponents } from "./checks/checkComponents";
import { checkForms } from "./checks/checkForms";
import { checkIds } from "./checks/checkIds";
import { checkLabels } from "./checks/checkLabels";
import { checkLayout } from "./checks/checkLayout";
import { checkManifest } from "./checks/checkManifest";
import { checkRelationships } from "./checks/checkRelationships";
import { checkRoles } from "./checks/checkRoles";
import { checkStructure } from "./checks/checkStructure";
import { checkTables } from "./checks/checkTables";
import { checkViews } from "./checks/checkViews";
import { checkWebResources } from "./checks/checkWebResources";
import type { Problem } from "./checks/problem";
import { readSolutionFolder } from "./checks/solutionFolder";

export type { Problem } from "./checks/problem";

const CHECKS = [
  checkLayout,
  checkStructure,
  checkManifest,
  checkTables,
  checkRelationships,
  checkForms,
  checkViews,
  checkCharts,
  checkRoles,
  checkApps,
  checkComponents,
  checkWebResources,
  checkLabels,
  checkIds,
];

/** Every problem of an unpacked solution; none when Dataverse would take it as far as we know. */
export function checkSolution(unpacked: string): Problem[] {
  const { solution, problems } = readSolutionFolder(unpacked);
  return [...problems, ...CHECKS.flatMap((check) => check(solution))];
}

export function printProblem({ file, element, rule, message }: Problem): string {
  return `${file}: ${element}: ${message} [${rule}]`;
}

const usage = `Usage: npm run check:solution -- [FOLDER]
  FOLDER  an unpacked solution; solution/dist/unpacked, as \`npm run pack\` leaves it, unless told`;

/** @throws Fault when there is no such folder */
function check(unpacked: string): void {
  if (!existsSync(unpacked)) throw new Fault(`There is no ${unpacked}. Run \`npm run pack\` first.`);
  if (!statSync(unpacked).isDirectory()) throw new Fault(`${unpacked} is no folder.`);
  const problems = checkSolution(unpacked);
  for (const problem of problems) process.stdout.write(`${printProblem(problem)}\n`);
  process.stdout.write(problems.length === 0 ? "The solution is sound.\n" : `${problems.length} problems.\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (require.main === module) {
  runCommand(
    usage,
    {},
    (_, [folder]) => {
      check(folder ?? join(__dirname, "dist", "unpacked"));
    },
    { most: 1 },
  );
}
