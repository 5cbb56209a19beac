import fc from "fast-check";
import type {
  MemoryRow,
  NaiveCondition,
  NaiveGroup,
  NaiveItem,
  NaiveLink,
  NaiveOrder,
  NaiveQuery,
  Tables,
  Value,
} from "./naive";
import { id } from "./organization";

/*
 * Random data in three tables and random queries over them. Values come from small sets, so that rows meet.
 */

const TEXTS = ["a", "A", "á", "ab", "Ab  ", "b c", "ç", "z", "100%", "x_y", "'"];
const WHOLE = [-3, 0, 1, 2, 7];
const MOMENTS = ["2026-01-01T00:00:00Z", "2026-03-01T12:00:00Z", "2026-03-25T10:00:00Z"];

interface ColumnDefinition {
  readonly kind: "text" | "number" | "boolean" | "moment" | "id";
  readonly values: readonly Value[];
}

const text: ColumnDefinition = { kind: "text", values: TEXTS };
const number: ColumnDefinition = { kind: "number", values: WHOLE };
const boolean: ColumnDefinition = { kind: "boolean", values: [true, false] };
const moment: ColumnDefinition = { kind: "moment", values: MOMENTS };

const ids = (start: number, count: number) => Array.from({ length: count }, (_, index) => id(start + index));
const KEYS = { account: ids(0xa00, 7), contact: ids(0xc00, 8), ent_probe: ids(0xe00, 10) };
const points = (to: keyof typeof KEYS): ColumnDefinition => ({ kind: "id", values: KEYS[to] });

export const PRIMARY_KEYS: Readonly<Record<string, string>> = {
  account: "accountid",
  contact: "contactid",
  ent_probe: "ent_probeid",
};

type TableName = keyof typeof KEYS;

export const COLUMNS: Readonly<Record<TableName, Readonly<Record<string, ColumnDefinition>>>> = {
  account: {
    name: text,
    fax: text,
    numberofemployees: number,
    creditonhold: boolean,
    lastusedincampaign: moment,
    primarycontactid: points("contact"),
    parentaccountid: points("account"),
  },
  contact: {
    fullname: text,
    donotemail: boolean,
    numberofchildren: number,
    parentcustomerid: points("account"),
  },
  ent_probe: {
    ent_text: text,
    ent_other: text,
    ent_integer: number,
    ent_moment: moment,
    ent_accountid: points("account"),
  },
};

/** The ways from table to table: `from` on the linked table, `to` on the parent. */
const WAYS: readonly {
  readonly parent: TableName;
  readonly table: TableName;
  readonly from: string;
  readonly to: string;
}[] = [
  { parent: "account", table: "contact", from: "contactid", to: "primarycontactid" },
  { parent: "account", table: "contact", from: "parentcustomerid", to: "accountid" },
  { parent: "account", table: "account", from: "accountid", to: "parentaccountid" },
  { parent: "account", table: "ent_probe", from: "ent_accountid", to: "accountid" },
  { parent: "account", table: "ent_probe", from: "ent_text", to: "name" },
  { parent: "contact", table: "account", from: "accountid", to: "parentcustomerid" },
  { parent: "contact", table: "account", from: "primarycontactid", to: "contactid" },
  { parent: "ent_probe", table: "account", from: "accountid", to: "ent_accountid" },
  { parent: "ent_probe", table: "ent_probe", from: "ent_integer", to: "ent_integer" },
];

function maybe<T>(values: readonly T[]): fc.Arbitrary<T | null> {
  return fc.option(fc.constantFrom(...values), { freq: 4 });
}

function rows(table: TableName): fc.Arbitrary<MemoryRow[]> {
  const columns = Object.fromEntries(
    Object.entries(COLUMNS[table]).map(([name, { values }]) => [name, maybe(values)]),
  );
  return fc.tuple(
    ...KEYS[table].map((key) =>
      fc.record(columns).map((row) => ({ ...row, [PRIMARY_KEYS[table] ?? ""]: key })),
    ),
  );
}

export const anyTables: fc.Arbitrary<Tables> = fc.record({
  account: rows("account"),
  contact: rows("contact"),
  ent_probe: rows("ent_probe"),
});

const OPERATORS: Readonly<Record<ColumnDefinition["kind"], readonly string[]>> = {
  text: [
    "eq",
    "ne",
    "gt",
    "ge",
    "lt",
    "le",
    "in",
    "not-in",
    "begins-with",
    "not-begin-with",
    "like",
    "not-like",
    "null",
    "not-null",
  ],
  number: ["eq", "ne", "gt", "ge", "lt", "le", "in", "not-in", "between", "not-between", "null", "not-null"],
  boolean: ["eq", "ne", "null", "not-null"],
  moment: ["eq", "ne", "gt", "ge", "lt", "le", "between", "not-between", "null", "not-null"],
  id: ["eq", "ne", "in", "not-in", "null", "not-null"],
};

/** Patterns stand for themselves in the naive evaluation, so no wildcard is among their values. */
const PATTERNS = ["a", "B", "b c", "ç"];

function valuesFor(operator: string, { values }: ColumnDefinition): fc.Arbitrary<Value[]> {
  const one = fc.constantFrom(...values);
  if (operator.endsWith("null")) return fc.constant([]);
  if (operator.endsWith("in") && !operator.includes("begin"))
    return fc.array(one, { minLength: 1, maxLength: 3 });
  if (operator.endsWith("between")) return fc.array(one, { minLength: 2, maxLength: 2 });
  if (operator.includes("like") || operator.includes("begin"))
    return fc.constantFrom(...PATTERNS).map((value) => [value]);
  return one.map((value) => [value]);
}

