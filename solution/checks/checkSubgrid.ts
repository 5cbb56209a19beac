import { attribute, child, textOf, type XmlElement } from "../xml";
import { tableExists, type SolutionFolder, type Table } from "./solutionFolder";
import { STANDARD_RELATIONSHIPS } from "./standardTables";

/** The class of a control that lists related rows. */
export const SUBGRID = "{E7A81278-8635-4D9E-8D4D-59480B391C5B}";

/** A subgrid shows a table that exists, by a relationship between it and the form's table, in one of the table's views. */
export function checkSubgrid(
  solution: SolutionFolder,
  table: Table,
  control: XmlElement,
  problem: (element: string, rule: string, message: string) => void,
): void {
  const element = `control ${attribute(control, "id")}`;
  const parameters = child(control, "parameters");
  const value = (name: string) => (parameters ? textOf(parameters, name) : "");
  if (attribute(control, "indicationOfSubgrid") !== "true") {
    problem(element, "subgrid", 'needs indicationOfSubgrid="true"');
  }
  const target = value("TargetEntityType");
  if (!tableExists(solution, target)) problem(element, "subgrid-table", `there is no table "${target}"`);
  const relationship = value("RelationshipName");
  const ends = endsOf(solution, relationship);
  if (!ends) {
    problem(element, "subgrid-relationship", `there is no relationship "${relationship}"`);
  } else if (!ends.includes(table.logicalName) || !ends.includes(target)) {
    problem(
      element,
      "subgrid-relationship",
      `${relationship} is between ${ends.join(" and ")}, not between ${table.logicalName} and ${target}`,
    );
  }
  const view = value("ViewId").toLowerCase();
  const shown = solution.tables.find((each) => each.views.some(({ id }) => id.toLowerCase() === view));
  if (!shown) problem(element, "subgrid-view", `the solution has no view ${view}`);
  else if (shown.logicalName !== target) {
    problem(element, "subgrid-view", `the view ${view} is of ${shown.logicalName}, not of ${target}`);
  }
}

function endsOf(solution: SolutionFolder, name: string): readonly string[] | undefined {
  const own = solution.relationships.find((each) => each.name === name);
  return own ? [own.parent.toLowerCase(), own.child.toLowerCase()] : STANDARD_RELATIONSHIPS[name];
}
