import type { Hold } from "../../domain/guard/protection";
import type { TakeAlong, TakeAlongLine, TakeAlongSection } from "../../domain/takeAlong";
import type { InterestModel } from "../Interest/interestModel";
import type { PeopleModel } from "../Interest/peopleModel";
import { engagementText, partText, reachText, reasonText } from "../Interest/peopleTexts";
import type { SinceModel } from "../Interest/sinceModel";
import { happeningText, metText, sinceText } from "../Interest/sinceTexts";
import { signalsText, trendText } from "../Interest/topicTexts";
import { holdFacts } from "../shared/hold/holdTexts";
import type { Reading } from "../shared/reading";
import type { TextKey, Words } from "../shared/words";
import type { DealsModel, HeadlineModel, NotesModel, SendsModel, TalkingPointsModel } from "./briefingModel";
import { dealText, marksOf } from "./DealItem";
import { headlineTexts } from "./headlineTexts";
import { noteFacts, noteText } from "./noteTexts";
import { peopleText, sendText } from "./sendTexts";

/** All that the Briefing shows, when everything has been answered. */
export interface Shown {
  readonly name: string;
  readonly headline: HeadlineModel | null;
  readonly deals: Reading<DealsModel, unknown>;
  readonly interests: Reading<InterestModel, unknown>;
  readonly people: Reading<PeopleModel, unknown>;
  readonly since: Reading<SinceModel>;
  readonly points: Reading<TalkingPointsModel, unknown>;
  readonly notes: Reading<NotesModel, unknown>;
  readonly sends: Reading<SendsModel, unknown>;
  readonly holds: Reading<readonly Hold[]>;
}

const PEOPLE = 5;

/** A section of the page: its lines, or why there are none. */
function section<T>(
  heading: TextKey,
  reading: Reading<T, unknown>,
  none: TextKey,
  words: Words,
  lines: (model: T) => TakeAlongSection["lines"],
): TakeAlongSection {
  return {
    heading: words.say(heading),
    lines: reading.kind === "ready" ? lines(reading.model) : [],
    empty:
      reading.kind === "ready" || reading.kind === "empty"
        ? words.say(none)
        : reading.kind === "noPrivilege"
          ? words.say("Shared_NoPrivilege")
          : words.say("Shared_Failed"),
    more: (cut) => words.count("Shared_AndMore", cut),
  };
}

/** What is on hold, why and until when: before whatever is about to be sent. */
function onHold(holds: Reading<readonly Hold[]>, words: Words): readonly TakeAlongLine[] {
  if (holds.kind !== "ready") return [{ text: words.say("Briefing_Holds_Unread") }];
  return holds.model.map((hold) => ({
    text: `${words.say("Shared_Hold_OnHold")}: ${hold.reason}`,
    detail: holdFacts(hold, words),
  }));
}

/** The coming sends below what is on hold. */
function belowHolds(sends: TakeAlongSection, held: readonly TakeAlongLine[]): TakeAlongSection {
  if (held.length === 0) return sends;
  return { ...sends, lines: [...held, ...(sends.lines.length > 0 ? sends.lines : [{ text: sends.empty }])] };
}

/** The briefing as a page to take along, from what is shown. */
export function takeAlongOf(shown: Shown, madeOn: string, madeBy: string, words: Words): TakeAlong {
  const { name, headline, deals, interests, people, since, points, notes, sends, holds } = shown;
  return {
    language: words.say("Shared_Language"),
    title: name,
    headline:
      headline === null
        ? ""
        : Object.values(headlineTexts(headline, false, words))
            .join(" ")
            .trim(),
    sections: [
      section("Briefing_Deals", deals, "Briefing_NoDeals", words, (model) =>
        model.deals.map((deal) => ({
          text: [deal.name, deal.amount].filter(Boolean).join(", "),
          detail: [...marksOf(deal, words), dealText(deal, model.today, words)].join(" · "),
        })),
      ),
      section("Interest_Title", interests, "Interest_Never", words, (model) =>
        model.topics.map((topic) => ({
          text: words.say("Briefing_TopicAtIndex", topic.name, words.integer(topic.index)),
          detail: `${trendText(topic.trend, words)}, ${signalsText(topic, model.today, words)}`,
        })),
      ),
      section("Interest_Who", people, "Interest_NoContacts", words, ({ best, others, today }) => [
        ...(best === null
          ? []
          : [
              {
                text: [`${words.say("Interest_Best")}: ${best.person.name}`, best.person.jobTitle]
                  .filter(Boolean)
                  .join(", "),
                detail: `${reasonText(best.reason, today, words)} ${reachText(best.reach, words)}`,
              },
            ]),
        ...others.slice(0, PEOPLE).map((ranked) => ({
          text: [ranked.person.name, ranked.person.jobTitle].filter(Boolean).join(", "),
          detail: [
            partText(ranked, words),
            engagementText(ranked, today, words),
            reachText(ranked.reach, words),
          ]
            .filter(Boolean)
            .join(" · "),
        })),
      ]),
      section("Interest_Since", since, "Interest_Since_Nothing", words, (model) => [
        { text: metText(model, words), detail: sinceText(model, words) },
        ...model.since.newest.map((entry) => ({
          text: [words.day(entry.day, model.today), entry.person?.name].filter(Boolean).join(", "),
          detail: happeningText(entry, words),
        })),
      ]),
      section("Briefing_Say", points, "Briefing_Say_None", words, (model) =>
        model.chosen.map(({ point }) => ({ text: point.title, detail: point.message })),
      ),
      section("Briefing_Notes", notes, "Briefing_Notes_None", words, (model) =>
        model.notes.map((note) => ({
          text: noteText(note, words),
          detail: [noteFacts(note, model.today, words), note.contact?.name].filter(Boolean).join(" · "),
        })),
      ),
      belowHolds(
        section("Briefing_Sends", sends, "Briefing_Sends_None", words, (model) =>
          model.sends.map((send) => ({
            text: `${words.date(send.activity.day)}, ${send.activity.subject}`,
            detail: [peopleText(send, words), sendText(send)].filter(Boolean).join(" · "),
          })),
        ),
        onHold(holds, words),
      ),
    ],
    footer: words.say("Briefing_MadeOn", madeOn, madeBy),
  };
}
