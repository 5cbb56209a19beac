import { DOMParser, type Element } from "@xmldom/xmldom";
import type { Host, Row, WebApi } from "../../dataverse/host";

/**
 * A Web API over a few rows in memory, for what the interest questions use of FetchXML: filters, one level of links,
 * and aggregates. It counts requests, and refuses an aggregate over more rows than it is told to allow, as
 * Dataverse does. Moments are taken in UTC.
 */
export interface Rows {
  readonly [table: string]: readonly Readonly<Record<string, string | number | boolean | null>>[];
}

/** Lookup columns whose target's name is shown: column to table and its name column. */
const lookups: Readonly<Record<string, readonly [table: string, id: string, name: string]>> = {
  ent_topicid: ["ent_topic", "ent_topicid", "ent_name"],
  ent_kindid: ["ent_interactionkind", "ent_interactionkindid", "ent_name"],
  ent_contactid: ["contact", "contactid", "fullname"],
  ent_leadid: ["lead", "leadid", "fullname"],
  ent_fieldnoteid: ["ent_fieldnote", "ent_fieldnoteid", "ent_name"],
  ownerid: ["systemuser", "systemuserid", "fullname"],
};
const FORMATTED = "@OData.Community.Display.V1.FormattedValue";

type Value = string | number | boolean | null;
/** One row of the join: the values of each table by its alias; "" is the query's own table. */
type Joined = Readonly<Record<string, Readonly<Record<string, Value>> | undefined>>;

export interface Refusal {
  readonly errorCode: number;
  readonly message: string;
}

export class SmallOrganisation implements WebApi {
  readonly requests: string[] = [];
  /** Largest number of requests under way at one time. */
  mostAtOnce = 0;
  private underWay = 0;

  constructor(
    readonly rows: Rows,
    private readonly options: {
      readonly aggregateLimit?: number;
      readonly rowsAPage?: number;
      /** Refuses a request, or lets it through with undefined. */
      readonly refuse?: (fetchXml: string, request: number) => Refusal | undefined;
      readonly columnsMissing?: readonly string[];
    } = {},
  ) {}

  async retrieveMultipleRecords(table: string, options = "") {
    const fetchXml = new URLSearchParams(options).get("fetchXml") ?? "";
    this.requests.push(fetchXml);
    this.underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    await Promise.resolve();
    this.underWay -= 1;
    const refusal = this.options.refuse?.(fetchXml, this.requests.length);
    if (refusal) throw refusal as unknown as Error;
    const document = new DOMParser().parseFromString(fetchXml, "text/xml");
    const fetch = document.documentElement;
    if (fetch === null) throw new Error("no fetch");
    const entity = children(fetch, "entity")[0];
    if (entity?.getAttribute("name") !== table) throw new Error(`not a query of ${table}: ${fetchXml}`);
    return { entities: this.run(fetch, entity) };
  }

  async retrieveRecord(table: string, id: string): Promise<Row> {
    this.requests.push(`${table}(${id})`);
    await Promise.resolve();
    const found = (this.rows[table] ?? []).find((row) => row[`${table}id`] === id);
    if (!found) throw { errorCode: 0x80040217, message: "Does Not Exist" } as unknown as Error;
    return found;
  }

  private run(fetch: Element, entity: Element): Row[] {
    const table = entity.getAttribute("name") ?? "";
    let joined: Joined[] = (this.rows[table] ?? []).map((row) => ({ "": row }));
    const links = children(entity, "link-entity");
    for (const link of links) {
      const alias = link.getAttribute("alias") ?? "";
      const others = new Map(
        (this.rows[link.getAttribute("name") ?? ""] ?? []).map((row) => [
          row[link.getAttribute("from") ?? ""],
          row,
        ]),
      );
      joined = joined
        .map((row) => ({ ...row, [alias]: others.get(row[""]?.[link.getAttribute("to") ?? ""] ?? null) }))
        .filter((row) => link.getAttribute("link-type") === "outer" || row[alias] !== undefined);
    }
    for (const filter of children(entity, "filter")) {
      joined = joined.filter((row) => this.matches(filter, row));
    }
    const columns = [
      ...children(entity, "attribute").map((column) => ({ column, of: "" })),
      ...links.flatMap((link) =>
        children(link, "attribute").map((column) => ({ column, of: link.getAttribute("alias") ?? "" })),
      ),
    ];
    for (const { column } of columns) {
      if (this.options.columnsMissing?.includes(column.getAttribute("name") ?? "")) {
        throw { errorCode: 0x80041103, message: "no such attribute" } as unknown as Error;
      }
    }
    const isAggregate = fetch.getAttribute("aggregate") === "true";
    if (isAggregate && joined.length > (this.options.aggregateLimit ?? Infinity)) {
      // As a signed number, as some clients give it.
      throw { errorCode: 0x8004e023 | 0, message: "AggregateQueryRecordLimit exceeded" } as unknown as Error;
    }
    let rows = isAggregate
      ? this.aggregate(joined, columns)
      : joined.map((row) => this.present(row, columns));
    for (const order of children(entity, "order").reverse()) {
      const by = order.getAttribute("alias") ?? order.getAttribute("attribute") ?? "";
      const sign = order.getAttribute("descending") === "true" ? -1 : 1;
      rows = [...rows].sort((a, b) => sign * compare(a[by] as Value, b[by] as Value));
    }
    const top = Number(fetch.getAttribute("top") ?? Infinity);
    const size = Math.min(Number(fetch.getAttribute("count") ?? Infinity), this.options.rowsAPage ?? 5000);
    const first = (Number(fetch.getAttribute("page") ?? 1) - 1) * size;
    return rows.slice(first, first + size).slice(0, top);
  }

