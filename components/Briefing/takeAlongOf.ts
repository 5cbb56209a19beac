import type { Deal } from "../../dataverse/deals";
import type { ListedHold } from "../../dataverse/holds";
import type { ComingSend } from "../../domain/comingSends";
import type { TakeAlong, TakeAlongLine, TakeAlongSection } from "../../domain/takeAlong";
import type { InterestModel, Silence } from "../Interest/interestModel";
import type { PeopleModel } from "../Interest/peopleModel";
import { engagementText, partText, reachText, reasonText } from "../Interest/peopleTexts";
import { followingText, saysFollowing, silenceTexts } from "../Interest/silenceTexts";
import type { SinceModel } from "../Interest/sinceModel";
import { happeningText, metText, missingText, sinceText } from "../Interest/sinceTexts";
import { signalsText, trendText } from "../Interest/topicTexts";
import { holdFacts } from "../shared/hold/holdTexts";
import { named } from "../shared/named";
import type { Reading } from "../shared/reading";
import type { TextKey, Words } from "../shared/words";
import type { DealsModel, HeadlineModel, NotesModel, SendsModel, TalkingPointsModel } from "./briefingModel";
import { dealText, marksOf } from "./DealItem";
import { headlineTexts } from "./headlineTexts";
import { noteFacts, noteText } from "./noteTexts";
import { notCountedText, peopleText, sendText } from "./sendTexts";

/** All that the Briefing shows, when everything has been answered. */
export interface Shown {
  readonly name: string;
  readonly headline: HeadlineModel | null;
  readonly deals: Reading<DealsModel, unknown>;
  readonly interests: Reading<InterestModel, Silence>;
  readonly people: Reading<PeopleModel, unknown>;
  readonly since: Reading<SinceModel>;
  readonly points: Reading<TalkingPointsModel, unknown>;
  readonly notes: Reading<NotesModel, unknown>;
  readonly sends: Reading<SendsModel, unknown>;
  readonly holds: Reading<readonly ListedHold[]>;
}

const PEOPLE = 5;

/** Lines of a section, how many there are beside them (none if not said otherwise), and what is said below all of them. */
type Lines = Pick<TakeAlongSection, "lines"> & Partial<Pick<TakeAlongSection, "beside" | "caveats">>;

/**
 * A section of the page: its lines, or why there are none.
 * @param none what is said where it was read and has no lines
 */
function section<T>(
  heading: TextKey,
  reading: Reading<T, unknown>,
  none: string,
  words: Words,
  linesOf: (model: T) => Lines,
): TakeAlongSection {
  return {
    heading: words.say(heading),
    beside: 0,
    ...(reading.kind === "ready" ? linesOf(reading.model) : { lines: [] }),
    empty:
      reading.kind === "ready" || reading.kind === "empty"
        ? none
        : reading.kind === "noPrivilege"
          ? words.say("Shared_NoPrivilege")
          : words.say("Shared_Failed"),
    more: (cut) => (cut === null ? words.say("Briefing_AndOthers") : words.count("Shared_AndMore", cut)),
  };
}

/** Why no interest is ranked, in the words of the screen; the Briefing is an account's. */
function silenceText(interests: Reading<InterestModel, Silence>, words: Words): string {
  if (interests.kind !== "empty") return "";
  const { reason } = interests;
  const { title, text } = silenceTexts(reason, "account", words);
  const refused = saysFollowing(reason) ? null : followingText(reason.following, "account", words);
  return [title, text, refused].filter(Boolean).join(" ");
}

function sendLine({ activity }: ComingSend, facts: readonly string[], words: Words): TakeAlongLine {
  return {
    text: `${words.date(activity.day)}, ${named(activity.subject, words)}`,
    detail: facts.filter(Boolean).join(" · ") || undefined,
  };
}

function isMoreUnknown({ unknown, notAsked, isCut }: SendsModel): boolean {
  return unknown.length > 0 || notAsked.length > 0 || isCut;
}

