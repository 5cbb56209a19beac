import { swapSteps, takeOffSteps } from "../../../domain/guard/swap";
import { essentialWays, ways } from "../../../domain/guard/way";

describe("guarded lists in the place of theirs", () => {
  it("take the unguarded off before anything is put on: a failure between reaches fewer people", () => {
    expect(swapSteps(["twin a", "twin b"], ["a", "b"], "activity", "campaign")).toEqual([
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
      { kind: "takeOff", listId: "b", activityId: "activity" },
      { kind: "putOn", listId: "twin b", activityId: "activity" },
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
