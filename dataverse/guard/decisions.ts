import type { GuardMode } from "../../domain/policy";
import type { Found } from "../../domain/guard/check";
import { decisions, type Authority, type DecisionTaken } from "../../domain/guard/decision";
import { ownerOf, type Owner, type ProtectionKey } from "../../domain/guard/protection";
import { ROWS_AN_ANSWER } from "../ask";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import type { Row } from "../host";
import { all, either, type FilterItem, type Question, type QuestionFilter } from "../question";
import { lookupOf, momentOf, namedIn, numberOf, textOf } from "../row";
import { valueOf } from "../writing";

/** What was decided about an activity's audience, the newest first. */
function decisionsQuestion(activityId: string): Question {
  return {
    table: "ent_senddecision",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: [
      ...["ent_senddecisionid", "ent_opportunityid", "ent_holdid", "ent_decision", "ent_reason"],
      ...["ent_askedofid", "createdby", "createdon"],
    ].map((name) => ({ name })),
    // Moments are kept to the second; of rows of one second, the version says which came later.
    orders: [
      { by: "createdon", descending: true },
      { by: "versionnumber", descending: true },
    ],
    filter: all(
      { column: "ent_campaignactivityid", operator: "eq", value: activityId },
      { column: "statecode", operator: "eq", value: 0 },
    ),
  };
}

/** Who said that an activity may be sent to protected clients all the same: rows that only those can write who may. */
function overridesQuestion(activityId: string): Question {
  return {
    table: "ent_guardoverride",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: [{ name: "createdby" }],
    filter: all(
      { column: "ent_campaignactivityid", operator: "eq", value: activityId },
      { column: "statecode", operator: "eq", value: 0 },
    ),
  };
}

/** Of memberships of teams: those of these teams. */
function ofTeams(teamIds: readonly string[]): QuestionFilter {
  return all({ column: "teamid", operator: "in", values: teamIds });
}

/** The people of teams. */
function teamMembersQuestion(teamIds: readonly string[]): Question {
  return {
    table: "teammembership",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: [{ name: "teamid" }, { name: "systemuserid" }],
    filter: ofTeams(teamIds),
  };
}

/** Users who are disabled, of these and of the people of these teams. */
function disabledQuestion(userIds: readonly string[], teamIds: readonly string[]): Question {
  const isOfTeams: FilterItem = {
    is: "any",
    table: "teammembership",
    from: "systemuserid",
    to: "systemuserid",
    filter: ofTeams(teamIds),
  };
  return {
    table: "systemuser",
    count: ROWS_AN_ANSWER,
    page: 1,
    columns: [{ name: "systemuserid" }],
    filter: all(
      { column: "isdisabled", operator: "eq", value: true },
      either(
        ...(userIds.length > 0 ? [{ column: "systemuserid", operator: "in", values: userIds } as const] : []),
        ...(teamIds.length > 0 ? [isOfTeams] : []),
      ),
    ),
  };
}

export interface DecisionsRead {
  readonly taken: readonly DecisionTaken[];
  readonly overriders: ReadonlySet<string>;
}

/** What was decided, and who may override. Two requests at once; the second only where the mode is `guard`. */
export async function readDecisions(
  ask: AskQuestion,
  activityId: string,
  mode: GuardMode,
): Promise<Answer<DecisionsRead>> {
  const none: Answer<readonly Row[]> = success([]);
  const [taken, overrides] = await Promise.all([
    ask(decisionsQuestion(activityId)),
    mode === "guard" ? ask(overridesQuestion(activityId)) : none,
  ]);
  if (!taken.ok) return taken;
  if (!overrides.ok) return overrides;
  return success({
    taken: taken.value.flatMap(decisionIn),
    overriders: new Set(overrides.value.flatMap((row) => lookupOf(row, "createdby") ?? [])),
  });
}

function decisionIn(row: Row): DecisionTaken[] {
  const [deal, hold] = [lookupOf(row, "ent_opportunityid"), lookupOf(row, "ent_holdid")];
  const key: ProtectionKey | null = hold !== null ? `hold:${hold}` : deal !== null ? `deal:${deal}` : null;
  const decision = valueOf(decisions, numberOf(row, "ent_decision"));
  const by = namedIn(row, "createdby");
  const on = momentOf(row, "createdon");
  if (key === null || decision === null || by === null || on === null) return [];
  return [
    {
      id: textOf(row, "ent_senddecisionid") || "",
      key,
      decision,
      reason: textOf(row, "ent_reason"),
      by,
      on,
      askedOf: namedIn(row, "ent_askedofid"),
    },
  ];
}

