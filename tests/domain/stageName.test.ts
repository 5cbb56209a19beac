import { stageNameBy } from "../../domain/stageName";

describe("a deal's stage", () => {
  const both = { stepName: "4-Close", stageName: "Qualify" };

  it("is named by the column that the policy goes by", () => {
    expect(stageNameBy(both, { stageColumn: "salesstage" })).toBe("Qualify");
    expect(stageNameBy(both, { stageColumn: "stepname" })).toBe("4-Close");
  });

  it("is named by the other where that one is not set", () => {
    expect(stageNameBy({ ...both, stageName: null }, { stageColumn: "salesstage" })).toBe("4-Close");
    expect(stageNameBy({ ...both, stepName: null }, { stageColumn: "stepname" })).toBe("Qualify");
  });
});
