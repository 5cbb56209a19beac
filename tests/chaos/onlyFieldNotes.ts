import { DOMParser, XMLSerializer, type Element } from "@xmldom/xmldom";

const COMPONENT = "Entente.FieldNotes";

/** A main form of which only the section with the field notes is left. */
export function onlyFieldNotes(formXml: string): string {
  const serializer = new XMLSerializer();
  const holds = (element: Element, text: string): boolean =>
    serializer.serializeToString(element).includes(text);
  const document = new DOMParser().parseFromString(formXml, "text/xml");
  const all = (name: string): Element[] => Array.from(document.getElementsByTagName(name));
  const description = all("controlDescription").find((each) => holds(each, COMPONENT));
  const id = description?.getAttribute("forControl") ?? "";
  if (id === "") throw new Error(`The form has no ${COMPONENT}.`);
  for (const name of ["tab", "section", "controlDescription"]) {
    for (const element of all(name)) if (!holds(element, id)) element.parentNode?.removeChild(element);
  }
  return serializer.serializeToString(document);
}
