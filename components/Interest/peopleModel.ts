import { isPerson, type Client } from "../../dataverse/client";
import type { InterestAnswers } from "../../dataverse/interestAnswers";
import { withOptOuts } from "../../dataverse/sources/optOuts";
import type { Day } from "../../domain/day";
import { engagementOf } from "../../domain/engagement";
import { bestContact, rankPeople, type BestContact, type RankedPerson } from "../../domain/people";
import { readingFrom, type Reading } from "../shared/reading";
import type { Settled } from "../shared/useAnswers";
import { policyIn } from "./interestModel";

export interface PeopleModel {
  readonly today: Day;
  /** The best point of contact; null where nobody may be reached. */
  readonly best: BestContact | null;
  /** Everybody else, by standing. */
  readonly others: readonly RankedPerson[];
  /** Whether there may be more people than were read. */
  readonly isCut: boolean;
  /** Whether of those without an engagement it is known that there is none: of a very busy client only the most engaged are read. */
  readonly isEngagementWhole: boolean;
  /** Whether something that ranks them could not all be read: their signals, or their consent. */
  readonly isPartly: boolean;
  /** Whether none of them may be called or written to: several people, all of whom are here. */
  readonly isNobodyReachable: boolean;
  /** Whether it is certain that none of the client's people was heard from, also of those who are not listed. */
  readonly isNobodyHeard: boolean;
  /** Whether nothing at all sets anybody apart: no signal, no part in a decision, no rank. */
  readonly isNothingKnown: boolean;
}

/** Whether a person's record says anything that would make them a point of contact: that they work there does not. */
export function isPlaced({ part, person, seniority }: RankedPerson): boolean {
  const hasRank = seniority !== null && seniority !== "professional" && seniority !== "support";
  return (part !== null && part !== "employee") || person.isPrimary || hasRank;
}

export type PeopleAnswered = Settled<
  Pick<InterestAnswers, "today" | "policy" | "people" | "engagement" | "optOuts">
>;

/** Who to talk to, from the answers there are. */
export function peopleReading(
  answers: PeopleAnswered,
  client: Client,
  isOffline: boolean,
): Reading<PeopleModel, "nobody"> {
  const { people, engagement, optOuts, today = 0 } = answers;
  const policy = policyIn(answers);
  return readingFrom({ people }, isOffline, ({ people: read }) => {
    if (policy === null || engagement === undefined || optOuts === undefined) return { kind: "loading" };
    const isEngagementWhole = engagement.ok && engagement.value.isComplete;
    const engaged = engagementOf(engagement.ok ? engagement.value.sums : [], today, policy);
    const ranked = rankPeople(withOptOuts(read.people, optOuts.ok ? optOuts.value : null), engaged);
    if (ranked.length === 0) return { kind: "empty", reason: "nobody" };
    // On a person's own form there is no one to choose.
    const best = isPerson(client) ? null : bestContact(ranked);
    const isNobodyHeard = isEngagementWhole && engaged.size === 0;
    return {
      kind: "ready",
      model: {
        today,
        best,
        others: ranked.filter(({ person }) => person.id !== best?.person.id),
        isCut: read.isCut,
        isEngagementWhole,
        isPartly: !isEngagementWhole || !optOuts.ok || optOuts.value?.isCut === true,
        isNobodyReachable:
          ranked.length > 1 && !read.isCut && ranked.every(({ reach }) => !reach.canBeReached),
        isNobodyHeard,
        isNothingKnown: isNobodyHeard && !read.isCut && !ranked.some(isPlaced),
      },
    };
  });
}
