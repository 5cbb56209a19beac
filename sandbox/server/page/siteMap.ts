import { DOMParser, type Element } from "@xmldom/xmldom";
import type { AppDescription, SiteMapArea, SiteMapItem } from "../../host/description";
import type { AppMetadata, Labels, Verb } from "../metadata/model";

const english = 1033;

/** The label in the user's language, else in English, else in any. */
export function labelIn(labels: Labels, languageId: number): string {
  return labels[languageId] ?? labels[english] ?? Object.values(labels)[0] ?? "";
}

function elements(parent: Element, name: string): Element[] {
  return Array.from(parent.childNodes).filter(
    (node): node is Element => node.nodeType === 1 && node.nodeName === name,
  );
}

function titleOf(element: Element, languageId: number): string | undefined {
  const titles = elements(element, "Titles").flatMap((one) => elements(one, "Title"));
  const labels = Object.fromEntries(
    titles.map((title) => [Number(title.getAttribute("LCID")), title.getAttribute("Title") ?? ""]),
  );
  return titles.length === 0 ? undefined : labelIn(labels, languageId);
}

/** What a sub-area opens: a table, or one of its views by the address of the list page. */
function target(subArea: Element): { readonly table: string; readonly viewId?: string } {
  const address = new URLSearchParams((subArea.getAttribute("Url") ?? "").replace(/^[^?]*/, ""));
  return address.get("pagetype") === "entitylist"
    ? { table: address.get("etn") ?? "", viewId: address.get("viewid") ?? undefined }
    : { table: subArea.getAttribute("Entity") ?? "" };
}

/** Whether the user has what a sub-area asks for (the element `Privilege` of a site map): each of its privileges on each table. */
function isShown(subArea: Element, may: (table: string, verb: Verb) => boolean): boolean {
  return elements(subArea, "Privilege").every((each) =>
    (each.getAttribute("Privilege") ?? "")
      .split(",")
      .every((verb) => may(each.getAttribute("Entity") ?? "", verb as Verb)),
  );
}

/**
 * The app's navigation in the user's language.
 * @param nameOf the plural label of a table, for a sub-area without a title; undefined leaves the sub-area out
 * @param may whether the user has a privilege, `Read` or another, on some of the table's rows at least
 */
export function describeApp(
  app: AppMetadata,
  languageId: number,
  nameOf: (table: string) => string | undefined,
  may: (table: string, verb: Verb) => boolean,
): AppDescription {
  const root = new DOMParser().parseFromString(app.siteMapXml, "text/xml").documentElement;
  const [siteMap] = root?.nodeName === "SiteMap" ? [root] : root ? elements(root, "SiteMap") : [];
  const areas = siteMap ? elements(siteMap, "Area") : [];
  return {
    name: labelIn(app.labels, languageId),
    areas: areas.map((area): SiteMapArea => ({
      title: titleOf(area, languageId) ?? "",
      groups: elements(area, "Group").map((group) => ({
        title: titleOf(group, languageId) ?? "",
        items: elements(group, "SubArea").flatMap((subArea): SiteMapItem[] => {
          const { table, viewId } = target(subArea);
          const name = nameOf(table);
          if (name === undefined || !isShown(subArea, may)) return [];
          const id = subArea.getAttribute("Id") ?? "";
          return [{ id, table, viewId, title: titleOf(subArea, languageId) ?? name }];
        }),
      })),
    })),
  };
}
