import { badQuery } from "./refusals";

/** The options of a URL: system options by name (`$select`), parameter aliases (`@p1`), and the rest (`fetchXml`). */
export interface QueryOptions {
  readonly system: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly custom: ReadonlyMap<string, string>;
}

const KNOWN = new Set([
  "$select",
  "$filter",
  "$expand",
  "$orderby",
  "$top",
  "$count",
  "$apply",
  "$skiptoken",
  "$id",
]);

/** Options of Dataverse's own, without a dollar sign. */
const OWN = new Set(["fetchXml", "savedQuery", "userQuery"]);

/** What a write may tell plug-ins (learn.microsoft.com, "Use optional parameters"): its answer is the same without it. */
const TAG = "tag";

/**
 * Reads a query string. Dataverse knows few of OData's options and refuses the others by name
 * (learn.microsoft.com, "Query data using the Web API": `$skip`, `$search` and `$format` are not supported).
 */
export function parseQueryString(text: string, isWrite = false): QueryOptions {
  const system = new Map<string, string>();
  const aliases = new Map<string, string>();
  const custom = new Map<string, string>();
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decodeComponent(equals === -1 ? part : part.slice(0, equals));
    const value = equals === -1 ? "" : decodeComponent(part.slice(equals + 1));
    if (name.startsWith("$")) {
      if (name === "$skip") throw badQuery("Skip Clause is not supported in CRM");
      if (!KNOWN.has(name)) throw unknownOption(name);
      setOnce(system, name, value);
    } else if (name.startsWith("@")) {
      aliases.set(name, value);
    } else if (name !== TAG || !isWrite) {
      if (!OWN.has(name)) throw unknownOption(name);
      setOnce(custom, name, value);
    }
  }
  return { system, aliases, custom };
}

function unknownOption(name: string): Error {
  return badQuery(`The query parameter '${name}' is not supported.`);
}

function setOnce(options: Map<string, string>, name: string, value: string): void {
  if (options.has(name)) {
    throw badQuery(
      `Query option '${name}' was specified more than once, but it must be specified at most once.`,
    );
  }
  options.set(name, value);
}

/** Percent-decodes one component of a query string, in which `+` stands for a blank. */
function decodeComponent(text: string): string {
  return decodePercent(text.replace(/\+/g, " "));
}

export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badQuery("Bad Request - Error in query syntax.");
  }
}
