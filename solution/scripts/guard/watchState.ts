/// <reference types="xrm" />
import type { GuardNews } from "../../../dataverse/formOrder";
import type { GuardState } from "../../../domain/guard/guardState";

/**
 * Has the guard read again when the form loads another state than the guard has told and written: a colleague's check came to it
 * since.
 * @param shownState the guard's state as the form's column shows it; null where the form has no such column, or it is empty
 * @param onOther told of such a state, before the guard is asked
 * @returns what is to be given each of the guard's news
 */
export function watchState(
  form: Xrm.FormContext,
  shownState: () => GuardState | null,
  onOther: () => void,
): (news: GuardNews) => void {
  let latest: GuardNews | undefined;
  /** The state that the guard was asked about, until the form shows what it tells: a column that never does is asked about once. */
  let asked: GuardState | null = null;
  const agrees = () => {
    if (shownState() === latest?.state) asked = null;
  };
  form.data.addOnLoad(() => {
    agrees();
    const shown = shownState();
    if (!latest?.isWritten || shown === null || shown === latest.state || shown === asked) return;
    asked = shown;
    onOther();
    latest.readAgain();
  });
  return (news) => {
    latest = news;
    agrees();
  };
}
