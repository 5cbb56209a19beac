import * as React from "react";
import type { Client } from "../../dataverse/client";
import type { DynamicCount } from "../../domain/comingSends";
import { useInterestReadings } from "../Interest/useInterestReadings";
import {
  dealsReading,
  headlineIn,
  holdsReading,
  notesReading,
  sendsReading,
  talkingPointsReading,
  type BriefingAnswered,
} from "./briefingModel";

/** The headline says what is known by itself: it does not change with what the user looks up further down. */
const none: ReadonlyMap<string, DynamicCount> = new Map();

/**
 * What the Briefing's sections show. Two dozen answers come one by one: each section is made again, and drawn again, only
 * for its own, and is the same object otherwise.
 */
export function useReadings(
  answers: BriefingAnswered,
  counted: ReadonlyMap<string, DynamicCount>,
  client: Client,
  isOffline: boolean,
) {
  const { today, policy, interest, following, signals, sources } = answers;
  const { staticLists, dynamicLists, counts, talkingPoints } = answers;
  const { deals: dealsRead, stages, notes: notesRead, holds: holdsRead } = answers;

  const deals = React.useMemo(
    () => dealsReading({ today, policy, deals: dealsRead, stages, holds: holdsRead }, isOffline),
    [today, policy, dealsRead, stages, holdsRead, isOffline],
  );
  const ofInterest = useInterestReadings(answers, client, isOffline);
  const { interests } = ofInterest;
  return {
    deals,
    ...ofInterest,
    points: React.useMemo(
      () => talkingPointsReading({ talkingPoints }, deals, interests, isOffline),
      [talkingPoints, deals, interests, isOffline],
    ),
    notes: React.useMemo(
      () => notesReading({ today, notes: notesRead }, isOffline),
      [today, notesRead, isOffline],
    ),
    holds: React.useMemo(() => holdsReading({ holds: holdsRead }, isOffline), [holdsRead, isOffline]),
    sends: React.useMemo(
      () => sendsReading({ today, staticLists, dynamicLists, counts }, counted, isOffline),
      [today, staticLists, dynamicLists, counts, counted, isOffline],
    ),
    headline: React.useMemo(
      () =>
        headlineIn(
          { today, policy, deals: dealsRead, interest, following, signals, sources },
          interests,
          sendsReading({ today, staticLists, dynamicLists, counts }, none, false),
        ),
      [
        today,
        policy,
        dealsRead,
        interest,
        following,
        signals,
        sources,
        interests,
        staticLists,
        dynamicLists,
        counts,
      ],
    ),
  };
}
