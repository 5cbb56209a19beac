import type { GuardedList } from "../../domain/guard/audience";
import type { AudienceCheck, Found } from "../../domain/guard/check";
import { decisions, type Decision } from "../../domain/guard/decision";
import { guardStates, type GuardState } from "../../domain/guard/guardState";
import { accountOf, clientNamedBy, dealNamedBy } from "../../domain/guard/protection";
import type { CheckMade } from "../../domain/guard/staleness";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import type { RowToCreate } from "../createOnce";
import type { Row } from "../host";
import { all, type Question } from "../question";
import { momentOf, numberOf } from "../row";
import { bind, newId, optionOf, type IdOf } from "../writing";
import { listAt, listIn } from "./guardedSubject";

/** A decision about one deal or hold, to be written. */
export interface NewDecision {
  readonly about: Found;
  readonly decision: Decision;
  /** A must for `sendAnyway`. */
  readonly reason: string | null;
  /** Of `askTheOwner`, where a person owns it: who is asked. */
  readonly askedOfId: string | null;
}

export interface CheckToRecord {
  readonly activityId: string | null;
  /** Where there is one list only. */
  readonly listId: string | null;
  readonly guardedListId: string | null;
  readonly policyId: string | null;
  readonly check: Pick<AudienceCheck, "found" | "audience">;
  /** How many of what was found are decided, these decisions included. */
  readonly decided: number;
  readonly state: GuardState;
  readonly at: Date;
  /** What the row is called, in the user's language. */
  readonly name: string;
  readonly decisions: readonly NewDecision[];
}

const LONGEST_NAME = 200;

/**
 * One check of an audience and the decisions taken on it, as one deep insert: all of them, or none. Rows are only ever
 * added, so that nobody overwrites what another decided.
 * @param idOf the same for a repeat after a lost answer
 * @throws RangeError for "send anyway" without a reason
 */
export function checkToRecord(given: CheckToRecord, idOf: IdOf = newId): RowToCreate {
  const id = idOf("check");
  const { activityId, check } = given;
  return {
    table: "ent_sendcheck",
    id,
    data: {
      ent_sendcheckid: id,
      ent_name: given.name.slice(0, LONGEST_NAME),
      ent_checkedon: given.at.toISOString(),
      ent_audiencesize: check.audience?.atLeast ?? null,
      ent_found: check.found.length,
      ent_decided: given.decided,
      ent_state: optionOf(guardStates, given.state),
      ...bind("ent_campaignactivityid", "campaignactivities", activityId),
      ...bind("ent_listid", "lists", given.listId),
      ...bind("ent_guardedlistid", "lists", given.guardedListId),
      ...bind("ent_policyid", "ent_policies", given.policyId),
      ...(given.decisions.length === 0
        ? {}
        : {
            ent_sendcheck_senddecisions: given.decisions.map((each) => decisionRow(each, activityId, idOf)),
          }),
    },
  };
}

function decisionRow(
  { about, decision, reason, askedOfId }: NewDecision,
  activityId: string | null,
  idOf: IdOf,
): Row {
  const text = reason?.trim() || "";
  if (decision === "sendAnyway" && text === "") throw new RangeError("Sending anyway needs a reason.");
  const { protection } = about;
  return {
    ent_senddecisionid: idOf(`decision ${about.key}`),
    ent_name: nameOf(about).slice(0, LONGEST_NAME),
    ent_decision: optionOf(decisions, decision),
    ent_reason: text === "" ? null : text,
    ent_members: about.members.atLeast,
    ...bind("ent_campaignactivityid", "campaignactivities", activityId),
    ...(protection.kind === "deal"
      ? bind("ent_opportunityid", "opportunities", protection.deal.id)
      : bind("ent_holdid", "ent_holds", protection.hold.id)),
    ...bind("ent_accountid", "accounts", accountOf(protection)),
    ...bind("ent_askedofid", "systemusers", askedOfId),
  };
}

/** How something found is called: its client, and its deal. */
export function nameOf({ protection }: Pick<Found, "protection">): string {
  const named = [clientNamedBy(protection), dealNamedBy(protection)];
  return named.flatMap((each) => each?.name || []).join(" · ") || "-";
}

/**
 * That somebody overrides the guard on an activity: its own table, so that the right to create it is the right to do so.
 * @param idOf the same for a repeat after a lost answer
 */
export function overrideToRecord(
  activityId: string,
  name: string,
  reason: string,
  idOf: IdOf = newId,
): RowToCreate {
  const id = idOf("override");
  return {
    table: "ent_guardoverride",
    id,
    data: {
      ent_guardoverrideid: id,
      ent_name: name.slice(0, LONGEST_NAME),
      ent_reason: reason,
      ...bind("ent_campaignactivityid", "campaignactivities", activityId),
    },
  };
}

/** The newest check of an activity. */
export function newestCheck(activityId: string, columns: readonly string[]): Question {
  return {
    table: "ent_sendcheck",
    top: 1,
    columns: columns.map((name) => ({ name })),
    // By the service's own clock, as in `takenOffQuestion`: the checks of two people are dated by two clocks.
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

function lastCheckQuestion(activityId: string): Question {
  return {
    ...newestCheck(activityId, ["ent_checkedon", "ent_audiencesize", "ent_found"]),
    links: [listAt("ent_listid")],
  };
}

/** A check on record. */
export interface LastCheck extends CheckMade {
  /** The list that it was made of; null where there were several, and where it is gone. */
  readonly list: GuardedList | null;
}

/** The newest check of an activity's audience; null where none was made. One request. */
export async function readLastCheck(ask: AskQuestion, activityId: string): Promise<Answer<LastCheck | null>> {
  const answer = await ask(lastCheckQuestion(activityId));
  if (!answer.ok) return answer;
  const [row = {}] = answer.value;
  const on = momentOf(row, "ent_checkedon");
  if (on === null) return success(null);
  return success({
    on,
    audience: numberOf(row, "ent_audiencesize"),
    found: numberOf(row, "ent_found") || 0,
    list: listIn(row, "audience.")[0] ?? null,
  });
}
