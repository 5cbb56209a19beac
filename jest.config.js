// One project a kind of test. The component tests run twice: canvas apps load React 16.14.0 where
// model-driven apps load 17.0.2, and the two differ (event delegation, effect clean-up).
const runtime = "<rootDir>/tests/compileOnce.js";
const transform = { "^.+\\.tsx?$": "<rootDir>/tests/transpile.js" };

/** What was built holds copies of manifests and packages. */
const modulePathIgnorePatterns = ["<rootDir>/out/"];

const node = (name, folder, more = {}) => ({
  displayName: name,
  testEnvironment: "node",
  modulePathIgnorePatterns,
  runtime,
  testMatch: [`<rootDir>/tests/${folder}/**/*.test.ts`],
  transform,
  ...more,
});

/** @param suffix of the folders of this version of React */
const librariesOf = (suffix) => ({
  // d3's packages name ES modules as their entry, which Jest does not load; this is the same code, built for Node.
  "^(d3-path|d3-shape)$": "<rootDir>/node_modules/$1/dist/$1.js",
  // One file, as the host loads it, in place of a thousand for each suite to load.
  "^@fluentui/react$": "<rootDir>/node_modules/@fluentui/react/dist/fluentui-react.umd.js",
  "^React$": `<rootDir>/node_modules/react${suffix}`,
  "^ReactDOM$": `<rootDir>/node_modules/react-dom${suffix}`,
  "^(react|react-dom)$": `<rootDir>/node_modules/$1${suffix}`,
  "^(react|react-dom)/(.*)$": `<rootDir>/node_modules/$1${suffix}/$2`,
});

const react = (version, suffix) => ({
  displayName: `react ${version}`,
  testEnvironment: "jsdom",
  modulePathIgnorePatterns,
  runtime,
  testMatch: ["<rootDir>/tests/components/**/*.test.{ts,tsx}"],
  setupFilesAfterEnv: ["<rootDir>/tests/components/setup.ts"],
  transform,
  moduleNameMapper: librariesOf(suffix),
});

module.exports = {
  // A browser works beside its suite: two workers keep two cores busy, and more only make each of them wait for its turn.
  maxWorkers: 2,
  testTimeout: 30_000,
  testSequencer: "<rootDir>/tests/longestFirst.js",
  globalSetup: "<rootDir>/tests/startRun.ts",
  globalTeardown: "<rootDir>/tests/endRun.ts",
  projects: [
    node("domain", "domain"),
    node("dataverse", "dataverse"),
    react("16.14.0", ""),
    react("17.0.2", "-17"),
    node("shipped", "shipped", { moduleNameMapper: librariesOf("-17") }),
    node("solution", "solution"),
    node("sandbox", "sandbox"),
    node("browser", "browser"),
  ],
};