/** Lists of a send that could not be counted, and why. */
function notCountedTexts({ notCounted }: ComingSend, words: Words): readonly string[] {
  return notCounted.map(({ list, why }) =>
    words.say("Briefing_Sends_NotCounted", list.name, notCountedText(why, words)),
  );
}

/** The sends of which it is not known whether they reach anybody, and the lists that were not asked about or not read. */
function unknownLines({ unknown, notAsked, isCut }: SendsModel, words: Words): readonly TakeAlongLine[] {
  return [
    ...unknown.map((send) => sendLine(send, [sendText(send), ...notCountedTexts(send, words)], words)),
    ...(notAsked.length > 0 ? [{ text: words.count("Briefing_Sends_NotAsked", notAsked.length) }] : []),
    ...(isCut ? [{ text: words.say("Briefing_Sends_Cut") }] : []),
  ];
}

/** Marks what is the account's right above. */
function aboveTexts({ above }: Pick<Deal, "above">, words: Words): readonly string[] {
  return above === null ? [] : [words.say("Shared_ParentAccount", above.name)];
}

/** What is on hold, why and until when: before whatever is about to be sent. */
function onHold(holds: Reading<readonly ListedHold[]>, words: Words): readonly TakeAlongLine[] {
  if (holds.kind !== "ready") return [{ text: words.say("Briefing_Holds_Unread") }];
  return holds.model.map((hold) => ({
    text: words.say("Shared_Colon", words.say("Shared_Hold_OnHold"), hold.reason),
    detail: [...aboveTexts(hold, words), holdFacts(hold, words)].join(" · "),
  }));
}

/** The coming sends below what is on hold. */
function belowHolds(sends: TakeAlongSection, held: readonly TakeAlongLine[]): TakeAlongSection {
  if (held.length === 0) return sends;
  return { ...sends, lines: [...held, ...(sends.lines.length > 0 ? sends.lines : [{ text: sends.empty }])] };
}

/** The open deals, those of the account right above last; there may be such as protect this one and were not read. */
function dealLines(model: DealsModel, words: Words): Lines {
  const rows = [...model.deals, ...model.above].map((deal) => ({
    text: [named(deal.name, words), deal.amount].filter(Boolean).join(", "),
    detail: [...marksOf(deal, words), ...aboveTexts(deal, words), dealText(deal, model.today, words)].join(
      " · ",
    ),
  }));
  return {
    lines: rows,
    beside: model.isCut ? null : 0,
    caveats: model.isAboveCut ? [words.say("Briefing_Deals_AboveCut")] : [],
  };
}

/** The topics, below whether the client grew cold meanwhile; and whose silence says nothing. */
function interestLines(model: InterestModel, words: Words): Lines {
  const { topics, withoutTopic, following, cold, today } = model;
  const refused = following === undefined ? null : followingText(following, "account", words);
  return {
    lines: [
      ...(cold === null ? [] : [{ text: words.count("Interest_Cold", cold.days, words.date(cold.lastDay)) }]),
      ...topics.map((topic) => ({
        text: words.say("Briefing_TopicAtIndex", named(topic.name, words), words.integer(topic.index)),
        detail: `${trendText(topic.trend, words)}, ${signalsText(topic, today, words)}`,
      })),
      ...(withoutTopic > 0 ? [{ text: words.count("Interest_WithoutTopic", withoutTopic) }] : []),
    ],
    caveats: refused === null ? [] : [refused],
  };
}

