/// <reference types="xrm" />
import { NEWS_EVENT, ORDER_EVENT, type GuardNews, type Order } from "../../../dataverse/formOrder";
import { carryOut } from "./carryOut";
import { isFirstToTake } from "./firstToTake";
import { messageText } from "./messageText";

/**
 * `addEventHandler` of a control that is a code component (learn.microsoft.com, clientapi/reference/controls/addeventhandler);
 * other controls have none. The published types (9.0.97) do not have it.
 */
interface ComponentControl {
  addEventHandler?(event: string, handler: (payload: unknown) => void): void;
}

/** The subgrid of an activity's lists; other forms have none. */
export const LISTS = "lists";

export interface NewsHandlers {
  /** Told by every run of OnLoad: what that run itself keeps. */
  readonly eachRun?: (news: GuardNews) => void;
  /** Told once, after that, however often OnLoad has run on the form: what must not be done twice. */
  readonly once: (news: GuardNews) => void;
}

/**
 * Serves the guard that stands on a control of the form. A form without it, or with something else there, says so: somebody
 * has put the script there for it.
 */
export function listen(form: Xrm.FormContext, control: string, { eachRun, once }: NewsHandlers): void {
  const component = form.getControl<Xrm.Controls.Control & ComponentControl>(control);
  if (typeof component?.addEventHandler !== "function") {
    const { languageId } = Xrm.Utility.getGlobalContext().userSettings;
    form.ui.setFormNotification(messageText("noGuard", languageId), "WARNING", "entente_noGuard");
    return;
  }
  component.addEventHandler(ORDER_EVENT, (payload) => {
    const order = payload as Order;
    if (!isFirstToTake(order)) return;
    order.accepted();
    carryOut(async (request) => Xrm.WebApi.online.execute(request), order)
      .then((outcome) => {
        order.finished(outcome);
        // What stands on the activity now is what its grid must show, whether all of it was done or not. An order of nothing
        // only asks whether this script is there.
        if (order.actions.length > 0) form.getControl<Xrm.Controls.GridControl>(LISTS)?.refresh();
      })
      .catch(() => undefined);
  });
  component.addEventHandler(NEWS_EVENT, (payload) => {
    const news = payload as GuardNews;
    eachRun?.(news);
    if (isFirstToTake(news)) once(news);
  });
}
