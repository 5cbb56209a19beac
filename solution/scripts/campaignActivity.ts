/// <reference types="xrm" />
import { createAsking, type AskQuestion } from "../../dataverse/askQuestion";
import { readPolicy } from "../../dataverse/policy";
import { all, type Question } from "../../dataverse/question";
import { optionOf, valueOf } from "../../dataverse/writing";
import { dayOfMoment } from "../../domain/day";
import { guardStates } from "../../domain/guard/guardState";
import type { GuardMode } from "../../domain/policy";
import { listen } from "./guard/listen";
import { messageText } from "./guard/messageText";
import { scriptWebApi } from "./guard/scriptWebApi";
import { keepSegmentOnNews } from "./guard/segment";
import { refusalOf, type Known } from "./guard/statusGate";
import { warningOf } from "./guard/warning";
import { watchLists } from "./guard/watchLists";
import { beginRun } from "./guard/whileNewest";

/** The control that the guard stands on, unless the form names another to the handler. */
const GUARD = "subject1";
const NOTIFICATION = "entente_guard";

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

function isKnown<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

/** The mode of the policy that counts today, by the clock of this computer; null where it cannot be read. */
async function readMode(ask: AskQuestion): Promise<GuardMode | null> {
  const now = new Date();
  try {
    const answer = await readPolicy(ask, dayOfMoment(now, -now.getTimezoneOffset()));
    return answer.ok ? answer.value.policy.guardMode : null;
  } catch {
    return null;
  }
}

/** Whether any list is on an activity; null where that cannot be read. */
async function readHasLists(ask: AskQuestion, activityId: string): Promise<boolean | null> {
  try {
    const answer = await ask(listsQuestion(activityId));
    return answer.ok ? answer.value.length > 0 : null;
  } catch {
    return null;
  }
}

/**
 * The campaign activity's form: carries out what the guard on it asks for, keeps the form's own copy of the guard's state,
 * and by the policy's mode warns above the form, or refuses to let the status leave Proposed while something is to be
 * decided. Keeps the segment of protected people that the policy names.
 */
export function onLoad(context: Xrm.Events.EventContext, guard = GUARD): void {
  const form = context.getFormContext();
  const run = beginRun(form);
  if (run === null) return;
  const { id, whileNewest } = run;
  const guardState = form.getAttribute<Xrm.Attributes.OptionSetAttribute>("ent_guardstate");
  let known: Known = {
    mode: undefined,
    state: valueOf(guardStates, guardState?.getValue() ?? null),
    hasLists: undefined,
  };

  const { languageId } = Xrm.Utility.getGlobalContext().userSettings;
  const warn = () => {
    const warning = warningOf(known);
    if (warning === null) return;
    form.ui.setFormNotification(messageText(`warned.${warning}`, languageId), "WARNING", NOTIFICATION);
  };

  const { ask } = createAsking(
    { webApi: scriptWebApi, isOffline: () => false },
    new AbortController().signal,
  );
  const read = () => {
    // What the guard tells meanwhile is newer.
    if (!isKnown(known.mode)) {
      known = { ...known, mode: undefined };
      void readMode(ask).then((mode) => {
        if (!isKnown(known.mode)) known = { ...known, mode };
      });
    }
    if (!isKnown(known.hasLists)) {
      known = { ...known, hasLists: undefined };
      void readHasLists(ask, id).then((hasLists) => {
        if (!isKnown(known.hasLists)) known = { ...known, hasLists };
      });
    }
  };
  read();

  const keep = keepSegmentOnNews(form);
  const watch = watchLists(form, whileNewest, (lists) => {
    known = { ...known, state: null, hasLists: lists > 0 };
  });
  listen(form, guard, whileNewest, (news) => {
    const { state, hasLists, isWritten, policy } = news;
    known = { mode: policy.guardMode, state, hasLists };
    form.ui.clearFormNotification(NOTIFICATION);
    warn();
    // The guard has written it to the activity: a form without changes of the user's own shows what is there now.
    const isShown = guardState?.getValue() === optionOf(guardStates, state);
    if (isWritten && guardState !== null && !isShown && !form.data.getIsDirty()) {
      form.data.refresh(false).then(
        () => undefined,
        () => undefined,
      );
    }
    keep(news);
    watch(news);
  });

  const status = form.getAttribute<Xrm.Attributes.OptionSetAttribute>("statuscode");
  if (status === null) return;
  // getInitialValue is the value "when the form is opened" (clientapi/reference/attributes/getinitialvalue), whatever was saved
  // since. The form's data is loaded "on saving a record, if there are any changes" too (clientapi/reference/events/form-data-onload).
  let saved = status.getInitialValue();
  const keepSaved = whileNewest(() => {
    if (!status.getIsDirty()) saved = status.getValue();
  });
  keepSaved();
  form.data.addOnLoad(keepSaved);
  const onSave = whileNewest((saving: Xrm.Events.EventContext) => {
    if (!status.getIsDirty()) return;
    const refusal = refusalOf(saved, status.getValue(), known);
    if (refusal === null) return;
    (saving as Xrm.Events.SaveEventContext).getEventArgs().preventDefault();
    form.ui.setFormNotification(messageText(`refused.${refusal}`, languageId), "ERROR", NOTIFICATION);
    if (refusal === "notRead") read();
  });
  form.data.entity.addOnSave(onSave);
}
