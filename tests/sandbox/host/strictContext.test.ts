/** @jest-environment jsdom */
import { createContextFactory } from "../../../sandbox/host/pcf/context";
import { StrictContextError } from "../../../sandbox/host/pcf/strict";
import { calls, exampleHost, loaded, neverBuilt, place, types, type ManifestParts } from "./exampleHost";

const everything: ManifestParts = {
  features: [
    "WebAPI",
    "Utility",
    "Device.captureAudio",
    "Device.captureImage",
    "Device.captureVideo",
    "Device.getBarcodeValue",
    "Device.getCurrentPosition",
    "Device.pickFile",
  ],
};

function contextOf(parts: ManifestParts = everything, host = exampleHost()) {
  const make = createContextFactory(host, loaded(neverBuilt, parts), calls);
  return { context: make(place, []) as ComponentFramework.Context<Record<string, unknown>>, host, make };
}

/** Reads what the published types do not have, as JavaScript can. */
function read(object: object, name: string): unknown {
  return (object as Record<string, unknown>)[name];
}

function call(object: object, name: string, ...args: unknown[]): unknown {
  return (object as Record<string, (...all: unknown[]) => unknown>)[name]?.(...args);
}

describe("the context that components get", () => {
  it("has every member of the published types, or says that the sandbox does not support it", () => {
    const { context } = contextOf();
    const unsupported: string[] = [];
    const visit = (value: object, type: string, path: string): void => {
      for (const [name, member] of Object.entries(types[type] ?? {})) {
        try {
          const found = read(value, name);
          if (member.call && !member.optional) expect(typeof found).toBe("function");
          if (member.type !== undefined && typeof found === "object" && found !== null) {
            visit(found, member.type, `${path}.${name}`);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(StrictContextError);
          expect((error as Error).message).toBe(`${path}.${name} is not supported by the sandbox.`);
          unsupported.push(`${path}.${name}`);
        }
      }
    };
    visit(context, "Context", "context");
    expect(unsupported).toEqual([
      "context.device.captureAudio",
      "context.device.captureImage",
      "context.device.captureVideo",
      "context.device.getBarcodeValue",
      "context.device.getCurrentPosition",
      "context.device.pickFile",
      "context.factory.getPopupService",
      "context.navigation.openWebResource",
      "context.utils.lookupObjects",
      "context.copilot",
    ]);
  });

  it.each([
    ["context", "page"],
    ["context", "webapi"],
    ["context.mode", "isRead"],
    ["context.mode", "rowSpan"],
    ["context.client", "userAgent"],
    ["context.userSettings", "pagingLimit"],
    ["context.webAPI", "execute"],
    ["context.utils", "isFeatureEnabled"],
    ["context.formatting", "formatDate"],
    ["context.mode.contextInfo", "relatedTable"],
  ])("refuses %s.%s, which the published types do not have", (path, name) => {
    const { context, host } = contextOf();
    const owner = path
      .split(".")
      .slice(1)
      .reduce<object>((object, part) => read(object, part) as object, context);
    expect(() => read(owner, name)).toThrow(StrictContextError);
    expect(host.breaches).toHaveLength(1);
    expect(host.breaches[0]?.message).toContain(`${path}.${name}`);
  });

  it("lets the undocumented contextInfo through with three members", () => {
    const { context } = contextOf();
    const info = read(context.mode, "contextInfo") as object;
    expect({ ...info }).toEqual({
      entityId: "11111111-2222-4333-8444-555555555555",
      entityTypeName: "account",
      entityRecordName: "Contoso",
    });
  });

  it.each([
    ["webAPI", undefined, "WebAPI"],
    ["utils", undefined, "Utility"],
    ["device", "captureImage", "Device.captureImage"],
    ["device", "pickFile", "Device.pickFile"],
  ])("refuses context.%s to a component whose manifest does not use the feature", (part, member, feature) => {
    const { context, host } = contextOf({});
    const reach = (): unknown => {
      const owner = read(context, part) as object;
      return member === undefined ? owner : read(owner, member);
    };
    expect(reach).toThrow(`needs <uses-feature name="${feature}" required="true" />`);
    expect(host.breaches).toHaveLength(1);
  });

  it.each([
    ["formatting", "formatInteger", [1, "en"], "takes at most 1 argument, and was given 2"],
    ["formatting", "formatCurrency", [1, 2, "€", true], "takes at most 3 arguments, and was given 4"],
    ["webAPI", "retrieveMultipleRecords", ["account", "?$select=name", 10, {}], "takes at most 3 arguments"],
    ["webAPI", "updateRecord", ["account", "id"], "takes at least 3 arguments, and was given 2"],
    ["client", "isOffline", [true], "takes at most 0 arguments, and was given 1"],
    ["factory", "requestRender", [() => undefined], "takes at most 0 arguments"],
  ])("counts the arguments of context.%s.%s", (part, method, args, message) => {
    const { context, host } = contextOf();
    expect(() => call(read(context, part) as object, method, ...args)).toThrow(message);
    expect(host.breaches).toHaveLength(1);
  });

  it("is read-only, at every depth", () => {
    const { context } = contextOf();
    expect(() => Object.assign(context, { mine: 1 })).toThrow("context is read-only: mine was written.");
    expect(() => Object.assign(context.mode, { label: "x" })).toThrow("context.mode is read-only");
    expect(() => Reflect.deleteProperty(context.userSettings, "userId")).toThrow("is read-only");
  });

  it("gives the properties of the manifest and no others", () => {
    const { context } = contextOf();
    expect(Object.keys(context.parameters)).toEqual(["recordId"]);
    expect(() => read(context.parameters, "recordID")).toThrow(
      "context.parameters.recordID is not a property of the component's manifest.",
    );
  });

  it("gives a bound primary key as text, with the members of its published interface", () => {
    const { context } = contextOf();
    const property = context.parameters.recordId as ComponentFramework.PropertyTypes.StringProperty;
    expect(property.raw).toBe("11111111-2222-4333-8444-555555555555");
    expect(property.type).toBe("SingleLine.Text");
    expect(property.error).toBe(false);
    expect({ ...property.security }).toEqual({ editable: false, readable: true, secured: false });
    expect(property.attributes?.LogicalName).toBe("accountid");
    expect(() => read(property, "rawValue")).toThrow(StrictContextError);
  });

  it("has no events for a manifest that declares none", () => {
    const { context } = contextOf();
    expect(() => read(context.events, "onGuard")).toThrow("is not an event of the component's manifest");
  });

  it("keeps its services the same from one updateView to the next", () => {
    const host = exampleHost();
    const { context, make } = contextOf(everything, host);
    const later = make(place, ["layout"]);
    expect(later).not.toBe(context);
    expect(later.webAPI).toBe(context.webAPI);
    expect(read(later.webAPI, "retrieveRecord")).toBe(read(context.webAPI, "retrieveRecord"));
    expect(later.updatedProperties).toEqual(["layout"]);
  });

  it("tells the theme of the moment, and none while the new look is off", () => {
    const { host, make, context } = contextOf();
    expect(context.fluentDesignLanguage?.isDarkTheme).toBe(false);
    host.switch({ dark: true });
    const tokens = make(place, []).fluentDesignLanguage?.tokenTheme as Record<string, string>;
    expect(tokens.colorNeutralBackground1).toBe("#292929");
    host.switch({ newLook: false });
    expect(make(place, []).fluentDesignLanguage).toBeUndefined();
  });

  it("tells the client that the switches make of it", () => {
    const { context, host } = contextOf();
    expect([context.client.getFormFactor(), context.client.getClient()]).toEqual([1, "Web"]);
    host.switch({ phone: true, offline: true });
    expect(context.client.getFormFactor()).toBe(3);
    expect(context.client.isOffline()).toBe(true);
    expect(context.client.isNetworkAvailable()).toBe(false);
  });

  it("answers privileges at the depth that the user has them", () => {
    const { context } = contextOf();
    // Read on account reaches the business unit (depth 1), not the organisation (3); nobody gave Write.
    expect(context.utils.hasEntityPrivilege("account", 2, 1)).toBe(true);
    expect(context.utils.hasEntityPrivilege("account", 2, 3)).toBe(false);
    expect(context.utils.hasEntityPrivilege("account", 3, 0)).toBe(false);
  });

  it("gives a string by its key, and the key where there is none", () => {
    const { context } = contextOf();
    expect(context.resources.getString("Title")).toBe("What they care about");
    expect(context.resources.getString("Nothing")).toBe("Nothing");
  });
});
