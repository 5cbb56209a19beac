import { attribute, child, children } from "../solution/xml";
import { readSolutionFolder } from "../solution/checks/solutionFolder";
import { markdownTable } from "./markdownTable";
import { privilegeReasons } from "./privilegeReasons";

/** "AppendTo" before "Append": prvAppendToAccount is not Append of a table "ToAccount". */
const VERBS = ["Create", "Read", "Write", "Delete", "AppendTo", "Append", "Assign", "Share"] as const;
type Verb = (typeof VERBS)[number];

const SAID: Readonly<Record<Verb, string>> = {
  Read: "read",
  Create: "create",
  Write: "write",
  Delete: "delete",
  Append: "append",
  AppendTo: "append to",
  Assign: "assign",
  Share: "share",
};

const DEPTHS: Readonly<Record<string, string>> = {
  Basic: "own",
  Local: "unit",
  Deep: "unit and below",
  Global: "all",
};

/** What one role may do on one table: each verb with its depth. */
type Rights = ReadonlyMap<Verb, string>;

export interface RolePrivileges {
  readonly name: string;
  /** By table, as privileges call it: `Activity`, `User`, `ent_FieldNote`. */
  readonly tables: ReadonlyMap<string, Rights>;
}

/** The roles of an unpacked solution, by name. */
export function rolesIn(folder: string): readonly RolePrivileges[] {
  return readSolutionFolder(folder)
    .solution.roles.map(({ element }) => {
      const tables = new Map<string, Map<Verb, string>>();
      for (const each of children(child(element, "RolePrivileges") ?? element, "RolePrivilege")) {
        const name = attribute(each, "name") ?? "";
        const verb = VERBS.find((known) => name.startsWith(`prv${known}`));
        if (verb === undefined) throw new Error(`${name} is no privilege on a table.`);
        const table = name.slice(3 + verb.length);
        const rights = tables.get(table) ?? new Map<Verb, string>();
        tables.set(table, rights.set(verb, DEPTHS[attribute(each, "level") ?? ""] ?? ""));
      }
      return { name: attribute(element, "name") ?? "", tables };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** "read all; create, write own" */
function rightsText(rights: Rights | undefined): string {
  if (rights === undefined) return "";
  return ["all", "unit and below", "unit", "own"]
    .map((depth) => ({
      depth,
      verbs: (Object.keys(SAID) as Verb[]).filter((verb) => rights.get(verb) === depth),
    }))
    .filter(({ verbs }) => verbs.length > 0)
    .map(({ depth, verbs }) => `${verbs.map((verb) => SAID[verb]).join(", ")}: ${depth}`)
    .join("; ");
}

/** Every table that a role may touch, what each role may do on it, and why. */
export function rolesTable(folder: string): string {
  const roles = rolesIn(folder);
  const tables = [...new Set(roles.flatMap((role) => [...role.tables.keys()]))].sort((a, b) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1,
  );
  return markdownTable(
    ["table", ...roles.map(({ name }) => name), "why"],
    tables.map((table) => [
      `\`${table}\``,
      ...roles.map((role) => rightsText(role.tables.get(table))),
      privilegeReasons[table] ?? "",
    ]),
  );
}
