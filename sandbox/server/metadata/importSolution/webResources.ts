import type { Element } from "@xmldom/xmldom";
import type { WebResourceMetadata } from "../model";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { children, textOf } from "./xml";

/** The web resources of a solution with their content. */
export function readWebResources(
  container: Element | undefined,
  parts: ReadonlyMap<string, Uint8Array>,
): readonly WebResourceMetadata[] {
  return (container ? children(container, "WebResource") : []).map((element) => {
    const name = textOf(element, "Name");
    const place: Place = { file: CUSTOMIZATIONS_XML, element: `<WebResource> ${name ?? ""}` };
    const type = Number(textOf(element, "WebResourceType"));
    if (name === undefined || !Number.isInteger(type) || type < 1 || type > 12) {
      throw importRefused(
        ImportCode.WebResource,
        place,
        "a web resource needs a name and a type from 1 to 12.",
      );
    }
    const fileName = textOf(element, "FileName") ?? "";
    const content = parts.get(fileName.replace(/^\//, ""));
    if (!fileName.startsWith("/WebResources/") || !content) {
      throw importRefused(
        ImportCode.WebResourceFile,
        place,
        `the package has no part ${fileName === "" ? "for it" : fileName}.`,
      );
    }
    return { name, type, content };
  });
}
