import * as React from "react";
import type { InterestAnswers } from "../../dataverse/interestAnswers";
import type { Client } from "../../dataverse/client";
import type { Settled } from "../shared/useAnswers";
import { interestReading } from "./interestModel";
import { peopleReading } from "./peopleModel";
import { sinceReading } from "./sinceModel";

/**
 * What the sections about a client's interest show; each the same object as long as nothing that it is made of was answered
 * anew: answers come one by one, and a section is drawn again only for its own.
 */
export function useInterestReadings(answers: Settled<InterestAnswers>, client: Client, isOffline: boolean) {
  const { now, today, policy, interest, following, signals, sources } = answers;
  const { people, engagement, optOuts, meetings } = answers;
  return {
    interests: React.useMemo(
      () => interestReading({ today, policy, interest, following, signals, sources }, client, isOffline),
      [today, policy, interest, following, signals, sources, client, isOffline],
    ),
    people: React.useMemo(
      () => peopleReading({ today, policy, people, engagement, optOuts }, client, isOffline),
      [today, policy, people, engagement, optOuts, client, isOffline],
    ),
    since: React.useMemo(
      () => sinceReading({ now, today, meetings, signals, sources }, isOffline),
      [now, today, meetings, signals, sources, isOffline],
    ),
  };
}
