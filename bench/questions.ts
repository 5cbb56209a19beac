import { readFileSync } from "node:fs";
import { NAMED_ACCOUNTS } from "../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../sandbox/data/users";
import { openSandbox } from "../sandbox/openSandbox";
import { pack } from "../solution/pack";
import { alternately } from "./alternately";
import { askInterest } from "./askInterest";
import { counted, kilobytes, ratio, slope, spread } from "./figures";
import type { BenchSettings, Cell, Section } from "./section";
import { serverHost } from "./serverHost";

const ACCOUNTS = ["hot", "largest"] as const;
/** The least that can be asked. */
const FLOOR_QUESTION = `?$select=createdon&$filter=accountid eq ${NAMED_ACCOUNTS.hot.id}`;

/** What an account's interests took at a scale. */
interface Reading {
  readonly scale: number;
  readonly milliseconds: number;
  readonly requests: number;
  readonly bytes: number;
}

/** Interest's questions answered by the server alone, at every scale: what of it grows with the data. */
export async function measureQuestions({ root, runs, scales, say }: BenchSettings): Promise<Section> {
  const packed = await pack({ root, out: `${root}/out/bench/questions` });
  const solution = readFileSync(packed.unmanaged);
  const rows: Cell[][] = [];
  const readings = new Map<string, Reading[]>(ACCOUNTS.map((key) => [key, []]));
  for (const scale of scales) {
    const sandbox = await openSandbox({ solution, seed: { kind: "sample", scale }, onProgress: say });
    try {
      const { webApi } = serverHost(sandbox, SAMPLE_USERS.rep.id);
      const ask = (key: (typeof ACCOUNTS)[number]) =>
        askInterest(sandbox, SAMPLE_USERS.rep.id, NAMED_ACCOUNTS[key].id);
      // With the turn that does not count it is asked twice before: the first two find caches and plans of the server cold.
      const traffic = { hot: await ask("hot"), largest: await ask("largest") };
      const times = await alternately(runs, {
        floor: () => webApi.retrieveMultipleRecords("account", FLOOR_QUESTION),
        hot: () => ask("hot"),
        largest: () => ask("largest"),
      });
      for (const key of ACCOUNTS) {
        const { requests, bytes } = traffic[key];
        readings.get(key)?.push({ scale, milliseconds: times[key].median, requests, bytes });
        rows.push([
          ...[counted(scale), NAMED_ACCOUNTS[key].name, spread(times.floor), spread(times[key])],
          ...[ratio(times[key], times.floor), counted(requests), kilobytes(bytes)],
        ]);
      }
    } finally {
      await sandbox.close();
    }
  }
  for (const key of scales.length > 1 ? ACCOUNTS : []) {
    const of = (cost: (reading: Reading) => number): Cell =>
      slope((readings.get(key) ?? []).map((reading) => [reading.scale, cost(reading)]));
    rows.push([
      "slope",
      NAMED_ACCOUNTS[key].name,
      "",
      of(({ milliseconds }) => milliseconds),
      "",
      of(({ requests }) => requests),
      of(({ bytes }) => bytes),
    ]);
  }
  return {
    title: "Growth of the interest questions",
    about: [
      "The two sums of Interest, sent by the sales representative to the server without a browser; bytes are those of the answers. One account stays as it is at every scale, the other's interactions are multiplied by it: 2,000 at scale 1, 200,000 at scale 100.",
      "The floor, by turns with them: one request by the same way, for one column of one row. It is what any question costs on that machine at that scale.",
      "What one account costs does not depend on what others have. Of the one that grows, there is a row for each topic and day that something happened on: bytes grow until every day has its rows. Beyond the server's limits of 50,000 rows added up and 5,000 groups answered at once, the window is halved until each part fits.",
      "Slope: of the line through the logarithms of scale and cost; 0 where it stays as it is, 1 where it grows as the account does.",
    ],
    tables: [
      {
        caption: "Server alone",
        head: ["scale", "account", "floor, ms", "Entente, ms", "× floor", "requests", "KB"],
        rows,
      },
    ],
  };
}
