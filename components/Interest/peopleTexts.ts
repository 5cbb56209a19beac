import type { Day } from "../../domain/day";
import type { BestContact, Part, RankedPerson } from "../../domain/people";
import type { Reach } from "../../domain/reach";
import type { Seniority } from "../../domain/seniority";
import { comparable } from "../../domain/plainWords";
import type { TextKey, Words } from "../shared/words";
import { isPlaced, type PeopleModel } from "./peopleModel";

const PER_CENT = 100;

const parts: Readonly<Record<Part, TextKey>> = {
  decisionMaker: "Interest_Part_DecisionMaker",
  influencer: "Interest_Part_Influencer",
  blocker: "Interest_Part_Blocker",
  stakeholder: "Interest_Part_Stakeholder",
  employee: "Interest_Part_Employee",
};

const seniorities: Readonly<Record<Exclude<Seniority, "professional" | "support">, TextKey>> = {
  executive: "Interest_Senior_Executive",
  director: "Interest_Senior_Director",
  manager: "Interest_Senior_Manager",
};

/** What somebody is in the client's decision, as recorded; null where nobody recorded it. */
export function partText({ part, person }: RankedPerson, words: Words): string | null {
  if (person.stakeholderRoles.length > 0) {
    // A role of the organisation's own that is spelled as a part, but for its capitals, reads as that part does elsewhere.
    const names = new Map(Object.values(parts).map((key) => [comparable(words.say(key)), words.say(key)]));
    return person.stakeholderRoles.map((role) => names.get(comparable(role)) ?? role).join(", ");
  }
  return part === null ? null : words.say(parts[part]);
}

function shareText(share: number, words: Words): string {
  const perCent = Math.round(share * PER_CENT);
  return perCent === 0 && share > 0
    ? words.say("Interest_ShareSmall")
    : words.say("Interest_Share", words.integer(perCent));
}

/** "34% of the interest, last yesterday", or that nothing was heard of them lately; nothing where that is not known. */
export function engagementText(
  { engagement }: RankedPerson,
  { today, isEngagementWhole }: Pick<PeopleModel, "today" | "isEngagementWhole">,
  words: Words,
): string {
  if (engagement === null) return isEngagementWhole ? words.say("Interest_NoSignals") : "";
  const last = words.say("Interest_Last", words.day(engagement.lastDay, today));
  // Nothing is left of what they did, or it spoke against us.
  if (engagement.share === 0) return last;
  return `${shareText(engagement.share, words)}, ${last}`;
}

const ways: Readonly<Record<Reach["phone"], Readonly<Record<Reach["email"], TextKey>>>> = {
  open: {
    open: "Interest_Reach_Both",
    refused: "Interest_Reach_PhoneNoEmail",
    unknown: "Interest_Reach_PhoneEmailUnknown",
  },
  refused: {
    open: "Interest_Reach_EmailNoPhone",
    refused: "Interest_Reach_Neither",
    unknown: "Interest_Reach_NoPhoneEmailUnknown",
  },
  unknown: {
    open: "Interest_Reach_EmailPhoneUnknown",
    refused: "Interest_Reach_NoEmailPhoneUnknown",
    unknown: "Interest_Reach_Unknown",
  },
};

/** Whether and how somebody may be contacted, and by whom. */
export function reachText(reach: Reach, words: Words): string {
  // Whoever refuses all mail refuses mailings too.
  const refusesMailings = reach.mailings === "refused" && reach.email !== "refused";
  return words.listed([
    words.say(ways[reach.phone][reach.email]),
    ...(refusesMailings ? [words.say("Interest_Reach_NoMailings")] : []),
    ...(reach.canBeFollowed ? [] : [words.say("Interest_Reach_NotFollowed")]),
  ]);
}

/** Why somebody is the best point of contact, in one sentence; what it says of the others is only said where it is certain. */
export function reasonText(
  best: BestContact,
  { today, isNobodyHeard, isNothingKnown }: Pick<PeopleModel, "today" | "isNobodyHeard" | "isNothingKnown">,
  words: Words,
): string {
  const { reason } = best;
  switch (reason.key) {
    case "decides":
      return words.say("Interest_Best_Decides");
    case "primary":
      return words.say("Interest_Best_Primary");
    case "reachable":
      return words.say(isNothingKnown ? "Interest_Best_Reachable" : "Interest_Best_ReachableAlone");
    case "senior":
      return words.say(
        isNobodyHeard ? "Interest_Best_Senior" : "Interest_Best_SeniorAlone",
        seniorText(reason.seniority, words),
      );
    case "takesPart":
      return words.say("Interest_Best_TakesPart", words.say(parts[reason.part]));
    case "decidesAndEngaged":
      return words.say("Interest_Best_DecidesAndEngaged", ...engaged(reason, today, words));
    case "mostEngaged":
      return words.say("Interest_Best_MostEngaged", ...engaged(reason, today, words));
    case "engaged":
      return words.say(
        // Beside somebody more engaged who is out of reach, the next one may be nobody in particular.
        isPlaced(best) ? "Interest_Best_Engaged" : "Interest_Best_EngagedAlone",
        ...engaged(reason, today, words),
      );
    case "takesPartAndEngaged":
      return words.say(
        "Interest_Best_TakesPartAndEngaged",
        ...engaged(reason, today, words),
        words.say(parts[reason.part]),
      );
  }
}

function engaged(
  { share, lastDay }: { readonly share: number; readonly lastDay: Day },
  today: Day,
  words: Words,
): readonly [string, string] {
  return [shareText(share, words), words.day(lastDay, today)];
}

function seniorText(seniority: Seniority, words: Words): string {
  return seniority === "professional" || seniority === "support" ? "" : words.say(seniorities[seniority]);
}
