import type { Day } from "./day";

/** One business process instance of a deal that is in progress. */
export interface StageEntry {
  readonly dealId: string;
  /** Day on which the deal entered the stage it is in. */
  readonly sinceDay: Day;
}

/**
 * How long a deal has been in its stage, from its business process, in whole days, 0 on the day itself; undefined where there is
 * no process in progress that says so. A deal that changed process counts from the process it entered last.
 */
export function timeInStage(dealId: string, entries: readonly StageEntry[], today: Day): number | undefined {
  const days = entries.flatMap(({ dealId: id, sinceDay }) =>
    id === dealId && sinceDay <= today ? [today - sinceDay] : [],
  );
  return days.length === 0 ? undefined : Math.min(...days);
}
