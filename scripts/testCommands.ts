/** What `npm test` runs. */
export interface Stage {
  readonly name: string;
  /** The program, and what it is told. */
  readonly command: readonly string[];
}

/**
 * A package's command, as a file for Node: on Windows, what stands in `node_modules/.bin` under its name, and `npm` itself, are
 * scripts of a shell, which `spawn` does not start.
 */
function ofPackage(file: string, ...words: readonly string[]): readonly string[] {
  return [process.execPath, require.resolve(file), ...words];
}

/** A script of package.json, by the npm that this runs under; by the one on the path where it runs under none. */
function npmRun(script: string): readonly string[] {
  const npm = process.env.npm_execpath ?? "";
  return [...(/\.[cm]?js$/.test(npm) ? [process.execPath, npm] : ["npm"]), "run", "--silent", script];
}

/** What the tests need, one after the other. */
export const before: readonly Stage[] = [
  { name: "build", command: ofPackage("tsx/cli", "scripts/build.ts") },
  { name: "pack", command: ofPackage("tsx/cli", "solution/pack.ts") },
  { name: "check:solution", command: ofPackage("tsx/cli", "solution/check.ts") },
];

/** What needs no test and no test needs, one after the other beside them. */
export const beside: readonly Stage[] = [
  { name: "types", command: npmRun("types") },
  { name: "lint", command: npmRun("lint") },
];

export const runner: readonly string[] = ofPackage("jest/bin/jest");
