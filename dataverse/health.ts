import { defaultPolicy, type Policy } from "../domain/policy";
import type { SegmentFault } from "../domain/guard/segmentFault";
import { kindCodeOf, sentiments } from "../domain/fieldNote";
import {
  healthQuestions,
  type AbsentStages,
  type HealthFacts,
  type HealthQuestion,
  type RoleFound,
  type SourceFound,
  type TableFound,
  type Timing,
} from "../domain/health";
import type { AskQuestion } from "./askQuestion";
import type { Answer } from "./attempt";
import type { OnAnswered } from "./ask";
import { dynamicListsQuestion } from "./comingSends";
import { openDealsQuestion } from "./deals";
import { isTableAbsent } from "./absence";
import { failureOf } from "./failure";
import { dayOf } from "./dayIn";
import type { Host, Row } from "./host";
import { currentWindow, daySumsQuestion } from "./interest";
import { topicsQuestion } from "./noteVocabulary";
import { lacksColumn } from "./optionalColumns";
import { optionsIn } from "./optionsIn";
import { readPolicy } from "./policy";
import { all, isName, type Question } from "./question";
import { requirements, type Requirement } from "./requirements";
import { lookupOf, numberOf, textOf } from "./row";
import { readNamedSegment } from "./segment/namedSegment";
import { sources } from "./sources/catalogue";
import { isPresent, type TableDefinitions } from "./sources/present";
import type { Source } from "./sources/source";
import { talkingPointsQuestion } from "./talkingPoints";

/** The roles that the solution brings. */
export const ententeRoles = [
  { name: "Entente Rep", isOptional: false },
  { name: "Entente Marketer", isOptional: false },
  { name: "Entente Admin", isOptional: false },
  // Both teams may agree that nobody sends in spite of the guard.
  { name: "Entente Guard Override", isOptional: true },
] as const;

/** Entente's roles, each with how many users have it: by name, for every business unit has its own copy of a role. */
const rolesQuestion: Question = {
  table: "role",
  aggregate: true,
  columns: [{ name: "name", groupBy: true, alias: "role" }],
  filter: all({ column: "name", operator: "in", values: ententeRoles.map(({ name }) => name) }),
  links: [
    {
      table: "systemuserroles",
      from: "roleid",
      to: "roleid",
      type: "outer",
      alias: "assigned",
      columns: [{ name: "systemuserid", aggregate: "countcolumn", distinct: true, alias: "users" }],
    },
  ],
};

const kindsInUseQuestion: Question = {
  table: "ent_interactionkind",
  columns: [{ name: "ent_code" }],
  filter: all({ column: "statecode", operator: "eq", value: 0 }),
};

/** The newest interaction of all, with the account it belongs to. */
const newestInteractionQuestion: Question = {
  table: "ent_interaction",
  top: 1,
  columns: [{ name: "ent_interactionid" }, { name: "ent_occurredon" }, { name: "ent_accountid" }],
  orders: [{ by: "ent_occurredon", descending: true }],
  links: [
    {
      table: "contact",
      from: "contactid",
      to: "ent_contactid",
      type: "outer",
      alias: "person",
      columns: [{ name: "parentcustomerid" }],
    },
  ],
};

/** An account that does not exist, for a question that is to be timed where nobody has been heard of yet. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Who looks into an organisation's health needs no more of the host than this. */
export type HealthHost = Pick<Host, "now" | "timeZoneOffsetMinutes"> & {
  readonly definitions: TableDefinitions;
};

/** Asks, and notes how long it took. Null where it was not answered. */
type Timed = <T>(question: HealthQuestion, read: () => Promise<Answer<T>>) => Promise<T | null>;

/**
 * Looks for all that Entente needs, and times what it asks. The tables are looked for at once; the questions are asked
 * one after the other, so that each has the service for itself: 9 requests, and one for each table and each source. Then
 * what the policy names: one for the column of objection, one for the sales stages where it goes by them, at most two for
 * a segment.
 */
