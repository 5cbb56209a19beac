import type { Verb } from "../../server/metadata/model";
import type { HostEnvironment } from "./environment";
import { fluentDesignLanguage } from "./fluentDesignLanguage";
import { createFormatting } from "./formatting";
import type { LoadedControl } from "./loadControl";
import { createEntityMetadata } from "./metadata";
import { createParameter, type ParameterSource } from "./parameters";
import { strict, strictBag, StrictContextError, type Strictness } from "./strict";
import { createUserSettings } from "./userSettings";
import { createWebApi } from "./webApi";

/** The record that a form shows; what the undocumented `mode.contextInfo` tells. */
export interface FormRecord {
  readonly table: string;
  /** Empty on a form that creates a record. */
  readonly id: string;
  readonly name: string;
}

/** One component on a form, as its context depends on it. */
export interface ControlPlace {
  readonly label: string;
  readonly visible: boolean;
  readonly disabled: boolean;
  readonly record: FormRecord;
  /** By property name; a property that the form does not mention is absent. */
  readonly sources: Readonly<Record<string, ParameterSource>>;
}

/** What a component may ask of the place it stands in. */
export interface ControlCalls {
  requestRender(): void;
  setControlState(state: ComponentFramework.Dictionary): boolean;
  setFullScreen(value: boolean): void;
  trackContainerResize(value: boolean): void;
  /** Tells the form's scripts of one of the manifest's events. */
  raise(event: string, payload: unknown): void;
  /** -1 by -1 while the component does not track its container. */
  size(): { readonly width: number; readonly height: number };
}

const verbs: readonly (Verb | undefined)[] = [
  undefined,
  "Create",
  "Read",
  "Write",
  "Delete",
  "Assign",
  "Share",
  "Append",
  "AppendTo",
];

/** Which features a part of the context needs, by its path; `context.device` needs one a member. */
function neededFeature(path: string): string | undefined {
  if (path === "context.webAPI") return "WebAPI";
  if (path === "context.utils") return "Utility";
  const member = /^context\.device\.(\w+)$/.exec(path)?.[1];
  return member === undefined ? undefined : `Device.${member}`;
}

async function base64(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/**
 * Makes the contexts of one component. Its services (`webAPI`, `formatting`, …) stay the same objects for as long as the
 * component lives; parameters, mode and theme are those of the moment.
 */
export function createContextFactory(
  environment: HostEnvironment,
  { fullName, manifest, strings }: LoadedControl,
  calls: ControlCalls,
): (place: ControlPlace, updatedProperties: readonly string[]) => ComponentFramework.Context<unknown> {
  const { user } = environment;
  const strictness: Strictness = {
    types: environment.types,
    published: "the published types of the component framework (1.3.18)",
    report: (error) => {
      environment.breach(fullName, error);
    },
    // Not in the types, but the only way to know the record on a form that binds no key; nothing else undocumented is let through.
    exceptions: { "context.mode": ["contextInfo"] },
    refusal: (path) => {
      const feature = neededFeature(path);
      return feature === undefined || manifest.features.includes(feature)
        ? undefined
        : `${path} needs <uses-feature name="${feature}" required="true" /> in the component's manifest.`;
    },
  };

  const client: ComponentFramework.Client = {
    disableScroll: false,
    getFormFactor: () => (environment.state().phone ? 3 : 1),
    getClient: () => "Web",
    isOffline: () => environment.state().offline,
    isNetworkAvailable: () => !environment.state().offline,
  };

  const resources: ComponentFramework.Resources = {
    getString: (id) => strings.get(id) ?? id,
    getResource: (id, success, failure) => {
      if (!manifest.images.includes(id)) {
        failure();
        return;
      }
      environment
        .file(fullName, id)
        .then((response) => (response.ok ? base64(response) : Promise.reject(new Error(response.statusText))))
        .then(success, failure);
    },
  };

  const utils: Pick<ComponentFramework.Utility, "getEntityMetadata" | "hasEntityPrivilege"> = {
    getEntityMetadata: createEntityMetadata({
      hasTable: (name) => environment.table(name) !== undefined,
      send: (path, request) => environment.send(fullName, path, request),
    }),
    // Depths are numbered from 0 (user) to 3 (organisation), and -1 for none; the catalogue counts from 0 for none.
    hasEntityPrivilege: (table, type, depth) => {
      const verb = verbs[type];
      return verb !== undefined && environment.privilege(table, verb) >= depth + 1 && depth >= 0;
    },
  };

  const webAPI = createWebApi({
    entitySetName: (name) => environment.table(name)?.entitySetName,
    send: (path, request) => environment.send(fullName, path, request),
    isOffline: () => environment.state().offline,
  });

  const services = {
    client,
    device: {},
    factory: {
      requestRender: () => {
        calls.requestRender();
      },
    },
    formatting: createFormatting(user),
    navigation: environment.navigation,
    resources,
    userSettings: createUserSettings(user),
    utils,
    webAPI,
  };

  const events = strictBag(
    strictness,
    "context.events",
    Object.fromEntries(
      manifest.events.map((event) => [
        event,
        (...payload: readonly unknown[]) => {
          // More than one value is not documented: it would get lost in the real host, or not.
          if (payload.length > 1) {
            const error = new StrictContextError(
              `context.events.${event} takes one payload, and was given ${String(payload.length)} values.`,
            );
            environment.breach(fullName, error);
            throw error;
          }
          calls.raise(event, payload[0]);
        },
      ]),
    ),
    (name) => `context.events.${name} is not an event of the component's manifest.`,
  );

  // Wrapped once, so that `context.webAPI` is the same object in every context and may be a dependency of an effect.
  const lasting = strict(strictness, "Context", "context", services);

  return (place, updatedProperties) => {
    const { dark, newLook } = environment.state();
    const { width, height } = calls.size();
    const parameters = strictBag(
      strictness,
      "context.parameters",
      Object.fromEntries(
        manifest.properties
          .filter(({ usage }) => usage !== "output")
          .map((property) => [
            property.name,
            createParameter(strictness, property, place.sources[property.name] ?? { kind: "none" }),
          ]),
      ),
      (name) => `context.parameters.${name} is not a property of the component's manifest.`,
    );
    const mode = {
      allocatedHeight: height,
      allocatedWidth: width,
      isControlDisabled: place.disabled,
      isVisible: place.visible,
      label: place.label,
      setControlState: (state: ComponentFramework.Dictionary) => calls.setControlState(state),
      setFullScreen: (value: boolean) => {
        calls.setFullScreen(value);
      },
      trackContainerResize: (value: boolean) => {
        calls.trackContainerResize(value);
      },
      contextInfo: strictBag(
        strictness,
        "context.mode.contextInfo",
        {
          entityId: place.record.id,
          entityTypeName: place.record.table,
          entityRecordName: place.record.name,
        },
        (name) => `context.mode.contextInfo.${name} is not among what the sandbox lets through undocumented.`,
      ),
    };
    const moment = {
      ...Object.fromEntries(
        Object.keys(services).map((name) => [
          name,
          { get: () => Reflect.get(lasting, name) as unknown, enumerable: true },
        ]),
      ),
      mode: { value: mode, enumerable: true },
      parameters: { value: parameters, enumerable: true },
      updatedProperties: { value: [...updatedProperties], enumerable: true },
      events: { value: events, enumerable: true },
      fluentDesignLanguage: {
        value: newLook ? fluentDesignLanguage(environment.themes, dark) : undefined,
        enumerable: true,
      },
    };
    return strict(
      strictness,
      "Context",
      "context",
      Object.defineProperties({}, moment) as ComponentFramework.Context<unknown>,
    );
  };
}
