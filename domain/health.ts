import type { SegmentFault } from "./guard/segmentFault";

/** Where a table comes from: which tells what to do when it is missing. */
export type TableOrigin = "entente" | "sales" | "marketing" | "dataverse";

/** What was found of a table that Entente needs. */
export interface TableFound {
  readonly table: string;
  readonly origin: TableOrigin;
  /** `unknown`: its definition could not be had. */
  readonly state: "found" | "absent" | "unreadable" | "unknown";
  /** Columns that are needed, and not there. */
  readonly missing: readonly string[];
}

/** One of the further tables in which marketing's tools leave what clients do. */
export interface SourceFound {
  readonly table: string;
  /** Null: its definition could not be had. */
  readonly isPresent: boolean | null;
}

/** A security role of Entente's, and how many have it. */
export interface RoleFound {
  readonly name: string;
  readonly isPresent: boolean;
  /** Users who have it themselves; those who have it through a team are not among them. */
  readonly users: number;
  /** Whether Entente is well without anybody who has it. */
  readonly isOptional: boolean;
}

/** The questions whose answers are timed, the names of which are our messages: `Health_Asks_<key>`. */
export const healthQuestions = [
  "policy",
  "topics",
  "kinds",
  "talkingPoints",
  "roles",
  "newestInteraction",
  "interest",
  "openDeals",
  "comingSends",
] as const;
export type HealthQuestion = (typeof healthQuestions)[number];

/** How long one question took. */
export interface Timing {
  readonly question: HealthQuestion;
  readonly milliseconds: number;
  /** What went wrong, as a failure's kind; null where it was answered. */
  readonly failure: string | null;
  /** The privilege that was missing, where the service named it. */
  readonly privilege?: string;
}

/** Numbers that are no value of the sales stage of this organisation. */
export interface AbsentStages {
  readonly stages: readonly number[];
  /** The sales stages that there are. */
  readonly there: readonly { readonly value: number; readonly label: string }[];
  /** Whether deals can be in none of the closing stages, so that the guard finds none by its stage. */
  readonly areAll: boolean;
}

/** All that the health page found out. Null: not known, because its question failed. */
export interface HealthFacts {
  readonly tables: readonly TableFound[];
  readonly sources: readonly SourceFound[];
  readonly roles: readonly RoleFound[] | null;
  readonly timings: readonly Timing[];
  readonly settings: {
    /** Name of the policy in force; undefined where there is none and the defaults hold. */
    readonly policy: string | undefined | null;
    /** What stands among the policy's closing stages and is no value of the sales stage that it goes by. */
    readonly notStages: readonly string[];
    /** Closing stages that the guard goes by and that no deal can have, with those that deals can have; null for none, or not known. */
    readonly absentStages: AbsentStages | null;
    readonly topics: number | null;
    readonly kinds: number | null;
    /** Codes of the kinds that field notes count as, and that are not there. */
    readonly missingNoteKinds: readonly string[] | null;
    readonly talkingPoints: number | null;
    /** When the newest interaction happened, as the service writes it; undefined where there is none. */
    readonly newestInteraction: string | undefined | null;
    /** Column in which an objection to being recorded stands, where contacts do not have it. */
    readonly missingObjectionColumn: string | null;
    /** What is wrong with the segment that the policy names; null where nothing is known to be, or none is named. */
    readonly segmentFault: SegmentFault | null;
  };
}

/** Something to see to. */
export type Concern =
  | { readonly kind: "tableAbsent"; readonly table: string; readonly origin: TableOrigin }
  | { readonly kind: "tableUnreadable"; readonly table: string }
  | {
      readonly kind: "columnsMissing";
      readonly table: string;
      readonly origin: TableOrigin;
      readonly columns: readonly string[];
    }
  | { readonly kind: "roleAbsent" | "roleUnused"; readonly role: string }
  | {
      readonly kind: "noPolicy" | "noTopics" | "noKinds" | "noTalkingPoints" | "noInteractions";
    }
  | { readonly kind: "noteKindsMissing"; readonly codes: readonly string[] }
  | { readonly kind: "notStages"; readonly parts: readonly string[] }
  | ({ readonly kind: "stagesAbsent" } & AbsentStages)
  | { readonly kind: "objectionColumnMissing"; readonly column: string }
  | { readonly kind: "segmentUnfit"; readonly because: SegmentFault }
  | {
      readonly kind: "notAnswered";
      readonly question: HealthQuestion;
      readonly failure: string;
      readonly privilege?: string;
    }
  | { readonly kind: "slow"; readonly question: HealthQuestion; readonly milliseconds: number };