/** Whose something found is, each once: teams, or people. */
function ownersAmong(found: readonly Pick<Found, "protection">[], table: Owner["table"]): readonly string[] {
  const owners = found.map(({ protection }) => ownerOf(protection));
  return [...new Set(owners.flatMap((owner) => (owner?.table === table ? [owner.id] : [])))];
}

/** The people of each team that owns something found. One request, or none where no team does. */
export async function readOwningTeams(
  ask: AskQuestion,
  found: readonly Pick<Found, "protection">[],
): Promise<Answer<ReadonlyMap<string, readonly string[]>>> {
  const teams = ownersAmong(found, "team");
  if (teams.length === 0) return success(new Map());
  const answer = await ask(teamMembersQuestion(teams));
  if (!answer.ok) return answer;
  const people = new Map<string, string[]>();
  for (const row of answer.value) {
    const [team, person] = [memberOf(row, "teamid"), memberOf(row, "systemuserid")];
    if (team !== null && person !== null) people.set(team, [...(people.get(team) ?? []), person]);
  }
  return success(people);
}

/**
 * Who cannot answer any more, of those who own something found or are of a team that does: what a disabled user is told, nobody
 * reads. One request, or none where nobody owns anything.
 */
export async function readDisabledOwners(
  ask: AskQuestion,
  found: readonly Pick<Found, "protection">[],
): Promise<Answer<ReadonlySet<string>>> {
  const [users, teams] = [ownersAmong(found, "systemuser"), ownersAmong(found, "team")];
  if (users.length + teams.length === 0) return success(new Set());
  const answer = await ask(disabledQuestion(users, teams));
  if (!answer.ok) return answer;
  return success(new Set(answer.value.flatMap((row) => textOf(row, "systemuserid") ?? [])));
}

/** The intersect table has plain ids where other tables have lookups; services differ in how they give them. */
export function memberOf(row: Row, column: "teamid" | "systemuserid"): string | null {
  return textOf(row, column) ?? lookupOf(row, column);
}

/** Whose decisions count. */
export function authorityOf(
  found: readonly Found[],
  teams: ReadonlyMap<string, readonly string[]>,
  overriders: ReadonlySet<string>,
  mode: GuardMode,
): Authority {
  const owners = new Map(found.map(({ key, protection }) => [key, ownerOf(protection)] as const));
  return {
    mode,
    mayOverride: (personId) => overriders.has(personId),
    isOwner(personId, key) {
      const owner = owners.get(key);
      if (owner === undefined || owner === null) return false;
      return owner.table === "team"
        ? teams.get(owner.id)?.includes(personId) === true
        : owner.id === personId;
    },
  };
}

/**
 * Whether nobody can answer about something found: its owner is disabled, or a team of nobody who is not. Not said where that
 * may only look so, to somebody who sees a part of the teams' people.
 * @param seesAllPeople whether this user reads every user and every team
 */
export function hasNobodyToAsk(
  found: Pick<Found, "protection">,
  teams: ReadonlyMap<string, readonly string[]>,
  disabled: ReadonlySet<string>,
  seesAllPeople: boolean,
): boolean {
  const owner = ownerOf(found.protection);
  if (owner === null || peopleToAsk(found, teams, disabled).length > 0) return false;
  // With as many memberships as an answer holds, those of this team may be among the others.
  const memberships = [...teams.values()].reduce((sum, people) => sum + people.length, 0);
  return owner.table === "systemuser" || (seesAllPeople && memberships < ROWS_AN_ANSWER);
}

/** Whom to ask about something found: its owner, or everybody of the team that owns it, but for who is disabled. */
export function peopleToAsk(
  { protection }: Pick<Found, "protection">,
  teams: ReadonlyMap<string, readonly string[]>,
  disabled: ReadonlySet<string>,
): readonly string[] {
  const owner = ownerOf(protection);
  if (owner === null) return [];
  const people = owner.table === "team" ? (teams.get(owner.id) ?? []) : [owner.id];
  return people.filter((id) => !disabled.has(id));
}
