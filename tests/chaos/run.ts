/**
 * `npm run chaos`: saves notes on a connection where everything goes wrong, checks audiences and decides about what is found a
 * tenth as often, and compares what is there in the end with what the user was told. Ends 1 when a promise was broken, or when
 * nothing was told that could be compared.
 *
 * What a seed repeats: what people do, the words of their notes, the audiences that are checked, what is decided about them, and
 * what is done to a request, which depends on what it asks or writes and on how often that was tried. So all figures are the
 * same again, but for how often a form reads its lists again after notes were saved: "requests" and the faults of those that
 * read, of the notes alone. Nor does it repeat how long anything takes, and in which order answers come.
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
import type { FaultFigures } from "./network";
import { saveNotes } from "./savingNotes";

const usage = `Usage: npm run chaos -- [options]
  --runs N   notes to save, a whole number from 1 (3000), twenty at least; a tenth as many audiences are checked, forty at least
  --seed S   a whole number from 0 (another one each time). It repeats what people do, write, check and decide, what is done to
             their requests, and all figures but three: of the notes, how many requests there are and the faults of those that
             read, since lists are read again as answers come; and the seconds.`;

/** A check of an audience asks as much as some notes do. */
const NOTES_A_CHECK = 10;
/**
 * However few are asked for: a good third of the checks end as "not checked", which is right and compares nothing, and what
 * goes wrong has to go wrong at the others.
 */
const FEWEST_CHECKS = 40;
const FEWEST_NOTES = 20;

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
        notes: Math.max(notes, FEWEST_NOTES),
        onProgress: (count) => process.stderr.write(`${String(count)} notes\n`),
      });
      return { figures, told: figures.toldSaved };
    });
    await tell("Decisions about sends", seed, async () => {
      const figures = await decideSends({
        sandbox,
        chance: new Chance(seed + 1),
        checks: Math.max(Math.ceil(notes / NOTES_A_CHECK), FEWEST_CHECKS),
      });
      return { figures, told: figures.decisionsTold };
    });
  } finally {
    await sandbox.close();
  }
}

interface Figures extends FaultFigures {
  readonly audit: Audit | DecisionsFigures["audit"];
}

/** Prints what a run came to, which fails the command when a promise was broken or none was given: `told` counts them. */
async function tell(
  title: string,
  seed: number,
  work: () => Promise<{ readonly figures: Figures; readonly told: number }>,
): Promise<void> {
  const started = Date.now();
  const { figures, told } = await work();
  const { audit, faultsOfWrites, faultsOfReads, ...counts } = figures;
  print(title, { seed, ...counts, seconds: Math.round((Date.now() - started) / 1000) });
  print("Faults of requests that write", faultsOfWrites);
  print("Faults of requests that read", faultsOfReads);
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
