import { attempt, success, type Answer } from "../../dataverse/attempt";
import { createOnce, type RowToCreate } from "../../dataverse/createOnce";
import { answeredOn, notificationsTo, type Notification } from "../../dataverse/guard/askOwner";
import { createAsking } from "../../dataverse/askQuestion";
import {
  peopleToAsk,
  readDecisions,
  readDisabledOwners,
  readOwningTeams,
} from "../../dataverse/guard/decisions";
import {
  checkToRecord,
  overrideToRecord,
  type CheckToRecord,
  type NewDecision,
} from "../../dataverse/guard/recordCheck";
import type { PlannedTwin } from "../../dataverse/guard/twins";
import { newId, optionOf, type IdOf } from "../../dataverse/writing";
import { guardStates, type GuardState } from "../../domain/guard/guardState";
import type { Found } from "../../domain/guard/check";
import { newestOf, type Decision, type DecisionTaken } from "../../domain/guard/decision";
import { ownerOf } from "../../domain/guard/protection";
import type { GuardViewHost } from "./guardHost";
import { decidedOf, guardModel, type GuardModel } from "./guardModel";
import type { Presses } from "./presses";

/** Something decided, before it is written. */
export interface Decided {
  readonly about: Found;
  readonly decision: Exclude<Decision, "ownerAgrees">;
  readonly reason: string | null;
}

export interface DecisionTexts {
  /** What a check's row is called. */
  readonly checkName: string;
  /** The question to an owner. */
  readonly ask: (about: Found) => Pick<Notification, "title" | "body" | "linkTitle">;
}

/** The send as it is once these decisions count. */
function decidedModel(host: GuardViewHost, model: GuardModel, decided: readonly Decided[]): GuardModel {
  const { authority } = model;
  // What was decided before is dated by the service, whose clock may be ahead of this one.
  const latest = Math.max(host.now().getTime(), ...model.taken.map(({ on }) => on.getTime()));
  return guardModel({
    ...model,
    taken: [
      ...decided.map(({ about, decision, reason }) => ({
        id: newId(),
        key: about.key,
        decision,
        reason,
        by: { id: host.userId, name: "" },
        on: new Date(latest),
        askedOf: null,
      })),
      ...model.taken,
    ],
    authority: { ...authority, mayOverride: (id) => id === host.userId || authority.mayOverride(id) },
  });
}

type NewCheck = Pick<CheckToRecord, "state" | "name" | "at" | "decisions">;

/** @param of whose list it is, where it is of one list only */
function checkRow(model: GuardModel, made: NewCheck, of: PlannedTwin | undefined, idOf?: IdOf): RowToCreate {
  const check = {
    ...made,
    activityId: model.subject.record.id,
    listId: of?.original.id || null,
    guardedListId: of?.existing?.id || null,
    policyId: model.policyRow?.id || null,
    check: model.check,
    decided: decidedOf(model),
  };
  return checkToRecord(check, idOf);
}

/** The only list of a send; undefined where there are several, or none. */
function onlyOf({ plan: { twins } }: GuardModel): PlannedTwin | undefined {
  return twins.length === 1 ? twins[0] : undefined;
}

function create(host: GuardViewHost, { table, data }: RowToCreate): Promise<Answer<unknown>> {
  return createOnce(host, host.closed, table, data);
}

function writeState(host: GuardViewHost, model: GuardModel, state: GuardState): Promise<Answer<unknown>> {
  if (model.subject.guardState === state) return Promise.resolve(success(null));
  return attempt(host, host.closed, () =>
    host.writing.updateRecord("campaignactivity", model.subject.record.id, {
      ent_guardstate: optionOf(guardStates, state),
    }),
  );
}

/** What came of writing decisions. */
export type Recorded =
  /** `notTold`: owners whom the question did not reach, and questions that there was nobody to ask. */
  | { readonly kind: "done"; readonly notTold: number }
  /** Others decided about the same since it was shown. Nothing was written. */
  | {
      readonly kind: "overtaken";
      readonly by: readonly { readonly about: Found; readonly taken: DecisionTaken }[];
    };

