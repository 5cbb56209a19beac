import * as React from "react";
import { failureOf, type Failure } from "../../dataverse/failure";
import { mustSeeAll } from "../../dataverse/guard/mustSeeAll";
import { keepIds } from "../../dataverse/keptIds";
import { deleteTwins, isTwinOf } from "../../dataverse/guard/twins";
import type { GuardedRecord } from "../../dataverse/guard/guardedSubject";
import type { GuardedList } from "../../domain/guard/audience";
import type { ProtectionKey } from "../../domain/guard/protection";
import { staleness } from "../../domain/guard/staleness";
import { announceSaved } from "../shared/announceSaved";
import { notSavedText } from "../shared/notSavedText";
import type { Reading, Unasked } from "../shared/reading";
import { useReading } from "../shared/useReading";
import { useSaved } from "../shared/useSaved";
import type { Words } from "../shared/words";
import { guardAudience, takeListsOff, type Changed } from "./guardAudience";
import { askText, overtakenText, twinTexts } from "./guardTexts";
import type { GuardViewHost } from "./guardHost";
import { canGuard, clientsFound, type GuardModel } from "./guardModel";
import { keepPresses } from "./presses";
import { readGuard } from "./readGuard";
import { recordCheck, recordDecisions, type Decided, type DecisionTexts } from "./recordDecisions";

export type Work = "deciding" | "guarding" | "takingOff";

/** What the guard is doing beside showing, what went wrong with it, and what it has to tell. */
export interface Doing {
  readonly work: Work | null;
  /**
   * What is being decided about, or was last: what there is to say of it is said there, and stays while the guard sets right what
   * follows from it. Empty where something else was done since.
   */
  readonly about: readonly ProtectionKey[];
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly trouble: string;
  readonly told: string;
}

const idle: Doing = { work: null, about: [], progress: null, trouble: "", told: "" };

export interface UseGuard {
  readonly reading: Reading<GuardModel> | Unasked;
  /** The lists that the first check is about; null until they are known. */
  readonly checking: readonly GuardedList[] | null;
  readonly doing: Doing;
  /** Whether what is shown could not be read again. */
  readonly isReadBefore: boolean;
  readonly readAgain: () => void;
  /** Says what was done beside it. */
  readonly say: (told: string) => void;
  /** @returns whether it is saved */
  readonly decide: (model: GuardModel, decided: readonly Decided[]) => Promise<boolean>;
  /** @returns whether guarded lists are on the activity */
  readonly guard: (model: GuardModel) => Promise<boolean>;
}

/** Whether this user keeps the guard's record: who only looks changes nothing. */
export function mayKeep(host: GuardViewHost): boolean {
  return host.may("create", "ent_sendcheck") && host.may("write", "campaignactivity");
}

/**
 * Whether nothing but this user's role keeps the audience from being guarded: guarded lists are made, and without them nobody whom
 * a decision leaves out is left out.
 */
export function mayNotGuard(host: GuardViewHost, { state, plan }: GuardModel): boolean {
  return state === "toDecide" && !plan.isGuarded && !host.may("create", "list");
}

