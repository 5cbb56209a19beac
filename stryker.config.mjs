/** `domain` or `dataverse`: a part is mutated against its own tests alone, which are quick and have to suffice. */
const part = process.env.MUTATED ?? "domain";

/** Each small change to the code has to make a test fail: `npm run mutation`. */
export default {
  testRunner: "in process",
  plugins: ["./scripts/mutationRunner.mjs"],
  inProcess: { tests: `tests/${part}` },
  coverageAnalysis: "perTest",
  mutate: [`${part}/**/*.ts`],
  // What is copied for the run: the code, its tests, and what those read.
  ignorePatterns: ["**", "!domain/**", "!dataverse/**", `!tests/${part}/**`, "!sandbox/**", "!solution/**"],
  // A constant is read once, before any test: whether its mutant is noticed would need every test run anew.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  tempDirName: "out/mutation/work",
  incremental: true,
  incrementalFile: `out/mutation/${part}.incremental.json`,
  jsonReporter: { fileName: `out/mutation/${part}.json` },
  reporters: ["json", "progress-append-only"],
  thresholds: { high: 95, low: 85, break: null },
};
