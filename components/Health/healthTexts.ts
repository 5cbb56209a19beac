import {
  isWhole,
  type Concern,
  type HealthFacts,
  type HealthQuestion,
  type TableFound,
  type TableOrigin,
} from "../../domain/health";
import type { SegmentFault } from "../../domain/guard/segmentFault";
import { withMissing } from "../shared/missingPrivilege";
import type { TextKey, Words } from "../shared/words";

const MILLISECONDS_A_SECOND = 1000;

const questions: Readonly<Record<HealthQuestion, TextKey>> = {
  policy: "Health_Asks_Policy",
  topics: "Health_Asks_Topics",
  kinds: "Health_Asks_Kinds",
  talkingPoints: "Health_Asks_TalkingPoints",
  roles: "Health_Asks_Roles",
  newestInteraction: "Health_Asks_Newest",
  interest: "Health_Asks_Interest",
  openDeals: "Health_Asks_Deals",
  comingSends: "Health_Asks_Sends",
};

const remedies: Readonly<Record<TableOrigin, TextKey>> = {
  entente: "Health_Fix_Entente",
  sales: "Health_Fix_Sales",
  marketing: "Health_Fix_Marketing",
  dataverse: "Health_Fix_Dataverse",
};

const segmentRemedies: Readonly<Record<SegmentFault, TextKey>> = {
  noId: "Health_Segment_NoId",
  noJourneys: "Health_Segment_NoJourneys",
  gone: "Health_Segment_Gone",
  notStatic: "Health_Segment_NotStatic",
  otherMembers: "Health_Segment_OtherMembers",
  unreadable: "Health_Segment_Unreadable",
};

export function questionText(question: HealthQuestion, words: Words): string {
  return words.say(questions[question]);
}

/** "18 of 18 found" of the tables, whole ones only. */
export function tablesText(tables: readonly TableFound[], words: Words): string {
  const whole = tables.filter(isWhole).length;
  return words.say("Health_FoundOf", words.integer(whole), words.integer(tables.length));
}

export function tableText({ state, missing }: TableFound, words: Words): string {
  switch (state) {
    case "found":
      return missing.length > 0
        ? words.count("Health_ColumnsMissing", missing.length)
        : words.say("Health_Found");
    case "absent":
      return words.say("Health_Absent");
    case "unreadable":
      return words.say("Health_Unreadable");
    case "unknown":
      return words.say("Health_Unknown");
  }
}

/** What is the matter, and what to do about it. */
export function concernTexts(
  concern: Concern,
  words: Words,
): { readonly title: string; readonly text: string } {
  switch (concern.kind) {
    case "tableAbsent":
      return {
        title: words.say("Health_TableAbsent", concern.table),
        text: words.say(remedies[concern.origin]),
      };
    case "columnsMissing":
      return {
        title: words.say("Health_ColumnsAbsent", concern.table, concern.columns.join(", ")),
        text: words.say(remedies[concern.origin]),
      };
    case "tableUnreadable":
      return {
        title: words.say("Health_TableUnreadable", concern.table),
        text: words.say("Health_TableUnreadable_Help"),
      };
    case "roleAbsent":
      return { title: words.say("Health_RoleAbsent", concern.role), text: words.say("Health_Fix_Entente") };
    case "roleUnused":
      return {
        title: words.say("Health_RoleUnused", concern.role),
        text: words.say("Health_RoleUnused_Help"),
      };
    case "noPolicy":
      return { title: words.say("Health_NoPolicy"), text: words.say("Health_NoPolicy_Help") };
    case "noTopics":
      return { title: words.say("Health_NoTopics"), text: words.say("Health_NoTopics_Help") };
    case "noKinds":
      return { title: words.say("Health_NoKinds"), text: words.say("Health_NoKinds_Help") };
    case "noTalkingPoints":
      return { title: words.say("Health_NoTalkingPoints"), text: words.say("Health_NoTalkingPoints_Help") };
    case "noInteractions":
      return { title: words.say("Health_NoInteractions"), text: words.say("Health_NoInteractions_Help") };
    case "noteKindsMissing":
      return {
        title: words.say("Health_NoteKinds", concern.codes.join(", ")),
        text: words.say("Health_NoteKinds_Help"),
      };
    case "notStages":
      return {
        title: words.say("Health_NotStages", words.listed(concern.parts)),
        text: words.say("Health_NotStages_Help"),
      };
    case "stagesAbsent":
      return {
        title: words.say("Health_StagesAbsent", words.listed(concern.stages.map(String))),
        text: words.say(
          "Health_StagesAbsent_Help",
          words.listed(
            concern.there.map(({ value, label }) => (label === "" ? `${value}` : `${value} (${label})`)),
          ),
        ),
      };
    case "objectionColumnMissing":
      return {
        title: words.say("Health_NoObjection", concern.column),
        text: words.say("Health_NoObjection_Help"),
      };
    case "segmentUnfit":
      return { title: words.say("Health_Segment"), text: words.say(segmentRemedies[concern.because]) };
    case "notAnswered":
      return {
        title: words.say("Health_NotAnswered", questionText(concern.question, words)),
        text:
          concern.failure === "noPrivilege"
            ? withMissing(words.say("Shared_NoPrivilege_Help"), concern, words)
            : words.say("Shared_Failed_Help"),
      };
    case "slow":
      return {
        title: words.say(
          "Health_Slow",
          questionText(concern.question, words),
          words.decimal(concern.milliseconds / MILLISECONDS_A_SECOND),
        ),
        text: words.say("Health_Slow_Help"),
      };
  }
}

/** The settings as rows of what they are called and what they are. */
export function settingRows(
  { settings }: HealthFacts,
  newest: (moment: string) => string,
  words: Words,
): readonly (readonly [label: string, value: string])[] {
  const number = (value: number | null) =>
    value === null ? words.say("Health_Unknown") : words.integer(value);
  const text = (value: string | undefined | null, none: TextKey, shown = (known: string) => known) =>
    value === null ? words.say("Health_Unknown") : value === undefined ? words.say(none) : shown(value);
  return [
    [words.say("Health_Asks_Policy"), text(settings.policy, "Health_Defaults")],
    [words.say("Health_Asks_Topics"), number(settings.topics)],
    [words.say("Health_Asks_Kinds"), number(settings.kinds)],
    [words.say("Health_Asks_TalkingPoints"), number(settings.talkingPoints)],
    [words.say("Health_Asks_Newest"), text(settings.newestInteraction, "Health_None", newest)],
  ];
}
