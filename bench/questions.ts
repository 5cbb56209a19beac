import { readFileSync } from "node:fs";
import { NAMED_ACCOUNTS } from "../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../sandbox/data/users";
import { openSandbox } from "../sandbox/openSandbox";
import { pack } from "../solution/pack";
import { askInterest } from "./askInterest";
import { kilobytes, slope, spread, whole } from "./figures";
import type { BenchSettings, Section } from "./section";
import { spreadOf } from "./statistics";

const ACCOUNTS = ["hot", "largest"] as const;

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
  const rows: string[][] = [];
  const readings = new Map<string, Reading[]>(ACCOUNTS.map((key) => [key, []]));
  for (const scale of scales) {
    const sandbox = await openSandbox({ solution, seed: { kind: "sample", scale }, onProgress: say });
    try {
      for (const key of ACCOUNTS) {
        const { id, name } = NAMED_ACCOUNTS[key];
        const ask = () => askInterest(sandbox, SAMPLE_USERS.rep.id, id);
        // The first two find caches and plans of the server cold.
        await ask();
        const { requests, bytes } = await ask();
        const times: number[] = [];
        for (let run = 0; run < runs; run++) times.push((await ask()).milliseconds);
        const time = spreadOf(times);
        readings.get(key)?.push({ scale, milliseconds: time.median, requests, bytes });
        rows.push([whole(scale), name, spread(time), whole(requests), kilobytes(bytes)]);
      }
    } finally {
      await sandbox.close();
    }
  }
  for (const key of scales.length > 1 ? ACCOUNTS : []) {
    const of = (cost: (reading: Reading) => number): string =>
      slope((readings.get(key) ?? []).map((reading) => [reading.scale, cost(reading)]));
    rows.push([
      "slope",
      NAMED_ACCOUNTS[key].name,
      of(({ milliseconds }) => milliseconds),
      of(({ requests }) => requests),
      of(({ bytes }) => bytes),
    ]);
  }
  return {
    title: "Growth of the interest questions",
    about: [
      "The two sums of Interest, sent by the sales representative to the server without a browser; bytes are those of the answers. One account stays as it is at every scale, the other's interactions are multiplied by it: 2,000 at scale 1, 200,000 at scale 100.",
      "What one account costs does not depend on what others have. Of the one that grows, there is a row for each topic and day that something happened on: bytes grow until every day has its rows. Beyond the server's limits of 50,000 rows added up and 5,000 groups answered at once, the window is halved until each part fits.",
      "Slope: of the line through the logarithms of scale and cost; 0 where it stays as it is, 1 where it grows as the account does.",
    ],
    tables: [{ caption: "Server alone", head: ["scale", "account", "ms", "requests", "KB"], rows }],
  };
}
