import { solutionId } from "../solutionId";
import { attribute, descendants, textOf } from "../xml";
import type { Problem } from "./problem";
import type { SolutionFolder } from "./solutionFolder";

const NAME_BASED = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\}?$/;

/** No id names two things, and every id follows from what it names, so that an import updates rather than adds. */
export function checkIds(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const take = (file: string, element: string, id: string, expectedName?: string) => {
    const plain = id.replace(/[{}]/g, "").toLowerCase();
    const where = `${file}, ${element}`;
    const other = seen.get(plain);
    if (other)
      problems.push({
        file,
        element: `${element} ${id}`,
        rule: "id-unique",
        message: `is the id of ${other} too`,
      });
    seen.set(plain, where);
    if (!NAME_BASED.test(id)) {
      problems.push({
        file,
        element: `${element} ${id}`,
        rule: "id-name-based",
        message: "is not made by solutionId.ts (a name-based id in lower case)",
      });
    } else if (expectedName !== undefined && plain !== solutionId(expectedName)) {
      problems.push({
        file,
        element: `${element} ${id}`,
        rule: "id-of-its-name",
        message: `should be ${solutionId(expectedName)}, the id of "${expectedName}"`,
      });
    }
  };
  for (const table of solution.tables) {
    for (const form of table.forms) {
      take(form.file, "formid", form.id, `form/${table.logicalName}/${form.type}/${form.name}`);
      for (const tag of ["tab", "section", "cell", "header", "footer"]) {
        for (const element of descendants(form.element, tag)) {
          const id = attribute(element, "id");
          const label = attribute(element, "labelid");
          if (id !== undefined) take(form.file, tag, id);
          if (label !== undefined) take(form.file, `${tag} label`, label);
        }
      }
      for (const control of descendants(form.element, "control")) {
        const id = attribute(control, "uniqueid");
        if (id !== undefined) take(form.file, "control", id);
      }
    }
    for (const view of table.views) {
      take(view.file, "savedqueryid", view.id, `view/${table.logicalName}/${view.name}`);
    }
    for (const chart of table.charts) {
      take(chart.file, "savedqueryvisualizationid", chart.id, `chart/${table.logicalName}/${chart.name}`);
    }
  }
  for (const role of solution.roles) {
    take(role.file, "Role", attribute(role.element, "id") ?? "", `role/${attribute(role.element, "name")}`);
  }
  for (const resource of solution.webResources) {
    take(
      resource.file,
      "WebResourceId",
      textOf(resource.element, "WebResourceId"),
      `webresource/${textOf(resource.element, "Name")}`,
    );
  }
  return problems;
}
