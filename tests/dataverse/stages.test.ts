import { readStages } from "../../dataverse/stages";
import { dayOfDate } from "../../domain/day";
import { Answering, calendar, shown } from "./answering";

const scope = { table: "account", id: "a" } as const;

const inStage = (table: string, stage: string, since: string) => ({
  ...shown(`${table}.activestageid`, "s", stage),
  [`${table}.activestagestartedon`]: since,
});

describe("the stages of an account's deals", () => {
  it("come from both processes, in one request", async () => {
    const service = new Answering(() => [
      { opportunityid: "d", ...inStage("opportunitysalesprocess", "Propose", "2026-10-22T10:00:00Z") },
      {
        opportunityid: "e",
        ...inStage("opportunitysalesprocess", "Propose", "2026-10-22T10:00:00Z"),
        // In Brussels it is the next day.
        ...inStage("leadtoopportunitysalesprocess", "Close", "2026-11-01T23:30:00Z"),
      },
      { opportunityid: "f" },
    ]);
    expect(await readStages(service.asking.ask, calendar, scope)).toEqual({
      ok: true,
      value: [
        { dealId: "d", stageName: "Propose", sinceDay: dayOfDate(2026, 10, 22) },
        { dealId: "e", stageName: "Close", sinceDay: dayOfDate(2026, 11, 2) },
        { dealId: "e", stageName: "Propose", sinceDay: dayOfDate(2026, 10, 22) },
      ],
    });
    expect(service.requests).toHaveLength(1);
  });

  it("come from the other process where one is not there, or may not be read", async () => {
    for (const refused of [0x80041102, 0x80040220, 0x80060888]) {
      const service = new Answering((_, xml) =>
        xml.includes("leadtoopportunitysalesprocess")
          ? { refused }
          : [
              {
                opportunityid: "d",
                ...inStage("opportunitysalesprocess", "Propose", "2026-10-22T10:00:00Z"),
              },
            ],
      );
      const answer = await readStages(service.asking.ask, calendar, scope);
      expect(answer.ok && answer.value.map(({ dealId }) => dealId)).toEqual(["d"]);
      expect(service.requests).toHaveLength(3);
    }
  });

  it("are silent where neither is there, and not where something went wrong", async () => {
    const read = (refused: number) =>
      readStages(new Answering(() => ({ refused })).asking.ask, calendar, scope);
    expect(await read(0x80041102)).toEqual({ ok: true, value: [] });
    expect((await read(0x80040265)).ok).toBe(false);
  });
});
