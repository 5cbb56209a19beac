import type { CannotAsk, ComingSend, DynamicCount } from "../../domain/comingSends";
import type { TextKey, Words } from "../shared/words";

/** "3 people here", "between 3 and 5 people here", "the account itself" */
export function peopleText(send: ComingSend, words: Words): string {
  if (!send.toAccount) return countText(send, words);
  const account = words.say("Briefing_Sends_ToAccount");
  return send.people.atMost > 0 || isTooMany(send) ? `${countText(send, words)}, ${account}` : account;
}

function isTooMany({ notCounted }: ComingSend): boolean {
  return notCounted.some(({ why }) => why.kind === "tooMany");
}

function countText(send: ComingSend, words: Words): string {
  const { atLeast, atMost } = send.people;
  if (atLeast === 0 && isTooMany(send)) {
    return words.say("Briefing_Sends_TooMany");
  }
  if (atLeast === atMost) return words.count("Briefing_Sends_People", atLeast);
  return words.say("Briefing_Sends_Between", words.integer(atLeast), words.integer(atMost));
}

const because: Readonly<Record<CannotAsk, TextKey>> = {
  noQuery: "Briefing_Sends_NoQuery",
  malformed: "Briefing_Sends_Malformed",
  otherTable: "Briefing_Sends_OtherTable",
  limited: "Briefing_Sends_Limited",
  aggregate: "Briefing_Sends_Aggregate",
  tooManyLinks: "Briefing_Sends_TooComplex",
  tooLong: "Briefing_Sends_TooComplex",
  refused: "Briefing_Sends_Refused",
  noPrivilege: "Briefing_Sends_NoPrivilege",
};

/** Why a dynamic list could not be counted. */
export function notCountedText(
  why: Exclude<DynamicCount, { readonly kind: "counted" }>,
  words: Words,
): string {
  switch (why.kind) {
    case "tooMany":
      return words.say("Briefing_Sends_TooMany");
    case "failed":
      return words.say("Briefing_Sends_Failed");
    case "cannotAsk":
      return words.say(because[why.because]);
  }
}

/** What else is known of a send: its campaign, its channel. */
export function sendText({ activity }: ComingSend): string {
  return [activity.campaign?.name, activity.channelName].filter(Boolean).join(" · ");
}
