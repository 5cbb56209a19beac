import { attribute, child, children, parseXml, requiredAttribute } from "../pcf/xml";

/** How a form's controlDescription gives one property its value. */
export type Binding =
  | { readonly kind: "column"; readonly column: string }
  | { readonly kind: "static"; readonly ofType: string; readonly value: string };

export interface CustomControl {
  /** `ent_Entente.Interest` */
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
}

/** Phone, tablet and web, as FormXml numbers them. */
export type FormFactor = 0 | 1 | 2;

export interface FormControl {
  /** The name by which form scripts know it. */
  readonly id: string;
  readonly classId: string;
  readonly column?: string;
  readonly disabled: boolean;
  readonly custom: ReadonlyMap<FormFactor, CustomControl>;
}

export interface FormCell {
  /** A hidden cell is not drawn, but scripts have its control, and its column is read and saved with the others. */
  readonly visible: boolean;
  readonly label?: string;
  readonly showLabel: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly control?: FormControl;
}

export interface FormSection {
  readonly name: string;
  readonly label: string;
  readonly visible: boolean;
  readonly showLabel: boolean;
  /** How many cells stand side by side. */
  readonly columns: number;
  readonly rows: readonly (readonly FormCell[])[];
}

export interface FormTab {
  readonly name: string;
  readonly label: string;
  readonly visible: boolean;
  readonly columns: readonly { readonly width: string; readonly sections: readonly FormSection[] }[];
}

export interface FormHandler {
  readonly event: string;
  readonly column?: string;
  readonly functionName: string;
  readonly library: string;
  readonly passContext: boolean;
  /** Values that the handler is given after the execution context, if it is given that. */
  readonly parameters: readonly unknown[];
}

export interface FormModel {
  readonly tabs: readonly FormTab[];
  readonly header: readonly FormCell[];
  /** Web resources with the form's scripts, in order. */
  readonly libraries: readonly string[];
  readonly handlers: readonly FormHandler[];
}

const english = "1033";

/** The class of the cell that hosts a custom control; its true controls stand in a controlDescription. */
export const customControlClass = "f9a8a302-114e-466a-b582-6771b2ae0d92";

function bare(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}

function truth(element: Element, name: string, otherwise: boolean): boolean {
  const value = attribute(element, name);
  return value === undefined ? otherwise : value === "true" || value === "1";
}

function labelOf(element: Element, languageId: number): string | undefined {
  const labels = child(element, "labels");
  if (!labels) return undefined;
  const found = (language: string): string | undefined => {
    const label = children(labels, "label").find((one) => attribute(one, "languagecode") === language);
    return label && attribute(label, "description");
  };
  return found(String(languageId)) ?? found(english);
}

function readBinding(parameter: Element): Binding {
  if (truth(parameter, "static", false)) {
    return {
      kind: "static",
      ofType: requiredAttribute(parameter, "type"),
      value: (parameter.textContent ?? "").trim(),
    };
  }
  const bound = child(parameter, "BindAttribute") ?? parameter;
  return { kind: "column", column: (bound.textContent ?? "").trim() };
}

function readCustomControls(description: Element): Map<FormFactor, CustomControl> {
  const controls = new Map<FormFactor, CustomControl>();
  for (const control of children(description, "customControl")) {
    const name = attribute(control, "name");
    // Without a name it is the fallback, which takes part only where no custom control is.
    if (name === undefined) continue;
    const parameters = child(control, "parameters");
    const bindings = Object.fromEntries(
      (parameters ? children(parameters) : []).map((parameter) => [
        parameter.localName,
        readBinding(parameter),
      ]),
    );
    controls.set(Number(requiredAttribute(control, "formFactor")) as FormFactor, { name, bindings });
  }
  return controls;
}

function readCell(
  cell: Element,
  languageId: number,
  descriptions: ReadonlyMap<string, Map<FormFactor, CustomControl>>,
): FormCell {
  const control = child(cell, "control");
  const uniqueId = control && attribute(control, "uniqueid");
  return {
    visible: truth(cell, "visible", true),
    label: labelOf(cell, languageId),
    showLabel: truth(cell, "showlabel", true),
    colspan: Number(attribute(cell, "colspan") ?? 1),
    rowspan: Number(attribute(cell, "rowspan") ?? 1),
    control: control && {
      id: requiredAttribute(control, "id"),
      classId: bare(requiredAttribute(control, "classid")),
      column: attribute(control, "datafieldname"),
      disabled: truth(control, "disabled", false),
      custom: (uniqueId === undefined ? undefined : descriptions.get(bare(uniqueId))) ?? new Map(),
    },
  };
}