/** Without it a component does not work as promised; the others are advice. */
export type Weight = "broken" | "advice";

/** A form should show what it asks for within this time; longer is worth looking into. */
export const SLOW_MILLISECONDS = 2000;

/** Concerns that leave something not working, the others being advice. */
export function weightOf(concern: Concern): Weight {
  switch (concern.kind) {
    case "tableAbsent":
    case "tableUnreadable":
    case "columnsMissing":
    case "roleAbsent":
    case "noteKindsMissing":
    case "noKinds":
    case "notAnswered":
      return "broken";
    case "stagesAbsent":
      return concern.areAll ? "broken" : "advice";
    case "roleUnused":
    case "noPolicy":
    case "notStages":
    case "noTopics":
    case "noTalkingPoints":
    case "noInteractions":
    case "objectionColumnMissing":
    case "segmentUnfit":
    case "slow":
      return "advice";
  }
}

/** Whether the table is there with all the columns that are needed of it. */
export function isWhole({ state, missing }: TableFound): boolean {
  return state === "found" && missing.length === 0;
}

/** What is to be seen to, what keeps something from working first; within that, in the order in which it is found. */
export function concernsOf(facts: HealthFacts): readonly Concern[] {
  const { settings } = facts;
  const concerns: Concern[] = [];
  for (const { table, origin, state, missing } of facts.tables) {
    if (state === "absent") concerns.push({ kind: "tableAbsent", table, origin });
    if (state === "unreadable") concerns.push({ kind: "tableUnreadable", table });
    if (missing.length > 0) concerns.push({ kind: "columnsMissing", table, origin, columns: missing });
  }
  for (const { name, isPresent, users, isOptional } of facts.roles ?? []) {
    if (!isPresent) concerns.push({ kind: "roleAbsent", role: name });
    else if (users === 0 && !isOptional) concerns.push({ kind: "roleUnused", role: name });
  }
  if (settings.kinds === 0) concerns.push({ kind: "noKinds" });
  else if (settings.missingNoteKinds !== null && settings.missingNoteKinds.length > 0) {
    concerns.push({ kind: "noteKindsMissing", codes: settings.missingNoteKinds });
  }
  if (settings.topics === 0) concerns.push({ kind: "noTopics" });
  if (settings.talkingPoints === 0) concerns.push({ kind: "noTalkingPoints" });
  if (settings.policy === undefined) concerns.push({ kind: "noPolicy" });
  if (settings.notStages.length > 0) concerns.push({ kind: "notStages", parts: settings.notStages });
  if (settings.absentStages !== null) concerns.push({ kind: "stagesAbsent", ...settings.absentStages });
  if (settings.missingObjectionColumn !== null) {
    concerns.push({ kind: "objectionColumnMissing", column: settings.missingObjectionColumn });
  }
  if (settings.segmentFault !== null) {
    concerns.push({ kind: "segmentUnfit", because: settings.segmentFault });
  }
  if (settings.newestInteraction === undefined) concerns.push({ kind: "noInteractions" });
  for (const { question, milliseconds, failure, ...more } of facts.timings) {
    if (failure !== null) concerns.push({ kind: "notAnswered", question, failure, ...more });
    else if (milliseconds > SLOW_MILLISECONDS) concerns.push({ kind: "slow", question, milliseconds });
  }
  const isBroken = (concern: Concern) => weightOf(concern) === "broken";
  return [...concerns.filter(isBroken), ...concerns.filter((concern) => !isBroken(concern))];
}
