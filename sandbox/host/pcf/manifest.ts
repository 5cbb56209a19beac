import { attribute, child, children, parseXml, requiredAttribute } from "./xml";

export type PropertyUsage = "bound" | "input" | "output";

export interface ManifestProperty {
  readonly name: string;
  /** Every type that the property takes: one for `of-type`, several for `of-type-group`. */
  readonly ofTypes: readonly string[];
  readonly usage: PropertyUsage;
  readonly required: boolean;
  readonly defaultValue?: string;
}

export interface ControlManifest {
  /** `Entente.Interest`: what the bundle registers itself as. */
  readonly name: string;
  readonly version: string;
  readonly controlType: "standard" | "virtual";
  readonly properties: readonly ManifestProperty[];
  readonly dataSets: readonly string[];
  readonly events: readonly string[];
  /** Features the component says it uses: `WebAPI`, `Utility`, `Device.captureImage`, … */
  readonly features: readonly string[];
  readonly code: string;
  readonly styles: readonly string[];
  readonly images: readonly string[];
  /** String files by language id. */
  readonly strings: ReadonlyMap<number, string>;
  readonly platformLibraries: readonly { readonly name: string; readonly version: string }[];
}

/** The types that a line of text may have. */
export const singleLineTypes: readonly string[] = [
  "SingleLine.Text",
  "SingleLine.TextArea",
  "SingleLine.Email",
  "SingleLine.Phone",
  "SingleLine.URL",
  "SingleLine.Ticker",
];

const knownOfTypes = new Set([
  ...singleLineTypes,
  "Multiple",
  "Whole.None",
  "Decimal",
  "FP",
  "Currency",
  "DateAndTime.DateOnly",
  "DateAndTime.DateAndTime",
  "TwoOptions",
  "OptionSet",
  "MultiSelectOptionSet",
  "Lookup.Simple",
  "Enum",
  "Object",
]);

function readProperty(element: Element, groups: ReadonlyMap<string, readonly string[]>): ManifestProperty {
  const name = requiredAttribute(element, "name");
  const group = attribute(element, "of-type-group");
  const ofTypes = group === undefined ? [requiredAttribute(element, "of-type")] : groups.get(group);
  if (!ofTypes)
    throw new Error(`The property ${name} names the type group ${group ?? ""}, which does not exist.`);
  for (const ofType of ofTypes) {
    if (!knownOfTypes.has(ofType))
      throw new Error(`The property ${name} has the unsupported type ${ofType}.`);
  }
  const usage = requiredAttribute(element, "usage");
  if (usage !== "bound" && usage !== "input" && usage !== "output") {
    throw new Error(`The property ${name} has the unknown usage ${usage}.`);
  }
  return {
    name,
    ofTypes,
    usage,
    required: attribute(element, "required") === "true",
    defaultValue: attribute(element, "default-value"),
  };
}

const knownElements = new Set([
  "external-service-usage",
  "property",
  "property-dependencies",
  "type-group",
  "data-set",
  "event",
  "resources",
  "feature-usage",
  "built-by",
]);

const knownResources = new Set(["code", "platform-library", "css", "resx", "img"]);

/**
 * Reads a component's manifest.
 * @throws Error when it is not one, or uses something that the sandbox does not have
 */
export function readManifest(xml: string): ControlManifest {
  const root = parseXml(xml, "The manifest");
  const control = root.localName === "manifest" ? child(root, "control") : undefined;
  if (!control) throw new Error("The manifest has no <control>.");
  const name = `${requiredAttribute(control, "namespace")}.${requiredAttribute(control, "constructor")}`;
  const controlType = attribute(control, "control-type") ?? "standard";
  if (controlType !== "standard" && controlType !== "virtual") {
    throw new Error(`${name} has the unknown control type ${controlType}.`);
  }
  for (const element of children(control)) {
    if (!knownElements.has(element.localName)) {
      throw new Error(`The sandbox does not support <${element.localName}> in the manifest of ${name}.`);
    }
  }

  const resources = child(control, "resources");
  const found = resources ? children(resources) : [];
  for (const element of found) {
    if (!knownResources.has(element.localName)) {
      throw new Error(`The sandbox does not support the resource <${element.localName}> of ${name}.`);
    }
  }
  const named = (kind: string): Element[] => found.filter((element) => element.localName === kind);
  const paths = (kind: string): string[] =>
    named(kind)
      .map((element) => ({
        path: requiredAttribute(element, "path"),
        order: Number(attribute(element, "order") ?? 0),
      }))
      .sort((one, other) => one.order - other.order)
      .map(({ path }) => path);
  const [code] = paths("code");
  if (code === undefined) throw new Error(`${name} has no code.`);

  const groups = new Map(
    children(control, "type-group").map((group) => [
      requiredAttribute(group, "name"),
      children(group, "type").map((type) => (type.textContent ?? "").trim()),
    ]),
  );
  const usage = child(control, "feature-usage");
  return {
    name,
    version: requiredAttribute(control, "version"),
    controlType,
    properties: children(control, "property").map((element) => readProperty(element, groups)),
    dataSets: children(control, "data-set").map((element) => requiredAttribute(element, "name")),
    events: children(control, "event").map((element) => requiredAttribute(element, "name")),
    features: usage
      ? children(usage, "uses-feature").map((element) => requiredAttribute(element, "name"))
      : [],
    code,
    styles: paths("css"),
    images: paths("img"),
    strings: new Map(
      paths("resx").map((path) => [Number(/\.(\d+)\.resx$/i.exec(path)?.[1] ?? Number.NaN), path]),
    ),
    platformLibraries: named("platform-library").map((element) => ({
      name: requiredAttribute(element, "name"),
      version: requiredAttribute(element, "version"),
    })),
  };
}
