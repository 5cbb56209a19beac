import type { SolutionMetadata } from "../model";
import { ImportCode, importRefused } from "./refusal";
import { SOLUTION_XML } from "./solutionPackage";

/** Below 0 when the first version is the older one, 0 when they are the same. */
function compareVersions(first: string, second: string): number {
  const [a, b] = [first, second].map((version) => version.split(".").map(Number));
  for (let index = 0; index < 4; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/**
 * A solution that is there can be imported again in the same version or a higher one, and only as what it is.
 * @throws DataverseError 400
 */
export function checkVersion(solution: SolutionMetadata, installed: readonly SolutionMetadata[]): void {
  const there = installed.find((one) => one.uniqueName === solution.uniqueName);
  if (!there) {
    return;
  }
  if (compareVersions(solution.version, there.version) < 0) {
    throw importRefused(
      ImportCode.LowerVersion,
      { file: SOLUTION_XML, element: "<Version>" },
      `version ${solution.version} is lower than the installed ${there.version}.`,
    );
  }
  if (solution.managed !== there.managed) {
    throw importRefused(
      solution.managed ? ImportCode.ManagedOverUnmanaged : ImportCode.UnmanagedOverManaged,
      { file: SOLUTION_XML, element: "<Managed>" },
      `the solution is installed as ${there.managed ? "managed" : "unmanaged"} and cannot be imported as the other.`,
    );
  }
}
