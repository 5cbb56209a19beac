import type { Element } from "@xmldom/xmldom";
import type { ControlMetadata } from "../model";
import { ImportCode, importRefused, type Place } from "./refusal";
import { CUSTOMIZATIONS_XML } from "./solutionPackage";
import { attribute, child, children, parsePart, textOf } from "./xml";

/** Resources of a component that are files of its own; platform libraries are the host's. */
const FILES = ["code", "css", "resx", "img", "html"];

/** The PCF components of a solution, each with every file that its manifest names. */
export function readControls(
  container: Element | undefined,
  parts: ReadonlyMap<string, Uint8Array>,
  prefix: string,
): readonly ControlMetadata[] {
  return (container ? children(container, "CustomControl") : []).map((element) => {
    const name = textOf(element, "Name") ?? "";
    const fileName = textOf(element, "FileName") ?? "";
    const place: Place = { file: CUSTOMIZATIONS_XML, element: `<CustomControl> ${name}` };
    const folder = `Controls/${name}/`;
    if (name === "" || fileName !== `/${folder}ControlManifest.xml`) {
      throw importRefused(
        ImportCode.CustomControl,
        place,
        `its <FileName> must be /${folder}ControlManifest.xml.`,
      );
    }
    return readControl(name, folder, parts, prefix, place);
  });
}

function readControl(
  name: string,
  folder: string,
  parts: ReadonlyMap<string, Uint8Array>,
  prefix: string,
  place: Place,
): ControlMetadata {
  const manifestPath = `${folder}ControlManifest.xml`;
  const content = parts.get(manifestPath);
  if (!content) {
    throw importRefused(ImportCode.CustomControl, place, `the package has no part ${manifestPath}.`);
  }
  const control = child(parsePart(content, manifestPath, "manifest"), "control");
  const inside: Place = { file: manifestPath, element: "<control>" };
  const fullName =
    control &&
    `${prefix}_${attribute(control, "namespace") ?? ""}.${attribute(control, "constructor") ?? ""}`;
  if (fullName !== name) {
    throw importRefused(
      ImportCode.CustomControl,
      inside,
      `its namespace and constructor make it ${fullName ?? "nothing"}, not ${name}.`,
    );
  }
  const resources = child(control, "resources");
  for (const resource of resources ? children(resources) : []) {
    const path = attribute(resource, "path") ?? "";
    if (FILES.includes(resource.nodeName) && !parts.has(folder + path)) {
      throw importRefused(
        ImportCode.CustomControl,
        { file: manifestPath, element: `<${resource.nodeName} path="${path}">` },
        "the package has no such file.",
      );
    }
  }
  const files = new Map(
    [...parts]
      .filter(([part]) => part.startsWith(folder))
      .map(([part, bytes]) => [part.slice(folder.length), bytes] as const),
  );
  return { name, manifestXml: new TextDecoder().decode(content).replace(/^\uFEFF/, ""), files };
}
