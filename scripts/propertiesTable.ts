import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSolutionFolder } from "../solution/checks/solutionFolder";
import { attribute, child, children, descendants, parseXml, textOf, type XmlElement } from "../solution/xml";
import { componentNames } from "./componentNames";
import { markdownTable } from "./markdownTable";

/** English strings of a component and of what components share. */
function strings(root: string, name: string): ReadonlyMap<string, string> {
  return new Map(
    ["shared/strings/Shared", `${name}/strings/${name}`].flatMap((file) => {
      const path = join(root, "components", `${file}.1033.resx`);
      return descendants(parseXml(readFileSync(path, "utf8"), path), "data").map(
        (data) => [attribute(data, "name") ?? "", textOf(data, "value")] as const,
      );
    }),
  );
}

function manifestOf(root: string, name: string): XmlElement {
  const file = join(root, ...(name === "Briefing" ? [] : ["components", name]), "ControlManifest.Input.xml");
  const control = child(parseXml(readFileSync(file, "utf8"), file), "control");
  if (control === undefined) throw new Error(`${file} holds no control.`);
  return control;
}

/** Tables on whose forms the solution itself puts the component. */
function tablesWith(root: string, name: string): readonly string[] {
  const { solution } = readSolutionFolder(join(root, "solution", "src"));
  return solution.tables
    .filter(({ forms }) =>
      forms.some(({ element }) =>
        descendants(element, "customControl").some(
          (each) => attribute(each, "name") === `ent_Entente.${name}`,
        ),
      ),
    )
    .map(({ logicalName }) => logicalName);
}

/** Every component with what it is for, the forms it stands on, and its properties, as its manifest has them. */
export function propertiesTables(root: string): string {
  return componentNames(root)
    .map((name) => {
      const words = strings(root, name);
      const say = (element: XmlElement, key: string) => words.get(attribute(element, key) ?? "") ?? "";
      const control = manifestOf(root, name);
      const tables = tablesWith(root, name);
      const rows = children(control, "property").map((property) => [
        `\`${attribute(property, "name") ?? ""}\``,
        `\`${attribute(property, "of-type") ?? ""}\``,
        attribute(property, "usage") === "bound" ? "a column of the table" : "a fixed value",
        attribute(property, "required") === "true" ? "yes" : "no",
        say(property, "description-key"),
      ]);
      const events = children(control, "event").map((event) => `\`${attribute(event, "name") ?? ""}\``);
      return [
        `#### \`ent_Entente.${name}\``,
        "",
        say(control, "description-key"),
        ...(tables.length > 0
          ? ["", `On the solution's forms of ${tables.map((table) => `\`${table}\``).join(", ")}.`]
          : []),
        ...(events.length > 0
          ? [
              "",
              `Its events, ${events.join(", ")}, are answered by a script of the form: see [The script on the guard's forms](#the-script-on-the-guards-forms).`,
            ]
          : []),
        "",
        markdownTable(["property", "type", "filled with", "required", "what it is"], rows),
      ].join("\n");
    })
    .join("\n\n");
}
