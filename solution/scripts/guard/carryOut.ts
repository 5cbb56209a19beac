import { attempt } from "../../../dataverse/attempt";
import type { Order, OrderOutcome } from "../../../dataverse/formOrder";
import type { ActionRequest } from "./actionRequest";
import { requestFor } from "./listRequests";

/** `Xrm.WebApi.online.execute`. */
export type Execute = (request: ActionRequest) => Promise<{
  readonly ok: boolean;
  json(): Promise<unknown>;
}>;

/** Without an answer, the component tells by its own host whether that is for want of a connection. */
const host = { isOffline: () => false };

/**
 * Does what a component asked for, one action after the other in its order, and stops at the first that fails: what comes
 * later may rest on it. What is refused for its frequency is asked again, as everything is.
 */
export async function carryOut(execute: Execute, order: Order): Promise<OrderOutcome> {
  const copies: string[] = [];
  const { signal } = new AbortController();
  for (const [done, action] of order.actions.entries()) {
    let error: unknown;
    const answer = await attempt(host, signal, async () => {
      try {
        const response = await execute(requestFor(action));
        if (!response.ok) throw await response.json();
        if (action.kind === "copyToStatic") {
          const { StaticListId } = (await response.json()) as { readonly StaticListId: string };
          copies.push(StaticListId);
        }
      } catch (thrown) {
        error = thrown;
        throw thrown;
      }
    });
    // Whoever took it off before us did what was wanted.
    const isOffAlready = action.kind === "takeOff" && !answer.ok && answer.failure.kind === "gone";
    if (!answer.ok && !isOffAlready) return { ok: false, done, error };
    order.progress(done + 1);
  }
  return { ok: true, copies };
}
