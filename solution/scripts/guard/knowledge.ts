import type { AskQuestion } from "../../../dataverse/askQuestion";
import type { GuardNews } from "../../../dataverse/formOrder";
import { readPolicy } from "../../../dataverse/policy";
import { all, type Question } from "../../../dataverse/question";
import { dayOfMoment } from "../../../domain/day";
import type { GuardState } from "../../../domain/guard/guardState";
import type { GuardMode } from "../../../domain/policy";
import type { Known } from "./statusGate";

/** Whether any list is on an activity: one row is enough. */
function listsQuestion(activityId: string): Question {
  return {
    table: "campaignactivityitem",
    top: 1,
    columns: [{ name: "campaignactivityitemid" }],
    filter: all(
      { column: "campaignactivityid", operator: "eq", value: activityId },
      { column: "itemobjecttypecode", operator: "eq", value: "list" },
    ),
  };
}

/** The mode of the policy that counts today, by the clock of this computer; null where it cannot be read. */
async function askMode(ask: AskQuestion): Promise<GuardMode | null> {
  const now = new Date();
  try {
    const answer = await readPolicy(ask, dayOfMoment(now, -now.getTimezoneOffset()));
    return answer.ok ? answer.value.policy.guardMode : null;
  } catch {
    return null;
  }
}

/** Whether any list is on an activity; null where that cannot be read. */
async function askHasLists(ask: AskQuestion, activityId: string): Promise<boolean | null> {
  try {
    const answer = await ask(listsQuestion(activityId));
    return answer.ok ? answer.value.length > 0 : null;
  } catch {
    return null;
  }
}

/** What the form of an activity knows of its guard: what it reads by itself at first, what the guard tells from then on. */
export interface Knowledge {
  readonly now: () => Known;
  /** Reads again what could not be read. */
  readonly readMissing: () => void;
  /** The record was read again, or its lists have changed: what the form has read by itself may hold no longer. */
  readonly lookAgain: () => void;
  /** The guard's own news is newer than whatever is being read. */
  readonly take: (news: GuardNews) => void;
  /**
   * Since the guard has told, somebody has changed the lists beside it, or another check has come to another state: until it tells
   * again, nobody knows how it stands.
   */
  readonly takeOther: () => void;
}

/** @param shownState the guard's state as the form's column shows it */
export function createKnowledge(
  ask: AskQuestion,
  activityId: string,
  shownState: () => GuardState | null,
): Knowledge {
  let known: Known = { mode: null, state: shownState(), hasLists: null, found: null };
  let isTold = false;
  /** Of two readings of the lists that are under way, the one begun last counts, whichever is answered last. */
  let reading = 0;

  const readMode = () => {
    known = { ...known, mode: undefined };
    void askMode(ask).then((mode) => {
      if (!isTold) known = { ...known, mode };
    });
  };
  const readLists = () => {
    known = { ...known, hasLists: undefined };
    const mine = ++reading;
    void askHasLists(ask, activityId).then((hasLists) => {
      if (!isTold && mine === reading) known = { ...known, hasLists };
    });
  };
  const readMissing = () => {
    if (known.mode === null) readMode();
    if (known.hasLists === null) readLists();
  };
  readMissing();

  return {
    now: () => known,
    readMissing,
    lookAgain: () => {
      if (isTold) return;
      known = { ...known, state: shownState(), hasLists: null };
      readMissing();
    },
    take: ({ state, hasLists, policy, inClosing, onHold, mayNotGuard }) => {
      isTold = true;
      known = { mode: policy.guardMode, state, hasLists, found: { inClosing, onHold, mayNotGuard } };
    },
    takeOther: () => {
      // There is one as far as the status goes, whatever the subgrid shows: whoever filters it sees none.
      known = { ...known, state: null, hasLists: true };
    },
  };
}
