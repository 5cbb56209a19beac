import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packedPath } from "../formScripts";
import { attribute, descendants, textOf } from "../xml";
import type { Problem } from "./problem";
import type { SolutionFolder } from "./solutionFolder";

/** The events of a form, its tabs, columns and IFRAMEs for which a form can name a handler. */
const EVENTS = ["onload", "onsave", "onchange", "tabstatechange", "onreadystatecomplete"];

/**
 * The functions that a script gives to forms, read from what esbuild writes for `compileFormScripts`: the global that the module is
 * kept in, the object of its exports that the module returns, and that object's names. Modules within it list theirs alike.
 * @returns undefined for a script that looks otherwise, written by hand or minified: what it has, only running it would tell
 */
function functionsOf(code: string): ReadonlySet<string> | undefined {
  const global = /^([\w$.]+) = \(\(\) => \{$/m.exec(code)?.[1];
  const exported = /^ {2}return __toCommonJS\(([\w$]+)\);\n\}\)\(\);\n$/m.exec(code)?.[1];
  if (global === undefined || exported === undefined) return undefined;
  const [, list] = code.split(`\n  __export(${exported}, {\n`);
  const [names, rest] = list?.split("\n  });\n", 2) ?? [];
  if (names === undefined || rest === undefined) return undefined;
  return new Set([...names.matchAll(/^ {4}"?([^":]+)"?: \(\) => /gm)].map(([, name]) => `${global}.${name}`));
}

/** Whether a form can call a function of a script: `Entente.campaignActivity.onLoad`. */
function defines(solution: SolutionFolder, library: string, functionName: string): boolean {
  const file = `WebResources/${library}`;
  if (!solution.files.includes(file)) return true;
  return functionsOf(readFileSync(join(solution.path, file), "utf8"))?.has(functionName) ?? true;
}

/** Web resources are where they are said to be, and forms call only those that are there. */
export function checkWebResources(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  const names = new Set<string>();
  for (const resource of solution.webResources) {
    const name = textOf(resource.element, "Name");
    const problem = (element: string, rule: string, message: string) =>
      problems.push({ file: resource.file, element, rule, message });
    names.add(name);
    if (resource.file !== `WebResources/${name}.data.xml`) {
      problem(name, "web-resource-file", "its file is not called by its name");
    }
    if (!solution.files.includes(`WebResources/${name}`))
      problem(name, "web-resource-file", "has no content");
    if (name !== name.toLowerCase()) {
      problem(name, "web-resource-name", "must be lower case, or the mobile app cannot load it offline");
    }
    const id = textOf(resource.element, "WebResourceId").replace(/[{}]/g, "");
    if (textOf(resource.element, "FileName") !== packedPath(name, id)) {
      problem(name, "web-resource-file", `FileName must be ${packedPath(name, id)}`);
    }
  }
  for (const table of solution.tables) {
    for (const form of table.forms) {
      const libraries = new Set(
        descendants(form.element, "Library").map((each) => attribute(each, "name") ?? ""),
      );
      const problem = (element: string, rule: string, message: string) =>
        problems.push({ file: form.file, element, rule, message });
      for (const library of libraries) {
        if (!names.has(library))
          problem(`Library ${library}`, "form-library", "the solution has no such web resource");
      }
      for (const handler of descendants(form.element, "Handler")) {
        const library = attribute(handler, "libraryName") ?? "";
        const name = attribute(handler, "functionName") ?? "";
        if (!libraries.has(library)) {
          problem(`Handler ${name}`, "form-handler", `the form does not load ${library}`);
        } else if (names.has(library) && !defines(solution, library, name)) {
          problem(`Handler ${name}`, "form-function", `${library} has no such function`);
        }
      }
      for (const event of descendants(form.element, "event")) {
        const name = attribute(event, "name") ?? "";
        if (!EVENTS.includes(name)) problem(`event ${name}`, "form-event", "a form has no such event");
      }
    }
  }
  return problems;
}
