import { CONTAINERS } from "../customizations";
import { attribute, children } from "../xml";
import type { Problem } from "./problem";
import type { SolutionFolder } from "./solutionFolder";

const CUSTOMIZATIONS = "Other/Customizations.xml";

/** Files are where SolutionPackager looks for them; what it would skip without a word is a problem here. */
export function checkLayout(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  const { customizations } = solution;
  if (!customizations) {
    problems.push({
      file: CUSTOMIZATIONS,
      element: "ImportExportXml",
      rule: "layout",
      message: "is missing or unreadable",
    });
  } else {
    let last = -1;
    for (const container of children(customizations)) {
      const position = CONTAINERS.indexOf(container.tagName as (typeof CONTAINERS)[number]);
      const problem = (rule: string, message: string) =>
        problems.push({ file: CUSTOMIZATIONS, element: container.tagName, rule, message });
      if (position < 0) problem("container-known", "is no container of customizations.xml");
      else if (position <= last) problem("container-order", "stands before a container that must follow it");
      if (container.tagName !== "Languages" && children(container).length > 0) {
        problem(
          "container-empty",
          "has content of its own, which SolutionPackager drops; it belongs in its own file",
        );
      }
      last = Math.max(last, position);
    }
  }
  for (const file of solution.files.filter((each) => each.endsWith("_managed.xml"))) {
    problems.push({
      file,
      element: "file",
      rule: "one-source",
      message:
        "both packages are made of the same files; Microsoft's tools would take this one for the managed",
    });
  }
  const defined = new Set(solution.relationships.map((each) => each.name));
  for (const name of solution.relationshipNames) {
    if (!defined.has(name)) {
      problems.push({
        file: "Other/Relationships.xml",
        element: name,
        rule: "relationship-defined",
        message: "no file in Other/Relationships/ defines it",
      });
    }
  }
  for (const relationship of solution.relationships) {
    if (!solution.relationshipNames.includes(relationship.name)) {
      problems.push({
        file: relationship.file,
        element: relationship.name,
        rule: "relationship-named",
        message: "Other/Relationships.xml does not name it, so it would be dropped",
      });
    }
    if (relationship.file !== `Other/Relationships/${relationship.parent}.xml`) {
      problems.push({
        file: relationship.file,
        element: relationship.name,
        rule: "relationship-file",
        message: `stands in the file of another table than the one it points to (${relationship.parent})`,
      });
    }
  }
  for (const table of solution.tables) {
    if (table.file !== `Entities/${table.schemaName}/Entity.xml`) {
      problems.push({
        file: table.file,
        element: table.schemaName,
        rule: "table-folder",
        message: `its folder must be called ${table.schemaName}`,
      });
    }
    for (const component of [...table.forms, ...table.views, ...table.charts]) {
      if (!component.file.endsWith(`/${component.id}.xml`)) {
        problems.push({
          file: component.file,
          element: component.id,
          rule: "file-name",
          message: "the file is not called by the id inside",
        });
      }
    }
  }
  for (const role of solution.roles) {
    const name = attribute(role.element, "name") ?? "";
    if (role.file !== `Roles/${name}.xml`) {
      problems.push({
        file: role.file,
        element: name,
        rule: "file-name",
        message: "the file is not called by the role",
      });
    }
  }
  return problems;
}
