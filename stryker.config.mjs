import jest from "./jest.config.js";

/** `domain` or `dataverse`: a part is mutated against its own tests alone, which are quick and have to suffice. */
const part = process.env.MUTATED ?? "domain";
const tests = jest.projects.find(({ displayName }) => displayName === part);

/** Each small change to the code has to make a test fail: `npm run mutation`. */
export default {
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: {
    config: {
      ...tests,
      testTimeout: jest.testTimeout,
      // For every mutant, jest looks through its roots anew: the whole tree would take longer than the tests.
      roots: ["domain", "dataverse", `tests/${part}`].map((folder) => `<rootDir>/${folder}`),
    },
    enableFindRelatedTests: true,
  },
  coverageAnalysis: "perTest",
  mutate: [`${part}/**/*.ts`],
  ignorePatterns: ["out", "solution/dist", ".sandbox", "docs"],
  // A constant is read once, before any test: whether its mutant is noticed would need every test run anew.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 30_000,
  tempDirName: "out/mutation/work",
  incremental: true,
  incrementalFile: `out/mutation/${part}.incremental.json`,
  jsonReporter: { fileName: `out/mutation/${part}.json` },
  reporters: ["json", "progress-append-only"],
  thresholds: { high: 95, low: 85, break: null },
};
