/**
 * Reads a document of the solution.
 * @throws Error when it is not well-formed
 */
export function parseXml(text: string, what: string): Element {
  const parsed = new DOMParser().parseFromString(text.replace(/^\ufeff/, ""), "text/xml");
  const fault = parsed.getElementsByTagName("parsererror")[0];
  if (fault) throw new Error(`${what} is not well-formed: ${fault.textContent ?? ""}`.trim());
  return parsed.documentElement;
}

export function children(element: Element, name?: string): Element[] {
  return [...element.children].filter((child) => name === undefined || child.localName === name);
}

export function child(element: Element, name: string): Element | undefined {
  return children(element, name)[0];
}

export function attribute(element: Element, name: string): string | undefined {
  return element.getAttribute(name) ?? undefined;
}

/** @throws Error when the attribute is missing */
export function requiredAttribute(element: Element, name: string): string {
  const value = attribute(element, name);
  if (value === undefined) throw new Error(`<${element.localName}> has no attribute "${name}".`);
  return value;
}
