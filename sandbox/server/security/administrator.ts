import type { CatalogParts } from "../metadata/catalog";
import { buildCatalog } from "../metadata/catalog";
import { Depth, type MetadataCatalog, type RoleMetadata } from "../metadata/model";
import { knownPrivileges } from "./privilege";

/** The id that Dataverse gives the template of this role in every organisation. */
export const SYSTEM_ADMINISTRATOR = "627090ff-40a3-4053-8790-584edc5be201";

/**
 * The catalogue with the System Administrator role, which has every privilege on everything, whichever solution
 * the tables come from.
 */
export function withAdministrator(parts: CatalogParts): MetadataCatalog {
  const others = (parts.roles ?? []).filter((role) => role.id !== SYSTEM_ADMINISTRATOR);
  const without = buildCatalog({ ...parts, roles: others });
  const administrator: RoleMetadata = {
    id: SYSTEM_ADMINISTRATOR,
    name: "System Administrator",
    privileges: new Map([...knownPrivileges(without)].map((name) => [name, Depth.Global])),
  };
  return buildCatalog({ ...parts, roles: [administrator, ...others] });
}
