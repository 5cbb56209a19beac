import { strToU8, zipSync } from "fflate";
import { LEVELS } from "../../sandbox/data/sampleRoles";
import { Depth } from "../../sandbox/server/metadata/model";

/** A security role of the tests: its privileges by name, each with its depth. */
export interface TestRole {
  readonly id: string;
  readonly name: string;
  readonly privileges: ReadonlyMap<string, Depth>;
}

/** Ids of roles are the solution's own: this one is the same wherever the tests run. */
export const READS_CLIENTS_ONLY = "5d1a6d4e-7c0b-4a53-9f0e-2f6c1c1d8a01";

/** Sees accounts and nothing that Entente keeps. */
export const readsClientsOnly: TestRole = {
  id: READS_CLIENTS_ONLY,
  name: "Reads clients only",
  privileges: new Map([
    ["prvReadAccount", Depth.Global],
    ["prvReadUser", Depth.Global],
  ]),
};

/** The package of a solution with these security roles. */
export function roleSolution(roles: readonly TestRole[]): Uint8Array {
  const labels = (name: string): string =>
    `<LocalizedNames><LocalizedName description="${name}" languagecode="1033" /></LocalizedNames><Descriptions />`;
  const roots = roles.map(({ id }) => `<RootComponent type="20" id="{${id}}" behavior="0" />`);
  const solution = `<?xml version="1.0" encoding="utf-8"?>
    <ImportExportXml version="9.2.0.0" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="CrmLive">
      <SolutionManifest>
        <UniqueName>TestRoles</UniqueName>${labels("Roles of the tests")}
        <Version>1.0.0.0</Version>
        <Managed>0</Managed>
        <Publisher>
          <UniqueName>tests</UniqueName>${labels("Tests")}
          <CustomizationPrefix>tst</CustomizationPrefix>
          <CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix>
        </Publisher>
        <RootComponents>${roots.join("")}</RootComponents>
        <MissingDependencies />
      </SolutionManifest>
    </ImportExportXml>`;
  const customizations = `<?xml version="1.0" encoding="utf-8"?>
    <ImportExportXml>
      <Entities />
      <Roles>${roles.map(roleXml).join("")}</Roles>
      <EntityRelationships />
      <Languages><Language>1033</Language></Languages>
    </ImportExportXml>`;
  const types = `<?xml version="1.0" encoding="utf-8"?>
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="xml" ContentType="application/octet-stream" />
    </Types>`;
  return zipSync({
    "solution.xml": strToU8(solution),
    "customizations.xml": strToU8(customizations),
    "[Content_Types].xml": strToU8(types),
  });
}

function roleXml({ id, name, privileges }: TestRole): string {
  const lines = [...privileges].map(
    ([privilege, depth]) => `<RolePrivilege name="${privilege}" level="${LEVELS[depth]}" />`,
  );
  return `<Role id="{${id}}" name="${name}"><IsCustomizable>1</IsCustomizable><RolePrivileges>${lines.join("")}</RolePrivileges></Role>`;
}
