/// <reference types="xrm" />
import { createAsking } from "../../dataverse/askQuestion";
import { recordId } from "../../dataverse/client";
import { optionOf, valueOf } from "../../dataverse/writing";
import { guardStates } from "../../domain/guard/guardState";
import { holdStatus } from "./guard/holdStatus";
import { createKnowledge } from "./guard/knowledge";
import { listen } from "./guard/listen";
import { messageText } from "./guard/messageText";
import { scriptWebApi } from "./guard/scriptWebApi";
import { keepSegmentOnNews } from "./guard/segment";
import type { Refusal } from "./guard/statusGate";
import { warningOf, type Warning } from "./guard/warning";
import { watchIsOver } from "./guard/watchIsOver";
import { watchLeaving } from "./guard/watchLeaving";
import { watchLists } from "./guard/watchLists";
import { watchState } from "./guard/watchState";
import { whoIsProtected } from "./guard/whoIsProtected";

/** The control that the guard stands on, unless the form names another to the handler. */
const GUARD = "subject1";
const NOTIFICATION = "entente_guard";

/**
 * The campaign activity's form: carries out what the guard on it asks for, keeps the form's own copy of the guard's state,
 * and by the policy's mode warns above the form, or refuses to let the status leave Proposed while something is to be
 * decided. Keeps the segment of protected people that the policy names.
 */
export function onLoad(context: Xrm.Events.EventContext, guard = GUARD): void {
  const form = context.getFormContext();
  const id = recordId(form.data.entity.getId());
  // Nothing is sent by a record that is not saved yet, and OnLoad occurs again when it is.
  if (id === null) return;
  const guardState = form.getAttribute<Xrm.Attributes.OptionSetAttribute>("ent_guardstate");
  const { ask } = createAsking(
    { webApi: scriptWebApi, isOffline: () => false },
    new AbortController().signal,
  );
  const shownState = () => valueOf(guardStates, guardState?.getValue() ?? null);
  const knowledge = createKnowledge(ask, id, shownState);
  const { languageId } = Xrm.Utility.getGlobalContext().userSettings;
  const notify = (message: `refused.${Refusal}` | `warned.${Warning}`, level: "ERROR" | "WARNING") => {
    const text = messageText(message, languageId, whoIsProtected(knowledge.now().found));
    form.ui.setFormNotification(text, level, NOTIFICATION);
  };

  // Before the guard's control is touched: whatever is wrong with that, the status is held.
  const watchStatus = watchLeaving(knowledge.awaitNews, knowledge.readAlone);
  holdStatus(form, knowledge, watchStatus.leaving, (refusal) => notify(`refused.${refusal}`, "ERROR"));

  const keep = keepSegmentOnNews(form);
  const watch = watchLists(form, knowledge.lookAgain, knowledge.takeOther);
  const watchOthers = watchState(form, shownState, knowledge.takeOther);
  const watchEnd = watchIsOver(form);
  listen(form, guard, {
    eachRun: (news) => {
      knowledge.take(news);
      form.ui.clearFormNotification(NOTIFICATION);
      const warning = warningOf(knowledge.now(), news.isDone);
      if (warning !== null) notify(`warned.${warning}`, "WARNING");
    },
    once: (news) => {
      // The guard has written it to the activity: a form without changes of the user's own shows what is there now.
      const isShown = guardState?.getValue() === optionOf(guardStates, news.state);
      if (news.isWritten && guardState !== null && !isShown && !form.data.getIsDirty()) {
        form.data.refresh(false).then(
          () => undefined,
          () => undefined,
        );
      }
      keep(news);
      watch(news);
      watchOthers(news);
      watchEnd(news);
      watchStatus.take(news);
    },
  });
}