/** Reads a send, acts on what is decided, and keeps what is on the activity in step with what is known. */
export function useGuard(host: GuardViewHost, words: Words, record: GuardedRecord): UseGuard {
  const [round, setRound] = React.useState(0);
  const [doing, setDoing] = React.useState(idle);
  const [checking, setChecking] = React.useState<readonly GuardedList[] | null>(null);
  const [twinIds] = React.useState(keepIds);
  const [presses] = React.useState(keepPresses);
  /** What was set right last, or was tried; and what could not be set right. */
  const tried = React.useRef("");
  const broken = React.useRef("");
  const readAgain = React.useCallback(() => setRound((before) => before + 1), []);
  // Decisions are taken and reasons typed in what is shown: it stays where it cannot be read again, and no longer as checked.
  const reading = useReading<GuardModel>(
    host,
    `${record.table} ${record.id}`,
    round,
    (current, signal) =>
      readGuard({ ...host, ...current }, record, signal, (lists) => {
        if (!signal.aborted) setChecking(lists);
      }),
    true,
  );
  useSaved(
    ["ent_hold", "ent_senddecision", "opportunity", "campaignactivityitem"],
    record,
    host.closed,
    readAgain,
  );

  const onActivity = { table: "campaignactivity", id: record.id } as const;
  const failed = (failure: Failure, about: Doing["about"] = []) =>
    setDoing({ ...idle, about, trouble: notSavedText(failure, words) });
  const settle = (changed: Changed, told: string) => {
    if (host.closed.aborted) return;
    switch (changed.kind) {
      case "done":
        setDoing((before) => ({ ...before, work: null, progress: null, told }));
        announceSaved({ tables: ["campaignactivityitem"], of: onActivity });
        return;
      case "failed":
        failed(changed.failure);
        // Some of it may have been done: what is shown must be what is.
        readAgain();
        return;
      case "noScript":
        setDoing({ ...idle, trouble: words.say("SendGuard_NoScript") });
        return;
      case "cannot":
        setDoing(idle);
    }
  };
  /** Begins what follows from decisions, or from what was read: what there is to say of a decision stays. */
  const start = (work: Work) =>
    setDoing((before) => ({ ...(before.about.length > 0 ? before : idle), work }));
  const broke = (error: unknown, about?: Doing["about"]) => {
    if (!host.closed.aborted) failed(failureOf(error, host.isOffline()), about);
  };

  const carriedOut = async (changing: Promise<Changed>, told: string): Promise<Changed["kind"]> => {
    try {
      const changed = await changing;
      settle(changed, told);
      return changed.kind;
    } catch (error) {
      broke(error);
      return "failed";
    }
  };
  const guard = (model: GuardModel) => {
    start("guarding");
    const changing = guardAudience(
      host,
      model,
      twinTexts(model, words.plain),
      twinIds,
      (done, of) => {
        if (!host.closed.aborted) setDoing((before) => ({ ...before, progress: { done, of } }));
      },
      checkName(model),
    );
    return carriedOut(changing, words.say("SendGuard_NowGuarded"));
  };
  const takeOff = (model: GuardModel) => {
    start("takingOff");
    return carriedOut(takeListsOff(host, model, checkName(model)), "");
  };
  const decide = async (model: GuardModel, decided: readonly Decided[]): Promise<boolean> => {
    const about = decided.map(({ about: { key } }) => key);
    setDoing({ ...idle, work: "deciding", about });
    try {
      const texts: DecisionTexts = {
        checkName: checkName(model),
        ask: (found) => askText(model, found, words.plain),
      };
      const answer = await recordDecisions(host, model, decided, texts, presses);
      if (host.closed.aborted) return false;
      if (!answer.ok) {
        failed(answer.failure, about);
        readAgain();
        return false;
      }
      const recorded = answer.value;
      if (recorded.kind === "overtaken") {
        setDoing({ ...idle, about, trouble: overtakenText(recorded.by, model, words) });
        readAgain();
        return false;
      }
      setDoing({
        ...idle,
        about,
        told: words.say("SendGuard_DecisionSaved"),
        trouble: recorded.notTold > 0 ? words.count("SendGuard_NotTold", recorded.notTold) : "",
      });
      // Somebody counts on what was decided: what could not be set right before is tried once more.
      if (tried.current === broken.current) tried.current = "";
      announceSaved({ tables: ["ent_senddecision"], of: onActivity });
      return true;
    } catch (error) {
      broke(error, about);
      return false;
    }
  };
  const checkName = (model: GuardModel) =>
    words.plain.say("SendGuard_CheckName", model.subject.name, words.moment(model.at));

  // What an open form sets right by itself, once for each reading and never twice for the same thing between two decisions.
  const isAtWork = doing.work !== null;
  const latest = React.useRef({ host, guard, takeOff, checkName, isAtWork });
  React.useEffect(() => {
    latest.current = { host, guard, takeOff, checkName, isAtWork };
  });
  const model = reading.kind === "ready" ? reading.model : null;
  const notReadAgain = reading.kind === "ready" ? reading.notReadAgain : undefined;
  const isReadBefore = notReadAgain !== undefined;
  React.useEffect(() => {
    if (model === null) return;
    const now = latest.current;
    const state = isReadBefore ? "notChecked" : model.state;
    // One function for all that is told of this reading: by it, the form tells a reading from the next.
    const askAgain = () => {
      const { host: at, isAtWork: isBusy } = latest.current;
      if (at.closed.aborted || at.isOffline()) return false;
      if (!isBusy) readAgain();
      return true;
    };
    const tell = (isWritten: boolean) =>
      now.host.tell({
        ...{ state, ...clientsFound(model), hasLists: hasLists(model), isWritten },
        isDone: model.subject.isDone,
        mayNotGuard: mayNotGuard(now.host, model),
        listCount: model.subject.lists.length,
        readAgain: askAgain,
        policy: model.policy,
        unseen: [...mustSeeAll, "contact", "lead"].filter(
          (table) => !now.host.may("read", table, "everybody"),
        ),
      });
    tell(model.subject.guardState === state);
    // What the guard is at work on is read again when that is done.
    if (isReadBefore || now.isAtWork || model.subject.record.table !== "campaignactivity") return;
    const due = dueWork(now.host, model);
    if (due === null) return;
    const record = async () => {
      const answer = await recordCheck(now.host, model, now.checkName(model));
      if (answer.ok && !now.host.closed.aborted) tell(true);
    };
    // What could not be set right must not go on being told otherwise on the activity.
    const recordIfTold = async () => {
      const told = model.subject.guardState;
      if (told !== null && told !== model.state) await record();
    };
    const change = async (changing: Promise<Changed["kind"]>) => {
      const came = await changing;
      if (came !== "done") broken.current = what;
      // After a failure the send is read again, and comes here anew.
      if (came !== "done" && came !== "failed" && !now.host.closed.aborted) await recordIfTold();
    };
    const what = `${due} ${signature(model)}`;
    const isAgain = tried.current === what;
    tried.current = what;
    const work = {
      guard: () => (isAgain ? recordIfTold() : change(now.guard(model))),
      takeOff: () => (isAgain ? recordIfTold() : change(now.takeOff(model))),
      clearAway: async () => {
        if (!isAgain) await deleteTwins(now.host, twinIdsOn(model), now.host.closed);
      },
      record,
    };
    work[due]().catch(() => undefined);
    // Whoever waits for news is told of each failure.
  }, [model, isReadBefore, notReadAgain, readAgain]);

  const guardNow = async (model: GuardModel) => (await guard(model)) === "done";
  const say = (told: string) => setDoing({ ...idle, told });
  return { reading, checking, doing, isReadBefore, readAgain, say, decide, guard: guardNow };
}

