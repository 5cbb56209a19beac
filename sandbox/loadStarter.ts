/**
 * `npm run starter`: loads the settings that Entente ships (`solution/data`) into a running sandbox, as its
 * administrator and through its Web API.
 *
 *     npm run starter -- --url http://localhost:8181 --data FOLDER
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Fault, inWordsAlone, runCommand, UsageError } from "../scripts/commandLine";
import { throughNetwork, type Send } from "./data/csv/webApiDoor";
import { describeLoad, loadData } from "./data/loadData";
import { readSolution } from "./server/metadata/importSolution/readSolution";
import { standardParts } from "./server/metadata/standard/standardCatalog";
import { withAdministrator } from "./server/security/administrator";
import { BASE_IDS } from "./server/store/baseRows";

const root = join(__dirname, "..");

const USUAL = "http://localhost:8181";

const usage = `Usage: npm run starter -- [options]
  --url URL       where the sandbox runs (${USUAL})
  --data FOLDER   CSV files of your own instead of Entente's starter data (docs/data.md)`;

const zip = join(root, "solution", "dist", "Entente.zip");

/** @throws UsageError unless it is the address of a server */
function addressOf(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address?.protocol === "http:" || address?.protocol === "https:") return address.href;
  throw new UsageError(`--url has to be an address such as ${USUAL}, not "${text}".`);
}

/** To the sandbox at that address, which may stop at any time: `fetch` says no more than that it failed, and not where. */
function sendTo(url: string): Send {
  const send = throughNetwork(url, BASE_IDS.administrator);
  return async (request) => {
    try {
      return await send(request);
    } catch (error) {
      throw error instanceof Error && error.message === "fetch failed"
        ? new Fault(`No sandbox answers at ${url}: start one with \`npm start\`.`)
        : error;
    }
  };
}

/** @throws Fault unless a sandbox answers: another program on that port would refuse row after row */
async function requireSandbox(send: Send, url: string): Promise<void> {
  const { body, refusal } = await send({ method: "GET", path: "WhoAmI" });
  const answer = body as { readonly error?: object; readonly UserId?: unknown } | undefined;
  if (answer?.error !== undefined) throw new Fault(`What answers at ${url} refuses: ${String(refusal)}`);
  if (answer?.UserId !== BASE_IDS.administrator) {
    throw new Fault(`What answers at ${url} is no sandbox of Entente's: name the address with --url.`);
  }
}

async function load(values: { readonly url?: string; readonly data?: string }): Promise<void> {
  const url = addressOf(values.url ?? USUAL);
  if (!existsSync(zip)) {
    throw new Fault(
      "There is no solution/dist/Entente.zip, which says what there is to load into: run `npm start` here, or `npm run build && npm run pack`.",
    );
  }
  const send = sendTo(url);
  await requireSandbox(send, url);
  // The tables as the running sandbox knows them: the standard ones, and the package that it imported.
  const { catalog } = readSolution(
    readFileSync(zip),
    withAdministrator(standardParts(["customerInsightsJourneys", "salesInsights"])),
    new Map(),
  );
  const folder = values.data === undefined ? join(root, "solution", "data") : resolve(values.data);
  const summary = await loadData(folder, { metadata: catalog, send });
  process.stdout.write(`${describeLoad(summary)}\n`);
  if (summary.refused.length > 0) process.exitCode = 1;
}

runCommand(usage, { url: { type: "string" }, data: { type: "string" } }, (values) =>
  inWordsAlone(() => load(values)),
);
