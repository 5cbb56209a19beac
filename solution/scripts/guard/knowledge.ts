import type { AskQuestion } from "../../../dataverse/askQuestion";
import type { GuardNews } from "../../../dataverse/formOrder";
import { newestCheck } from "../../../dataverse/guard/recordCheck";
import { readPolicy } from "../../../dataverse/policy";
import { all, type Question } from "../../../dataverse/question";
import { momentOf } from "../../../dataverse/row";
import { dayOfMoment } from "../../../domain/day";
import type { GuardState } from "../../../domain/guard/guardState";
import { stateSince } from "../../../domain/guard/staleness";
import type { Policy } from "../../../domain/policy";
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

type Agreed = Pick<Policy, "guardMode" | "recheckHours">;

/** The policy that counts today, by the clock of this computer; null where it cannot be read. */
async function askPolicy(ask: AskQuestion): Promise<Agreed | null> {
  const now = new Date();
  try {
    const answer = await readPolicy(ask, dayOfMoment(now, -now.getTimezoneOffset()));
    return answer.ok ? answer.value.policy : null;
  } catch {
    return null;
  }
}

/** What an activity's state counts by. */
interface Audience {
  readonly hasLists: boolean;
  /** When it was last checked; null: never. */
  readonly checkedOn: Date | null;
}

/** Whether any list is on an activity, and when it was last checked; null where either cannot be read. */
async function askAudience(ask: AskQuestion, activityId: string): Promise<Audience | null> {
  try {
    const [lists, checks] = await Promise.all([
      ask(listsQuestion(activityId)),
      ask(newestCheck(activityId, ["ent_checkedon"])),
    ]);
    if (!lists.ok || !checks.ok) return null;
    const [check = {}] = checks.value;
    return { hasLists: lists.value.length > 0, checkedOn: momentOf(check, "ent_checkedon") };
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
  /** The guard was asked to check once more: until it tells again, it is reading. */
  readonly awaitNews: () => void;
  /** There is no guard any more to tell: what it told last counts as what is written down does, as long as the policy says. */
  readonly readAlone: () => void;
}

/** @param shownState the guard's state as the form's column shows it */
export function createKnowledge(
  ask: AskQuestion,
  activityId: string,
  shownState: () => GuardState | null,
): Knowledge {
  let known: Known = { mode: null, state: shownState(), hasLists: null, found: null };
  let isTold = false;
  let policy: Agreed | null = null;
  let checkedOn: Date | null = null;
  /** Of two readings of the lists that are under way, the one begun last counts, whichever is answered last; none before newer news. */
  let reading = 0;

  const readMode = () => {
    known = { ...known, mode: undefined };
    void askPolicy(ask).then((agreed) => {
      policy = agreed;
      if (!isTold) known = { ...known, mode: agreed?.guardMode ?? null };
    });
  };
  const readLists = () => {
    known = { ...known, hasLists: undefined };
    const mine = ++reading;
    void askAudience(ask, activityId).then((audience) => {
      if (mine !== reading) return;
      checkedOn = audience?.checkedOn ?? null;
      known = { ...known, hasLists: audience?.hasLists ?? null };
    });
  };
  const readMissing = () => {
    if (known.mode === null) readMode();
    if (known.hasLists === null) readLists();
  };
  readMissing();

  return {
    // What was written down once counts no longer than the policy says, where nobody checks now.
    now: () =>
      isTold || policy === null
        ? known
        : { ...known, state: stateSince(known.state, checkedOn, new Date(), policy) },
    readMissing,
    lookAgain: () => {
      if (isTold) return;
      known = { ...known, state: shownState(), hasLists: null };
      readMissing();
    },
    take: ({ state, hasLists, policy: { guardMode: mode }, inClosing, onHold, mayNotGuard }) => {
      const wasNone = known.hasLists === false;
      isTold = true;
      reading += 1;
      known = { mode, state, hasLists, found: { inClosing, onHold, mayNotGuard } };
      // The guard tells of lists that this user may see: of others, what is on the activity says that they are there.
      if (!hasLists && !wasNone) readLists();
    },
    takeOther: () => {
      reading += 1;
      // There is one as far as the status goes, whatever the subgrid shows: whoever filters it sees none.
      known = { ...known, state: null, hasLists: true };
    },
    awaitNews: () => {
      reading += 1;
      known = { ...known, hasLists: undefined };
    },
    readAlone: () => {
      isTold = false;
      known = { ...known, mode: null, hasLists: null };
      readMissing();
    },
  };
}
