import * as fc from "fast-check";
import { readPolicy } from "../../dataverse/policy";
import type { Row } from "../../dataverse/host";
import { defaultPolicy } from "../../domain/policy";
import { Answering } from "./answering";

async function read(...rows: Row[]) {
  const service = new Answering(() => rows);
  const answer = await readPolicy(service.asking.ask, 20_000);
  if (!answer.ok) throw new Error(answer.failure.kind);
  expect(service.requests).toHaveLength(1);
  return answer.value;
}

const row: Row = { ent_policyid: "p", ent_name: "Agreed thresholds 2026" };
const policyWith = async (more: Row) => (await read({ ...row, ...more })).policy;

describe("the policy", () => {
  it("is the default's where there is no row, or an empty one", async () => {
    expect(await read()).toEqual({ policy: defaultPolicy, row: null, notStages: [] });
    expect(await read(row)).toEqual({
      policy: defaultPolicy,
      row: { id: "p", name: "Agreed thresholds 2026" },
      notStages: [],
    });
  });

  it("is what the row says", async () => {
    const policy = await policyWith({
      ent_dealfloor: 250000.5,
      ent_minorcampaignratio: 10,
      ent_stagecolumn: 789100001,
      ent_closingstages: "3-Propose; 4-Close\n Clôture ;",
      ent_closingprobability: 0,
      ent_closingdays: 0,
      ent_guardmode: 789100002,
      ent_recheckhours: 4,
      ent_halflifedays: 10,
      ent_windowdays: 90,
      ent_interestreference: 12.5,
      ent_legalbasisdefault: 789100000,
      ent_objectioncolumn: " new_objects ",
      ent_retentiondays: 30,
      ent_suppressionsegment: " 0b0e4f0e-7f0c-4c37-a0f5-0a4a4d0c7d11 ",
    });
    expect(policy).toEqual({
      dealFloor: 250000.5,
      minorCampaignRatio: 10,
      stageColumn: "stepname",
      closingStages: [3],
      closingStepNames: ["3-Propose", "4-Close", "Clôture"],
      closingProbability: 0,
      closingDays: 0,
      guardMode: "guard",
      recheckHours: 4,
      halfLifeDays: 10,
      windowDays: 90,
      interestReference: 12.5,
      legalBasis: "consent",
      objectionColumn: "new_objects",
      retentionDays: 30,
      suppressionSegment: "0b0e4f0e-7f0c-4c37-a0f5-0a4a4d0c7d11",
    });
  });

  it("names no segment where it names nothing but blanks", async () => {
    expect((await policyWith({ ent_suppressionsegment: "  " })).suppressionSegment).toBeNull();
  });

  it("has the column of objection by its logical name where an admin has written the schema name", async () => {
    expect((await policyWith({ ent_objectioncolumn: "new_ObjectsToRecording" })).objectionColumn).toBe(
      "new_objectstorecording",
    );
    expect((await policyWith({ ent_objectioncolumn: "Do not Mail" })).objectionColumn).toBe("Do not Mail");
  });

  it("has the default's column of objection where it names nothing but blanks", async () => {
    expect((await policyWith({ ent_objectioncolumn: " " })).objectionColumn).toBe(
      defaultPolicy.objectionColumn,
    );
  });

  it("takes what is written for stages of the column that it goes by, and for nothing else", async () => {
    const stages = async (ent_stagecolumn: number, ent_closingstages: string | null) => {
      const { closingStages, closingStepNames } = await policyWith({ ent_stagecolumn, ent_closingstages });
      return [closingStages, closingStepNames];
    };
    expect(await stages(789100000, "1;2")).toEqual([[1, 2], []]);
    expect(await stages(789100001, "1;2")).toEqual([[3], ["1", "2"]]);
    expect(await stages(789100001, null)).toEqual([[3], []]);
  });

  it("reads the sales stages as numbers, and never ends up without one", async () => {
    expect((await policyWith({ ent_closingstages: "2;3" })).closingStages).toEqual([2, 3]);
    expect((await policyWith({ ent_closingstages: "Close" })).closingStages).toEqual([3]);
  });

  it("reads the sales stages with commas between as well, and says what among them is none", async () => {
    const stages = async (ent_closingstages: string, ent_stagecolumn = 789100000) => {
      const { policy, notStages } = await read({ ...row, ent_closingstages, ent_stagecolumn });
      return [policy.closingStages, notStages];
    };
    expect(await stages("2,3")).toEqual([[2, 3], []]);
    expect(await stages("2, 3;\n4 ,")).toEqual([[2, 3, 4], []]);
    expect(await stages("2; Close")).toEqual([[2], ["Close"]]);
    expect(await stages("Propose; Close, -1")).toEqual([[3], ["Propose", "Close", "-1"]]);
    expect(await stages("Propose; 2", 789100001)).toEqual([[3], []]);
  });

  it("takes a comma for a part of a pipeline phase's name", async () => {
    const { closingStepNames } = await policyWith({
      ent_stagecolumn: 789100001,
      ent_closingstages: "Sign, then pay; Close",
    });
    expect(closingStepNames).toEqual(["Sign, then pay", "Close"]);
  });

  it("never takes on a value outside its range", async () => {
    const number = fc.oneof(
      fc.integer({ min: -10, max: 200 }),
      fc.double({ min: -10, max: 1000, noNaN: true }),
      fc.constantFrom(null, "", "12", "x"),
    );
    const option = fc.constantFrom(null, 789100000, 789100001, 789100002, 789100009, 3, -1);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          ent_dealfloor: number,
          ent_minorcampaignratio: number,
          ent_stagecolumn: option,
          ent_closingprobability: number,
          ent_closingdays: number,
          ent_guardmode: option,
          ent_recheckhours: number,
          ent_halflifedays: number,
          ent_windowdays: number,
          ent_interestreference: number,
          ent_legalbasisdefault: option,
          ent_retentiondays: number,
        }),
        async (columns) => {
          const policy = await policyWith(columns);
          expect(policy.halfLifeDays).toBeGreaterThan(0);
          expect(policy.interestReference).toBeGreaterThan(0);
          expect(Number.isInteger(policy.windowDays) && policy.windowDays >= 1).toBe(true);
          expect(policy.closingProbability >= 0 && policy.closingProbability <= 100).toBe(true);
          for (const amount of [policy.closingDays, policy.dealFloor, policy.minorCampaignRatio]) {
            expect(amount).toBeGreaterThanOrEqual(0);
          }
          expect(["warn", "decide", "guard"]).toContain(policy.guardMode);
          expect(["salesstage", "stepname"]).toContain(policy.stageColumn);
        },
      ),
    );
  });

  it("is not guessed by whoever may not read it", async () => {
    const service = new Answering(() => ({ refused: 0x80040220 }));
    expect(await readPolicy(service.asking.ask, 20_000)).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
  });
});
