import type { Element } from "@xmldom/xmldom";
import type { SolutionMetadata } from "../model";
import { readLabels, withEnglish } from "./labels";
import { ImportCode, importRefused } from "./refusal";
import { SOLUTION_XML } from "./solutionPackage";
import { attribute, child, children, readGuid, textOf } from "./xml";

/** A component that the solution says it consists of. */
export interface RootComponent {
  readonly type: number;
  readonly schemaName?: string;
  readonly id?: string;
  /** 0 with everything that belongs to it, 1 without, 2 its name alone. */
  readonly behavior: number;
}

/** A table that another solution has to have brought. */
export interface Dependency {
  readonly type: number;
  readonly schemaName: string;
  readonly solution: string;
}

export interface Manifest {
  readonly solution: SolutionMetadata;
  readonly rootComponents: readonly RootComponent[];
  readonly missingDependencies: readonly Dependency[];
}

/**
 * What solution.xml says.
 * @throws DataverseError 400 when it says too little
 */
export function readManifest(root: Element): Manifest {
  const manifest = child(root, "SolutionManifest");
  const place = (element: string) => ({ file: SOLUTION_XML, element });
  if (!manifest) {
    throw importRefused(ImportCode.NotBySchema, place("<ImportExportXml>"), "<SolutionManifest> is missing.");
  }
  const required = (parent: Element | undefined, name: string): string => {
    const text = textOf(parent, name);
    if (text === undefined) {
      throw importRefused(ImportCode.NotBySchema, place(`<${name}>`), "it is missing or empty.");
    }
    return text;
  };
  const uniqueName = required(manifest, "UniqueName");
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(uniqueName)) {
    throw importRefused(
      ImportCode.Solution,
      place("<UniqueName>"),
      `"${uniqueName}" is not a name of letters, digits and underscores.`,
    );
  }
  const version = required(manifest, "Version");
  if (!/^\d+(\.\d+){1,3}$/.test(version)) {
    throw importRefused(
      ImportCode.LowerVersion,
      place("<Version>"),
      `"${version}" is not a version of two to four numbers.`,
    );
  }
  const managed = required(manifest, "Managed");
  if (managed !== "0" && managed !== "1") {
    throw importRefused(
      ImportCode.PackageNotValid,
      place("<Managed>"),
      `a package is either unmanaged (0) or managed (1), not ${managed}.`,
    );
  }
  const publisher = child(manifest, "Publisher");
  return {
    solution: {
      uniqueName,
      labels: withEnglish(readLabels(manifest, "LocalizedNames", "LocalizedName"), uniqueName),
      version,
      managed: managed === "1",
      publisherPrefix: required(publisher, "CustomizationPrefix"),
    },
    rootComponents: children(child(manifest, "RootComponents") ?? manifest, "RootComponent").map(
      readRootComponent,
    ),
    missingDependencies: readDependencies(child(manifest, "MissingDependencies")),
  };
}

function readRootComponent(element: Element): RootComponent {
  const type = Number(attribute(element, "type"));
  const schemaName = attribute(element, "schemaName");
  const id = readGuid(attribute(element, "id"));
  if (!Number.isInteger(type) || (schemaName === undefined && id === undefined)) {
    throw importRefused(
      ImportCode.NotBySchema,
      { file: SOLUTION_XML, element: "<RootComponent>" },
      "it needs a type, and a schemaName or an id.",
    );
  }
  return {
    type,
    behavior: Number(attribute(element, "behavior") ?? 0),
    ...(schemaName === undefined ? {} : { schemaName }),
    ...(id === undefined ? {} : { id }),
  };
}

function readDependencies(element: Element | undefined): readonly Dependency[] {
  return (element ? children(element, "MissingDependency") : []).flatMap((one) => {
    const required = child(one, "Required");
    const type = Number(required && attribute(required, "type"));
    const schemaName = required && attribute(required, "schemaName");
    return required && schemaName !== undefined
      ? [{ type, schemaName, solution: attribute(required, "solution") ?? "another solution" }]
      : [];
  });
}
