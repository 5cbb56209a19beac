import type { Policy } from "../domain/policy";
import type { GuardState } from "../domain/guard/guardState";
import type { SwapStep } from "../domain/guard/swap";

/**
 * What a component asks of the form's script by a manifest event: `context.webAPI` has no actions, `Xrm.WebApi.online` does.
 * As Microsoft documents it, the payload carries functions by which the script answers.
 */
export type ListAction =
  | SwapStep
  /** Makes a static list of the members that a dynamic one has now. */
  | { readonly kind: "copyToStatic"; readonly listId: string };

export type OrderOutcome =
  /** `copies`: ids of the lists made by `copyToStatic`, in order. */
  | { readonly ok: true; readonly copies: readonly string[] }
  /** What came after the action that failed was not tried. `error` is as the service rejected it. */
  | { readonly ok: false; readonly done: number; readonly error: unknown };

export interface Order {
  readonly actions: readonly ListAction[];
  /** Called at once, before anything is done: a form without the script never does. */
  readonly accepted: () => void;
  /** Called after each action, with how many are done. */
  readonly progress: (done: number) => void;
  readonly finished: (outcome: OrderOutcome) => void;
}

/** How the guard stands, told to the form so that it can do its part without asking what the guard knows already. */
export interface GuardNews {
  readonly state: GuardState;
  /** Clients in the audience that are in closing, and those that are on hold only. */
  readonly inClosing: number;
  readonly onHold: number;
  readonly hasLists: boolean;
  /** Whether the activity is over: nothing is sent by it any more. */
  readonly isDone: boolean;
  /** Whether nothing but this user's role keeps the audience from being guarded, which no decision makes up for. */
  readonly mayNotGuard: boolean;
  /** Lists on the activity, or whatever else the guard stands on, when it was read. */
  readonly listCount: number;
  /**
   * For a form that has seen other lists since, or another state. Does nothing while the guard itself is at work on them. The same
   * function in all that is told of one reading.
   * @returns whether the guard is there to: false where its component is gone with its tab, and without a connection
   */
  readonly readAgain: () => boolean;
  /** Whether the activity's own column says so already. */
  readonly isWritten: boolean;
  readonly policy: Policy;
  /** Of the tables of clients, deals and holds, those of whose rows this user sees a part only. */
  readonly unseen: readonly string[];
}

/** Names of the manifest's events. */
export const ORDER_EVENT = "onOrder";
export const NEWS_EVENT = "onGuardNews";
