import type { Element } from "@xmldom/xmldom";
import { governorsOf, knownPrivileges, privilegeName, VERBS } from "../../security/privilege";
import { Depth, type MetadataCatalog, type RoleMetadata } from "../model";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, child, children, readGuid } from "./xml";

const LEVELS: ReadonlyMap<string, Depth> = new Map([
  ["Basic", Depth.Basic],
  ["Local", Depth.Local],
  ["Deep", Depth.Deep],
  ["Global", Depth.Global],
]);

/**
 * The security roles of a solution.
 * @param catalog with the solution's tables, which the privileges may name
 * @throws DataverseError 400 0x80048018 for a privilege that no table has
 */
export function readRoles(container: Element | undefined, catalog: MetadataCatalog): readonly RoleMetadata[] {
  if (!container) {
    return [];
  }
  const known = knownPrivileges(catalog);
  const ofOrganization = organizationPrivileges(catalog);
  return children(container, "Role").map((element) => {
    const id = readGuid(attribute(element, "id"));
    const name = attribute(element, "name");
    const place: Place = { file: CUSTOMIZATIONS_XML, element: `<Role name="${name ?? ""}">` };
    if (id === undefined || name === undefined) {
      throw importRefused(ImportCode.Role, place, "a role needs an id and a name.");
    }
    const privileges = new Map<string, Depth>();
    const list = child(element, "RolePrivileges");
    for (const one of list ? children(list, "RolePrivilege") : []) {
      const privilege = attribute(one, "name") ?? "";
      const refuse = (rule: string) =>
        importRefused(
          ImportCode.RolePermission,
          { ...place, element: `${place.element}, <RolePrivilege name="${privilege}">` },
          rule,
        );
      const level = LEVELS.get(attribute(one, "level") ?? "");
      if (level === undefined) {
        throw refuse(`"${attribute(one, "level") ?? ""}" is no depth (Basic, Local, Deep or Global).`);
      }
      if (!known.has(privilege)) {
        throw refuse("no table has such a privilege.");
      }
      if (ofOrganization.has(privilege) && level !== Depth.Global) {
        throw refuse("the rows of the table belong to the organisation: all of them or none.");
      }
      privileges.set(privilege, level);
    }
    return { id, name, privileges };
  });
}

/** Privileges of tables whose rows nobody owns. */
function organizationPrivileges(catalog: MetadataCatalog): ReadonlySet<string> {
  return new Set(
    [...catalog.tables.values()]
      .filter((table) => table.ownership === "OrganizationOwned" && governorsOf(catalog, table).length === 0)
      .flatMap((table) => VERBS.map((verb) => privilegeName(table, verb))),
  );
}