/** The values of a handler: the maker writes a list of JavaScript's literals, of which those of JSON are taken. */
function readParameters(text: string | undefined): readonly unknown[] {
  if (text === undefined || text.trim() === "") return [];
  try {
    return JSON.parse(`[${text.replace(/'/g, '"')}]`) as unknown[];
  } catch {
    throw new Error(`The sandbox does not understand a handler's parameters: ${text}`);
  }
}

/**
 * Reads the `<form>` element of a main form.
 * @throws Error when it is not well-formed or lacks what a form must have
 */
export function readForm(formXml: string, languageId: number): FormModel {
  const form = parseXml(formXml, "The form");
  const descriptions = new Map(
    children(child(form, "controlDescriptions") ?? form, "controlDescription").map((description) => [
      bare(requiredAttribute(description, "forControl")),
      readCustomControls(description),
    ]),
  );
  const rows = (element: Element): FormCell[][] =>
    children(child(element, "rows") ?? element, "row").map((row) =>
      children(row, "cell").map((cell) => readCell(cell, languageId, descriptions)),
    );
  const tabs = child(form, "tabs");
  if (!tabs) throw new Error("The form has no tabs.");
  const header = child(form, "header");
  const libraries = child(form, "formLibraries");
  const events = child(form, "events");
  return {
    tabs: children(tabs, "tab").map((tab) => ({
      name: attribute(tab, "name") ?? attribute(tab, "id") ?? "",
      label: labelOf(tab, languageId) ?? "",
      visible: truth(tab, "visible", true),
      columns: children(child(tab, "columns") ?? tab, "column").map((column) => ({
        width: attribute(column, "width") ?? "100%",
        sections: children(child(column, "sections") ?? column, "section").map((section) => ({
          name: attribute(section, "name") ?? attribute(section, "id") ?? "",
          label: labelOf(section, languageId) ?? "",
          visible: truth(section, "visible", true),
          showLabel: truth(section, "showlabel", true),
          columns: (attribute(section, "columns") ?? "1").length,
          rows: rows(section),
        })),
      })),
    })),
    header: header ? rows(header).flat() : [],
    libraries: libraries
      ? children(libraries, "Library").map((library) => requiredAttribute(library, "name"))
      : [],
    handlers: (events ? children(events, "event") : []).flatMap((event) =>
      children(child(event, "Handlers") ?? event, "Handler")
        .filter((handler) => truth(handler, "enabled", true))
        .map((handler) => ({
          event: requiredAttribute(event, "name").toLowerCase(),
          column: attribute(event, "attribute"),
          functionName: requiredAttribute(handler, "functionName"),
          library: requiredAttribute(handler, "libraryName"),
          passContext: truth(handler, "passExecutionContext", false),
          parameters: readParameters(attribute(handler, "parameters")),
        })),
    ),
  };
}

/** Every cell of the form, in the order in which it is read. */
export function cellsOf(form: FormModel): FormCell[] {
  return [
    ...form.header,
    ...form.tabs.flatMap((tab) =>
      tab.columns.flatMap((column) => column.sections.flatMap((section) => section.rows.flat())),
    ),
  ];
}

/** Every control of the form, hidden ones too. */
export function controlsOf(form: FormModel): FormControl[] {
  return cellsOf(form).flatMap((cell) => cell.control ?? []);
}

/** Every column that the form shows or gives to a component. */
export function columnsOf(form: FormModel): string[] {
  const names = controlsOf(form).flatMap((control) => [
    ...(control.column === undefined ? [] : [control.column]),
    ...[...control.custom.values()].flatMap(({ bindings }) =>
      Object.values(bindings).flatMap((binding) => (binding.kind === "column" ? [binding.column] : [])),
    ),
  ]);
  return [...new Set(names)];
}
