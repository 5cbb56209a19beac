import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import type { Document, Element } from "@xmldom/xmldom";
import { v5 } from "uuid";
import { pack } from "../../solution/pack";
import { solutionId } from "../../solution/solutionId";
import type { OpeningCase } from "./cases";

const BENCH = "0b0a3f52-33d8-5c3e-9d1f-6f1f5a8f1c11";
/** Folders of the tables' sources. */
const FOLDERS: Readonly<Record<OpeningCase["table"], string>> = {
  account: "Account",
  campaignactivity: "CampaignActivity",
};

/** What stands on a form of the bench, alone: the component, or in its place what it is measured against. */
export const variants = ["floor", "component", "naive"] as const;
export type Variant = (typeof variants)[number];

export interface BenchSolution {
  /** The unmanaged zip. */
  readonly zip: string;
  /** The form's id, without braces. */
  form(component: string, variant: Variant): string;
}

/**
 * Packs a copy of the solution that has three more forms for each component: floor, product and naive component go through the
 * same importer and stand in the same page. The product's own sources stay as they are.
 * @param controls folder of the built controls of the bench; the product's are added to it
 */
export async function packBenchForms(
  root: string,
  controls: string,
  cases: readonly OpeningCase[],
): Promise<BenchSolution> {
  const copy = join(root, "out", "bench", "solution");
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(join(copy, "solution"), { recursive: true });
  cpSync(join(root, "solution", "src"), join(copy, "solution", "src"), { recursive: true });
  cpSync(join(root, "package.json"), join(copy, "package.json"));
  cpSync(join(root, "out", "controls"), controls, { recursive: true });

  const formIds = new Map<string, string>();
  for (const one of cases) {
    const forms = join(copy, "solution", "src", "Entities", FOLDERS[one.table], "FormXml", "main");
    const shipped = shippedForm(join(root, "solution", "src", "Entities", FOLDERS[one.table]), one.component);
    for (const variant of variants) {
      const name = `${one.component}, ${variant}`;
      // The packer wants to see every id follow from its name.
      const id = `{${solutionId(`form/${one.table}/main/${name}`)}}`;
      writeFileSync(join(forms, `${id}.xml`), benchForm(shipped, one, variant, name, id));
      formIds.set(name, id.slice(1, -1));
    }
  }
  addRootComponents(join(copy, "solution", "src", "Other", "Solution.xml"), [...formIds.values()]);

  const packed = await pack({
    root: copy,
    out: join(root, "out", "bench", "dist"),
    controls,
    scripts: join(root, "solution", "scripts"),
  });
  return {
    zip: packed.unmanaged,
    form: (component, variant) => formIds.get(`${component}, ${variant}`) ?? "",
  };
}

/** The form of a table on which a component ships. */
function shippedForm(folder: string, component: string): string {
  const forms = join(folder, "FormXml", "main");
  const found = readdirSync(forms)
    .map((file) => readFileSync(join(forms, file), "utf8"))
    .find((xml) => xml.includes(`name="ent_Entente.${component}"`));
  if (found === undefined) throw new Error(`No form in ${folder} has ${component}.`);
  return found;
}

/** A shipped form with one component alone, its tab first, and with ids of its own. */
function benchForm(
  shipped: string,
  { component, table }: OpeningCase,
  variant: Variant,
  name: string,
  formId: string,
): string {
  const document = new DOMParser().parseFromString(shipped, "text/xml");
  const all = (tag: string): Element[] => Array.from(document.getElementsByTagName(tag));

  for (const description of all("controlDescription")) {
    const customs = Array.from(description.getElementsByTagName("customControl")).filter((each) =>
      each.hasAttribute("name"),
    );
    const control = description.getAttribute("forControl");
    const section = all("section").find((each) =>
      Array.from(each.getElementsByTagName("control")).some(
        (one) => one.getAttribute("uniqueid") === control,
      ),
    );
    if (customs.some((each) => each.getAttribute("name") === `ent_Entente.${component}`)) {
      bringForward(section);
      for (const custom of customs) putInPlace(document, custom, component, table, variant);
    } else {
      section?.parentNode?.removeChild(section);
      description.parentNode?.removeChild(description);
    }
  }
  for (const tab of all("tab")) {
    if (tab.getElementsByTagName("section").length === 0) tab.parentNode?.removeChild(tab);
  }
  if (variant !== "component") {
    // Form scripts wait for the events of a component that is not there.
    for (const part of [...all("events"), ...all("formLibraries")]) part.parentNode?.removeChild(part);
  }
  renameIds(all("*"), name);
  for (const id of all("formid")) id.textContent = formId;
  for (const label of all("LocalizedName")) label.setAttribute("description", name);
  return new XMLSerializer().serializeToString(document);
}

/** Makes the section the first of its column, and its tab the first of the form. */
function bringForward(section: Element | undefined): void {
  for (let part = section; part !== undefined; part = part.parentNode as Element | undefined) {
    if (part.tagName === "section" || part.tagName === "tab") {
      part.parentNode?.insertBefore(part, part.parentNode.firstChild);
    }
    if (part.tagName === "tab") return;
  }
}

function putInPlace(
  document: Document,
  custom: Element,
  component: string,
  table: string,
  variant: Variant,
): void {
  if (variant === "component") return;
  custom.setAttribute("name", variant === "floor" ? "ent_Bench.Floor" : "ent_Bench.Naive");
  for (const parameters of Array.from(custom.getElementsByTagName("parameters"))) {
    for (const child of Array.from(parameters.childNodes)) {
      if (child.nodeName !== "recordId") parameters.removeChild(child);
    }
    const [input, value] = variant === "floor" ? ["tableName", table] : ["job", component];
    const element = document.createElement(input ?? "");
    element.setAttribute("static", "true");
    element.setAttribute("type", "SingleLine.Text");
    element.textContent = value ?? "";
    parameters.appendChild(element);
  }
}

function renameIds(elements: readonly Element[], name: string): void {
  for (const element of elements) {
    // The id of a custom control is the class of the control that it stands for: that is no id of the form's.
    const names = [
      ...["labelid", "uniqueid", "forControl"],
      ...(element.tagName === "customControl" ? [] : ["id"]),
    ];
    for (const attribute of names) {
      const id = element.getAttribute(attribute);
      if (id?.startsWith("{")) {
        element.setAttribute(attribute, `{${v5(`${name} ${id.toLowerCase()}`, BENCH)}}`);
      }
    }
  }
}

function addRootComponents(file: string, formIds: readonly string[]): void {
  const xml = readFileSync(file, "utf8");
  const forms = formIds.map((id) => `<RootComponent type="60" id="{${id}}" behavior="0" />`);
  const controls = ["Floor", "Naive"].map(
    (name) => `<RootComponent type="66" schemaName="ent_Bench.${name}" behavior="0" />`,
  );
  const [firstForm, firstControl] = [60, 66].map(
    (type) => new RegExp(`<RootComponent type="${String(type)}"[^>]*/>`).exec(xml)?.[0],
  );
  if (firstForm === undefined || firstControl === undefined) {
    throw new Error("The solution's manifest lists no form or no control.");
  }
  writeFileSync(
    file,
    xml
      .replace(firstForm, [...forms, firstForm].join("\n      "))
      .replace(firstControl, [...controls, firstControl].join("\n      ")),
  );
}
