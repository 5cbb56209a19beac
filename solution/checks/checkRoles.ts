import { attribute, child, children } from "../xml";
import type { Problem } from "./problem";
import type { SolutionFolder } from "./solutionFolder";
import { STANDARD_TABLES } from "./standardTables";

const VERBS = ["Create", "Read", "Write", "Delete", "AppendTo", "Append", "Assign", "Share"] as const;
const LEVELS = ["Basic", "Local", "Deep", "Global"];

/** Every privilege is one of an existing table, spelled as Dataverse spells it, at a depth that the table has. */
export function checkRoles(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  const privileged = new Map<string, string>();
  for (const table of STANDARD_TABLES) if (table.privilege) privileged.set(table.privilege, "UserOwned");
  for (const table of solution.tables.filter((each) => each.own))
    privileged.set(table.schemaName, table.ownership);
  for (const role of solution.roles) {
    const names = new Set<string>();
    for (const each of children(child(role.element, "RolePrivileges") ?? role.element, "RolePrivilege")) {
      const name = attribute(each, "name") ?? "";
      const problem = (rule: string, message: string) =>
        problems.push({ file: role.file, element: name, rule, message });
      if (names.has(name)) problem("privilege-once", "is there twice");
      names.add(name);
      // "AppendTo" is tried before "Append": prvAppendToAccount is not Append of a table "ToAccount".
      const verb = VERBS.find((known) => name.startsWith(`prv${known}`));
      const table = verb && name.slice(3 + verb.length);
      const ownership = table === undefined ? undefined : privileged.get(table);
      const level = attribute(each, "level") ?? "";
      if (!LEVELS.includes(level)) problem("privilege-level", `"${level}" is no depth`);
      if (!verb || table === undefined || ownership === undefined) {
        problem("privilege-table", `there is no table "${table ?? name}"`);
      } else if (ownership === "OrgOwned" && level !== "Global") {
        problem("privilege-level", "the table belongs to the organisation: all of it or nothing");
      } else if (ownership === "OrgOwned" && (verb === "Assign" || verb === "Share")) {
        problem("privilege-verb", `the rows of ${table} have no owner, so there is no such privilege`);
      }
    }
  }
  return problems;
}
