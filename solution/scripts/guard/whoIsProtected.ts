import type { GuardNews } from "../../../dataverse/formOrder";

/** Whom an audience holds of clients in closing and clients on hold only; "either": somebody, and the form knows no more. */
export type WhoIsProtected = "inClosing" | "onHold" | "both" | "either";

/** @param told by the guard; null as long as it has told nothing */
export function whoIsProtected(told: Pick<GuardNews, "inClosing" | "onHold"> | null): WhoIsProtected {
  if (told === null) return "either";
  if (told.onHold === 0) return "inClosing";
  return told.inClosing === 0 ? "onHold" : "both";
}
