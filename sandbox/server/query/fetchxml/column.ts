import { invalidDateGrouping, invalidAggregate } from "../refusals";
import type { AggregateFunction, DateGrouping, SelectedColumn } from "../model";
import { allowAttributes, allowNoContent, boolean, oneOf, required } from "./attributes";
import type { XmlElement } from "./document";

const ATTRIBUTES = new Set([
  "name",
  "alias",
  "aggregate",
  "groupby",
  "dategrouping",
  "usertimezone",
  "distinct",
  "rowaggregate",
  // Marks of tools that wrote the query; they mean nothing to the server.
  "build",
  "addedby",
]);

const AGGREGATES: readonly AggregateFunction[] = ["sum", "avg", "min", "max", "count", "countcolumn"];

const DATE_GROUPINGS: readonly DateGrouping[] = [
  "day",
  "week",
  "month",
  "quarter",
  "year",
  "fiscal-period",
  "fiscal-year",
];

/** Reads an `attribute` element. Source: …/fetchxml/reference/attribute. */
export function parseColumn(element: XmlElement): SelectedColumn {
  allowAttributes(element, ATTRIBUTES);
  allowNoContent(element);
  const alias = element.attributes.get("alias");
  const aggregate = parseAggregate(element.attributes.get("aggregate"));
  const dateGrouping = parseDateGrouping(element.attributes.get("dategrouping"));
  const rowAggregate = oneOf(element, "rowaggregate", ["CountChildren", "countchildren"]);
  return {
    name: required(element, "name"),
    ...(alias === undefined ? {} : { alias }),
    ...(aggregate === undefined ? {} : { aggregate }),
    ...(boolean(element, "distinct") ? { distinct: true } : {}),
    ...(boolean(element, "groupby") ? { groupBy: true } : {}),
    ...(dateGrouping === undefined ? {} : { dateGrouping }),
    ...(element.attributes.has("usertimezone") ? { userTimeZone: boolean(element, "usertimezone") } : {}),
    ...(rowAggregate === undefined ? {} : { rowAggregate: "CountChildren" }),
  };
}

function parseAggregate(value: string | undefined): AggregateFunction | undefined {
  if (value === undefined) return undefined;
  const aggregate = AGGREGATES.find((candidate) => candidate === value);
  if (aggregate === undefined) throw invalidAggregate(`aggregate = ${value}`);
  return aggregate;
}

function parseDateGrouping(value: string | undefined): DateGrouping | undefined {
  if (value === undefined) return undefined;
  const grouping = DATE_GROUPINGS.find((candidate) => candidate === value);
  if (grouping === undefined) throw invalidDateGrouping(`dategrouping = ${value}`);
  return grouping;
}
