/// <reference types="xrm" />
import type { SaveEvent } from "../form/formSession";
import { strict, type Strictness } from "../pcf/strict";

/** What a handler is given that the event passes on to the next handler. */
export type SharedVariables = Map<string, unknown>;

export interface ExecutionContextParts {
  readonly globalContext: Xrm.GlobalContext;
  readonly formContext: Xrm.FormContext;
  readonly source: object;
  /** Its place among the handlers of the event, from 0. */
  readonly depth: number;
  readonly shared: SharedVariables;
  readonly extra?: object;
}

/** The execution context of one call of a handler. */
export function createExecutionContext(
  strictness: Strictness,
  type: string,
  { globalContext, formContext, source, depth, shared, extra }: ExecutionContextParts,
): Xrm.Events.EventContext {
  const members = {
    getContext: () => globalContext,
    getDepth: () => depth,
    getEventSource: () => source,
    getFormContext: () => formContext,
    getSharedVariable: (key: string) => shared.get(key),
    setSharedVariable: (key: string, value: unknown) => {
      shared.set(key, value);
    },
    ...extra,
  };
  return strict(strictness, type, "executionContext", members) as unknown as Xrm.Events.EventContext;
}

/** `getEventArgs` of a save. */
export function saveArguments(strictness: Strictness, event: SaveEvent): object {
  const args = strict(strictness, "Events.SaveEventArguments", "executionContext.getEventArgs()", {
    getSaveMode: () => event.mode,
    isDefaultPrevented: () => event.prevented,
    preventDefault: () => {
      event.prevent();
    },
  });
  return { getEventArgs: () => args };
}

/** `getEventArgs` of a load: 1 for the first, 2 after a save, 3 after a refresh. */
export function loadArguments(strictness: Strictness, state: number): object {
  const args = strict(strictness, "Events.LoadEventArguments", "executionContext.getEventArgs()", {
    getDataLoadState: () => state,
  });
  return { getEventArgs: () => args };
}
