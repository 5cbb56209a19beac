/**
 * `npm run starter`: loads the settings that Entente ships (`solution/data`) into a running sandbox, as its
 * administrator and through its Web API.
 *
 *     npm run starter -- --url http://localhost:8181 --data FOLDER
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Fault, runCommand } from "../scripts/commandLine";
import { throughNetwork } from "./data/csv/webApiDoor";
import { describeLoad, loadData } from "./data/loadData";
import { readSolution } from "./server/metadata/importSolution/readSolution";
import { standardParts } from "./server/metadata/standard/standardCatalog";
import { withAdministrator } from "./server/security/administrator";
import { BASE_IDS } from "./server/store/baseRows";

const root = join(__dirname, "..");

const usage = `Usage: npm run starter -- [options]
  --url URL       where the sandbox runs (http://localhost:8181)
  --data FOLDER   CSV files of your own instead of Entente's starter data (docs/data.md)`;

async function load(values: { readonly url?: string; readonly data?: string }): Promise<void> {
  const url = values.url ?? "http://localhost:8181";
  // The tables as the running sandbox knows them: the standard ones, and the package that it imported.
  const { catalog } = readSolution(
    readFileSync(join(root, "solution", "dist", "Entente.zip")),
    withAdministrator(standardParts(["customerInsightsJourneys", "salesInsights"])),
    new Map(),
  );
  const folder = values.data === undefined ? join(root, "solution", "data") : resolve(values.data);
  const summary = await loadData(folder, {
    metadata: catalog,
    send: throughNetwork(url, BASE_IDS.administrator),
  });
  process.stdout.write(`${describeLoad(summary)}\n`);
  if (summary.refused.length > 0) process.exitCode = 1;
}

runCommand(usage, { url: { type: "string" }, data: { type: "string" } }, async (values) => {
  try {
    await load(values);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // `fetch` says no more than that it failed; where it tried to go is what helps.
    throw new Fault(
      message === "fetch failed" ? "No sandbox answers there: start one with `npm start`." : message,
    );
  }
});
