import type { InterestAnswers } from "../../dataverse/interestAnswers";
import type { TimelineEntry } from "../../dataverse/timeline";
import type { Day } from "../../domain/day";
import { sinceLastMet, type SinceLastMet } from "../../domain/lastMet";
import { readingFrom, type Reading } from "../shared/reading";
import type { Settled } from "../shared/useAnswers";
import { missingSourcesIn, readSourcesIn } from "./interestModel";

export interface SinceModel {
  readonly today: Day;
  readonly since: SinceLastMet<TimelineEntry>;
  /** Keys of further sources that could not be read. */
  readonly missing: readonly string[];
}

export type SinceAnswered = Settled<
  Pick<InterestAnswers, "now" | "today" | "meetings" | "signals" | "sources">
>;

/** Happenings shown at most; how many there are is said beside. */
const NEWEST_SHOWN = 25;

/** What happened since the client was last met, from the answers there are. */
export function sinceReading(answers: SinceAnswered, isOffline: boolean): Reading<SinceModel> {
  const { now, today, meetings, signals, sources } = answers;
  return readingFrom({ meetings, signals }, isOffline, (read) => {
    if (now === undefined || today === undefined || sources === undefined) return { kind: "loading" };
    const further = readSourcesIn(sources);
    return {
      kind: "ready",
      model: {
        today,
        since: sinceLastMet(read.meetings, [read.signals, ...further], now, NEWEST_SHOWN),
        missing: missingSourcesIn(sources),
      },
    };
  });
}
