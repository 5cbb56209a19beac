/// <reference types="xrm" />
import { NEWS_EVENT, ORDER_EVENT, type GuardNews, type Order } from "../../../dataverse/formOrder";
import { carryOut } from "./carryOut";

/**
 * `addEventHandler` of a control that is a code component (learn.microsoft.com, clientapi/reference/controls/addeventhandler);
 * the published types (9.0.97) do not have it.
 */
interface ComponentControl {
  addEventHandler(event: string, handler: (payload: unknown) => void): void;
}

/** The subgrid of an activity's lists; other forms have none. */
export const LISTS = "lists";

/** Serves the guard that stands on a control of the form. A form without it has nothing to serve. */
export function listen(
  form: Xrm.FormContext,
  control: string,
  onNews: (news: GuardNews) => void = () => undefined,
): void {
  const component = form.getControl<Xrm.Controls.Control & ComponentControl>(control);
  if (component === null) return;
  component.addEventHandler(ORDER_EVENT, (payload) => {
    const order = payload as Order;
    order.accepted();
    carryOut(async (request) => Xrm.WebApi.online.execute(request), order)
      .then((outcome) => {
        order.finished(outcome);
        // What stands on the activity now is what its grid must show, whether all of it was done or not.
        form.getControl<Xrm.Controls.GridControl>(LISTS)?.refresh();
      })
      .catch(() => undefined);
  });
  component.addEventHandler(NEWS_EVENT, (payload) => onNews(payload as GuardNews));
}
