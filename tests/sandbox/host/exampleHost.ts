import { describeTypes } from "../../../sandbox/host/build/describeTypes";
import type { ControlCalls, ControlPlace } from "../../../sandbox/host/pcf/context";
import type { HostEnvironment, HostState } from "../../../sandbox/host/pcf/environment";
import type { FluentThemes } from "../../../sandbox/host/pcf/fluentDesignLanguage";
import type { LoadedControl } from "../../../sandbox/host/pcf/loadControl";
import { readManifest } from "../../../sandbox/host/pcf/manifest";
import { createNavigation } from "../../../sandbox/host/pcf/navigation";
import type { ControlConstructor } from "../../../sandbox/host/pcf/registry";
import type { StrictContextError } from "../../../sandbox/host/pcf/strict";
import type { HostUser } from "../../../sandbox/host/pcf/userSettings";

/** Read once: the compiler needs a second for it. */
export const types = describeTypes();

export const user: HostUser = {
  id: "7f2b1c3d-0000-4000-8000-00000000000a",
  name: "Claire Fontaine",
  languageId: 1033,
  timeZone: "Europe/Paris",
  roleIds: ["aaaaaaaa-0000-4000-8000-000000000001"],
  currencySymbol: "€",
  currencyPrecision: 2,
};

const themes: FluentThemes = {
  light: { colorNeutralBackground1: "#ffffff" },
  dark: { colorNeutralBackground1: "#292929" },
  typography: {} as ComponentFramework.TypographyStyles,
};

export interface ExampleHost extends HostEnvironment {
  readonly breaches: StrictContextError[];
  readonly sent: { readonly path: string; readonly request: RequestInit }[];
  switch(state: Partial<HostState>): void;
}

export function exampleHost(answer?: (path: string) => Promise<Response>): ExampleHost {
  let state: HostState = { dark: false, newLook: true, phone: false, offline: false };
  const breaches: StrictContextError[] = [];
  const sent: { path: string; request: RequestInit }[] = [];
  const tables = {
    account: {
      logicalName: "account",
      entitySetName: "accounts",
      primaryIdColumn: "accountid",
      primaryNameColumn: "name",
      label: "Account",
      pluralLabel: "Accounts",
      hasForm: true,
    },
  };
  return {
    types,
    themes,
    user,
    breaches,
    sent,
    switch: (change) => {
      state = { ...state, ...change };
    },
    navigation: createNavigation({
      openRecord: () => undefined,
      openUrl: () => undefined,
      dialog: () => Promise.resolve(true),
    }),
    state: () => state,
    table: (name) => (Object.hasOwn(tables, name) ? tables[name as "account"] : undefined),
    privilege: (table, verb) => (table === "account" && verb === "Read" ? 2 : 0),
    send: (_control, path, request) => {
      sent.push({ path, request });
      return answer ? answer(path) : Promise.reject(new TypeError("Failed to fetch"));
    },
    file: () => Promise.reject(new TypeError("Failed to fetch")),
    breach: (_control, error) => {
      breaches.push(error);
    },
  };
}

export interface ManifestParts {
  readonly controlType?: "virtual" | "standard";
  readonly features?: readonly string[];
  readonly properties?: string;
}

export function manifestXml({
  controlType = "virtual",
  features = [],
  properties = "",
}: ManifestParts = {}): string {
  return `<?xml version="1.0" encoding="utf-8"?>
    <manifest>
      <control namespace="Example" constructor="Control" version="1.0.0" display-name-key="Control" control-type="${controlType}">
        <external-service-usage enabled="false" />
        <property name="recordId" display-name-key="RecordId" of-type="SingleLine.Text" usage="bound" required="true" />
        ${properties}
        <resources>
          <code path="bundle.js" order="1" />
          <platform-library name="React" version="16.14.0" />
          <platform-library name="Fluent" version="8.121.1" />
          <resx path="strings/Control.1033.resx" version="1.0.0" />
        </resources>
        <feature-usage>${features.map((name) => `<uses-feature name="${name}" required="true" />`).join("")}</feature-usage>
      </control>
    </manifest>`;
}

export function loaded(construct: ControlConstructor, parts: ManifestParts = {}): LoadedControl {
  return {
    fullName: "ent_Example.Control",
    manifest: readManifest(manifestXml(parts)),
    strings: new Map([["Title", "What they care about"]]),
    construct,
  };
}

export const place: ControlPlace = {
  label: "Interest",
  visible: true,
  disabled: false,
  record: { table: "account", id: "11111111-2222-4333-8444-555555555555", name: "Contoso" },
  sources: {
    recordId: {
      kind: "column",
      column: {
        logicalName: "accountid",
        type: "uniqueidentifier",
        label: "Account",
        description: "",
        required: "systemrequired",
        validForCreate: true,
        validForUpdate: false,
      },
      value: "11111111-2222-4333-8444-555555555555",
      editable: false,
    },
  },
};

export const calls: ControlCalls = {
  requestRender: () => undefined,
  setControlState: () => true,
  setFullScreen: () => undefined,
  trackContainerResize: () => undefined,
  raise: () => undefined,
  size: () => ({ width: -1, height: -1 }),
};

/** A class that no test calls. */
export const neverBuilt = class {} as unknown as ControlConstructor;
