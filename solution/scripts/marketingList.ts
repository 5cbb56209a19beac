/// <reference types="xrm" />
import { listen } from "./guard/listen";
import { keepSegmentOnNews } from "./guard/segment";

/** The control that the guard stands on. */
const GUARD = "listname1";

/** The marketing list's form: carries out what the guard on it asks for, and keeps the segment that the policy names. */
export function onLoad(context: Xrm.Events.EventContext): void {
  const form = context.getFormContext();
  listen(form, GUARD, keepSegmentOnNews(form));
}
