import type { FilterItem } from "./question";

/** Whether a campaign's activity is still to come: open, and not carried out (6) or broken off (5) already. */
export const isSendToCome: readonly FilterItem[] = [
  { column: "statecode", operator: "eq", value: 0 },
  { column: "statuscode", operator: "not-in", values: [5, 6] },
];