  private matches(filter: Element, row: Joined): boolean {
    const conditions = children(filter, "condition").map((condition) => {
      const value =
        row[condition.getAttribute("entityname") ?? ""]?.[condition.getAttribute("attribute") ?? ""];
      return holds(
        value ?? null,
        condition.getAttribute("operator") ?? "",
        condition.getAttribute("value") ?? "",
      );
    });
    const all = [...conditions, ...children(filter, "filter").map((inner) => this.matches(inner, row))];
    return filter.getAttribute("type") === "or" ? all.some(Boolean) : all.every(Boolean);
  }

  private aggregate(joined: readonly Joined[], columns: readonly { column: Element; of: string }[]): Row[] {
    const groups = new Map<string, { keys: Record<string, Value>; rows: Joined[] }>();
    for (const row of joined) {
      const keys: Record<string, Value> = {};
      for (const { column, of } of columns) {
        if (column.getAttribute("groupby") !== "true") continue;
        const value = row[of]?.[column.getAttribute("name") ?? ""] ?? null;
        keys[column.getAttribute("alias") ?? ""] = datePart(value, column.getAttribute("dategrouping"));
      }
      const key = JSON.stringify(keys);
      const group = groups.get(key) ?? { keys, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ keys, rows }) => {
      const answer: Record<string, Value> = {};
      for (const { column, of } of columns) {
        const alias = column.getAttribute("alias") ?? "";
        const name = column.getAttribute("name") ?? "";
        const aggregate = column.getAttribute("aggregate");
        if (aggregate === null) {
          // Dataverse leaves out what is null.
          if (keys[alias] === null) continue;
          answer[alias] = keys[alias] ?? null;
          const label = this.nameOf(name, keys[alias] ?? null);
          if (label !== null) answer[`${alias}${FORMATTED}`] = label;
        } else {
          const values = rows.map((row) => row[of]?.[name] ?? null).filter((value) => value !== null);
          answer[alias] = aggregated(
            aggregate,
            values,
            rows.length,
            column.getAttribute("distinct") === "true",
          );
        }
      }
      return answer;
    });
  }

  private present(row: Joined, columns: readonly { column: Element; of: string }[]): Row {
    const answer: Record<string, Value> = {};
    for (const { column, of } of columns) {
      const name = column.getAttribute("name") ?? "";
      const value = row[of]?.[name] ?? null;
      if (name in lookups) {
        answer[`_${name}_value`] = value;
        const label = this.nameOf(name, value);
        if (label !== null) answer[`_${name}_value${FORMATTED}`] = label;
      } else {
        answer[of === "" ? name : `${of}.${name}`] = value;
        const label = row[of]?.[`${name}${FORMATTED}`];
        if (label !== undefined) answer[`${name}${FORMATTED}`] = label;
      }
    }
    return answer;
  }

  private nameOf(column: string, id: Value): string | null {
    const target = lookups[column];
    if (target === undefined || id === null) return null;
    const [table, key, name] = target;
    const label = (this.rows[table] ?? []).find((row) => row[key] === id)?.[name];
    return typeof label === "string" ? label : null;
  }
}

function children(element: Element, name: string): Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeName === name);
}

function datePart(value: Value, part: string | null): Value {
  if (part === null || typeof value !== "string") return value;
  const [year, month, day] = value.slice(0, 10).split("-").map(Number);
  return (part === "year" ? year : part === "month" ? month : day) ?? null;
}

function holds(value: Value, operator: string, wanted: string): boolean {
  switch (operator) {
    case "eq":
      return String(value) === wanted;
    case "null":
      return value === null;
    case "on-or-after":
      return typeof value === "string" && value.slice(0, 10) >= wanted;
    case "on-or-before":
      return typeof value === "string" && value.slice(0, 10) <= wanted;
    default:
      throw new Error(`the small organisation does not know the operator ${operator}`);
  }
}

function aggregated(kind: string, values: readonly Value[], rows: number, isDistinct: boolean): Value {
  switch (kind) {
    case "count":
      return rows;
    case "countcolumn":
      return isDistinct ? new Set(values).size : values.length;
    case "sum":
      return values.length === 0 ? null : values.reduce<number>((sum, value) => sum + Number(value), 0);
    case "max":
      return [...values].sort(compare).pop() ?? null;
    default:
      throw new Error(`the small organisation does not know the aggregate ${kind}`);
  }
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

/** A host in UTC whose clock stands still. */
export function hostFor(webApi: WebApi, now: string, more: Partial<Host> = {}): Host {
  return {
    webApi,
    formatting: {
      formatInteger: (value) => String(value),
      formatDecimal: (value, precision) => value.toFixed(precision),
      // Without hyphens, which are kept from breaking where a date is shown.
      formatDateShort: (value, withTime) =>
        value
          .toISOString()
          .slice(0, 10)
          .replace(/-/g, withTime === true ? "-" : "."),
    },
    isOffline: () => false,
    now: () => new Date(now),
    timeZoneOffsetMinutes: () => 0,
    text: (key) => key,
    width: 0,
    openRecord: () => undefined,
    closed: new AbortController().signal,
    ...more,
  };
}
