import type { ListAction, Order } from "../../../dataverse/formOrder";
import { swapSteps } from "../../../domain/guard/swap";
import { carryOut, type Execute } from "../../../solution/scripts/guard/carryOut";
import type { ActionRequest } from "../../../solution/scripts/guard/actionRequest";

const ACTIVITY = "a1";
const CAMPAIGN = "c1";

/** The service, which refuses the actions named. */
function service(refused: Readonly<Record<string, object>> = {}) {
  const done: string[] = [];
  const execute: Execute = async (request: ActionRequest) => {
    await Promise.resolve();
    const { operationName } = request.getMetadata();
    const refusal = refused[operationName];
    if (refusal !== undefined) throw refusal as Error;
    done.push(operationName);
    return { ok: true, json: () => Promise.resolve({ StaticListId: "copy" }) };
  };
  return { done, execute };
}

function order(actions: readonly ListAction[]): Order & { readonly steps: number[] } {
  const steps: number[] = [];
  return {
    actions,
    steps,
    accepted: () => undefined,
    progress: (done) => steps.push(done),
    finished: () => undefined,
  };
}

const swap = swapSteps(["twin1", "twin2"], ["list1", "list2"], ACTIVITY, CAMPAIGN);

describe("exchanging lists", () => {
  it("takes nothing off before all that stands for it is put on", () => {
    expect(swap.map(({ kind, listId }) => `${kind} ${listId}`)).toEqual([
      "putOnCampaign twin1",
      "putOnCampaign twin2",
      "putOn twin1",
      "putOn twin2",
      "takeOff list1",
      "takeOff list2",
    ]);
  });

  it("leaves alone what is on already", () => {
    expect(swapSteps(["twin1"], ["twin1"], ACTIVITY, CAMPAIGN)).toEqual([]);
  });
});

describe("the form's script", () => {
  it("does what it is asked, in order, and tells each step", async () => {
    const { done, execute } = service();
    const asked = order(swap);
    expect(await carryOut(execute, asked)).toEqual({ ok: true, copies: [] });
    expect(done).toEqual([
      "AddItemCampaign",
      "AddItemCampaign",
      "AddItemCampaignActivity",
      "AddItemCampaignActivity",
      "RemoveItemCampaignActivity",
      "RemoveItemCampaignActivity",
    ]);
    expect(asked.steps).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("stops at the first failure: no list comes off for which no other could be put on", async () => {
    const refusal = { errorCode: 0x80040220, message: "no" };
    const { done, execute } = service({ AddItemCampaignActivity: refusal });
    expect(await carryOut(execute, order(swap))).toEqual({ ok: false, done: 2, error: refusal });
    expect(done).toEqual(["AddItemCampaign", "AddItemCampaign"]);
  });

  it("takes a list that somebody else took off for taken off", async () => {
    const { done, execute } = service({ RemoveItemCampaignActivity: { errorCode: 0x80040217 } });
    expect(await carryOut(execute, order(swap))).toEqual({ ok: true, copies: [] });
    expect(done.filter((name) => name === "AddItemCampaignActivity")).toHaveLength(2);
  });

  describe("where the service limits the user's requests", () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());
    const busy = { errorCode: 0x80072322, message: "Number of requests exceeded the limit." };

    it("asks again for what was refused, after a while, and for nothing that was done", async () => {
      const refused: Record<string, object> = { RemoveItemCampaignActivity: busy };
      const { done, execute } = service(refused);
      const asked = order(swap);
      const outcome = carryOut(execute, asked);
      await jest.advanceTimersByTimeAsync(4_999);
      expect(asked.steps).toEqual([1, 2, 3, 4]);
      delete refused.RemoveItemCampaignActivity;
      await jest.advanceTimersByTimeAsync(2_501);
      expect(await outcome).toEqual({ ok: true, copies: [] });
      expect(done).toEqual([
        "AddItemCampaign",
        "AddItemCampaign",
        "AddItemCampaignActivity",
        "AddItemCampaignActivity",
        "RemoveItemCampaignActivity",
        "RemoveItemCampaignActivity",
      ]);
    });

    it("gives up in the end, with what the service said", async () => {
      const { execute } = service({ CopyDynamicListToStatic: busy });
      const outcome = carryOut(execute, order([{ kind: "copyToStatic", listId: "list1" }]));
      await jest.advanceTimersByTimeAsync(120_000);
      expect(await outcome).toEqual({ ok: false, done: 0, error: busy });
    });
  });

  it("tells which list a copy is", async () => {
    const { execute } = service();
    expect(await carryOut(execute, order([{ kind: "copyToStatic", listId: "list1" }]))).toEqual({
      ok: true,
      copies: ["copy"],
    });
  });
});
