import { swapSteps, takeOffSteps } from "../../../domain/guard/swap";
import { essentialWays, ways } from "../../../domain/guard/way";

describe("guarded lists in the place of theirs", () => {
  it("are all on before any of theirs is taken off: a failure between loses no list", () => {
    expect(swapSteps(["twin a", "twin b"], ["a", "b"], "activity", "campaign")).toEqual([
      { kind: "putOnCampaign", listId: "twin a", campaignId: "campaign" },
      { kind: "putOnCampaign", listId: "twin b", campaignId: "campaign" },
      { kind: "putOn", listId: "twin a", activityId: "activity" },
      { kind: "putOn", listId: "twin b", activityId: "activity" },
      { kind: "takeOff", listId: "a", activityId: "activity" },
      { kind: "takeOff", listId: "b", activityId: "activity" },
    ]);
  });

  it("stand for every list, or leave it there, wherever it breaks, and are all that is on in the end when it is begun again", () => {
    const lists = ["a", "b", "c"];
    const twins = lists.map((listId) => `twin ${listId}`);
    const after = (onActivity: readonly string[], steps: ReturnType<typeof swapSteps>) => {
      const on = new Set(onActivity);
      for (const { kind, listId } of steps) {
        if (kind === "putOn") on.add(listId);
        if (kind === "takeOff") on.delete(listId);
      }
      return [...on];
    };
    const steps = swapSteps(twins, lists, "activity", "campaign");
    for (const done of [...steps.keys(), steps.length]) {
      const on = after(lists, steps.slice(0, done));
      expect(lists.filter((list) => !on.includes(list) && !on.includes(`twin ${list}`))).toEqual([]);
      expect(after(on, swapSteps(twins, on, "activity", "campaign")).sort()).toEqual(twins);
    }
  });

  it("go on after theirs are off, where it is on record which: a failure between sends to fewer", () => {
    expect(swapSteps(["twin a", "twin b"], ["a", "b"], "activity", "campaign", true)).toEqual([
      { kind: "putOnCampaign", listId: "twin a", campaignId: "campaign" },
      { kind: "putOnCampaign", listId: "twin b", campaignId: "campaign" },
      { kind: "takeOff", listId: "a", activityId: "activity" },
      { kind: "takeOff", listId: "b", activityId: "activity" },
      { kind: "putOn", listId: "twin a", activityId: "activity" },
      { kind: "putOn", listId: "twin b", activityId: "activity" },
    ]);
  });

  it("leave alone what is in its place already, so that doing it again does what was left undone", () => {
    expect(swapSteps(["twin a", "twin b"], ["twin a", "b"], "activity", null)).toEqual([
      { kind: "putOn", listId: "twin b", activityId: "activity" },
      { kind: "takeOff", listId: "b", activityId: "activity" },
    ]);
    expect(swapSteps(["twin a"], ["twin a"], "activity", "campaign")).toEqual([]);
  });

  it("need not be on a campaign where the activity has none", () => {
    expect(swapSteps(["twin"], [], "activity", null)).toEqual([
      { kind: "putOn", listId: "twin", activityId: "activity" },
    ]);
  });

  it("come off one by one", () => {
    expect(takeOffSteps(["a", "b"], "activity").map(({ listId }) => listId)).toEqual(["a", "b"]);
    expect(takeOffSteps([], "activity")).toEqual([]);
  });
});

it("gives up the ways last that a guarded list cannot be without", () => {
  expect(ways.slice(0, essentialWays.length)).toEqual(essentialWays);
  expect(new Set(ways).size).toBe(ways.length);
});
