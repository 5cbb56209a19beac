/**
 * `npm run soak`: a rep's days in Chromium, without the pauses; whether heap, nodes, listeners, timers or observers grow once
 * the components are destroyed, and whether the page complains. Fails when they do, or it does.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { openSandbox } from "../../sandbox/openSandbox";
import { buildComponents } from "../../scripts/buildComponents";
import { runCommand, wholeNumber } from "../../scripts/commandLine";
import { pack } from "../../solution/pack";
import { whole } from "../figures";
import type { Footprint } from "./footprint";
import { workADay } from "./repDay";

const root = join(__dirname, "..", "..");
const usage = `Usage: npm run soak -- [options]
  --rounds N   rounds of a day on each of three accounts, a whole number from 1 (100)`;

/** A day on each, one after the other, each in a browser of its own. */
const ACCOUNTS = ["hot", "bank", "shipping"] as const;
const REPORT_EVERY = 25;

function figures({ heap, nodes, listeners, timers, observers }: Footprint): string {
  return `${(heap / 1_048_576).toFixed(2)} MB heap, ${whole(nodes)} nodes, ${whole(listeners)} listeners, ${whole(timers)} timers, ${whole(observers)} observers and channels`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function soak(rounds: number): Promise<void> {
  buildComponents();
  const packed = await pack({ root, out: join(root, "out", "bench", "soak") });
  const sandbox = await openSandbox({
    solution: readFileSync(packed.unmanaged),
    seed: { kind: "sample", scale: 1 },
    onProgress: say,
  });
  const base = await sandbox.server.listen({ port: 0, host: "localhost" });
  try {
    for (const key of ACCOUNTS) {
      const { id, name } = NAMED_ACCOUNTS[key];
      const { before, after, grown, complaints } = await workADay({
        url: `${base}/main.aspx?pagetype=entityrecord&etn=account&id=${id}`,
        rounds,
        onRound: (round) => {
          if (round % REPORT_EVERY === 0) say(`${name}: ${whole(round)} rounds`);
        },
      });
      say(`${name}\n  before: ${figures(before)}\n  after ${whole(rounds)} rounds: ${figures(after)}`);
      for (const part of grown) say(`  GROWN ${part}`);
      for (const complaint of complaints) say(`  COMPLAINT ${complaint}`);
      if (grown.length > 0 || complaints.length > 0) process.exitCode = 1;
    }
  } finally {
    await sandbox.close();
  }
}

runCommand(usage, { rounds: { type: "string", default: "100" } }, (values) =>
  soak(wholeNumber(values.rounds, "rounds")),
);
