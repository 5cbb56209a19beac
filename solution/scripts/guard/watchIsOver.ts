/// <reference types="xrm" />
import type { GuardNews } from "../../../dataverse/formOrder";
import { isOver } from "./statusGate";

/**
 * Has the guard read again when the activity is closed on the form, or taken up again: before, there was something to decide, and after,
 * there is not.
 * @returns what is to be given each of the guard's news
 */
export function watchIsOver(form: Xrm.FormContext): (news: GuardNews) => void {
  const status = form.getAttribute<Xrm.Attributes.OptionSetAttribute>("statuscode");
  let latest: GuardNews | undefined;
  form.data.addOnLoad(() => {
    if (latest === undefined || status === null || status.getIsDirty()) return;
    if (isOver(status.getValue()) !== latest.isDone) latest.readAgain();
  });
  return (news) => {
    latest = news;
  };
}
