import jest from "./jest.config.js";

const [domain, dataverse] = ["domain", "dataverse"].map((name) =>
  jest.projects.find(({ displayName }) => displayName === name),
);

/** Mutation testing of what has no view: each small change to the code has to make a test fail. `npm run mutation`. */
export default {
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: {
    config: { ...domain, displayName: undefined, testMatch: [...domain.testMatch, ...dataverse.testMatch] },
    enableFindRelatedTests: true,
  },
  coverageAnalysis: "perTest",
  mutate: ["domain/**/*.ts", "dataverse/**/*.ts"],
  ignorePatterns: ["out", "solution/dist", ".sandbox", "docs"],
  // Values that nothing outside the file can see change would be counted as survivors.
  ignoreStatic: true,
  disableTypeChecks: false,
  concurrency: 2,
  tempDirName: "out/mutation/work",
  incremental: true,
  incrementalFile: "out/mutation/incremental.json",
  jsonReporter: { fileName: "out/mutation/report.json" },
  reporters: ["clear-text", "json", "progress-append-only"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  thresholds: { high: 95, low: 85, break: null },
};
