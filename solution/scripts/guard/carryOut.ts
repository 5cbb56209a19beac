import type { Order, OrderOutcome } from "../../../dataverse/formOrder";
import { failureOf } from "../../../dataverse/failure";
import type { ActionRequest } from "./actionRequest";
import { requestFor } from "./listRequests";

/** `Xrm.WebApi.online.execute`. */
export type Execute = (request: ActionRequest) => Promise<{
  readonly ok: boolean;
  json(): Promise<unknown>;
}>;

/**
 * Does what a component asked for, one action after the other in its order, and stops at the first that fails: what comes
 * later may rest on it.
 */
export async function carryOut(execute: Execute, order: Order): Promise<OrderOutcome> {
  const copies: string[] = [];
  for (const [done, action] of order.actions.entries()) {
    try {
      const response = await execute(requestFor(action));
      if (!response.ok) throw await response.json();
      if (action.kind === "copyToStatic") {
        const { StaticListId } = (await response.json()) as { readonly StaticListId: string };
        copies.push(StaticListId);
      }
    } catch (error) {
      // Whoever took it off before us did what was wanted.
      const isOffAlready = action.kind === "takeOff" && failureOf(error, false).kind === "gone";
      if (!isOffAlready) return { ok: false, done, error };
    }
    order.progress(done + 1);
  }
  return { ok: true, copies };
}
