import * as fc from "fast-check";
import { chooseTalkingPoints, webAddress, type TalkingPoint } from "../../domain/talkingPoints";

function point(id: string, stage: number | null, topic: string | null): TalkingPoint {
  return { id, title: id, message: "", stage, topic, topicName: topic, assetUrl: null };
}

const points = [
  point("everybody", null, null),
  point("propose", 2, null),
  point("data", null, "data"),
  point("security, propose", 2, "security"),
  point("data, propose", 2, "data"),
  point("data, close", 3, "data"),
  point("training, propose", 2, "training"),
];
const ids = (stage: number | null, interests: readonly string[], atMost = 10) =>
  chooseTalkingPoints(points, stage, interests, atMost).map((chosen) => chosen.point.id);

describe("what to say", () => {
  it("fits stage and interest first, then either, then what is for everybody", () => {
    expect(ids(2, ["data", "security"])).toEqual([
      "data, propose",
      "security, propose",
      "data",
      "propose",
      "everybody",
    ]);
    expect(ids(2, ["security", "data"])[0]).toBe("security, propose");
  });

  it("comes by title where it fits equally, and by id where the title is the same", () => {
    const equal = ["2", "4", "1", "3"].map((id) => ({
      ...point(id, null, null),
      title: Number(id) > 2 ? "Ask" : "Tell",
    }));
    for (const order of [equal, [...equal].reverse()]) {
      expect(chooseTalkingPoints(order, null, [], 9).map((chosen) => chosen.point.id)).toEqual([
        "3",
        "4",
        "1",
        "2",
      ]);
    }
  });

  it("says why each was chosen", () => {
    const [first] = chooseTalkingPoints(points, 2, ["data"], 1);
    expect(first?.suits).toEqual({ stage: true, topic: true });
  });

  it("does not speak of a stage where there is no deal", () => {
    expect(ids(null, ["data"])).toEqual(["data", "everybody"]);
  });

  it("never chooses what was written for another stage or another topic", () => {
    const anyPoint = fc.record({
      id: fc.uuid(),
      stage: fc.option(fc.nat(3), { nil: null }),
      topic: fc.option(fc.constantFrom("a", "b", "c"), { nil: null }),
    });
    fc.assert(
      fc.property(
        fc.array(anyPoint),
        fc.option(fc.nat(3), { nil: null }),
        fc.subarray(["a", "b", "c"]),
        fc.nat(6),
        (raw, stage, interests, atMost) => {
          const all = raw.map((each) => point(each.id, each.stage, each.topic));
          const chosen = chooseTalkingPoints(all, stage, interests, atMost);
          const suitable = all.filter(
            (each) =>
              (each.stage === null || each.stage === stage) &&
              (each.topic === null || interests.includes(each.topic)),
          );
          expect(chosen).toHaveLength(Math.min(atMost, suitable.length));
          for (const { point: each } of chosen) expect(suitable).toContain(each);
          expect(chooseTalkingPoints([...all].reverse(), stage, interests, atMost)).toEqual(chosen);
        },
      ),
    );
  });
});

describe("the address of an asset", () => {
  it("is a link only where it is one of the web", () => {
    expect(webAddress(" https://example.com/a?b=c ")).toBe("https://example.com/a?b=c");
    expect(webAddress("http://intranet/deck")).toBe("http://intranet/deck");
    // No-break spaces come along from a text that was copied.
    expect(webAddress("\u00a0https://example.com/\u00a0")).toBe("https://example.com/");
    for (const bad of [
      null,
      "",
      "brochure.pdf",
      "javascript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
    ]) {
      expect(webAddress(bad)).toBeNull();
    }
  });
});
