import { at, attribute, child, children, descendants, textOf, type XmlElement } from "../xml";
import { checkSubgrid, SUBGRID } from "./checkSubgrid";
import type { Problem } from "./problem";
import { columnType, type Component, type Form, type SolutionFolder, type Table } from "./solutionFolder";

/** The class of a control that stands for a PCF component. */
export const COMPONENT_HOST = "{F9A8A302-114E-466A-B582-6771B2AE0D92}";

/** The class of a column's own control, by its type in solution files. */
const DEFAULT_CLASSES: Readonly<Record<string, readonly string[]>> = {
  nvarchar: [
    "{4273EDBD-AC1D-40D3-9FB2-095C621B552D}",
    // email, url, phone
    "{ADA2203E-B4CD-49BE-9DDF-234642B43B52}",
    "{71716B6C-711E-476C-8AB8-5D11542BFB47}",
    "{8C10015A-B339-4982-9474-A95FE05631A5}",
  ],
  ntext: ["{E0DECE4B-6FC8-4A8F-A065-082708572369}"],
  // any lookup, and that of what an activity is about
  lookup: ["{270BD3DB-D9AF-4782-9025-509E298DEC0A}", "{F3015350-44A2-4AA0-97B5-00166532B5E9}"],
  customer: ["{270BD3DB-D9AF-4782-9025-509E298DEC0A}"],
  owner: ["{270BD3DB-D9AF-4782-9025-509E298DEC0A}"],
  // those who take part in an activity
  partylist: ["{CBFB742C-14E7-4A17-96BB-1A13F7F64AA2}"],
  picklist: ["{3EF39988-22BB-4F0B-BBBE-64B5A3748AEE}"],
  state: ["{3EF39988-22BB-4F0B-BBBE-64B5A3748AEE}"],
  status: ["{5D68B988-0661-4DB2-BC3E-17598AD3BE6C}"],
  datetime: ["{5B773807-9FB2-42DB-97C3-7A91EFF8ADFF}"],
  decimal: ["{C3EFE0C3-0EC6-42BE-8349-CBD9079DFD8E}"],
  money: ["{533B9E00-756B-4312-95A0-DC888637AC78}"],
  int: ["{C6D124CA-7EDA-4A60-AEA9-7FB8D318B68F}", "{AA987274-CE4E-4271-A803-66164311A958}"],
  bit: ["{67FAC785-CD58-4F9F-ABB3-4B7DDC6ED5ED}"],
};

/** Column types that a bound property of a manifest type takes. A primary key binds to a text: that is how a component learns its record. */
const BINDABLE: Readonly<Record<string, readonly string[]>> = {
  "SingleLine.Text": ["nvarchar", "primarykey"],
  "SingleLine.TextArea": ["nvarchar"],
  "SingleLine.Email": ["nvarchar"],
  "SingleLine.Phone": ["nvarchar"],
  "SingleLine.URL": ["nvarchar"],
  Multiple: ["ntext"],
  "Whole.None": ["int"],
  Decimal: ["decimal"],
  Currency: ["money"],
  "DateAndTime.DateAndTime": ["datetime"],
  "DateAndTime.DateOnly": ["datetime"],
  TwoOptions: ["bit"],
  OptionSet: ["picklist"],
  "Lookup.Simple": ["lookup"],
};

const PHONE_TABLET_WEB = ["0", "1", "2"];

/** Every control stands on a column, and every component gets the properties that its manifest asks for. */
export function checkForms(solution: SolutionFolder): Problem[] {
  return solution.tables.flatMap((table) => table.forms.flatMap((form) => checkForm(solution, table, form)));
}

type Report = (element: string, rule: string, message: string) => void;

function checkForm(solution: SolutionFolder, table: Table, form: Form): Problem[] {
  const problems: Problem[] = [];
  const problem: Report = (element, rule, message) =>
    problems.push({ file: form.file, element, rule, message });
  const body = child(form.element, "form");
  if (!body) {
    problem("form", "form", "has no <form>");
    return problems;
  }
  const descriptions = children(child(body, "controlDescriptions") ?? body, "controlDescription");
  const described = new Map(
    descriptions.map((each) => [(attribute(each, "forControl") ?? "").toLowerCase(), each] as const),
  );
  const controls = descendants(body, "control");
  const ids = new Set<string>();
  for (const control of controls) {
    const id = attribute(control, "id") ?? "";
    const column = attribute(control, "datafieldname") ?? "";
    if (ids.has(id))
      problem(`control ${id}`, "control-id", "is there twice; a second one is called with a number");
    ids.add(id);
    const classId = (attribute(control, "classid") ?? "").toUpperCase();
    if (classId === SUBGRID) {
      checkSubgrid(solution, table, control, problem);
      continue;
    }
    const type = columnType(solution, table.logicalName, column);
    if (type === undefined) {
      problem(`control ${id}`, "control-column", `${table.logicalName} has no column "${column}"`);
      continue;
    }
    const uniqueId = attribute(control, "uniqueid");
    if (classId !== COMPONENT_HOST) {
      checkClass(`control ${id}`, classId, type, problem);
      continue;
    }
    const description = uniqueId ? described.get(uniqueId.toLowerCase()) : undefined;
    if (!uniqueId)
      problem(`control ${id}`, "component-description", "has no uniqueid, so the component is not shown");
    else if (!description) {
      problem(`control ${id}`, "component-description", `no controlDescription is for ${uniqueId}`);
    } else checkDescription(solution, table, id, column, type, description, problem);
  }
  for (const [uniqueId, description] of described) {
    if (!controls.some((control) => attribute(control, "uniqueid")?.toLowerCase() === uniqueId)) {
      problem(
        `controlDescription ${attribute(description, "forControl")}`,
        "component-control",
        "is for no control",
      );
    }
  }
  return problems;
}

