/** `domain` or `dataverse`: a part is mutated against its own tests alone, which are quick and have to suffice. */
const part = process.env.MUTATED ?? "domain";
/** Where reports go, and what is known from before is kept. */
const out = process.env.MUTATION_OUT ?? "out/mutation";

/** Each small change to the code has to make a test fail: `npm run mutation`. What is found: docs/proof.md. */
export default {
  testRunner: "in process",
  plugins: ["./scripts/mutationRunner.mjs"],
  inProcess: { tests: `tests/${part}` },
  coverageAnalysis: "perTest",
  mutate: [`${part}/**/*.ts`],
  // What is copied for the run: the code, its tests, and what those read, of the other part's, too.
  ignorePatterns: [
    "**",
    "!domain/**",
    "!dataverse/**",
    "!tests/domain/**",
    "!tests/dataverse/**",
    "!tests/*.ts",
    "!sandbox/**",
    "!solution/**",
  ],
  // A constant is read once, before any test, so that no test goes there more than another: each mutant of one would
  // need every test. Most of them are words in lists and names of columns.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  tempDirName: `${out}/work`,
  incremental: true,
  incrementalFile: `${out}/${part}.incremental.json`,
  jsonReporter: { fileName: `${out}/${part}.json` },
  reporters: ["json", "progress-append-only"],
  thresholds: { high: 95, low: 85, break: null },
};
