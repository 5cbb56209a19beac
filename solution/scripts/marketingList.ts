/// <reference types="xrm" />
import { recordId } from "../../dataverse/client";
import { listen } from "./guard/listen";
import { keepSegmentOnNews } from "./guard/segment";

/** The control that the guard stands on, unless the form names another to the handler. */
const GUARD = "listname1";

/** The marketing list's form: carries out what the guard on it asks for, and keeps the segment that the policy names. */
export function onLoad(context: Xrm.Events.EventContext, guard = GUARD): void {
  const form = context.getFormContext();
  // A list that is not saved yet has no audience, and OnLoad occurs again when it is.
  if (recordId(form.data.entity.getId()) === null) return;
  listen(form, guard, { once: keepSegmentOnNews(form) });
}
