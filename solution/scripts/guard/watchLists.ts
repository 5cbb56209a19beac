/// <reference types="xrm" />
import type { GuardNews } from "../../../dataverse/formOrder";
import { LISTS } from "./listen";

/**
 * Tells when the form's subgrid shows another number of lists than before, or than the guard has read: somebody put one on the
 * activity, or took one off, beside it. A guard that has read them is then asked to read again.
 * @param onChanged told while there is no news of the guard. How many there are is not said: whoever filters the subgrid sees
 * fewer
 * @param onOther told of such a change since the guard's news, before it is asked. How many there are is not said, as above
 * @returns what is to be given each of the guard's news
 */
export function watchLists(
  form: Xrm.FormContext,
  onChanged: () => void,
  onOther: () => void,
): (news: GuardNews) => void {
  const grid = form.getControl<Xrm.Controls.GridControl>(LISTS);
  let latest: GuardNews | undefined;
  let shown: number | undefined;
  /** The subgrid was read since the guard was: only then is a difference one of theirs. */
  let isDue = false;
  /** The guard was asked to read again, and has told nothing of it yet. */
  let isAsked = false;
  const compare = () => {
    if (latest === undefined || shown === undefined || !isDue) return;
    if (shown === latest.listCount) {
      // As many as before may be others by now, and what is being read may be what was on it in between.
      isDue = isAsked;
      return;
    }
    isDue = false;
    isAsked = true;
    onOther();
    latest.readAgain();
  };
  grid?.addOnLoad(() => {
    const count = grid.getGrid().getTotalRecordCount();
    if (count === shown) return;
    const isFirst = shown === undefined;
    shown = count;
    isDue = true;
    if (latest === undefined && !isFirst) onChanged();
    compare();
  });
  return (news) => {
    // Told once more of a reading that was begun before the lists changed: what is asked for is still to come.
    isAsked &&= news.readAgain === latest?.readAgain;
    if (isAsked) onOther();
    latest = news;
    compare();
  };
}
