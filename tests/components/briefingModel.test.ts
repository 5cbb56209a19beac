import { sendsReading } from "../../components/Briefing/briefingModel";
import { success } from "../../dataverse/attempt";

describe("the coming sends of a briefing", () => {
  const reading = (isCut: boolean) =>
    sendsReading(
      {
        ...{ today: 20_000, counts: new Map(), staticLists: success([]) },
        dynamicLists: success({ lists: [], queries: new Map(), isCut }),
      },
      new Map(),
      false,
    );

  it("are none only where all that may be are known", () => {
    expect(reading(false)).toEqual({ kind: "empty", reason: "noSends" });
    expect(reading(true)).toMatchObject({ kind: "ready", model: { sends: [], unknown: [], isCut: true } });
  });
});
