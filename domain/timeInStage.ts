import type { Day } from "./day";

/** One business process instance of a deal that is in progress. */
export interface StageEntry {
  readonly dealId: string;
  /** The stage's name, as the process calls it. */
  readonly stageName: string | null;
  /** Day on which the deal entered the stage it is in. */
  readonly sinceDay: Day;
}

export interface TimeInStage {
  readonly stageName: string | null;
  readonly sinceDay: Day;
  /** Whole days, 0 on the day itself. */
  readonly days: number;
}

/**
 * How long a deal has been in its stage, from its business process; undefined where there is no process in progress
 * that says so. A deal that changed process counts from the process it entered last.
 */
export function timeInStage(
  dealId: string,
  entries: readonly StageEntry[],
  today: Day,
): TimeInStage | undefined {
  let latest: TimeInStage | undefined;
  for (const { dealId: id, sinceDay, stageName } of entries) {
    if (id !== dealId || sinceDay > today) continue;
    if (latest === undefined || sinceDay > latest.sinceDay) {
      latest = { stageName, sinceDay, days: today - sinceDay };
    }
  }
  return latest;
}
