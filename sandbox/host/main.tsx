import * as React from "react";
import * as ReactDOM from "react-dom";
import { App } from "./app/App";
import { DialogQueue } from "./app/dialogs";
import { readFaults, setFaults } from "./app/faultSwitches";
import { readPageQuery, recordUrl, type PageQuery } from "./app/pageQuery";
import { pageStrings } from "./app/pageStrings";
import { RequestLog } from "./app/requestLog";
import type { PageDescription } from "./description";
import type { ControlHosting } from "./form/CustomCell";
import type { HostEnvironment } from "./pcf/environment";
import type { FluentThemes } from "./pcf/fluentDesignLanguage";
import { loadControl, type ControlSource, type LoadedControl } from "./pcf/loadControl";
import { createNavigation } from "./pcf/navigation";
import { createRegistry } from "./pcf/registry";
import { openFormScripts, type ScriptHost } from "./script/openFormScripts";
import type { TypeDescriptions } from "./pcf/typeDescription";

// Put in by the build: see build/buildHost.ts.
declare const PCF_TYPES: TypeDescriptions;
declare const XRM_TYPES: TypeDescriptions;
declare const FLUENT_THEMES: FluentThemes;

const registry = createRegistry();
// What bundles built by pcf-scripts take React for, and where they register themselves.
Object.assign(window, { Reactv16: React, ComponentFramework: registry });

// The real page has it; a component that reaches for it is unsupported, and is caught here. Form scripts have theirs, in a
// window of their own.
Object.defineProperty(window, "Xrm", {
  get: () => {
    const breach = new Error("window.Xrm was touched: a component must not use it.");
    console.error(breach);
    throw breach;
  },
});

const log = new RequestLog();
const dialogs = new DialogQueue();
let query = readPageQuery(window.location.search);

/** Where requests of the page itself come from; every other origin is a component. */
const ownOrigins: readonly string[] = ["form", "list", "app"];

/** The Web API, as the user whom the page's address names; the service's default user when it names none. */
function send(origin: string, path: string, request: RequestInit): Promise<Response> {
  // Offline, a device still has the records that it keeps: the page reads its own, and that is all.
  const keptOnDevice = ownOrigins.includes(origin) && (request.method ?? "GET") === "GET";
  if (query.offline && !keptOnDevice) {
    return Promise.reject(
      new TypeError("This operation failed because you're offline. Reconnect and try again."),
    );
  }
  const headers = new Headers(request.headers);
  if (query.userId !== undefined) headers.set("X-Sandbox-User", query.userId);
  return log.record(
    origin,
    path,
    () => fetch(`/api/data/v9.2/${path}`, { ...request, headers, cache: "no-store" }),
    request.method ?? "GET",
  );
}

