import type { Deal } from "../../dataverse/deals";
import type { HeadlinePart } from "../../domain/headline";
import { stageNameBy } from "../../domain/stageName";
import type { Trackability } from "../../domain/trackability";
import type { ClosingVerdict } from "../../domain/vipInClosing";
import { trendText } from "../Interest/topicTexts";
import { named } from "../shared/named";
import type { Words } from "../shared/words";
import type { HeadlineModel } from "./briefingModel";
import { peopleText } from "./sendTexts";

/** "signature expected in 12 days" */
function expectedText(daysLeft: number | null, words: Words): string | null {
  if (daysLeft === null) return null;
  if (daysLeft === 0) return words.say("Briefing_ExpectedToday");
  return daysLeft > 0
    ? words.count("Briefing_ExpectedIn", daysLeft)
    : words.count("Briefing_Overdue", -daysLeft);
}

function quietText(silence: Exclude<Trackability, { readonly kind: "heard" }>, words: Words): string {
  switch (silence.kind) {
    case "cold":
      return words.count("Briefing_Cold", silence.days);
    case "silent":
      return words.say("Briefing_Silent");
    case "unseen":
      switch (silence.because) {
        case "noContacts":
          return words.say("Briefing_UnseenNoContacts");
        case "noConsent":
          return words.say("Briefing_UnseenNoConsent");
        case "noSource":
          return words.say("Briefing_UnseenNoSource");
      }
  }
}

/** @param isShort whether to leave out how many other deals there are, and when one that is not in closing is due */
function partText(
  part: HeadlinePart<Deal>,
  { topicNames }: HeadlineModel,
  isShort: boolean,
  words: Words,
): string {
  switch (part.kind) {
    case "noDeal":
      return words.say("Briefing_NoOpenDeal");
    case "inClosing":
    case "nextDeal": {
      const { deal, others, daysLeft } = part;
      const expected = isShort && part.kind === "nextDeal" ? null : expectedText(daysLeft, words);
      const withWhom = deal.customer === null ? null : words.say("Briefing_DealWith", deal.customer);
      const what = [named(deal.name, words), withWhom, deal.amount, expected].filter(Boolean).join(", ");
      if (part.kind === "inClosing") {
        return others === 0 || isShort
          ? words.say("Briefing_InClosing", what)
          : words.count("Briefing_InClosingAndMore", others, what);
      }
      return others === 0 || isShort
        ? words.say("Briefing_Next", what)
        : words.count("Briefing_NextAndMore", others, what);
    }
    case "rising":
      return words.say("Briefing_Rising", topicNames.get(part.topic) ?? "");
    case "steady":
      return words.say("Briefing_Steady", topicNames.get(part.topic) ?? "");
    case "falling":
      return words.say("Briefing_Falling", topicNames.get(part.topic) ?? "");
    case "quiet":
      return quietText(part.because, words);
    case "campaignPlanned":
      return words.count("Briefing_Campaigns", part.count, words.date(part.day));
  }
}

const dealKinds: readonly HeadlinePart["kind"][] = ["inClosing", "nextDeal", "noDeal"];

/**
 * The headline: what is on the table and what they care about; and below it what marketing is about to send. On a
 * phone interest and silence stand there too, and other deals, and dates not near, are left to the list of deals: the
 * headline keeps to three lines.
 */
export function headlineTexts(
  model: HeadlineModel,
  isNarrow: boolean,
  words: Words,
): { readonly main: string; readonly below: string } {
  const isBelow = ({ kind }: HeadlinePart) =>
    kind === "campaignPlanned" || (isNarrow && !dealKinds.includes(kind));
  const textOf = (some: readonly HeadlinePart<Deal>[]) =>
    some.map((part) => partText(part, model, isNarrow, words)).join(" ");
  return {
    main: textOf(model.headline.filter((part) => !isBelow(part))),
    below: textOf(model.headline.filter(isBelow)),
  };
}

/** Why a deal is in closing, or is not. */
function closingText(deal: Deal, { closing }: ClosingVerdict, model: HeadlineModel, words: Words): string {
  const { closingProbability, closingDays } = model.policy;
  const probable = words.integer(closingProbability);
  const days = words.integer(closingDays);
  const name = named(deal.name, words);
  if (closing.byStage) {
    return words.say("Briefing_Why_ByStage", name, stageNameBy(deal, model.policy) ?? "");
  }
  if (closing.byDate) {
    return words.say("Briefing_Why_ByDate", name, words.integer(deal.probability ?? 0), probable, days);
  }
  return words.say("Briefing_Why_NotClosing", name, probable, days);
}

/** Where each part of the headline comes from, a line a part. */
export function headlineReasons(model: HeadlineModel, words: Words): readonly string[] {
  return model.headline.flatMap((part): string[] => {
    switch (part.kind) {
      case "noDeal":
        return [];
      case "inClosing":
      case "nextDeal":
        return [closingText(part.deal, part.because, model, words)];
      case "rising":
      case "steady":
      case "falling":
        return [
          words.say(
            "Briefing_Why_Interest",
            model.topicNames.get(part.topic) ?? "",
            words.integer(part.because.index),
            trendText(part.because.trend, words),
          ),
        ];
      case "quiet": {
        const { contacts, refused } = part.because;
        return contacts === 0 ? [] : [words.count("Briefing_Why_Quiet", contacts, words.integer(refused))];
      }
      case "campaignPlanned": {
        const { activity } = part.because;
        return [
          words.say(
            "Briefing_Why_Campaign",
            named(activity.subject, words),
            words.date(part.day),
            peopleText(part.because, words),
          ),
        ];
      }
    }
  });
}

/** That the client is a VIP in closing; through whom, where no deal of its own makes it one. */
export function vipText({ vip, deals }: HeadlineModel, words: Words): string {
  // Its own stand first.
  const through = deals.find(({ id }) => id === vip[0]?.dealId)?.above;
  return through ? words.say("Briefing_Vip_Above", through.name) : words.say("Briefing_Vip");
}

/** "Platform renewal · Parent account: Contoso Group" */
export function vipDealText({ dealId }: ClosingVerdict, { deals }: HeadlineModel, words: Words): string {
  const deal = deals.find(({ id }) => id === dealId);
  return [deal && named(deal.name, words), deal?.above && words.say("Shared_ParentAccount", deal.above.name)]
    .filter(Boolean)
    .join(" · ");
}

/** The rules by which one deal makes its client a VIP in closing, each with its figures. */
export function vipReasons(verdict: ClosingVerdict, model: HeadlineModel, words: Words): readonly string[] {
  const deal = model.deals.find(({ id }) => id === verdict.dealId);
  if (deal === undefined) return [];
  return [
    closingText(deal, verdict, model, words),
    words.say(
      "Briefing_Vip_Floor",
      words.integer(verdict.floor.baseValue ?? 0),
      words.integer(verdict.floor.floor),
    ),
    words.say("Briefing_Vip_Campaign", words.decimal(model.policy.minorCampaignRatio)),
  ];
}
