/**
 * `npm run chaos -- --seed S --runs N`: saves N notes (3,000 if not said otherwise) on a connection where everything goes
 * wrong, checks audiences and decides about what is found a tenth as often, and compares what is there in the end with what the
 * user was told. Ends 1 when a promise was broken.
 *
 * The pages are the sandbox's own, with the packed component and the real platform libraries, in windows of jsdom in this
 * process, and the service is the sandbox's own, asked in this process: real enough that a reload takes timers, requests
 * and memory away and that two tabs are two, and quick enough for thousands in minutes, since waits pass a thousand times
 * faster. A real browser does the same by the handful: tests/browser/fieldNotesBadDays.test.ts.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSandbox } from "../../sandbox/openSandbox";
import { packSolution } from "../browser/packSolution";
import { openSandboxCopy } from "../copies";
import type { Audit } from "./auditNotes";
import { Chance } from "./chance";
import { decideSends, type DecisionsFigures } from "./decidingSends";
import { saveNotes } from "./savingNotes";

/** A check of an audience asks as much as some notes do. */
const NOTES_A_CHECK = 10;

async function run(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      runs: { type: "string", default: "3000" },
    },
  });
  const seed = Number(values.seed);
  const notes = Number(values.runs);
  if (!Number.isInteger(seed) || !Number.isInteger(notes) || notes < 1) {
    throw new RangeError("--seed and --runs are whole numbers.");
  }
  const build = join(__dirname, "..", "..", "scripts", "build.ts");
  const built = spawnSync(process.execPath, [require.resolve("tsx/cli"), build], { stdio: ["ignore", 2, 2] });
  if (built.status !== 0) throw new Error("The components could not be built.");
  const solution = await packSolution();
  // Within a run of the tests the sample is there already.
  const sandbox =
    process.env.ENTENTE_TEST_RUN === undefined
      ? await openSandbox({ solution, seed: { kind: "sample", scale: 1 } })
      : await openSandboxCopy({ solution, seed: "sample" });
  try {
    const chance = new Chance(seed);
    const areNotesKept = await tell("Field notes", seed, () =>
      saveNotes({
        server: sandbox.server,
        chance,
        notes,
        onProgress: (count) => process.stderr.write(`${String(count)} notes\n`),
      }),
    );
    const areDecisionsKept = await tell("Decisions about sends", seed, () =>
      decideSends({ sandbox, chance, checks: Math.ceil(notes / NOTES_A_CHECK) }),
    );
    return areNotesKept && areDecisionsKept;
  } finally {
    await sandbox.close();
  }
}

interface Figures {
  readonly audit: Audit | DecisionsFigures["audit"];
  readonly faults: Readonly<Record<string, number>>;
}

/** Prints what a run came to. @returns whether every promise was kept */
async function tell(title: string, seed: number, work: () => Promise<Figures>): Promise<boolean> {
  const started = Date.now();
  const { audit, faults, ...figures } = await work();
  print(title, { seed, ...figures, seconds: Math.round((Date.now() - started) / 1000) });
  print("Faults", faults);
  print("Broken promises", audit);
  return Object.values(audit).every((count) => count === 0);
}

function print(title: string, figures: object): void {
  const lines = Object.entries(figures).map(
    ([name, value]) => `  ${inWords(name).padEnd(30)}${String(value)}`,
  );
  process.stdout.write([title, ...lines, "", ""].join("\n"));
}

/** `toldSaved` as "told saved". */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

run().then(
  (isKept) => {
    process.exitCode = isKept ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
