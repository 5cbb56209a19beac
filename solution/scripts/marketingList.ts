/// <reference types="xrm" />
import { listen } from "./guard/listen";
import { keepSegmentOnNews } from "./guard/segment";
import { beginRun } from "./guard/whileNewest";

/** The control that the guard stands on, unless the form names another to the handler. */
const GUARD = "listname1";

/** The marketing list's form: carries out what the guard on it asks for, and keeps the segment that the policy names. */
export function onLoad(context: Xrm.Events.EventContext, guard = GUARD): void {
  const form = context.getFormContext();
  const run = beginRun(form);
  if (run !== null) listen(form, guard, run.whileNewest, keepSegmentOnNews(form));
}
