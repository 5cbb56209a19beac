import { strToU8, zipSync } from "fflate";
import { Depth } from "../../sandbox/server/metadata/model";

/** Ids of roles are the solution's own: this one is the same wherever the tests run. */
export const READS_CLIENTS_ONLY = "5d1a6d4e-7c0b-4a53-9f0e-2f6c1c1d8a01";

export interface RoleToImport {
  readonly id: string;
  readonly name: string;
  readonly privileges: ReadonlyMap<string, Depth>;
}

const readsClientsOnly: RoleToImport = {
  id: READS_CLIENTS_ONLY,
  name: "Reads clients only",
  privileges: new Map([
    ["prvReadAccount", Depth.Global],
    ["prvReadUser", Depth.Global],
  ]),
};

/** The package of a solution with one security role; by default one which sees accounts and nothing that Entente keeps. */
export function roleSolution({ id, name, privileges }: RoleToImport = readsClientsOnly): Uint8Array {
  const labels = (name: string): string =>
    `<LocalizedNames><LocalizedName description="${name}" languagecode="1033" /></LocalizedNames><Descriptions />`;
  const solution = `<?xml version="1.0" encoding="utf-8"?>
    <ImportExportXml version="9.2.0.0" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="CrmLive">
      <SolutionManifest>
        <UniqueName>${name.replace(/ /g, "")}</UniqueName>${labels(name)}
        <Version>1.0.0.0</Version>
        <Managed>0</Managed>
        <Publisher>
          <UniqueName>tests</UniqueName>${labels("Tests")}
          <CustomizationPrefix>tst</CustomizationPrefix>
          <CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix>
        </Publisher>
        <RootComponents><RootComponent type="20" id="{${id}}" behavior="0" /></RootComponents>
        <MissingDependencies />
      </SolutionManifest>
    </ImportExportXml>`;
  const customizations = `<?xml version="1.0" encoding="utf-8"?>
    <ImportExportXml>
      <Entities />
      <Roles>
        <Role id="{${id}}" name="${name}">
          <IsCustomizable>1</IsCustomizable>
          <RolePrivileges>
            ${[...privileges].map(([each, depth]) => `<RolePrivilege name="${each}" level="${Depth[depth]}" />`).join("")}
          </RolePrivileges>
        </Role>
      </Roles>
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
