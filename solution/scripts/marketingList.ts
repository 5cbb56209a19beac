/// <reference types="xrm" />
import { listen } from "./guard/listen";

/** The control that the guard stands on. */
const GUARD = "listname1";

/** The marketing list's form: carries out what the guard on it asks for. */
export function onLoad(context: Xrm.Events.EventContext): void {
  listen(context.getFormContext(), GUARD);
}
