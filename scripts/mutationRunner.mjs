/**
 * A test runner for Stryker that bundles the tests once and runs them in its own process, where Stryker's runner for jest
 * starts jest anew for each mutant: milliseconds instead of seconds. What runs the tests is jest's own: its circus, its
 * `expect`, its timers. For each mutant, the files with tests of it are loaded anew, and what they test with them.
 *
 *     testRunner: "in process", inProcess: { tests: "tests/domain" }
 */
import { jestExpect } from "@jest/expect";
import { ModernFakeTimers } from "@jest/fake-timers";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { build } from "esbuild";
import * as circus from "jest-circus";
import { JSDOM } from "jsdom";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

/** A test file may look around where it stands; in the bundle it stands elsewhere. */
const whereFilesStand = {
  name: "where files stand",
  setup(bundle) {
    bundle.onLoad({ filter: /\.test\.ts$/ }, ({ path }) => ({
      contents: `const __dirname = ${JSON.stringify(dirname(path))};\n${readFileSync(path, "utf8")}`,
      loader: "ts",
    }));
  },
};

/** The tests of a folder as one script, which gives for each file a function that loads it. */
async function scriptOf(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".test.ts"));
  const { outputFiles } = await build({
    stdin: {
      contents: `module.exports = {${files.sort().map((file) => `"${file}": () => { require("./${file}"); }`)}}`,
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    packages: "external",
    plugins: [whereFilesStand],
  });
  return new Script(`(function (require, module) {${outputFiles[0].text}\n})`, {
    filename: join(folder, "all.js"),
  });
}

/** A test that waits longer waits for something that will not come. */
const TEST_MILLISECONDS = 5000;

/** Puts what has taken least time so far first: most mutants are noticed by a quick test. */
function sortByTime(group, timeOf) {
  const cost = (child) =>
    child.type === "test" ? timeOf(nameOf(child)) : Math.max(0, ...child.children.map(cost));
  group.children.sort((a, b) => cost(a) - cost(b));
  for (const child of group.children) if (child.type === "describeBlock") sortByTime(child, timeOf);
}

function nameOf(test) {
  const names = [test.name];
  for (let group = test.parent; group.parent; group = group.parent) names.unshift(group.name);
  return names.join(" ");
}

class InProcessRunner {
  static inject = tokens(commonTokens.options);

  /** What the changed code asks which mutant is on, and tells what it has come by. */
  #stryker = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
  #timers = new ModernFakeTimers({
    config: { fakeTimers: {}, rootDir: process.cwd() },
    global: globalThis,
  });
  #require = createRequire(join(process.cwd(), "package.json"));
  #folder;
  #script;
  #strays = [];
  #tests = [];
  #times = new Map();

  constructor(options) {
    this.#folder = join(process.cwd(), options.inProcess.tests);
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } = circus;
    Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, it, test });
    Object.assign(globalThis, { expect: jestExpect, jest: this.#timers });
    // All that is used of a browser's environment by the tests that ask for it.
    const { DOMParser, XMLSerializer } = new JSDOM().window;
    Object.assign(globalThis, { DOMParser, XMLSerializer });
    circus.addEventHandler((event) => {
      if (event.name === "test_start") this.#stryker.currentTestId = nameOf(event.test);
      if (event.name === "test_done") {
        this.#stryker.currentTestId = undefined;
        this.#tests.push(event.test);
        if (event.test.errors.length === 0) this.#times.set(nameOf(event.test), event.test.duration);
      }
    });
    for (const kind of ["uncaughtException", "unhandledRejection"])
      process.on(kind, (error) => this.#strays.push(error));
    // The same cases for every mutant, and fewer: whoever slips through them counts as unnoticed.
    this.#require("fast-check").configureGlobal({ seed: 1, numRuns: 30, endOnFailure: true });
    this.#script = await scriptOf(this.#folder);
  }

  async dryRun() {
    this.#stryker.mutantCoverage = { static: {}, perTest: {} };
    this.#load();
    const result = await this.#run();
    const { mutantCoverage } = this.#stryker;
    return result.status === DryRunStatus.Complete ? { ...result, mutantCoverage } : result;
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }) {
    Object.assign(this.#stryker, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const early = mutantActivation === "static";
    this.#stryker.activeMutant = early ? activeMutant.id : undefined;
    try {
      this.#load(testFilter);
      this.#stryker.activeMutant = activeMutant.id;
      const enough = () => !disableBail && this.#tests.some(({ errors }) => errors.length > 0);
      const result = await this.#run(testFilter, enough);
      return toMutantRunResult(result, disableBail);
    } catch (error) {
      // Without its tests a part cannot be judged: Stryker counts such a mutant neither as noticed nor as unnoticed.
      return toMutantRunResult({ status: DryRunStatus.Error, errorMessage: wordsOf(error) });
    } finally {
      this.#stryker.activeMutant = undefined;
    }
  }

  /** Loads tests and what they test anew, so that no mutant finds what another one left behind. */
  #load(names) {
    circus.resetState();
    const bundle = {};
    this.#script.runInThisContext()(this.#require, bundle);
    for (const [file, load] of Object.entries(bundle.exports)) {
      if (names?.some((name) => name.startsWith(`${file} `)) ?? true) circus.describe(file, load);
    }
    sortByTime(circus.getState().rootDescribeBlock, (name) => this.#times.get(name) ?? 0);
  }

  async #run(names, isEnough = () => false) {
    this.#tests = [];
    this.#strays = [];
    const wanted = names && new Set(names);
    // Asked before each test: so that the first failure ends the run.
    const testNamePattern = { test: (name) => !isEnough() && (wanted?.has(name) ?? true) };
    Object.assign(circus.getState(), { testNamePattern, testTimeout: TEST_MILLISECONDS });
    await circus.run();
    this.#timers.useRealTimers();
    this.#tests.at(-1)?.errors.push(...circus.getState().unhandledErrors, ...this.#strays);
    const { hitCount, hitLimit } = this.#stryker;
    return (
      determineHitLimitReached(hitCount, hitLimit) ?? {
        status: DryRunStatus.Complete,
        tests: this.#tests.map((test) => resultOf(test, this.#folder)),
      }
    );
  }
}

function resultOf(test, folder) {
  const name = nameOf(test);
  // With it, Stryker knows which tests have changed since the last run.
  const fileName = join(folder, fileOf(test));
  const result = { id: name, name, fileName, timeSpentMs: test.duration ?? 0 };
  if (test.errors.length === 0) return { ...result, status: TestStatus.Success };
  return { ...result, status: TestStatus.Failed, failureMessage: wordsOf(test.errors.flat()[0]) };
}

function fileOf(test) {
  let group = test.parent;
  while (group.parent?.parent) group = group.parent;
  return group.name;
}

function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in process", InProcessRunner)];

/** Tells Stryker that the option exists. */
export const strykerValidationSchema = {
  properties: { inProcess: { type: "object", properties: { tests: { type: "string" } } } },
};
