/// <reference types="xrm" />
import { NEWS_EVENT, ORDER_EVENT, type GuardNews, type Order } from "../../../dataverse/formOrder";
import { carryOut } from "./carryOut";
import { messageText } from "./messageText";
import type { WhileNewest } from "./whileNewest";

/**
 * `addEventHandler` of a control that is a code component (learn.microsoft.com, clientapi/reference/controls/addeventhandler);
 * the published types (9.0.97) do not have it.
 */
interface ComponentControl {
  addEventHandler(event: string, handler: (payload: unknown) => void): void;
}

/** The subgrid of an activity's lists; other forms have none. */
export const LISTS = "lists";

/**
 * Serves the guard that stands on a control of the form. A form without it says so: somebody has put the script there for it.
 */
export function listen(
  form: Xrm.FormContext,
  control: string,
  whileNewest: WhileNewest,
  onNews: (news: GuardNews) => void = () => undefined,
): void {
  const component = form.getControl<Xrm.Controls.Control & ComponentControl>(control);
  if (component === null) {
    const { languageId } = Xrm.Utility.getGlobalContext().userSettings;
    form.ui.setFormNotification(messageText("noGuard", languageId), "WARNING", "entente_noGuard");
    return;
  }
  const onOrder = (payload: unknown): void => {
    const order = payload as Order;
    order.accepted();
    carryOut(async (request) => Xrm.WebApi.online.execute(request), order)
      .then((outcome) => {
        order.finished(outcome);
        // What stands on the activity now is what its grid must show, whether all of it was done or not. An order of nothing
        // only asks whether this script is there.
        if (order.actions.length > 0) form.getControl<Xrm.Controls.GridControl>(LISTS)?.refresh();
      })
      .catch(() => undefined);
  };
  component.addEventHandler(ORDER_EVENT, whileNewest(onOrder));
  component.addEventHandler(
    NEWS_EVENT,
    whileNewest((payload) => {
      onNews(payload as GuardNews);
    }),
  );
}
