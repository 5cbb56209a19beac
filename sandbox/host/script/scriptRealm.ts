import type { FormModel } from "../form/formModel";
import type { FormSession } from "../form/formSession";
import type { Strictness } from "../pcf/strict";
import type { Handlers } from "./handlers";

/** All that the objects of one form's scripts share. */
export interface ScriptRealm {
  readonly strictness: Strictness;
  readonly session: FormSession;
  readonly model: FormModel;
  readonly handlers: Handlers;
  /** Calls what listens to a topic; `extra` is what the execution context has besides what all have. */
  tell(topic: string, source: object, type: string, extra?: object): void;
}

/** A script asked for something in a way that the Client API does not take. */
export function misuse(realm: Pick<ScriptRealm, "strictness">, message: string): Error {
  const error = new Error(message);
  realm.strictness.report(error);
  return error;
}

/** An id as the Client API writes it: in braces and capitals, where components get it bare. */
export function braced(id: string): string {
  return `{${id.replace(/[{}]/g, "").toUpperCase()}}`;
}
