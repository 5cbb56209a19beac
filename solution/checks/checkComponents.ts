import { attribute, child, children, textOf } from "../xml";
import { LANGUAGES } from "./checkLabels";
import type { Problem } from "./problem";
import type { SolutionFolder } from "./solutionFolder";

/** Every file that a component's manifest names is there, every language too, and its version is the solution's. */
export function checkComponents(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  const prefix = solution.manifest
    ? textOf(child(solution.manifest, "Publisher") ?? solution.manifest, "CustomizationPrefix")
    : "";
  const version = solution.manifest ? textOf(solution.manifest, "Version") : "";
  for (const component of solution.components) {
    const problem = (file: string, element: string, rule: string, message: string) =>
      problems.push({ file, element, rule, message });
    const { manifest, manifestFile } = component;
    if (component.file !== `Controls/${component.name}/ControlManifest.xml.data.xml`) {
      problem(component.file, component.name, "component-folder", "its folder is not called by its name");
    }
    if (textOf(component.element, "FileName") !== `/Controls/${component.name}/ControlManifest.xml`) {
      problem(component.file, "FileName", "component-folder", "does not point to its manifest");
    }
    if (!manifest) {
      problem(manifestFile, "control", "component-manifest", "there is no readable manifest");
      continue;
    }
    const name = `${prefix}_${attribute(manifest, "namespace")}.${attribute(manifest, "constructor")}`;
    if (name !== component.name)
      problem(manifestFile, name, "component-name", `the solution calls it ${component.name}`);
    if (`${attribute(manifest, "version")}.0` !== version) {
      problem(
        manifestFile,
        `version ${attribute(manifest, "version")}`,
        "component-version",
        `is not in step with the solution's ${version}, so the host would keep the cached component`,
      );
    }
    const resources = child(manifest, "resources");
    const named = (tag: string) =>
      children(resources ?? manifest, tag).map((each) => attribute(each, "path") ?? "");
    if (named("code").length !== 1) problem(manifestFile, "code", "component-file", "must be one file");
    for (const path of ["code", "css", "img", "resx"].flatMap(named)) {
      if (!component.files.includes(path))
        problem(manifestFile, path, "component-file", "is named and not there");
    }
    const strings = named("resx");
    for (const language of LANGUAGES) {
      if (strings.length > 0 && !strings.some((path) => path.endsWith(`.${language}.resx`))) {
        problem(manifestFile, "resx", "component-languages", `no strings for ${language}`);
      }
    }
  }
  return problems;
}