function checkClass(element: string, classId: string, type: string, problem: Report): void {
  const allowed = DEFAULT_CLASSES[type];
  if (!allowed?.includes(classId)) {
    problem(element, "control-class", `${classId} is not the control of a column of type ${type}`);
  }
}

function checkDescription(
  solution: SolutionFolder,
  table: Table,
  id: string,
  column: string,
  type: string,
  description: XmlElement,
  problem: Report,
): void {
  const element = `control ${id}`;
  const all = children(description, "customControl");
  const fallback = all.filter((each) => attribute(each, "id") !== undefined);
  if (fallback.length !== 1 || !fallback[0]) {
    problem(
      element,
      "component-fallback",
      `needs one customControl with the column's own class, has ${fallback.length}`,
    );
  } else {
    checkClass(`${element}, fallback`, (attribute(fallback[0], "id") ?? "").toUpperCase(), type, problem);
    if (textOf(at(fallback[0], "parameters") ?? fallback[0], "datafieldname") !== column) {
      problem(element, "component-fallback", `its datafieldname must be ${column}`);
    }
  }
  const shown = all.filter((each) => attribute(each, "id") === undefined);
  const factors = shown.map((each) => attribute(each, "formFactor") ?? "").sort();
  if (factors.join() !== PHONE_TABLET_WEB.join()) {
    problem(
      element,
      "component-form-factors",
      `must be there for phone (0), tablet (1) and web (2), is for ${factors.join()}`,
    );
  }
  for (const each of shown) {
    const name = attribute(each, "name") ?? "";
    const component = solution.components.find((known) => known.name === name);
    if (!component) {
      problem(`${element}, ${name}`, "component-exists", "the solution has no such component");
      continue;
    }
    checkParameters(solution, table, `${element}, ${name}`, child(each, "parameters"), component, problem);
  }
}

function checkParameters(
  solution: SolutionFolder,
  table: Table,
  element: string,
  parameters: XmlElement | undefined,
  component: Component,
  problem: Report,
): void {
  if (!component.manifest) return;
  const properties = children(component.manifest, "property");
  const given = parameters ? children(parameters) : [];
  for (const parameter of given) {
    const property = properties.find((each) => attribute(each, "name") === parameter.tagName);
    const ofType = property ? attribute(property, "of-type") : undefined;
    if (!property || ofType === undefined) {
      problem(`${element}, ${parameter.tagName}`, "component-property", "its manifest has no such property");
      continue;
    }
    if (attribute(parameter, "static") === "true") {
      if (attribute(property, "usage") === "bound") {
        problem(
          `${element}, ${parameter.tagName}`,
          "component-property",
          "is bound: it takes a column, not a value",
        );
      }
      if (attribute(parameter, "type") !== ofType) {
        problem(
          `${element}, ${parameter.tagName}`,
          "component-property-type",
          `needs type="${ofType}", as in its manifest`,
        );
      }
      continue;
    }
    const lookup = child(parameter, "BindAttribute");
    const column = textOf(lookup ?? parameter);
    const type = columnType(solution, table.logicalName, column);
    if (type === undefined) {
      problem(
        `${element}, ${parameter.tagName}`,
        "component-binding",
        `${table.logicalName} has no column "${column}"`,
      );
    } else if (!BINDABLE[ofType]?.includes(type)) {
      problem(
        `${element}, ${parameter.tagName}`,
        "component-binding",
        `${ofType} cannot be bound to a column of type ${type}`,
      );
    }
  }
  for (const property of properties) {
    const name = attribute(property, "name") ?? "";
    if (attribute(property, "required") === "true" && !given.some((each) => each.tagName === name)) {
      problem(
        `${element}, ${name}`,
        "component-property-required",
        "is required by its manifest and not set",
      );
    }
  }
}
