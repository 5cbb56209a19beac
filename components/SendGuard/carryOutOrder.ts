import type { ListAction, OrderOutcome } from "../../dataverse/formOrder";
import type { GuardViewHost } from "./guardHost";

/** What came of an order, or that no script of the form took it. */
export type Carried = OrderOutcome | { readonly ok: "noScript" };

/** How long the form's script has to take an order. It does so at once where it is there at all. */
const PATIENCE_MILLISECONDS = 5000;

/** Has the form's script carry out actions, and waits for what came of it. */
export function carryOutOrder(
  host: GuardViewHost,
  actions: readonly ListAction[],
  progress?: (done: number) => void,
): Promise<Carried> {
  return actions.length === 0 ? Promise.resolve({ ok: true, copies: [] }) : order(host, actions, progress);
}

/** Whether the form has the script at all: asked before anything is written that only makes sense with it. */
export async function hasScript(host: GuardViewHost): Promise<boolean> {
  return (await order(host, [])).ok !== "noScript";
}

function order(
  host: GuardViewHost,
  actions: readonly ListAction[],
  progress: (done: number) => void = () => undefined,
): Promise<Carried> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ ok: "noScript" }), PATIENCE_MILLISECONDS);
    host.order({
      actions,
      accepted: () => clearTimeout(timer),
      progress,
      finished: resolve,
    });
  });
}
