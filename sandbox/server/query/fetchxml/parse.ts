import { notSupportedBySandbox } from "../../errors";
import type { Query } from "../model";
import {
  invalidElement,
  invalidMapping,
  invalidXmlAttribute,
  missingElement,
  topWithPaging,
  utcOffsetNotSupported,
} from "../refusals";
import { allowAttributes, allowNoText, boolean, oneOf, positiveInteger, required } from "./attributes";
import { readXml, type XmlElement } from "./document";
import { parseContent } from "./table";

const FETCH_ATTRIBUTES = new Set([
  "aggregate",
  "aggregatelimit",
  "count",
  "datasource",
  "distinct",
  "latematerialize",
  "mapping",
  "min-active-row-version",
  "no-lock",
  "options",
  "output-format",
  "page",
  "paging-cookie",
  "returntotalrecordcount",
  "savedqueryid",
  "top",
  "useraworderby",
  "userqueryid",
  "utc-offset",
  "version",
]);

const ENTITY_ATTRIBUTES = new Set(["name", "enableprefiltering", "prefilterparametername"]);

const OUTPUT_FORMATS = ["xml-ado", "xml-auto", "xml-elements", "xml-raw", "xml-platform"] as const;

/** Hints for SQL Server, of no effect here (…/fetchxml/reference/fetch, "Options"). */
const OPTIONS = new Set([
  "OptimizeForUnknown",
  "ForceOrder",
  "Recompile",
  "DisableRowGoal",
  "EnableOptimizerHotfixes",
  "LoopJoin",
  "MergeJoin",
  "HashJoin",
  "NO_PERFORMANCE_SPOOL",
  "ENABLE_HIST_AMENDMENT_FOR_ASC_KEYS",
]);

/** Most rows of `top` (…/fetchxml/reference/fetch). */
const TOP = 5_000;

/**
 * Reads a FetchXML query strictly: whatever FetchXML does not know is refused. Names are not looked up here.
 * Source: learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/fetch.
 * @throws DataverseError 400 with the code of Dataverse's query builder
 */
export function parseFetchXml(text: string): Query {
  const fetch = readXml(text);
  if (fetch.name !== "fetch") throw invalidElement(fetch.name, "#document");
  allowAttributes(fetch, FETCH_ATTRIBUTES);
  allowNoText(fetch);
  checkHarmless(fetch);
  const entity = onlyEntity(fetch);
  allowAttributes(entity, ENTITY_ATTRIBUTES);
  boolean(entity, "enableprefiltering");

  const aggregate = boolean(fetch, "aggregate");
  const { columns, ...content } = parseContent(entity);
  return {
    table: required(entity, "name"),
    // Nothing said means every column (…/fetchxml/select-columns), but in an aggregate nothing at all.
    columns: columns ?? (aggregate ? [] : "all"),
    ...content,
    distinct: boolean(fetch, "distinct"),
    aggregate,
    returnTotalRecordCount: boolean(fetch, "returntotalrecordcount"),
    rawOrder: boolean(fetch, "useraworderby"),
    ...present("aggregateLimit", positiveInteger(fetch, "aggregatelimit")),
    ...present("top", parseTop(fetch)),
    ...present("pageSize", positiveInteger(fetch, "count")),
    ...present("page", positiveInteger(fetch, "page")),
    ...present("pagingCookie", fetch.attributes.get("paging-cookie")),
  };
}

function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

function onlyEntity(fetch: XmlElement): XmlElement {
  const [entity, second] = fetch.children;
  if (entity === undefined) throw missingElement("entity", "fetch");
  if (entity.name !== "entity") throw invalidElement(entity.name, "fetch");
  if (second !== undefined) throw invalidElement(second.name, "fetch");
  return entity;
}

function parseTop(fetch: XmlElement): number | undefined {
  const top = positiveInteger(fetch, "top");
  if (top === undefined) return undefined;
  for (const name of ["page", "count", "paging-cookie"]) {
    if (fetch.attributes.has(name)) throw topWithPaging(name);
  }
  if (boolean(fetch, "returntotalrecordcount")) throw topWithPaging("returntotalrecordcount");
  if (top > TOP) throw invalidXmlAttribute("top", String(top));
  return top;
}

/** Attributes that ask for another plan or another format of the same rows are checked and have no further effect. */
function checkHarmless(fetch: XmlElement): void {
  const mapping = fetch.attributes.get("mapping");
  if (mapping !== undefined && mapping !== "logical" && mapping !== "internal") throw invalidMapping();
  if (fetch.attributes.get("utc-offset")) throw utcOffsetNotSupported();
  oneOf(fetch, "output-format", OUTPUT_FORMATS);
  for (const option of (fetch.attributes.get("options") ?? "").split(",")) {
    if (option.trim() !== "" && !OPTIONS.has(option.trim())) throw invalidXmlAttribute("options", option);
  }
  boolean(fetch, "no-lock");
  boolean(fetch, "latematerialize");
  if (boolean(fetch, "min-active-row-version")) {
    throw notSupportedBySandbox("fetch with attribute 'min-active-row-version'");
  }
  if (fetch.attributes.has("datasource")) throw notSupportedBySandbox("fetch with attribute 'datasource'");
}
