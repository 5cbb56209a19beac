import type { Ask } from "../../dataverse/ask";
import { askInParts, OverfullDays } from "../../dataverse/askInParts";
import { failed, success, type Answer } from "../../dataverse/attempt";
import type { Row } from "../../dataverse/host";
import type { Question } from "../../dataverse/question";

const days = { first: 100, last: 109 };
const tooMany = failed({ kind: "tooManyRows" });
const offline = failed({ kind: "offline" });

/** So many rows, each of the same day. */
const rows = (count: number, day: number): Row[] => Array.from({ length: count }, () => ({ day }));
const dayOf = (row: Row) => Number(row.day);

/** Asks, and is given one answer after the other. */
async function read(answers: readonly Answer<readonly Row[]>[], byDay: ((row: Row) => number) | null) {
  const asked: (readonly [number, number])[] = [];
  const ask: Ask = () => Promise.resolve(answers[asked.length - 1] ?? offline);
  const question = ({ first, last }: typeof days): Question => {
    asked.push([first, last]);
    return { table: "ent_interaction", columns: [] };
  };
  return { answer: await askInParts(ask, question, days, byDay), asked };
}

describe("an answer that holds 5,000 rows", () => {
  it("is gone on from at its oldest day, which may not be whole, and its parts come newest first", async () => {
    const full = success([...rows(4000, 108), ...rows(1000, 104)]);
    const rest = success(rows(1200, 104));
    const { answer, asked } = await read([full, rest], dayOf);
    expect(asked).toEqual([
      [100, 109],
      [100, 104],
    ]);
    expect(answer).toEqual(success([rows(4000, 108), rows(1200, 104)]));
  });

  it("is all of it with one row less", async () => {
    const almost = rows(4999, 104);
    expect((await read([success(almost)], dayOf)).answer).toEqual(success([almost]));
  });

  it("cannot be gone on from where the newest day alone fills it, or where the rows have no order", async () => {
    const newestDay = await read([success(rows(5000, 109))], dayOf);
    const withoutOrder = await read([success(rows(5000, 104))], null);
    for (const { answer, asked } of [newestDay, withoutOrder]) {
      expect(answer).toEqual(tooMany);
      expect(asked).toHaveLength(1);
    }
  });

  it("is nothing by itself where what it lacks cannot be read", async () => {
    const { answer } = await read([success([...rows(4000, 108), ...rows(1000, 104)]), offline], dayOf);
    expect(answer).toEqual(offline);
  });
});

describe("days with too much to be added up at once", () => {
  it("are halved, the newer half first", async () => {
    const { answer, asked } = await read([tooMany, success(rows(2, 108)), success(rows(3, 102))], null);
    expect(asked).toEqual([
      [100, 109],
      [105, 109],
      [100, 104],
    ]);
    expect(answer).toEqual(success([rows(2, 108), rows(3, 102)]));
  });

  it("are known from that answer, and from no other failure", async () => {
    const overfull = new OverfullDays();
    const question: Question = { table: "ent_interaction", columns: [] };
    expect(await overfull.ask(() => Promise.resolve(offline), question, days)).toEqual(offline);
    expect(overfull.has(days)).toBe(false);
    await overfull.ask(() => Promise.resolve(tooMany), question, days);
    expect(overfull.has(days)).toBe(true);
  });
});
