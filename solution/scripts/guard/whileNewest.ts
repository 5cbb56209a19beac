/// <reference types="xrm" />
import { recordId } from "../../../dataverse/client";

/** Makes a handler that works while its run of OnLoad is the newest. */
export type WhileNewest = <Given extends readonly unknown[]>(
  handler: (...given: Given) => void,
) => (...given: Given) => void;

/** One run of OnLoad for a record. */
export interface Run {
  /** The record's id: lower case, without braces. */
  readonly id: string;
  readonly whileNewest: WhileNewest;
}

/** The newest run of OnLoad, by record. */
const newest = new Map<string, Run>();

/**
 * Begins a run of OnLoad. It occurs "On initial page load" and "After a new record is first saved (created)"
 * (learn.microsoft.com, clientapi/reference/events/form-onload), where what the run before added may still be on the form, and
 * a component's handler cannot be taken off: `addEventHandler` has no counterpart. Handlers of earlier runs are therefore
 * silent, or two would carry out one order.
 * @returns null for a record that is not saved yet: nothing is sent by it, and OnLoad occurs again when it is
 */
export function beginRun(form: Xrm.FormContext): Run | null {
  const id = recordId(form.data.entity.getId());
  if (id === null) return null;
  const run: Run = {
    id,
    whileNewest:
      (handler) =>
      (...given) => {
        if (newest.get(id) === run) handler(...given);
      },
  };
  newest.set(id, run);
  return run;
}
