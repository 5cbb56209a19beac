import { attribute, child, children, parseXml } from "./xml";

/** Reads a resx file into its strings by key. */
export function readResx(xml: string): ReadonlyMap<string, string> {
  return new Map(
    children(parseXml(xml, "A string file"), "data").map((data) => {
      const value = child(data, "value");
      return [attribute(data, "name") ?? "", value?.textContent ?? ""];
    }),
  );
}
