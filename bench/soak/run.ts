/**
 * `npm run soak`: a rep's days in Chromium, without the pauses; whether heap, nodes, listeners, timers or observers grow once
 * the components are destroyed. Fails when they do.
 *
 *     npm run soak -- --rounds 100
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { openSandbox } from "../../sandbox/openSandbox";
import { pack } from "../../solution/pack";
import { whole } from "../figures";
import { launchBrowser } from "../launchBrowser";
import type { Footprint } from "./footprint";
import { workADay } from "./repDay";

const root = join(__dirname, "..", "..");
/** A day on each, one after the other in the same tab. */
const ACCOUNTS = ["hot", "bank", "shipping"] as const;
const REPORT_EVERY = 25;

function figures({ heap, nodes, listeners, timers, observers }: Footprint): string {
  return `${(heap / 1_048_576).toFixed(2)} MB heap, ${whole(nodes)} nodes, ${whole(listeners)} listeners, ${whole(timers)} timers, ${whole(observers)} observers and channels`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "100" } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error("--rounds has to be a whole number from 1 on.");
  const packed = await pack({ root, out: join(root, "out", "bench", "soak") });
  const sandbox = await openSandbox({
    solution: readFileSync(packed.unmanaged),
    seed: { kind: "sample", scale: 1 },
    onProgress: say,
  });
  const base = await sandbox.server.listen({ port: 0, host: "localhost" });
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
    for (const key of ACCOUNTS) {
      const { id, name } = NAMED_ACCOUNTS[key];
      const page = await context.newPage();
      const { before, after, grown } = await workADay(page, {
        url: `${base}/main.aspx?pagetype=entityrecord&etn=account&id=${id}`,
        rounds,
        onRound: (round) => {
          if (round % REPORT_EVERY === 0) say(`${name}: ${whole(round)} rounds`);
        },
      });
      say(`${name}\n  before: ${figures(before)}\n  after ${whole(rounds)} rounds: ${figures(after)}`);
      for (const part of grown) say(`  GROWN ${part}`);
      if (grown.length > 0) process.exitCode = 1;
      await page.close();
    }
  } finally {
    await browser.close();
    await sandbox.close();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
