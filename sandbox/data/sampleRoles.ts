import { strToU8, zipSync } from "fflate";
import { Depth, type MetadataCatalog } from "../server/metadata/model";
import { sampleId } from "./sample/sampleId";

/** Reads what the event app keeps: where it is installed, its own roles give this, and ours do not. */
export const EVENT_READER = "Sample Event Reader";
/** Works with segments: where they are, the roles of Customer Insights - Journeys give this, and ours do not. */
export const SEGMENT_BUILDER = "Sample Segment Builder";
/** A marketer who sees the clients, deals and holds of their own business unit alone. */
export const UNIT_MARKETER = "Sample Unit Marketer";

export const MARKETER = "Entente Marketer";

/** What the marketer of one unit does not see beyond it. */
const OF_THE_UNIT: ReadonlySet<string> = new Set(
  ["Account", "Contact", "Lead", "Opportunity", "Connection", "ent_Hold", "ent_FieldNote"].map(
    (subject) => `prvRead${subject}`,
  ),
);

/** Depths as a solution writes them. */
export const LEVELS: Readonly<Record<Depth, string>> = {
  [Depth.None]: "",
  [Depth.Basic]: "Basic",
  [Depth.Local]: "Local",
  [Depth.Deep]: "Deep",
  [Depth.Global]: "Global",
};

function role(name: string, privileges: ReadonlyMap<string, Depth>): string {
  const lines = [...privileges].map(
    ([privilege, depth]) => `<RolePrivilege name="${privilege}" level="${LEVELS[depth]}" />`,
  );
  return `<Role id="{${sampleId("role", name)}}" name="${name}"><RolePrivileges>${lines.join("")}</RolePrivileges></Role>`;
}

function eventPrivileges({ tables }: MetadataCatalog): ReadonlyMap<string, Depth> {
  return new Map(
    [...tables.values()]
      .filter(({ logicalName }) => logicalName.startsWith("msevtmgt_"))
      .map(({ schemaName }) => [`prvRead${schemaName}`, Depth.Global] as const),
  );
}

/** What publishing takes, and what belongs to it. Nothing where there are no segments. */
function segmentPrivileges({ tables }: MetadataCatalog): ReadonlyMap<string, Depth> {
  return new Map(
    [...tables.values()]
      .filter(({ logicalName }) => logicalName.startsWith("msdynmkt_"))
      .flatMap(({ schemaName }) => ["Create", "Read", "Write"].map((verb) => `prv${verb}${schemaName}`))
      .map((privilege) => [privilege, Depth.Global] as const),
  );
}

/**
 * A solution of the sample's own with its roles, or nothing where Entente's marketer, from which one of them is made, is
 * not there. Roles of an environment are its admin's business: they are no part of what Entente ships.
 */
export function sampleRoles(metadata: MetadataCatalog): Uint8Array | undefined {
  const marketer = [...metadata.roles.values()].find(({ name }) => name === MARKETER);
  if (marketer === undefined) return undefined;
  const ofUnit = new Map(
    [...marketer.privileges].map(([name, depth]) => [name, OF_THE_UNIT.has(name) ? Depth.Local : depth]),
  );
  const ofSegments = segmentPrivileges(metadata);
  const roles = [
    [EVENT_READER, eventPrivileges(metadata)],
    [UNIT_MARKETER, ofUnit],
    ...(ofSegments.size > 0 ? ([[SEGMENT_BUILDER, ofSegments]] as const) : []),
  ] as const;
  const parts = {
    "[Content_Types].xml":
      `<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      `<Default Extension="xml" ContentType="application/octet-stream" /></Types>`,
    "solution.xml":
      `<?xml version="1.0" encoding="utf-8"?><ImportExportXml><SolutionManifest><UniqueName>SampleRoles</UniqueName>` +
      `<Version>1.0.0.0</Version><Managed>0</Managed><Publisher><UniqueName>sample</UniqueName>` +
      `<CustomizationPrefix>smp</CustomizationPrefix></Publisher><RootComponents>` +
      roles
        .map(([name]) => `<RootComponent type="20" id="{${sampleId("role", name)}}" behavior="0" />`)
        .join("") +
      `</RootComponents><MissingDependencies /></SolutionManifest></ImportExportXml>`,
    "customizations.xml":
      `<?xml version="1.0" encoding="utf-8"?><ImportExportXml><Roles>` +
      roles.map(([name, privileges]) => role(name, privileges)).join("") +
      `</Roles></ImportExportXml>`,
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(content)])),
  );
}
