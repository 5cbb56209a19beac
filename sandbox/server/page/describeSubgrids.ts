import { DOMParser, type Element } from "@xmldom/xmldom";
import type { SubgridDescription, ViewDescription } from "../../host/description";
import type { MetadataCatalog, Relationship, TableMetadata, ViewMetadata } from "../metadata/model";
import { standardView } from "./standardPages";

const SUBGRID_CLASS = "e7a81278-8635-4d9e-8d4d-59480b391c5b";

function bare(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}

function parameter(control: Element, name: string): string {
  return control.getElementsByTagName(name)[0]?.textContent?.trim() ?? "";
}

/** The rows of the target that belong to one row of the form's table: by a lookup of theirs, or through an intersect table. */
function linkOf(
  relationship: Relationship,
  table: TableMetadata,
  target: TableMetadata,
): SubgridDescription["link"] {
  if (relationship.kind === "OneToMany") return { column: relationship.referencingColumn };
  const first = relationship.table1 === table.logicalName;
  return {
    column: first ? relationship.table1IntersectColumn : relationship.table2IntersectColumn,
    through: {
      table: relationship.intersectTable,
      from: first ? relationship.table2IntersectColumn : relationship.table1IntersectColumn,
      to: target.primaryIdColumn,
    },
  };
}

/**
 * The subgrids of a form, by the id of their control. One whose relationship or view does not exist is left out, and the page
 * says so where it would stand.
 * @param describe how a view is described in the user's language
 */
export function describeSubgrids(
  metadata: MetadataCatalog & { readonly views: readonly ViewMetadata[] },
  table: TableMetadata,
  formXml: string,
  describe: (table: TableMetadata, view: ViewMetadata) => ViewDescription,
): Record<string, SubgridDescription> {
  const document = new DOMParser().parseFromString(formXml, "text/xml");
  const subgrids: Record<string, SubgridDescription> = {};
  for (const control of Array.from(document.getElementsByTagName("control"))) {
    if (bare(control.getAttribute("classid") ?? "") !== SUBGRID_CLASS) continue;
    const target = metadata.table(parameter(control, "TargetEntityType"));
    const relationship = metadata
      .relationshipsOf(table.logicalName)
      .find(({ schemaName }) => schemaName === parameter(control, "RelationshipName"));
    if (!target || !relationship) continue;
    const viewId = bare(parameter(control, "ViewId"));
    const view = metadata.views.find(({ id }) => bare(id) === viewId) ?? standardView(target);
    subgrids[control.getAttribute("id") ?? ""] = {
      view: describe(target, view),
      link: linkOf(relationship, table, target),
    };
  }
  return subgrids;
}