/** Decisions of others about the same deals and holds, taken since they were shown. */
async function readOvertaking(
  host: GuardViewHost,
  model: GuardModel,
  decided: readonly Decided[],
): Promise<Answer<Extract<Recorded, { readonly kind: "overtaken" }>["by"]>> {
  const { ask } = createAsking(host, host.closed);
  const { policy, subject } = model;
  const now = await readDecisions(ask, subject.record.id, policy.guardMode);
  if (!now.ok) return now;
  return success(
    decided.flatMap(({ about }) => {
      const taken = newestOf(now.value.taken, about.key);
      if (taken === undefined || taken.by.id === host.userId) return [];
      return model.taken.some(({ id }) => id === taken.id) ? [] : [{ about, taken }];
    }),
  );
}

/**
 * Writes decisions: a check with its decisions as one row and its children; before it, under the mode `guard`, the row that
 * says who overrode; after it, the questions to the owners and the activity's own state. What others decided meanwhile is
 * read first, so that nobody decides over what they have not seen. The same press again, after an answer was lost on the way,
 * writes what is missing and nothing twice.
 * @param presses kept by the caller over all that it records about this activity
 */
export async function recordDecisions(
  host: GuardViewHost,
  model: GuardModel,
  decided: readonly Decided[],
  texts: DecisionTexts,
  presses: Presses,
): Promise<Answer<Recorded>> {
  const { closed } = host;
  const asked = decided.filter(({ decision }) => decision === "askTheOwner").map(({ about }) => about);
  const { ask } = createAsking(host, closed);
  const [overtaking, teams, disabled] = await Promise.all([
    readOvertaking(host, model, decided),
    readOwningTeams(ask, asked),
    readDisabledOwners(ask, asked),
  ]);
  if (!overtaking.ok) return overtaking;
  if (!teams.ok) return teams;
  if (!disabled.ok) return disabled;
  if (overtaking.value.length > 0) return success({ kind: "overtaken", by: overtaking.value });
  const press = presses.begin(decided, model.taken);
  const idOf = press.ids.of;
  const after = decidedModel(host, model, decided);
  const override = decided.find(({ decision }) => decision === "sendAnyway");
  if (override !== undefined && model.policy.guardMode === "guard") {
    const { record } = model.subject;
    const created = await create(
      host,
      overrideToRecord(record.id, texts.checkName, override.reason || "", idOf),
    );
    if (!created.ok) return created;
  }
  const decisions = decided.map(({ about, decision, reason }): NewDecision => {
    const owner = ownerOf(about.protection);
    const isAsked =
      decision === "askTheOwner" && owner?.table === "systemuser" && !disabled.value.has(owner.id);
    return { about, decision, reason, askedOfId: isAsked ? owner.id : null };
  });
  const made = { state: after.state, name: texts.checkName, at: host.now(), decisions };
  const created = await create(host, checkRow(after, made, onlyOf(after), idOf));
  if (!created.ok) return created;

  const questions = asked.map((about) => {
    const question = { ...texts.ask(about), record: answeredOn(about.protection) };
    const people = peopleToAsk(about, teams.value, disabled.value);
    return notificationsTo(people, question, (what) => idOf(`${about.key} ${what}`));
  });
  const told = await Promise.all(questions.flat().map((question) => create(host, question)));
  const failed = told.filter(({ ok }) => !ok).length;
  const ofNobody = questions.filter(({ length }) => length === 0).length;
  const state = await writeState(host, model, after.state);
  if (!state.ok) return state;
  // A question that may have arrived is not sent again as another.
  if (failed === 0) presses.end(press);
  return success({ kind: "done", notTold: failed + ofNobody });
}

/** Writes that an audience was checked, and how the guard stands now, to the activity. */
export async function recordCheck(
  host: GuardViewHost,
  model: GuardModel,
  name: string,
): Promise<Answer<unknown>> {
  const { state, at } = model;
  const created = await create(host, checkRow(model, { state, name, at, decisions: [] }, onlyOf(model)));
  return created.ok ? writeState(host, model, state) : created;
}

/**
 * Writes that lists are about to be taken off an activity, a row for each: without these, nobody would know afterwards
 * which they were.
 * @param goesOff which lists; null: all, and the activity says so, since nothing takes their place
 */
export async function recordTakingOff(
  host: GuardViewHost,
  model: GuardModel,
  name: string,
  goesOff: ReadonlySet<string> | null,
): Promise<Answer<unknown>> {
  const made = { state: "listsTakenOff", name, at: model.at, decisions: [] } as const;
  for (const twin of model.plan.twins) {
    if (goesOff?.has(twin.original.id) === false) continue;
    const created = await create(host, checkRow(model, made, twin));
    if (!created.ok) return created;
  }
  return goesOff ? success(null) : writeState(host, model, "listsTakenOff");
}
