import type { Known } from "./statusGate";

export type Warning = "someProtected" | "notChecked";

/**
 * What stands above the form under the mode `warn`, which holds nothing back; null for nothing.
 * @param isDone whether the activity is over: nobody sends it any more
 */
export function warningOf({ mode, state, hasLists }: Known, isDone: boolean): Warning | null {
  if (isDone || mode !== "warn" || hasLists !== true) return null;
  switch (state) {
    case "toDecide":
      return "someProtected";
    case "notChecked":
    case "listsTakenOff":
      return "notChecked";
    case "clear":
    case "decided":
    case "guarded":
    case null:
      return null;
  }
}