export async function readHealth(
  host: HealthHost,
  ask: AskQuestion,
  onAnswered: OnAnswered = () => undefined,
): Promise<HealthFacts> {
  const now = host.now();
  const today = dayOf(host, now);
  const [tables, found] = await Promise.all([
    Promise.all(requirements.map((one) => lookFor(host.definitions, one))),
    Promise.all(sources.map((one) => lookForSource(host.definitions, one))),
  ]);
  const timings: Timing[] = [];
  const timed: Timed = async (question, read) => {
    const start = host.now().getTime();
    const answer = await read();
    const failure = answer.ok ? null : answer.failure;
    timings.push({
      question,
      milliseconds: host.now().getTime() - start,
      failure: failure?.kind ?? null,
      ...(failure?.kind === "noPrivilege" && { privilege: failure.privilege }),
    });
    onAnswered(timings.length, healthQuestions.length);
    return answer.ok ? answer.value : null;
  };
  const rowsTo = (key: HealthQuestion, question: Question) => timed(key, () => ask(question));

  const policy = await timed("policy", () => readPolicy(ask, today));
  const topics = await rowsTo("topics", topicsQuestion);
  const kinds = await rowsTo("kinds", kindsInUseQuestion);
  const points = await rowsTo("talkingPoints", talkingPointsQuestion());
  const roles = await rowsTo("roles", rolesQuestion);
  const newest = await rowsTo("newestInteraction", newestInteractionQuestion);
  const accountId = accountOf(newest?.[0]) ?? NOBODY;
  const agreed = policy?.policy ?? defaultPolicy;
  await rowsTo(
    "interest",
    daySumsQuestion({ table: "account", id: accountId }, currentWindow(today, agreed)),
  );
  await rowsTo("openDeals", openDealsQuestion(accountId));
  await rowsTo("comingSends", dynamicListsQuestion(today));

  const codes = kinds?.map((row) => textOf(row, "ent_code"));
  return {
    tables,
    sources: found,
    roles: roles === null ? null : ententeRoles.map((role) => roleIn(roles, role)),
    timings,
    settings: {
      policy: policy === null ? null : policy.row?.name,
      notStages: policy?.notStages ?? [],
      absentStages: policy && (await absentStagesOf(host.definitions, policy.policy)),
      topics: topics?.length ?? null,
      kinds: kinds?.length ?? null,
      missingNoteKinds:
        codes === undefined ? null : sentiments.map(kindCodeOf).filter((code) => !codes.includes(code)),
      talkingPoints: points?.length ?? null,
      newestInteraction:
        newest === null ? null : newest[0] && (textOf(newest[0], "ent_occurredon") ?? undefined),
      missingObjectionColumn: await missingObjection(host.definitions, agreed.objectionColumn),
      segmentFault: await faultOfSegment(ask, agreed.suppressionSegment),
    },
  };
}

async function lookFor(
  definitions: TableDefinitions,
  { table, origin, columns }: Requirement,
): Promise<TableFound> {
  try {
    const definition = await definitions.getEntityMetadata(table, [...columns]);
    return {
      table,
      origin,
      state: (definitions.mayRead?.(table) ?? true) ? "found" : "unreadable",
      missing: columns.filter((column) => lacksColumn(definition, column)),
    };
  } catch (error) {
    return {
      table,
      origin,
      state: isTableAbsent(failureOf(error, false)) ? "absent" : "unknown",
      missing: [],
    };
  }
}

/** Asked anew, whatever is known: somebody may have installed it since. */
async function lookForSource(definitions: TableDefinitions, { table }: Source): Promise<SourceFound> {
  const present = await isPresent(definitions, table, new Map());
  return { table, isPresent: present.ok ? present.value : null };
}

/** The policy's objection column, where contacts do not have it. */
async function missingObjection(definitions: TableDefinitions, column: string): Promise<string | null> {
  if (!isName(column)) return column;
  try {
    const definition = await definitions.getEntityMetadata("contact", [column]);
    return lacksColumn(definition, column) ? column : null;
  } catch {
    return null;
  }
}

/** The policy's closing stages that are no value of the sales stage, where it goes by that. */
async function absentStagesOf(definitions: TableDefinitions, policy: Policy): Promise<AbsentStages | null> {
  if (policy.stageColumn !== "salesstage") return null;
  const column = "salesstage";
  const definition = await definitions.getEntityMetadata("opportunity", [column]).catch(() => null);
  const there = optionsIn(definition, column);
  if (there === null) return null;
  const stages = policy.closingStages.filter((stage) => there.every(({ value }) => value !== stage));
  const areAll = stages.length === policy.closingStages.length;
  return stages.length === 0 ? null : { stages, there, areAll };
}

/** Whether there is something wrong with a segment is not known to whoever may not read it, or gets no answer. */
async function faultOfSegment(ask: AskQuestion, given: string | null): Promise<SegmentFault | null> {
  if (given === null) return null;
  const named = await readNamedSegment(ask, given);
  return named.ok || named.trouble.kind === "failed" ? null : named.trouble.kind;
}

/** The account that an interaction belongs to: its own, else that of its contact. */
function accountOf(row: Row | undefined): string | null {
  if (row === undefined) return null;
  const isCompany = row["person.parentcustomerid@Microsoft.Dynamics.CRM.lookuplogicalname"] === "account";
  return lookupOf(row, "ent_accountid") ?? (isCompany ? textOf(row, "person.parentcustomerid") : null);
}

function roleIn(rows: readonly Row[], role: Pick<RoleFound, "name" | "isOptional">): RoleFound {
  const row = rows.find((one) => textOf(one, "role") === role.name);
  return { ...role, isPresent: row !== undefined, users: (row && numberOf(row, "users")) ?? 0 };
}