function condition(table: TableName, entityName?: string): fc.Arbitrary<NaiveCondition> {
  return fc.constantFrom(...Object.entries(COLUMNS[table])).chain(([column, definition]) =>
    fc.constantFrom(...OPERATORS[definition.kind]).chain((operator) =>
      valuesFor(operator, definition).map((values): NaiveCondition => ({
        kind: "condition",
        column,
        operator,
        values,
        ...(entityName === undefined ? {} : { entityName }),
      })),
    ),
  );
}

function columnComparison(table: TableName): fc.Arbitrary<NaiveCondition> | undefined {
  const pairs: Readonly<Partial<Record<TableName, readonly [string, string]>>> = {
    account: ["name", "fax"],
    ent_probe: ["ent_text", "ent_other"],
  };
  const pair = pairs[table];
  return (
    pair &&
    fc.constantFrom("eq", "gt", "ge", "lt", "le").map((operator): NaiveCondition => ({
      kind: "condition",
      column: pair[0],
      operator,
      values: [],
      otherColumn: pair[1],
    }))
  );
}

/** Aliases are given out in order, each once. */
class Names {
  #count = 0;

  next(): string {
    return `l${String(++this.#count)}`;
  }
}

function group(
  table: TableName,
  depth: number,
  names: Names,
  joined: readonly [TableName, string][] = [],
): fc.Arbitrary<NaiveGroup> {
  const items: fc.Arbitrary<NaiveItem>[] = [condition(table)];
  const comparison = columnComparison(table);
  if (comparison !== undefined) items.push(comparison);
  for (const [other, alias] of joined) items.push(condition(other, alias));
  if (depth > 0) {
    items.push(group(table, depth - 1, names, joined));
    items.push(filterLink(table, depth - 1, names).map((link) => ({ kind: "link", link })));
  }
  return fc
    .record({
      type: fc.constantFrom("and" as const, "or" as const),
      items: fc.array(fc.oneof(...items), { maxLength: 3 }),
    })
    .map((one) => ({ kind: "group", ...one }));
}

function way(parent: TableName) {
  return fc.constantFrom(...WAYS.filter((one) => one.parent === parent));
}

function filterLink(parent: TableName, depth: number, names: Names): fc.Arbitrary<NaiveLink> {
  return fc
    .tuple(way(parent), fc.constantFrom("any", "not any", "all", "not all"))
    .chain(([{ table, from, to }, type]) => {
      const alias = names.next();
      return fc
        .record({
          filter: fc.option(group(table, depth, names), { nil: undefined }),
          links:
            type === "all" || depth === 0
              ? fc.constant([])
              : fc.array(joinLink(table, depth - 1, names, false), { maxLength: 1 }),
        })
        .map((more): NaiveLink => ({ type, table, from, to, alias, orders: [], ...more }));
    });
}

function orders(table: TableName): fc.Arbitrary<NaiveOrder[]> {
  const columns = Object.entries(COLUMNS[table])
    .filter(([, { kind }]) => kind !== "id")
    .map(([name]) => name);
  return fc.uniqueArray(fc.record({ column: fc.constantFrom(...columns), descending: fc.boolean() }), {
    maxLength: 2,
    selector: ({ column }) => column,
  });
}

/** Outer links hold outer ones only: what else would mean is not documented, and refused. */
function joinLink(
  parent: TableName,
  depth: number,
  names: Names,
  ordered: boolean,
  within?: "outer",
): fc.Arbitrary<NaiveLink> {
  const types = within === "outer" ? ["outer"] : ["inner", "outer", "exists", "in"];
  return fc.tuple(way(parent), fc.constantFrom(...types)).chain(([{ table, from, to }, type]) => {
    const alias = names.next();
    const isJoin = type === "inner" || type === "outer";
    return fc
      .record({
        filter: fc.option(group(table, depth, names), { nil: undefined }),
        links:
          depth === 0
            ? fc.constant([])
            : fc.array(
                joinLink(table, depth - 1, names, ordered && isJoin, type === "outer" ? "outer" : undefined),
                { maxLength: 1 },
              ),
        orders: isJoin && ordered ? orders(table) : fc.constant([]),
      })
      .map((more): NaiveLink => ({ type, table, from, to, alias, ...more }));
  });
}

function joinedTables(links: readonly NaiveLink[]): [TableName, string][] {
  return links
    .filter(({ type }) => type === "inner" || type === "outer")
    .flatMap((link) => [
      [link.table as TableName, link.alias] as [TableName, string],
      ...joinedTables(link.links),
    ]);
}

export const anyQuery: fc.Arbitrary<NaiveQuery> = fc
  .constantFrom(...(Object.keys(COLUMNS) as TableName[]))
  .chain((table) => {
    const names = new Names();
    return fc.array(joinLink(table, 1, names, true), { maxLength: 2 }).chain((links) =>
      fc
        .record({
          filter: fc.option(group(table, 2, names, joinedTables(links)), { nil: undefined }),
          orders: orders(table),
        })
        .map((more): NaiveQuery => ({ table, links, ...more })),
    );
  });
