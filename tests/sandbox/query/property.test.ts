import fc from "fast-check";
import { executeFetchXml } from "../../../sandbox/server/query/execute";
import type { WebApiRow } from "../../../sandbox/server/query/model";
import { identifier } from "../../../sandbox/server/store/physical";
import {
  compare,
  evaluate,
  toFetchXml,
  type Joined,
  type NaiveLink,
  type NaiveQuery,
  type Tables,
  type Value,
} from "./naive";
import { openTestOrganization, type Row, type TestOrganization } from "./organization";
import { anyQuery, anyTables, PRIMARY_KEYS } from "./random";

/** Columns that may point to several tables, which the store keeps with the name of the one. */
const POLYMORPHIC: Readonly<Record<string, string>> = { parentcustomerid: "account" };

describe("a random query over random rows", () => {
  let test: TestOrganization;

  beforeAll(async () => {
    test = await openTestOrganization();
  }, 60_000);

  afterAll(() => test.close());

  async function fill(tables: Tables): Promise<void> {
    for (const [name, rows] of Object.entries(tables)) {
      await test.database.query(`delete from ${identifier(name)}`);
      await test.insert(name, rows.map(stored));
    }
  }

  function stored(row: Readonly<Record<string, Value>>): Row {
    const entries = Object.entries(row).map(([name, value]) => {
      const target = POLYMORPHIC[name];
      return [name, target === undefined || value === null ? value : [target, value]];
    });
    return Object.fromEntries(entries) as Row;
  }

  /** The links whose rows are in the result, in the order in which they are joined. */
  function joins(links: readonly NaiveLink[]): NaiveLink[] {
    return links
      .filter(({ type }) => type === "inner" || type === "outer")
      .flatMap((link) => [link, ...joins(link.links)]);
  }

  function key(table: string): string {
    return PRIMARY_KEYS[table] ?? "";
  }

  function identityOfRow(query: NaiveQuery, row: WebApiRow): string {
    const linked = joins(query.links).map(({ alias, table }) => row[`${alias}.${key(table)}`] ?? null);
    return JSON.stringify([row[key(query.table)], ...linked]);
  }

  function identityOfJoined(query: NaiveQuery, row: Joined): string {
    const linked = joins(query.links).map(({ alias, table }) => row.get(alias)?.[key(table)] ?? null);
    return JSON.stringify([row.get(query.table)?.[key(query.table)], ...linked]);
  }

  function ordersOf(query: NaiveQuery): { alias: string; column: string; descending: boolean }[] {
    return [
      ...query.orders.map((order) => ({ alias: query.table, ...order })),
      ...joins(query.links).flatMap((link) => link.orders.map((order) => ({ alias: link.alias, ...order }))),
    ];
  }

  function inOrder(query: NaiveQuery, before: Joined, after: Joined): boolean {
    for (const { alias, column, descending } of ordersOf(query)) {
      const difference = compare(before.get(alias)?.[column] ?? null, after.get(alias)?.[column] ?? null);
      if (difference !== 0) return descending ? difference > 0 : difference < 0;
    }
    return true;
  }

  it("gives what a naive evaluation gives, in the order asked for", async () => {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(
        anyTables,
        fc.array(anyQuery, { minLength: 12, maxLength: 12 }),
        async (tables, queries) => {
          await fill(tables);
          for (const query of queries) {
            const xml = toFetchXml(query, PRIMARY_KEYS);
            const expected = evaluate(tables, query);
            const { rows } = await executeFetchXml(test.organization, test.caller, undefined, xml);
            const found = rows.map((row) => identityOfRow(query, row));
            const byIdentity = new Map(expected.map((row) => [identityOfJoined(query, row), row]));
            expect({ xml, rows: [...found].sort() }).toEqual({
              xml,
              rows: expected.map((row) => identityOfJoined(query, row)).sort(),
            });
            const sequence = found.map((one) => byIdentity.get(one)).filter((row) => row !== undefined);
            for (const [index, row] of sequence.slice(1).entries()) {
              const before = sequence[index];
              expect({ xml, index, inOrder: before !== undefined && inOrder(query, before, row) }).toEqual({
                xml,
                index,
                inOrder: true,
              });
            }
            if (expected.length > 0 && expected.length < (tables[query.table]?.length ?? 0)) kept++;
          }
        },
      ),
      { numRuns: 40 },
    );
    // Were nearly all results empty or everything, the test would say little.
    expect(kept).toBeGreaterThan(60);
  }, 120_000);

  it("sums up what a naive sum gives", async () => {
    await fc.assert(
      fc.asyncProperty(anyTables, async (tables) => {
        await fill(tables);
        const { rows } = await executeFetchXml(
          test.organization,
          test.caller,
          "ent_probe",
          `<fetch aggregate="true"><entity name="ent_probe"><attribute name="ent_integer" alias="sum" aggregate="sum"/><attribute name="ent_integer" alias="n" aggregate="countcolumn"/><attribute name="ent_text" alias="texts" aggregate="countcolumn" distinct="true"/><link-entity name="account" from="accountid" to="ent_accountid" link-type="outer" alias="a"><attribute name="name" alias="name" groupby="true"/><attribute name="numberofemployees" alias="most" aggregate="max"/></link-entity></entity></fetch>`,
        );
        const groups = new Map<
          string,
          { sum: number; n: number; texts: Set<string>; most: number | undefined }
        >();
        const plain = (value: Value | undefined) =>
          typeof value === "string"
            ? value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trimEnd()
            : undefined;
        for (const row of tables.ent_probe ?? []) {
          const account = tables.account?.find((one) => one.accountid === row.ent_accountid);
          const name = JSON.stringify(plain(account?.name) ?? null);
          const one = groups.get(name) ?? { sum: 0, n: 0, texts: new Set<string>(), most: undefined };
          groups.set(name, one);
          if (typeof row.ent_integer === "number") {
            one.sum += row.ent_integer;
            one.n++;
          }
          const text = plain(row.ent_text);
          if (text !== undefined) one.texts.add(text);
          const employees = account?.numberofemployees;
          if (typeof employees === "number") one.most = Math.max(one.most ?? employees, employees);
        }
        const found = rows.map((row) => [
          JSON.stringify(plain(row.name as string | undefined) ?? null),
          row.sum,
          row.n,
          row.texts,
          row.most,
        ]);
        const expected = [...groups].map(([name, { sum, n, texts, most }]) => [
          name,
          sum,
          n,
          texts.size,
          most,
        ]);
        const sorted = (list: unknown[][]) => list.map((one) => JSON.stringify(one)).sort();
        expect(sorted(found)).toEqual(sorted(expected));
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
