import type { FormModel } from "../form/formModel";
import type { FormSession } from "../form/formSession";
import type { HostEnvironment } from "../pcf/environment";
import type { Strictness } from "../pcf/strict";
import type { TypeDescriptions } from "../pcf/typeDescription";
import { FormScripting } from "./formScripting";
import { createGlobalContext } from "./globalContext";
import { openScriptFrame } from "./scriptFrame";
import { createScriptWebApi } from "./scriptWebApi";
import { createXrm } from "./xrm";

export interface ScriptHost {
  readonly types: TypeDescriptions;
  readonly environment: HostEnvironment;
  /** The URL of a web resource. */
  readonly url: (webResource: string) => string;
}

/** The name under which requests of form scripts are logged. */
const SCRIPT_ORIGIN = "script";

function strictnessOf({ types }: ScriptHost): Strictness {
  return {
    types,
    published: "the published types of the Client API (@types/xrm 9.0.97)",
    report: (error) => {
      console.error(`A form script broke the contract of the Client API. ${error.message}`);
    },
  };
}

/**
 * Loads the libraries of a form and starts its handlers once the record is there. A form without scripts gets none of it.
 * @returns what closes the scripts' window again
 */
export function openFormScripts(
  host: ScriptHost,
  session: FormSession,
  model: FormModel,
  recordReady: Promise<unknown>,
): () => void {
  if (model.libraries.length === 0) return () => undefined;
  const { environment } = host;
  const { user, navigation } = environment;
  const strictness = strictnessOf(host);
  const globalContext = createGlobalContext(strictness, {
    user,
    isOffline: () => environment.state().offline,
    isPhone: () => environment.state().phone,
    origin: window.location.origin,
  });
  const webApi = createScriptWebApi(
    { strictness },
    {
      table: (name) => environment.table(name),
      isOffline: () => environment.state().offline,
      send: (path, request) => environment.send(SCRIPT_ORIGIN, path, request),
    },
  );
  const frame = openScriptFrame(createXrm(strictness, { webApi, globalContext, dialogs: navigation }));
  let closed = false;
  const start = async (): Promise<void> => {
    // In order: a library may count on the one before it.
    for (const library of model.libraries) await frame.run(host.url(library));
    await recordReady;
    if (closed) return;
    const parts = {
      strictness,
      session,
      model,
      globalContext,
      functionNamed: (name: string) => frame.find(name),
    };
    new FormScripting(parts).start();
  };
  start().catch((error: unknown) => {
    session.scriptFailed(error instanceof Error ? error.message : String(error));
  });
  return () => {
    closed = true;
    frame.remove();
  };
}
