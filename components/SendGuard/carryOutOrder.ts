import { failureOf, type Failure } from "../../dataverse/failure";
import type { ListAction } from "../../dataverse/formOrder";
import type { GuardViewHost } from "./guardHost";

/** What came of an order. */
export type Carried =
  /** `copies`: ids of the lists that it made. */
  | { readonly kind: "done"; readonly copies: readonly string[] }
  | { readonly kind: "failed"; readonly failure: Failure }
  /** The form has not the script that takes orders. Nothing was changed. */
  | { readonly kind: "noScript" };

/** How long the form's script has to take an order. It does so at once where it is there at all. */
const PATIENCE_MILLISECONDS = 5000;

/** Has the form's script carry out actions, and waits for what came of it. */
export function carryOutOrder(
  host: GuardViewHost,
  actions: readonly ListAction[],
  progress?: (done: number) => void,
): Promise<Carried> {
  return actions.length === 0
    ? Promise.resolve({ kind: "done", copies: [] })
    : order(host, actions, progress);
}

/** Whether the form has the script at all: asked before anything is written that only makes sense with it. */
export async function hasScript(host: GuardViewHost): Promise<boolean> {
  return (await order(host, [])).kind !== "noScript";
}

function order(
  host: GuardViewHost,
  actions: readonly ListAction[],
  progress: (done: number) => void = () => undefined,
): Promise<Carried> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: "noScript" }), PATIENCE_MILLISECONDS);
    host.order({
      actions,
      accepted: () => clearTimeout(timer),
      progress,
      finished: (outcome) =>
        resolve(
          outcome.ok
            ? { kind: "done", copies: outcome.copies }
            : { kind: "failed", failure: failureOf(outcome.error, host.isOffline()) },
        ),
    });
  });
}
