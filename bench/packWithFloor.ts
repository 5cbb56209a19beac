import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import type { Element } from "@xmldom/xmldom";
import { v5 } from "uuid";
import { pack } from "../solution/pack";
import { solutionId } from "../solution/solutionId";

const BENCH = "0b0a3f52-33d8-5c3e-9d1f-6f1f5a8f1c11";
const FLOOR = "ent_Bench.Floor";
const BRIEFING = "ent_Entente.Briefing";

export interface BenchSolution {
  /** The unmanaged zip. */
  readonly zip: string;
  /** The account form that ships. */
  readonly enrichedForm: string;
  /** The same form with the floor component in the place of the Briefing, and no other. */
  readonly floorForm: string;
}

function benchId(id: string): string {
  return `{${v5(id.toLowerCase(), BENCH)}}`;
}

/**
 * Packs a copy of the solution that has one more form on account, so that floor and product go through the same importer
 * and stand in the same page. The product's own sources stay as they are.
 * @param controls folder of the built floor component; the product's are added to it
 */
export async function packWithFloor(root: string, controls: string): Promise<BenchSolution> {
  const copy = join(root, "out", "bench", "solution");
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(join(copy, "solution"), { recursive: true });
  cpSync(join(root, "solution", "src"), join(copy, "solution", "src"), { recursive: true });
  cpSync(join(root, "package.json"), join(copy, "package.json"));
  cpSync(join(root, "out", "controls"), controls, { recursive: true });

  const forms = join(copy, "solution", "src", "Entities", "Account", "FormXml", "main");
  const [form] = readdirSync(forms);
  if (form === undefined) {
    throw new Error("The solution has no account form.");
  }
  const enrichedForm = form.replace(/\.xml$/, "");
  // The packer wants to see every id follow from its name.
  const floorForm = `{${solutionId("form/account/main/Floor")}}`;
  writeFileSync(
    join(forms, `${floorForm}.xml`),
    floorFormXml(readFileSync(join(forms, form), "utf8"), floorForm),
  );
  addRootComponents(join(copy, "solution", "src", "Other", "Solution.xml"), enrichedForm, floorForm);

  const packed = await pack({
    root: copy,
    out: join(root, "out", "bench", "dist"),
    controls,
    scripts: join(root, "solution", "scripts"),
  });
  return { zip: packed.unmanaged, enrichedForm, floorForm };
}

/** The account form with the floor where the Briefing was, without the other components, and with ids of its own. */
function floorFormXml(enriched: string, formId: string): string {
  const document = new DOMParser().parseFromString(enriched, "text/xml");
  const all = (name: string): Element[] => Array.from(document.getElementsByTagName(name));

  for (const description of all("controlDescription")) {
    const customs = Array.from(description.getElementsByTagName("customControl")).filter((each) =>
      each.hasAttribute("name"),
    );
    if (customs.some((each) => each.getAttribute("name") === BRIEFING)) {
      for (const custom of customs) {
        custom.setAttribute("name", FLOOR);
        for (const table of Array.from(custom.getElementsByTagName("tableName"))) {
          table.parentNode?.removeChild(table);
        }
      }
    } else {
      const control = description.getAttribute("forControl");
      const tab = all("tab").find((each) =>
        Array.from(each.getElementsByTagName("control")).some(
          (one) => one.getAttribute("uniqueid") === control,
        ),
      );
      tab?.parentNode?.removeChild(tab);
      description.parentNode?.removeChild(description);
    }
  }

  for (const element of all("*")) {
    // The id of a custom control is the class of the control that it stands for: that is no id of the form's.
    const names = [
      "labelid",
      "uniqueid",
      "forControl",
      ...(element.tagName === "customControl" ? [] : ["id"]),
    ];
    for (const name of names) {
      const id = element.getAttribute(name);
      if (id?.startsWith("{")) {
        element.setAttribute(name, benchId(id));
      }
    }
  }
  for (const id of all("formid")) {
    id.textContent = formId;
  }
  for (const name of all("LocalizedName")) {
    name.setAttribute("description", "Floor");
  }
  return new XMLSerializer().serializeToString(document);
}

function addRootComponents(file: string, enrichedForm: string, floorForm: string): void {
  const xml = readFileSync(file, "utf8");
  const form = `<RootComponent type="60" id="${enrichedForm}" behavior="0" />`;
  const control = `<RootComponent type="66" schemaName="${BRIEFING}" behavior="0" />`;
  if (!xml.includes(form) || !xml.includes(control)) {
    throw new Error("The solution's manifest does not list the account form and the Briefing.");
  }
  writeFileSync(
    file,
    xml
      .replace(form, `${form}\n      ${form.replace(enrichedForm, floorForm)}`)
      .replace(control, `<RootComponent type="66" schemaName="${FLOOR}" behavior="0" />\n      ${control}`),
  );
}