/** Whom to talk to: the first few, and how many others there are. */
function peopleLines(model: PeopleModel, words: Words): Lines {
  const { best, others, isCut, isPartly, isNobodyReachable } = model;
  const listed = others.slice(0, PEOPLE);
  return {
    lines: [
      ...(isNobodyReachable ? [{ text: words.say("Interest_NobodyReachable") }] : []),
      ...(best === null
        ? []
        : [
            {
              text: [
                words.say("Shared_Colon", words.say("Interest_Best"), named(best.person.name, words)),
                best.person.jobTitle,
              ]
                .filter(Boolean)
                .join(", "),
              detail: `${reasonText(best, model, words)} ${reachText(best.reach, words)}`,
            },
          ]),
      ...listed.map((ranked) => ({
        text: [named(ranked.person.name, words), ranked.person.jobTitle].filter(Boolean).join(", "),
        detail: [
          partText(ranked, words),
          engagementText(ranked, model, words),
          reachText(ranked.reach, words),
        ]
          .filter(Boolean)
          .join(" · "),
      })),
    ],
    beside: isCut ? null : others.length - listed.length,
    caveats: [
      ...(isCut ? [words.say("Interest_People_Cut")] : []),
      ...(isPartly ? [words.say("Interest_People_Partly")] : []),
    ],
  };
}

/** The headline, and that it goes by the defaults where the agreed thresholds could not be read. */
function headlineText(headline: HeadlineModel, words: Words): string {
  const { main, below } = headlineTexts(headline, false, words);
  const defaults = headline.isDefaultPolicy ? words.say("Interest_DefaultPolicy") : "";
  return [main, below, defaults].filter(Boolean).join(" ");
}

/** The briefing as a page to take along, from what is shown. */
export function takeAlongOf(shown: Shown, madeOn: string, madeBy: string, words: Words): TakeAlong {
  const { name, headline, deals, interests, people, since, points, notes, sends, holds } = shown;
  return {
    language: words.say("Shared_Language"),
    title: name,
    headline: headline === null ? "" : headlineText(headline, words),
    sections: [
      section("Briefing_Deals", deals, words.say("Briefing_NoDeals"), words, (model) =>
        dealLines(model, words),
      ),
      section("Interest_Title", interests, silenceText(interests, words), words, (model) =>
        interestLines(model, words),
      ),
      section("Interest_Who", people, words.say("Interest_NoContacts"), words, (model) =>
        peopleLines(model, words),
      ),
      section("Interest_Since", since, words.say("Interest_Since_Nothing"), words, (model) => ({
        lines: [
          { text: metText(model, words), detail: sinceText(model, words) },
          ...model.since.newest.map((entry) => ({
            text: [words.day(entry.day, model.today), entry.person && named(entry.person.name, words)]
              .filter(Boolean)
              .join(", "),
            detail: happeningText(entry, words),
          })),
        ],
        beside: model.since.isWhole ? model.since.signals - model.since.newest.length : null,
        caveats: model.missing.length > 0 ? [missingText(model.missing, words)] : [],
      })),
      section("Briefing_Say", points, words.say("Briefing_Say_None"), words, (model) => ({
        lines: model.chosen.map(({ point }) => ({ text: point.title, detail: point.message })),
      })),
      section("Briefing_Notes", notes, words.say("Briefing_Notes_None"), words, (model) => ({
        lines: model.notes.map((note) => ({
          text: noteText(note, words),
          detail: [noteFacts(note, model.today, words), note.contact?.name].filter(Boolean).join(" · "),
        })),
      })),
      belowHolds(
        section(
          "Briefing_Sends",
          sends,
          words.say(sends.kind === "ready" ? "Briefing_Sends_NoneKnown" : "Briefing_Sends_None"),
          words,
          (model) => ({
            lines: model.sends.map((send) =>
              sendLine(
                send,
                [peopleText(send, words), sendText(send), ...notCountedTexts(send, words)],
                words,
              ),
            ),
          }),
        ),
        onHold(holds, words),
      ),
      ...(sends.kind === "ready" && isMoreUnknown(sends.model)
        ? [
            section("Briefing_Sends_Unknown", sends, "", words, (model) => ({
              lines: unknownLines(model, words),
            })),
          ]
        : []),
    ],
    footer: words.say("Briefing_MadeOn", madeOn, madeBy),
  };
}
