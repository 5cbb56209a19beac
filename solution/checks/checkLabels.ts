import { attribute, child, children, textOf, type XmlElement } from "../xml";
import type { Problem } from "./problem";
import type { SolutionFolder } from "./solutionFolder";

/** English, French, Dutch. */
export const LANGUAGES = ["1033", "1036", "1043"];

/** Elements that hold one text in several languages, with the name of that text's attribute. */
const LABELS: Readonly<Record<string, { item: string; text: string; language: string }>> = {
  LocalizedNames: { item: "LocalizedName", text: "description", language: "languagecode" },
  LocalizedCollectionNames: {
    item: "LocalizedCollectionName",
    text: "description",
    language: "languagecode",
  },
  Descriptions: { item: "Description", text: "description", language: "languagecode" },
  displaynames: { item: "displayname", text: "description", language: "languagecode" },
  labels: { item: "label", text: "description", language: "languagecode" },
  Titles: { item: "Title", text: "Title", language: "LCID" },
};

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  "1033": "English",
  "1036": "French",
  "1043": "Dutch",
};

/** Whatever a user can read is there in every language. */
export function checkLabels(solution: SolutionFolder): Problem[] {
  const problems: Problem[] = [];
  for (const [file, root] of solution.documents) {
    if (file.startsWith("Controls/")) continue;
    visit(root, [], (element, path) => {
      if (element.tagName === "cell" && isShown(element) && !child(element, "labels")) {
        problems.push({ file, element: path, rule: "cell-label", message: "shows a label, and has none" });
      }
      const label = LABELS[element.tagName];
      if (!label) return;
      const texts = new Map<string, string>();
      for (const item of children(element, label.item)) {
        const language = attribute(item, label.language) ?? "";
        if (texts.has(language)) {
          problems.push({
            file,
            element: path,
            rule: "label-once",
            message: `has two texts for ${language}`,
          });
        }
        texts.set(language, (attribute(item, label.text) ?? "").trim());
      }
      const missing = LANGUAGES.filter((language) => !texts.get(language));
      if (missing.length > 0) {
        problems.push({
          file,
          element: path,
          rule: "label-languages",
          message: `has no text in ${missing.map((each) => `${LANGUAGE_NAMES[each]} (${each})`).join(", ")}`,
        });
      }
    });
  }
  const listed = solution.customizations ? child(solution.customizations, "Languages") : undefined;
  for (const language of LANGUAGES) {
    // Dataverse leaves out the labels of a language that a solution does not list.
    if (listed && children(listed).some((each) => textOf(each) === language)) continue;
    problems.push({
      file: "Other/Customizations.xml",
      element: "Languages",
      rule: "languages-listed",
      message: `does not list ${LANGUAGE_NAMES[language]} (${language})`,
    });
  }
  return problems;
}

/** Whether a form's cell shows the label of what is in it. */
function isShown(cell: XmlElement): boolean {
  return attribute(cell, "showlabel") === "true" && child(cell, "control") !== undefined;
}

/** An element's place, told by the names that people know it by. */
function called(element: XmlElement): string {
  const name = ["PhysicalName", "Name", "name", "id", "Id", "value", "UniqueName"]
    .map((key) => attribute(element, key))
    .find((each) => each !== undefined);
  return name === undefined ? element.tagName : `${element.tagName} ${name}`;
}

function visit(
  element: XmlElement,
  ancestors: readonly string[],
  each: (element: XmlElement, path: string) => void,
): void {
  const path = [...ancestors, called(element)];
  // What a chart calls Titles is drawn by the chart, and named nowhere.
  if (element.tagName === "presentationdescription") return;
  each(element, path.slice(-3).join(" / "));
  for (const inner of children(element)) visit(inner, path, each);
}