function twinIdsOn({ subject }: GuardModel): readonly string[] {
  return subject.lists.filter((list) => isTwinOf(subject.record, list)).map(({ id }) => id);
}

/** Whether anything is to be sent to: whatever stands on the activity, be it a guarded list whose own is gone, or was taken off it. */
function hasLists({ subject, takenOff }: GuardModel): boolean {
  return subject.lists.length + takenOff.length > 0;
}

/** Tells one state of an activity's lists from another. */
function signature({ subject, plan }: GuardModel): string {
  return [
    ...subject.lists.map(({ id }) => id),
    ...plan.twins.map(({ guarded }) => (guarded.ok ? guarded.fingerprint : guarded.because)),
  ].join();
}

type Due = "guard" | "takeOff" | "clearAway" | "record";

/** What has to be done about a send that has just been read; null for nothing. */
export function dueWork(host: GuardViewHost, model: GuardModel): Due | null {
  const { subject, plan, policy, check, state, last, takenOff } = model;
  if (!mayKeep(host)) return null;
  if (subject.isDone) {
    return twinIdsOn(model).length > 0 && host.may("delete", "list") ? "clearAway" : null;
  }
  const mayGuard = canGuard(model) && host.may("create", "list");
  const isWanted = policy.guardMode !== "warn" || plan.isBegun || takenOff.length > 0;
  if (mayGuard && !plan.isGuarded && isWanted) return "guard";
  // An answer that did not come is no reason to take anything off: it is asked for again.
  const isBlind =
    check.reasons.some(({ kind }) => kind !== "noLists" && kind !== "failed") ||
    plan.twins.some(({ guarded }) => !guarded.ok);
  if (policy.guardMode === "guard" && isBlind && subject.lists.length > 0) return "takeOff";
  if (!hasLists(model) && subject.guardState === null) return null;
  const isStale =
    last === null ||
    staleness(
      last,
      { audience: check.audience?.atLeast ?? null, found: check.found.length },
      model.at,
      policy,
    ) !== null;
  return isStale || subject.guardState !== state ? "record" : null;
}
