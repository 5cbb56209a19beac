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
  it("takes everything unguarded off before anything is put on", () => {
    expect(swap.map(({ kind, listId }) => `${kind} ${listId}`)).toEqual([
      "putOnCampaign twin1",
      "putOnCampaign twin2",
      "takeOff list1",
      "takeOff list2",
      "putOn twin1",
      "putOn twin2",
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
      "RemoveItemCampaignActivity",
      "RemoveItemCampaignActivity",
      "AddItemCampaignActivity",
      "AddItemCampaignActivity",
    ]);
    expect(asked.steps).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("stops at the first failure: a failure in the middle sends to fewer, never to more", async () => {
    const refusal = { errorCode: 0x80040220, message: "no" };
    const { done, execute } = service({ AddItemCampaignActivity: refusal });
    expect(await carryOut(execute, order(swap))).toEqual({ ok: false, done: 4, error: refusal });
    expect(done).not.toContain("AddItemCampaignActivity");
  });

  it("takes a list that somebody else took off for taken off", async () => {
    const { done, execute } = service({ RemoveItemCampaignActivity: { errorCode: 0x80040217 } });
    expect(await carryOut(execute, order(swap))).toEqual({ ok: true, copies: [] });
    expect(done.filter((name) => name === "AddItemCampaignActivity")).toHaveLength(2);
  });

  it("tells which list a copy is", async () => {
    const { execute } = service();
    expect(await carryOut(execute, order([{ kind: "copyToStatic", listId: "list1" }]))).toEqual({
      ok: true,
      copies: ["copy"],
    });
  });
});
