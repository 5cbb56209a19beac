import type { Element } from "@xmldom/xmldom";
import { unzipSync } from "fflate";
import { ImportCode, importRefused } from "./refusal";
import { attribute, children, parsePart } from "./xml";

/** A packed solution, taken apart but not yet understood. */
export interface SolutionPackage {
  /** `<SolutionManifest>`'s document. */
  readonly solution: Element;
  readonly customizations: Element;
  /** Every part by its name, with forward slashes and no slash in front. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

export const SOLUTION_XML = "solution.xml";
export const CUSTOMIZATIONS_XML = "customizations.xml";
const CONTENT_TYPES_XML = "[Content_Types].xml";

/**
 * Opens a package. Names of parts are taken as they stand: the platform knows neither other capitals nor backslashes.
 * @throws DataverseError 400 when it is no zip, a part is missing, or a part is of no declared type
 */
export function openPackage(zip: Uint8Array): SolutionPackage {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(zip);
  } catch {
    throw importRefused(
      ImportCode.BadZip,
      { file: "the package", element: "the whole file" },
      "it is not a zip file.",
    );
  }
  const parts = new Map(Object.entries(entries).filter(([name]) => !name.endsWith("/")));
  const part = (name: string): Uint8Array => {
    const content = parts.get(name);
    if (!content) {
      throw importRefused(
        ImportCode.PackageNotValid,
        { file: "the package", element: name },
        "this part is missing from the root of the zip.",
      );
    }
    return content;
  };
  checkContentTypes(parsePart(part(CONTENT_TYPES_XML), CONTENT_TYPES_XML, "Types"), parts);
  return {
    solution: parsePart(part(SOLUTION_XML), SOLUTION_XML, "ImportExportXml"),
    customizations: parsePart(part(CUSTOMIZATIONS_XML), CUSTOMIZATIONS_XML, "ImportExportXml"),
    parts,
  };
}

/** In a package of this kind every part has a declared type: by its extension, or by its name when it has none. */
function checkContentTypes(types: Element, parts: ReadonlyMap<string, Uint8Array>): void {
  const extensions = new Set(
    children(types, "Default").map((one) => attribute(one, "Extension")?.toLowerCase() ?? ""),
  );
  const names = new Set(children(types, "Override").map((one) => attribute(one, "PartName") ?? ""));
  for (const name of parts.keys()) {
    if (name === CONTENT_TYPES_XML) {
      continue;
    }
    const file = name.slice(name.lastIndexOf("/") + 1);
    const dot = file.lastIndexOf(".");
    const extension = dot < 0 ? undefined : file.slice(dot + 1).toLowerCase();
    if (!names.has(`/${name}`) && (extension === undefined || !extensions.has(extension))) {
      throw importRefused(
        ImportCode.PackageNotValid,
        { file: CONTENT_TYPES_XML, element: name },
        "the part has no content type.",
      );
    }
  }
}
