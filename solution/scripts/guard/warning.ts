import type { Known } from "./statusGate";

export type Warning = "someProtected" | "notChecked";

/** What stands above the form under the mode `warn`, which holds nothing back; null for nothing. */
export function warningOf({ mode, state, hasLists }: Known): Warning | null {
  if (mode !== "warn" || hasLists !== true) return null;
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
