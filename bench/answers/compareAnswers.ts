import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sampleAccounts } from "../../sandbox/data/sample/accounts";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import type { SampleScope } from "../../sandbox/data/sample/row";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { timeZoneOffsetMinutes } from "../../sandbox/host/pcf/dateParts";
import { openSandbox } from "../../sandbox/openSandbox";
import { pack } from "../../solution/pack";
import { counted, whole } from "../figures";
import { launchBrowser } from "../launchBrowser";
import type { BenchSettings, Cell, Section } from "../section";
import { openForm, type Opened } from "./openForm";
import { plainAnswers } from "./plainAnswers";

/** Shown in the tables: of usual size, and the one that grows with the scale. */
const SHOWN = [NAMED_ACCOUNTS.hot, NAMED_ACCOUNTS.largest] as const;

/** Every account of a team's organisation; of a larger one, those that are shown. */
function accountsAt(scope: SampleScope): readonly { readonly id: string; readonly name: string }[] {
  return scope.scale === 1 ? sampleAccounts(scope) : SHOWN;
}

/**
 * Whether the form of every account (beyond scale 1: of the ordinary and the largest) says what a slow plain program
 * finds by walking all rows; and how many requests that takes.
 * @throws Error naming what is wrong, once everything has been compared
 */
export async function compareAnswers({ root, scales, say }: BenchSettings): Promise<Section> {
  const packed = await pack({ root, out: join(root, "out", "bench", "answers") });
  const solution = readFileSync(packed.unmanaged);
  const browser = await launchBrowser();
  const requestRows: Cell[][] = [];
  const answerRows: Cell[][] = [];
  const wrong: string[] = [];
  let compared = 0;
  try {
    for (const scale of scales) {
      const now = new Date();
      const sandbox = await openSandbox({
        solution,
        seed: { kind: "sample", scale },
        now: () => now,
        onProgress: say,
      });
      try {
        say("Walking all rows");
        const scope = { now, scale, baseCurrencyId: sandbox.organization.baseCurrencyId };
        const accounts = accountsAt(scope);
        const plain = plainAnswers(
          scope,
          accounts.map(({ id }) => id),
          (at) => timeZoneOffsetMinutes(at, SAMPLE_USERS.rep.timeZone),
        );
        const base = await sandbox.server.listen({ port: 0, host: "localhost" });
        for (const { id, name } of accounts) {
          const expected = plain.get(id);
          if (expected === undefined) throw new Error(`Nothing was counted of ${name}.`);
          say(`Opening ${name}`);
          const url = `${base}/main.aspx?pagetype=entityrecord&etn=account&id=${id}`;
          for (const opened of await openForm(browser, url, now, expected)) {
            if (SHOWN.some((shown) => shown.id === id)) {
              requestRows.push(requestRow(scale, name, opened));
              answerRows.push(...answerRowsOf(scale, name, opened));
            }
            for (const { what, plain: found, form, isRight } of opened.compared) {
              compared += 1;
              if (!isRight) wrong.push(`${name}, ${opened.component}, ${what}:\n  ${found}\n  ${form}`);
            }
          }
        }
        say(`${whole(compared)} figures compared, ${whole(wrong.length)} wrong`);
      } finally {
        await sandbox.close();
      }
    }
  } finally {
    await browser.close();
  }
  if (wrong.length > 0) {
    throw new Error(`The form says something else than the plain program:\n${wrong.join("\n")}`);
  }
  return {
    title: "Right answers on the form, however large the account",
    about: [
      `The account form opened in Chromium by the sales representative, each component read once nothing in it is being read any more, and compared with a slow plain program that walks all rows of the sample one at a time: ${whole(compared)} figures, of every account at scale 1, of the two shown beyond. The run fails when one differs.`,
      'Past the 50,000 rows that the service adds up at once, the window is halved until each part fits: that costs requests, and where people were counted in parts, or a source has more than its newest hundred, the form says "at least", which is held against the whole.',
    ],
    tables: [
      {
        caption: "Requests",
        head: ["scale", "account", "component", "questions", "sources", "dynamic lists", "definitions"],
        rows: requestRows,
      },
      {
        caption: "Answers",
        head: ["scale", "account", "component", "what", "plain program", "form", ""],
        rows: answerRows,
      },
    ],
  };
}

function requestRow(scale: number, name: string, { component, requests }: Opened): Cell[] {
  const { questions, sources, dynamicLists, definitions } = requests;
  return [counted(scale), name, component, ...[questions, sources, dynamicLists, definitions].map(counted)];
}

function answerRowsOf(scale: number, name: string, { component, compared }: Opened): Cell[][] {
  return compared.map(({ what, plain, form, isRight }) => [
    ...[counted(scale), name, component, what],
    ...[shortened(plain), shortened(form), isRight ? "equal" : "WRONG"],
  ]);
}

const LONGEST = 100;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
