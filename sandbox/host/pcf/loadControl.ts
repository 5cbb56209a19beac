import { readManifest, type ControlManifest } from "./manifest";
import type { ControlConstructor, ControlRegistry } from "./registry";
import { readResx } from "./strings";

/** A component whose code is in the page, ready to be put on a form as often as the form names it. */
export interface LoadedControl {
  /** `ent_Entente.Interest` */
  readonly fullName: string;
  readonly manifest: ControlManifest;
  readonly strings: ReadonlyMap<string, string>;
  readonly construct: ControlConstructor;
}

export interface ControlSource {
  /** The URL of a component's file. */
  url(fullName: string, path: string): string;
  fetchText(url: string): Promise<string>;
  /** Runs a script of the component in the page; resolves when it has run. */
  runScript(url: string): Promise<void>;
  addStyleSheet(url: string): void;
}

const english = 1033;

/** The platform libraries that the page has, as manifests name them. */
const provided: ReadonlyMap<string, readonly string[]> = new Map([
  ["React", ["16.14.0"]],
  ["Fluent", ["8.121.1"]],
]);

function checkLibraries({ name, platformLibraries, controlType }: ControlManifest): void {
  for (const library of platformLibraries) {
    if (!provided.get(library.name)?.includes(library.version)) {
      throw new Error(
        `The sandbox does not provide ${library.name} ${library.version}, which ${name} asks for.`,
      );
    }
  }
  if (controlType === "virtual" && !platformLibraries.some((library) => library.name === "React")) {
    throw new Error(`${name} is a virtual control and names no React among its platform libraries.`);
  }
}

/** Refused rather than faked: a component that counts on one would seem to work. */
function checkSupported({ name, dataSets }: ControlManifest): void {
  if (dataSets.length > 0) throw new Error(`The sandbox does not support the data set of ${name}.`);
}

/**
 * Brings a component into the page as the real host does: its styles, the strings of the user's language (English where
 * it has none), and its bundle, which registers the component under the name that its manifest gives.
 * @throws Error when the manifest asks for something that the page has not, or the bundle registers nothing
 */
export async function loadControl(
  source: ControlSource,
  registry: ControlRegistry,
  fullName: string,
  manifestXml: string,
  languageId: number,
): Promise<LoadedControl> {
  const manifest = readManifest(manifestXml);
  checkLibraries(manifest);
  checkSupported(manifest);
  for (const path of manifest.styles) source.addStyleSheet(source.url(fullName, path));
  const stringsPath = manifest.strings.get(languageId) ?? manifest.strings.get(english);
  const [strings] = await Promise.all([
    stringsPath === undefined ? "" : source.fetchText(source.url(fullName, stringsPath)),
    registry.constructorOf(manifest.name) ?? source.runScript(source.url(fullName, manifest.code)),
  ]);
  const construct = registry.constructorOf(manifest.name);
  if (!construct) throw new Error(`The bundle of ${fullName} did not register ${manifest.name}.`);
  return {
    fullName,
    manifest,
    strings: strings === "" ? new Map<string, string>() : readResx(strings),
    construct,
  };
}
