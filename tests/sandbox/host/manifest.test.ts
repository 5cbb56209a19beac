/** @jest-environment jsdom */
import { loadControl, type ControlSource } from "../../../sandbox/host/pcf/loadControl";
import { readManifest } from "../../../sandbox/host/pcf/manifest";
import { createParameter, type ParameterSource } from "../../../sandbox/host/pcf/parameters";
import { createRegistry } from "../../../sandbox/host/pcf/registry";
import type { ColumnDescription } from "../../../sandbox/host/description";
import { manifestXml, neverBuilt, types } from "./exampleHost";

const strictness = { types, published: "the published types", report: () => undefined };

function property(ofType: string, usage = "bound") {
  const xml = manifestXml({
    properties: `<property name="value" display-name-key="Value" of-type="${ofType}" usage="${usage}" required="true" />`,
  });
  const found = readManifest(xml).properties.find(({ name }) => name === "value");
  if (!found) throw new Error("The property is missing.");
  return found;
}

function bound(
  type: ColumnDescription["type"],
  more: Partial<ColumnDescription>,
  value: unknown,
): ParameterSource {
  return {
    kind: "column",
    column: {
      logicalName: "example",
      type,
      label: "Example",
      description: "",
      required: "none",
      validForCreate: true,
      validForUpdate: true,
      ...more,
    },
    value: value as null,
    editable: true,
  };
}

describe("a component's manifest", () => {
  it("says what the component is called, needs and takes", () => {
    const manifest = readManifest(manifestXml({ features: ["WebAPI"] }));
    expect(manifest).toMatchObject({
      name: "Example.Control",
      controlType: "virtual",
      features: ["WebAPI"],
      code: "bundle.js",
      platformLibraries: [
        { name: "React", version: "16.14.0" },
        { name: "Fluent", version: "8.121.1" },
      ],
    });
    expect(manifest.strings.get(1033)).toBe("strings/Control.1033.resx");
  });

  it.each([
    [
      "a property of a type that cannot be bound",
      `<property name="x" of-type="Lookup.Customer" usage="bound" />`,
    ],
    ["an unknown usage", `<property name="x" of-type="Multiple" usage="inout" />`],
    ["an element that it does not know", `<common-property name="x" />`],
  ])("is refused with %s", (_what, properties) => {
    expect(() => readManifest(manifestXml({ properties }))).toThrow(/x|common-property/);
  });

  it("is refused when it is not well-formed", () => {
    expect(() => readManifest("<manifest><control></manifest>")).toThrow("not well-formed");
  });
});

describe("a bound property", () => {
  it.each([
    ["Currency", "money", {}, 1200000, 1200000],
    ["OptionSet", "choice", { options: [{ value: 1, label: "Need" }] }, 1, 1],
    ["MultiSelectOptionSet", "choices", {}, [1, 2], [1, 2]],
    ["TwoOptions", "boolean", {}, null, false],
    ["Lookup.Simple", "lookup", { targets: ["contact"] }, [], []],
    ["DateAndTime.DateAndTime", "datetime", {}, "2026-11-12T23:30:00Z", new Date("2026-11-12T23:30:00Z")],
    [
      "DateAndTime.DateOnly",
      "datetime",
      { format: "DateOnly", dateTimeBehavior: "DateOnly" },
      "2026-11-12",
      new Date(2026, 10, 12),
    ],
  ] as const)("gives a %s the raw value of its column", (ofType, type, more, value, raw) => {
    const parameter = createParameter(strictness, property(ofType), bound(type, more, value));
    expect(parameter.raw).toEqual(raw);
    expect(parameter.type).toBe(ofType);
  });

  it.each([
    ["SingleLine.Text", "customer"],
    ["Lookup.Simple", "owner"],
    ["OptionSet", "status"],
    ["Whole.None", "string"],
    ["DateAndTime.DateOnly", "datetime"],
  ] as const)("refuses a %s on a column of type %s", (ofType, type) => {
    expect(() => createParameter(strictness, property(ofType), bound(type, {}, null))).toThrow(
      "cannot be bound",
    );
  });

  it("refuses a static value where a column must be bound", () => {
    const source: ParameterSource = { kind: "static", ofType: "Multiple", value: "x" };
    expect(() => createParameter(strictness, property("Multiple"), source)).toThrow("must be bound");
  });

  it("takes a static value for an input of the same type only", () => {
    const input = property("Whole.None", "input");
    expect(
      createParameter(strictness, input, { kind: "static", ofType: "Whole.None", value: "20" }).raw,
    ).toBe(20);
    expect(() =>
      createParameter(strictness, input, { kind: "static", ofType: "SingleLine.Text", value: "20" }),
    ).toThrow("does not take a static value of type SingleLine.Text");
  });
});

describe("bringing a component into the page", () => {
  function source(registered: string | undefined, asked: string[] = []) {
    const registry = createRegistry();
    const from: ControlSource = {
      url: (_name, path) => path,
      fetchText: (url) => {
        asked.push(url);
        return Promise.resolve(`<root><data name="Title"><value>Interesse &amp; meer</value></data></root>`);
      },
      runScript: (url) => {
        asked.push(url);
        if (registered !== undefined) registry.registerControl(registered, neverBuilt);
        return Promise.resolve();
      },
      addStyleSheet: (url) => asked.push(url),
    };
    return { registry, from, asked };
  }

  it("loads its bundle and the strings of the user's language, or English", async () => {
    const { registry, from, asked } = source("Example.Control");
    const control = await loadControl(from, registry, "ent_Example.Control", manifestXml(), 1043);
    expect(asked).toEqual(["strings/Control.1033.resx", "bundle.js"]);
    expect(control.strings.get("Title")).toBe("Interesse & meer");
  });

  it("fails when the bundle registers something else", async () => {
    const { registry, from } = source("Example.Other");
    await expect(loadControl(from, registry, "ent_Example.Control", manifestXml(), 1033)).rejects.toThrow(
      "did not register Example.Control",
    );
  });

  it("fails when the manifest declares a data set, which the sandbox would have to fake", async () => {
    const { registry, from } = source("Example.Control");
    const properties = `<data-set name="rows" display-name-key="Rows" />`;
    await expect(
      loadControl(from, registry, "ent_Example.Control", manifestXml({ properties }), 1033),
    ).rejects.toThrow("does not support the data set");
  });

  it("fails when the manifest asks for a library that the page does not have", async () => {
    const { registry, from } = source("Example.Control");
    const xml = manifestXml().replace("8.121.1", "9.68.0");
    await expect(loadControl(from, registry, "ent_Example.Control", xml, 1033)).rejects.toThrow(
      "does not provide Fluent 9.68.0",
    );
  });
});
