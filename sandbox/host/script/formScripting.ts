/// <reference types="xrm" />
import type { FormHandler, FormModel } from "../form/formModel";
import type { FormHooks, FormSession, Reload, SaveEvent } from "../form/formSession";
import type { Strictness } from "../pcf/strict";
import { changeTopic } from "./attribute";
import { eventTopic, gridTopic } from "./control";
import {
  createExecutionContext,
  loadArguments,
  saveArguments,
  type SharedVariables,
} from "./executionContext";
import { createFormContext, LOAD_TOPIC, POST_SAVE_TOPIC, SAVE_TOPIC } from "./formContext";
import { Handlers, type Handler } from "./handlers";
import type { ScriptRealm } from "./scriptRealm";

/** What `getDataLoadState` gives when the form is opened, and when its record was read again. */
const INITIAL_LOAD = 1;
const reloads: Readonly<Record<Reload, number>> = { created: 2, saved: 2, refreshed: 3 };
const EVENT = "Events.EventContext";

/** What a form's handlers may hear of by their registration in the form itself. */
const formEvents = new Set(["onload", "onsave", "onchange"]);

export interface FormScriptingParts {
  readonly strictness: Strictness;
  readonly session: FormSession;
  readonly model: FormModel;
  readonly globalContext: Xrm.GlobalContext;
  /** The function that a handler names: `Entente.campaignActivity.onLoad` of the scripts' own window. */
  readonly functionNamed: (name: string) => unknown;
}

/**
 * The scripts of one form at work: calls what the form's XML registers, and what the scripts add to it. A handler that
 * throws is shown to the user as the real host shows a script error, and holds nothing else up.
 */
export class FormScripting implements FormHooks {
  readonly #parts: FormScriptingParts;
  readonly #handlers = new Handlers();
  readonly #realm: ScriptRealm;
  readonly #formContext: Xrm.FormContext;

  constructor(parts: FormScriptingParts) {
    this.#parts = parts;
    this.#realm = {
      strictness: parts.strictness,
      session: parts.session,
      model: parts.model,
      handlers: this.#handlers,
      tell: (topic, source, type, extra) => {
        this.#tell(topic, source, type, extra);
      },
    };
    this.#formContext = createFormContext(this.#realm);
  }

  /** Registers what the form's XML names, and calls its onload handlers. The libraries have run, the record is read. */
  start(): void {
    const { session, model } = this.#parts;
    session.hook(this);
    for (const { event } of model.handlers) {
      if (!formEvents.has(event))
        session.scriptFailed(`The sandbox does not support the form event ${event}.`);
    }
    for (const handler of this.#ofEvent("onchange")) {
      this.#handlers.add(changeTopic(handler.column ?? ""), this.#registered(handler));
    }
    for (const handler of this.#ofEvent("onsave")) this.#handlers.add(SAVE_TOPIC, this.#registered(handler));
    this.#loaded(INITIAL_LOAD, true);
  }

  reloaded(reason: Reload): void {
    // OnLoad of a form occurs "On initial page load" and "After a new record is first saved (created)", in the form as it
    // stands: what scripts added to it stays (clientapi/reference/events/form-onload).
    this.#loaded(reloads[reason], reason === "created");
  }

  saving(event: SaveEvent): void {
    const { strictness } = this.#parts;
    this.#tell(SAVE_TOPIC, this.#entity(), "Events.SaveEventContext", saveArguments(strictness, event));
  }

  saved(): void {
    this.#tell(POST_SAVE_TOPIC, this.#entity(), EVENT);
  }

  changed(column: string): void {
    this.#tell(changeTopic(column), this.#formContext.getAttribute(column) ?? this.#entity(), EVENT);
  }

  raised(control: string, event: string, payload: unknown): void {
    for (const handler of this.#handlers.of(eventTopic(control, event))) {
      // The page on PCF events gives the handler the payload first and nothing else; the reference of addEventHandler
      // promises an execution context instead. The worked example is followed.
      this.#guarded(`${control}.${event}`, () => handler(payload));
    }
  }

  gridLoaded(control: string): void {
    this.#tell(gridTopic(control), this.#formContext.getControl(control) ?? this.#entity(), EVENT);
  }

  /** @param isForm whether the form was loaded as well, not its data alone (clientapi/reference/events/form-data-onload) */
  #loaded(state: number, isForm: boolean): void {
    const { strictness } = this.#parts;
    const extra = loadArguments(strictness, state);
    const shared: SharedVariables = new Map();
    for (const [depth, handler] of (isForm ? this.#ofEvent("onload") : []).entries()) {
      const about = { source: this.#entity(), depth, shared, extra };
      this.#call(this.#registered(handler), "Events.LoadEventContext", about);
    }
    this.#tell(LOAD_TOPIC, this.#entity(), "Events.DataLoadEventContext", extra);
  }

  #ofEvent(event: string): readonly FormHandler[] {
    return this.#parts.model.handlers.filter((one) => one.event === event);
  }

  #entity(): Xrm.Entity {
    return this.#formContext.data.entity;
  }

  #tell(topic: string, source: object, type: string, extra?: object): void {
    const shared: SharedVariables = new Map();
    this.#handlers.of(topic).forEach((handler, depth) => {
      this.#call(handler, type, { source, depth, shared, extra });
    });
  }

  #call(
    handler: Handler,
    type: string,
    about: {
      readonly source: object;
      readonly depth: number;
      readonly shared: SharedVariables;
      readonly extra?: object;
    },
  ): void {
    const { strictness, globalContext } = this.#parts;
    const context = createExecutionContext(strictness, type, {
      ...about,
      globalContext,
      formContext: this.#formContext,
    });
    this.#guarded(handler.name || "a handler", () => handler(context));
  }

  /** A handler of the form's XML; the function is looked for when it is called, as the real host does. */
  #registered({ functionName, passContext, parameters }: FormHandler): Handler {
    return (context) => {
      const found = this.#parts.functionNamed(functionName);
      if (typeof found !== "function") throw new Error(`There is no function ${functionName}.`);
      return passContext ? (found as Handler)(context, ...parameters) : (found as Handler)(...parameters);
    };
  }

  #guarded(what: string, work: () => unknown): void {
    const failed = (error: unknown): void => {
      const message =
        error instanceof Error ? error.message : String((error as Partial<Error> | null)?.message ?? error);
      console.error(`Script error in ${what}:`, error);
      this.#parts.session.scriptFailed(`Script error in ${what}: ${message}`);
    };
    try {
      const result = work();
      // An asynchronous handler is not waited for: that takes a setting of the app, which the sandbox has not.
      if (typeof result === "object" && result !== null && "then" in result)
        Promise.resolve(result).catch(failed);
    } catch (error) {
      failed(error);
    }
  }
}
