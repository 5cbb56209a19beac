import type { Day } from "./day";

/** One business process instance of a deal. */
export interface StageEntry {
  readonly dealId: string;
  /** The stage's name, as the process calls it. */
  readonly stageName: string | null;
  /** Day on which the deal entered the stage it is in; null where the platform did not note it. */
  readonly sinceDay: Day | null;
  /** Whether the instance is the one in progress; finished and abandoned ones stay behind. */
  readonly isActive: boolean;
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
  for (const { dealId: id, isActive, sinceDay, stageName } of entries) {
    if (id !== dealId || !isActive || sinceDay === null || sinceDay > today) continue;
    if (latest === undefined || sinceDay > latest.sinceDay) {
      latest = { stageName, sinceDay, days: today - sinceDay };
    }
  }
  return latest;
}
