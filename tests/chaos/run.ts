/**
 * `npm run chaos`: saves notes on a connection where everything goes wrong, checks audiences and decides about what is found a
 * tenth as often, and compares what is there in the end with what the user was told. Ends 1 when a promise was broken, or when
 * nothing was told that could be compared.
 *
 * What a seed repeats: what people do, the words of their notes, the audiences that are checked and what is decided about them.
 * What it does not: which request is disturbed, for requests come in the order in which answers do; and with that the counts.
 *
 * The pages are the sandbox's own, with the packed component and the real platform libraries, in windows of jsdom in this
 * process, and the service is the sandbox's own, asked in this process: real enough that a reload takes timers, requests
 * and memory away and that two tabs are two, and quick enough for thousands in minutes, since waits pass a thousand times
 * faster. A real browser does the same by the handful: tests/browser/fieldNotesBadDays.test.ts.
 */
import { openSandbox } from "../../sandbox/openSandbox";
import { buildComponents } from "../../scripts/buildComponents";
import { runCommand, wholeNumber } from "../../scripts/commandLine";
import { packSolution } from "../browser/packSolution";
import { openSandboxCopy } from "../copies";
import type { Audit } from "./auditNotes";
import { Chance } from "./chance";
import { decideSends, type DecisionsFigures } from "./decidingSends";
import { saveNotes } from "./savingNotes";

const usage = `Usage: npm run chaos -- [options]
  --runs N   notes to save, a whole number from 1 (3000); a tenth as many audiences are checked
  --seed S   a whole number from 0 (another one each time). It repeats what people do, write, check and decide; not which
             request is disturbed, since requests come in the order in which answers do.`;

/** A check of an audience asks as much as some notes do. */
const NOTES_A_CHECK = 10;

async function chaos(seed: number, notes: number): Promise<void> {
  buildComponents();
  const solution = await packSolution();
  // Within a run of the tests the sample is there already.
  const sandbox =
    process.env.ENTENTE_TEST_RUN === undefined
      ? await openSandbox({ solution, seed: { kind: "sample", scale: 1 } })
      : await openSandboxCopy({ solution, seed: "sample" });
  try {
    await tell("Field notes", seed, async () => {
      const figures = await saveNotes({
        server: sandbox.server,
        chance: new Chance(seed),
        notes,
        onProgress: (count) => process.stderr.write(`${String(count)} notes\n`),
      });
      return { figures, told: figures.toldSaved };
    });
    await tell("Decisions about sends", seed, async () => {
      // Not the notes' chance, of which each run draws more or less.
      const chance = new Chance(seed + 1);
      const figures = await decideSends({ sandbox, chance, checks: Math.ceil(notes / NOTES_A_CHECK) });
      return { figures, told: figures.decisionsTold };
    });
  } finally {
    await sandbox.close();
  }
}

interface Figures {
  readonly audit: Audit | DecisionsFigures["audit"];
  readonly faults: Readonly<Record<string, number>>;
}

/** Prints what a run came to, which fails the command when a promise was broken or none was given: `told` counts them. */
async function tell(
  title: string,
  seed: number,
  work: () => Promise<{ readonly figures: Figures; readonly told: number }>,
): Promise<void> {
  const started = Date.now();
  const { figures, told } = await work();
  const { audit, faults, ...counts } = figures;
  print(title, { seed, ...counts, seconds: Math.round((Date.now() - started) / 1000) });
  print("Faults", faults);
  print("Broken promises", audit);
  if (told === 0) process.stderr.write(`${title}: nothing was told saved, so nothing was compared.\n`);
  if (told === 0 || Object.values(audit).some((count) => count > 0)) process.exitCode = 1;
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

runCommand(
  usage,
  {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    runs: { type: "string", default: "3000" },
  },
  ({ seed, runs }) => chaos(wholeNumber(seed, "seed", 0), wholeNumber(runs, "runs")),
);
