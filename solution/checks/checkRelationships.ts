import { at, children, textOf } from "../xml";
import type { Problem } from "./problem";
import { columnType, tableExists, type SolutionFolder } from "./solutionFolder";

const CASCADES: Readonly<Record<string, readonly string[]>> = {
  CascadeAssign: ["NoCascade", "Cascade", "Active", "UserOwned"],
  CascadeDelete: ["NoCascade", "Cascade", "RemoveLink", "Restrict"],
  CascadeReparent: ["NoCascade", "Cascade", "Active", "UserOwned"],
  CascadeShare: ["NoCascade", "Cascade", "Active", "UserOwned"],
  CascadeUnshare: ["NoCascade", "Cascade", "Active", "UserOwned"],
};

/** Lookups that Dataverse relates by itself: exports do not define these relationships. */
const RELATED_BY_DATAVERSE = ["createdonbehalfby", "modifiedonbehalfby"];

/** Every lookup points somewhere, every relationship has its lookup, and the cascades are such as Dataverse allows. */
export function checkRelationships(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  const cascading = new Map<string, string>();
  const names = new Set<string>();
  for (const relationship of solution.relationships) {
    const { element, file, name } = relationship;
    const problem = (rule: string, message: string) => problems.push({ file, element: name, rule, message });
    if (names.has(name)) problem("relationship-once", "is defined twice");
    names.add(name);
    const [child, parent] = [relationship.child.toLowerCase(), relationship.parent.toLowerCase()];
    for (const table of [child, parent]) {
      if (!tableExists(solution, table)) problem("relationship-table", `there is no table ${table}`);
    }
    const type = columnType(solution, child, relationship.lookup.toLowerCase());
    if (type !== "lookup" && type !== "owner") {
      problem("relationship-lookup", `${relationship.lookup} is no lookup of ${relationship.child}`);
    }
    const parental: string[] = [];
    for (const [action, allowed] of Object.entries(CASCADES)) {
      const value = textOf(element, action);
      if (!allowed.includes(value)) problem("cascade-value", `${action} cannot be "${value}"`);
      if (["Cascade", "Active", "UserOwned"].includes(value)) parental.push(action);
    }
    if (parental.length > 0) {
      // The service refuses a second one, deletion alone included: 0x80047007, "Cannot create another parental relation".
      const other = cascading.get(child);
      if (other)
        problem(
          "one-cascading-parent",
          `${child} cascades from ${other} already, and a table has one such parent`,
        );
      cascading.set(child, name);
      const custom = (table: string) =>
        solution.tables.some((each) => each.own && each.logicalName === table);
      if (custom(parent) && !custom(child)) {
        problem("cascade-to-standard", "a custom table cannot cascade to a standard one");
      }
    }
    checkRoles(relationship.lookup, name, element, problem);
  }
  for (const table of solution.tables) {
    for (const column of table.columns.values()) {
      if (column.type !== "lookup" && column.type !== "owner") continue;
      if (RELATED_BY_DATAVERSE.includes(column.logicalName)) continue;
      const related = solution.relationships.some(
        (each) =>
          each.child.toLowerCase() === table.logicalName && each.lookup.toLowerCase() === column.logicalName,
      );
      if (!related) {
        problems.push({
          file: table.file,
          element: column.logicalName,
          rule: "lookup-relationship",
          message: "no relationship says which table it points to",
        });
      }
    }
  }
  return problems;
}

/** Both ends of a relationship of our own have their navigation property. */
function checkRoles(
  lookup: string,
  name: string,
  element: Parameters<typeof children>[0],
  problem: (rule: string, message: string) => void,
): void {
  const roles = at(element, "EntityRelationshipRoles");
  if (!roles) {
    if (textOf(element, "IsValidForAdvancedFind") !== "") problem("relationship-roles", "has no roles");
    return;
  }
  const navigation = (type: string) =>
    children(roles, "EntityRelationshipRole")
      .filter((role) => textOf(role, "RelationshipRoleType") === type)
      .map((role) => textOf(role, "NavigationPropertyName"))
      .join();
  if (navigation("1") !== lookup) {
    problem("navigation-property", `on the side of the lookup it must be ${lookup}, as Dataverse names it`);
  }
  if (navigation("0") !== name) {
    problem("navigation-property", `on the side of the collection it must be ${name}, as Dataverse names it`);
  }
}