const controlFiles: Omit<ControlSource, "url"> = {
  fetchText: async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${String(response.status)}.`);
    return response.text();
  },
  runScript: (url) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = () => {
        resolve();
      };
      script.onerror = () => {
        reject(new Error(`${url} could not be loaded.`));
      };
      document.head.append(script);
    }),
  addStyleSheet: (url) => {
    if (document.head.querySelector(`link[href="${CSS.escape(url)}"]`)) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = url;
    document.head.append(link);
  },
};

function open(url: string, newWindow: boolean): void {
  if (newWindow) window.open(url, "_blank", "noopener");
  else window.location.assign(url);
}

/** The session's memory of what components keep with `setControlState`, by user, component and record. */
function stateKey(userId: string, key: string): string {
  return `control state ${userId} ${key}`;
}

/** Where files of what was imported are found. The browser keeps them until something else is imported. */
function imported({ cachingToken }: PageDescription, path: string): string {
  return `/${encodeURIComponent(`{${cachingToken}}`)}${path}`;
}

function createControlSource(description: PageDescription): ControlSource {
  return {
    ...controlFiles,
    url: (fullName, path) =>
      imported(description, `/sandbox/controls/${encodeURIComponent(fullName)}/${path}`),
  };
}

function createEnvironment(description: PageDescription, controls: ControlSource): HostEnvironment {
  const { user } = description;
  return {
    types: PCF_TYPES,
    themes: FLUENT_THEMES,
    user,
    navigation: createNavigation({
      openRecord: (table, id, newWindow) => {
        open(recordUrl(query, table, (id ?? "").replace(/[{}]/g, "").toLowerCase()), newWindow);
      },
      openUrl: (url) => {
        open(url, true);
      },
      dialog: (dialog) => dialogs.open(dialog),
    }),
    state: () => query,
    table: (name) => description.tables[name],
    privilege: (table, verb) => description.privileges[table]?.[verb] ?? 0,
    send,
    file: (control, path) => fetch(controls.url(control, path)),
    breach: (control, error) => {
      console.error(`${control} broke the contract of the component framework. ${error.message}`);
    },
  };
}

function createHosting(
  { user, form }: PageDescription,
  environment: HostEnvironment,
  controls: ControlSource,
): (query: PageQuery) => ControlHosting {
  const loaded = new Map<string, Promise<LoadedControl>>();
  const load = (fullName: string): Promise<LoadedControl> => {
    const known = loaded.get(fullName);
    if (known) return known;
    const manifest = form?.controls[fullName];
    const made =
      manifest === undefined
        ? Promise.reject(new Error(`No imported solution has the component ${fullName}.`))
        : loadControl(controls, registry, fullName, manifest, user.languageId);
    loaded.set(fullName, made);
    return made;
  };
  // The bundles are asked for together with the record, not after it.
  for (const fullName of Object.keys(form?.controls ?? {})) load(fullName).catch(() => undefined);

  return ({ phone, dark, offline }) => ({
    environment,
    formFactor: phone ? 0 : 2,
    switches: { offline, theme: dark ? "dark" : "light" },
    load,
    failedText: pageStrings(user.languageId).controlFailed,
    readState: (key) =>
      JSON.parse(sessionStorage.getItem(stateKey(user.id, key)) ?? "{}") as ComponentFramework.Dictionary,
    keepState: (key, state) => {
      sessionStorage.setItem(stateKey(user.id, key), JSON.stringify(state));
    },
  });
}

function showFault(root: HTMLElement, message: string): void {
  ReactDOM.render(
    <main className="page">
      <div className="page-fault" role="alert">
        <h1>{pageStrings(1033).cannotShow}</h1>
        <p>{message}</p>
      </div>
    </main>,
    root,
  );
}

async function start(root: HTMLElement): Promise<void> {
  const response = await fetch(`/sandbox/page${window.location.search}`, { cache: "no-store" });
  if (!response.ok) {
    const { error } = (await response.json()) as { readonly error: { readonly message: string } };
    showFault(root, error.message);
    return;
  }
  const description = (await response.json()) as PageDescription;
  const strings = pageStrings(description.user.languageId);
  document.documentElement.lang =
    strings === pageStrings(1033) ? "en" : strings === pageStrings(1036) ? "fr" : "nl";
  const controls = createControlSource(description);
  const environment = createEnvironment(description, controls);
  const hosting = createHosting(description, environment, controls);
  const scripts: ScriptHost = {
    types: XRM_TYPES,
    environment,
    url: (webResource) => imported(description, `/WebResources/${webResource}`),
  };
  const faults = await readFaults(description.user.id);
  ReactDOM.render(
    <App
      description={description}
      query={query}
      strings={strings}
      log={log}
      dialogs={dialogs}
      hosting={hosting}
      openScripts={(session, model, ready) => openFormScripts(scripts, session, model, ready)}
      send={send}
      switched={(next) => {
        query = next;
      }}
      faults={faults}
      setFaults={(next) => setFaults(description.user.id, next)}
      setLanguage={async (languageId) => {
        await fetch("/sandbox/language", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ user: description.user.id, languageId }),
        });
      }}
    />,
    root,
  );
}

const root = document.getElementById("root");
if (root) {
  start(root).catch((error: unknown) => {
    showFault(root, error instanceof Error ? error.message : String(error));
  });
}
