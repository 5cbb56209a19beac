import type { TimelineEntry } from "../../dataverse/timeline";
import type { TextKey, Words } from "../shared/words";
import type { SinceModel } from "./sinceModel";

/** Kinds of happenings that are named here, and the sources by themselves. */
const sources: Readonly<Record<string, TextKey>> = {
  campaignResponse: "Interest_Source_CampaignResponse",
  eventRegistration: "Interest_Source_EventRegistration",
  eventCheckIn: "Interest_Source_EventCheckIn",
  clickDimensionsEmail: "Interest_Source_ClickDimensionsEmail",
  clickDimensionsForm: "Interest_Source_ClickDimensionsForm",
  linkedInInMail: "Interest_Source_LinkedInInMail",
  linkedInMessage: "Interest_Source_LinkedInMessage",
  linkedInPointDrive: "Interest_Source_LinkedInPointDrive",
};

/** What a source is called; its key where nobody has given it a name yet. */
export function sourceText(key: string, words: Words): string {
  const text = sources[key];
  return text === undefined ? key : words.say(text);
}

/** The kind and what is known beside it, without saying the kind twice. */
export function happeningText({ kind, what, topics }: TimelineEntry, words: Words): string {
  const name = "label" in kind ? kind.label : sourceText(kind.key, words);
  const rest = what === null || what === name ? null : what;
  const first = rest !== null && rest.startsWith(name) ? rest : [name, rest].filter(Boolean).join(" · ");
  const others = topics.filter(({ name: topic }) => !first.includes(topic));
  return [first, others.map(({ name: topic }) => topic).join(", ")].filter(Boolean).join(" · ");
}

/** That sources could not be read, and which. */
export function missingText(keys: readonly string[], words: Words): string {
  return words.say("Interest_Since_Missing", keys.map((key) => sourceText(key, words)).join(", "));
}

/** "12 November 2026, 'Quarterly review', Rita Rep", or that they have not been met. */
export function metText({ since: { met } }: SinceModel, words: Words): string {
  if (met === null) return words.say("Interest_NeverMet");
  const what = [met.subject, met.owner].filter(Boolean).join(", ");
  return words.say(
    met.table === "phonecall" ? "Interest_LastCall" : "Interest_LastMeeting",
    words.date(met.day),
    what,
  );
}

/** "6 signals of 3 people since" */
export function sinceText({ since }: SinceModel, words: Words): string {
  const { signals, people, isWhole, met } = since;
  if (signals === 0)
    return words.say(met === null ? "Interest_Since_NothingAtAll" : "Interest_Since_Nothing");
  const counted = [
    words.count(isWhole ? "Interest_Signals" : "Interest_SignalsAtLeast", signals),
    people > 0 && words.count(isWhole ? "Interest_People" : "Interest_PeopleAtLeast", people),
  ]
    .filter(Boolean)
    .join(", ");
  return counted;
}
