import fc from "fast-check";
import { anyText } from "../../anyText";
import { DataverseError } from "../../../sandbox/server/errors";
import { executeFetchXml, executeQuery } from "../../../sandbox/server/query/execute";
import type { Condition, Query } from "../../../sandbox/server/query/model";
import { OPERATORS } from "../../../sandbox/server/query/operators";
import { columnKind } from "../../../sandbox/server/query/translate/columnKind";
import { id, openTestOrganization, type TestOrganization } from "./organization";

/** Text made to break out of a statement, of a pattern, of a document, of an object. */
const ATTACKS = [
  "'",
  "''",
  "\\'",
  '"; drop table account; --',
  "' or '1'='1",
  "$1",
  "$$; select pg_sleep(9); $$",
  "%",
  "_",
  "[",
  "[^",
  "[]]",
  "]",
  "[z-a]",
  "\\",
  "\\%",
  "(?:a|a)*b",
  "(((((",
  "\0",
  "\uffff",
  "\ud800",
  "{}",
  "&lt;",
  "<!--",
  "]]>",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "NaN",
  "1e400",
  "0x1F",
  "１２",
  "2026-13-45",
  "+275760-09-13",
  "{00000000-0000-0000-0000-000000000000",
];

const text = fc.oneof(
  fc.constantFrom(...ATTACKS),
  anyText(),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.tuple(fc.constantFrom(...ATTACKS), fc.string()).map(([attack, rest]) => attack + rest),
);

const COLUMNS = [
  "ent_text",
  "ent_memo",
  "ent_integer",
  "ent_decimal",
  "ent_double",
  "ent_money",
  "ent_boolean",
  "ent_choice",
  "ent_choices",
  "ent_moment",
  "ent_day",
  "ent_wall",
  "ent_guid",
  "ent_table",
  "ent_accountid",
  "ownerid",
  "versionnumber",
];

const COUNTS = { none: 0, one: 1, two: 2, many: 3 } as const;

const UNTOUCHED = ["Contoso", "Fabrikam", "100% 'quoted' [x]_\\"];

function queryWith(filter: Condition, more: Partial<Query> = {}): Query {
  return {
    table: "ent_probe",
    columns: [{ name: "ent_text" }],
    filter: { kind: "filter", type: "and", items: [filter] },
    orders: [],
    links: [],
    distinct: false,
    aggregate: false,
    returnTotalRecordCount: false,
    rawOrder: false,
    ...more,
  };
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

describe("hostile text", () => {
  let test: TestOrganization;

  beforeAll(async () => {
    test = await openTestOrganization();
    await test.insert(
      "ent_probe",
      UNTOUCHED.map((value, index) => ({ ent_probeid: id(index + 1), ent_text: value, ent_integer: index })),
    );
  }, 60_000);

  afterAll(() => test.close());

  /** Either an answer or a proper refusal: never a fault of the store. */
  async function answer(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DataverseError)) throw error;
      expect(error.status).toBeLessThan(500);
    }
  }

  async function expectUntouched(): Promise<void> {
    const rows = await test.database.query<{ ent_text: string }>(
      `select "ent_text" from "ent_probe" order by "ent_probeid"`,
    );
    expect(rows.map((row) => row.ent_text)).toEqual(UNTOUCHED);
  }

  it("in a value is a value for every operator on every column", async () => {
    const table = test.catalog.table("ent_probe");
    // Pairs that fit, so that the values are what is judged.
    const pairs = COLUMNS.flatMap((name) => {
      const column = table?.columns.get(name);
      const kind = column && columnKind(column);
      return [...OPERATORS]
        .filter(([, rule]) => kind !== undefined && rule.kinds.includes(kind))
        .map(([operator, rule]) => ({ column: name, operator, count: COUNTS[rule.values] }));
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pairs),
        fc.array(text, { minLength: 3, maxLength: 3 }),
        async ({ column, operator, count }, values) => {
          const condition: Condition = {
            kind: "condition",
            column,
            operator,
            values: values.slice(0, count),
          };
          await answer(() => executeQuery(test.organization, test.caller, queryWith(condition)));
        },
      ),
      { numRuns: 1_000 },
    );
    await expectUntouched();
  });

  it("in a text's value finds that text and leaves what else there is", async () => {
    const found = async (operator: string, value: string) => {
      const condition: Condition = { kind: "condition", column: "ent_text", operator, values: [value] };
      const { rows } = await executeQuery(test.organization, test.caller, queryWith(condition));
      return rows.map((row) => row.ent_text);
    };
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const same = UNTOUCHED.filter((one) => one.toLowerCase() === value.toLowerCase());
        expect(await found("eq", `Contoso${value}x`)).toEqual([]);
        expect(await found("ne", `Contoso${value}x`)).toEqual(UNTOUCHED);
        expect(await found("in", value)).toEqual(same);
      }),
      { numRuns: 150 },
    );
  });

  /** Characters that are compared as signs of patterns, such as `％` as `%` and `（` as `(`, or as nothing at all. */
  async function foldedToSigns(): Promise<readonly string[]> {
    const rows = await test.database.query<{ code: number; folded: string }>(
      `select code, left(ci(chr(code) || '.'), -1) as folded from generate_series(128, 131071) as code
       where code not between 55296 and 57343`,
    );
    return rows
      .filter(({ folded }) => folded === "" || /[\\%_(){}[\].*+?^$|-]/.test(folded))
      .map(({ code }) => String.fromCodePoint(code));
  }

  it("in a pattern is that text, whatever it is compared as", async () => {
    const folded = await foldedToSigns();
    expect(folded).toEqual(
      expect.arrayContaining(["＼", "∖", "﹨", "％", "＿", "（", "［", "＾", "－", "\u0300"]),
    );
    const rows = async (value: string): Promise<unknown[]> => {
      const condition: Condition = {
        kind: "condition",
        column: "ent_text",
        operator: "like",
        values: [value],
      };
      return (await executeQuery(test.organization, test.caller, queryWith(condition))).rows.map(
        (row) => row.ent_text,
      );
    };
    for (const character of folded) {
      for (const pattern of [
        `q${character}`,
        `q${character}%`,
        `%q${character}`,
        `[qx]${character}`,
        `q[^${character}]q`,
        `q[${character}x]q`,
        `q[a-${character}]q`,
        `q[${character}-${character}z]q`,
        `q[${character}-a]q`,
      ]) {
        expect([pattern, await rows(pattern)]).toEqual([pattern, []]);
      }
    }
    for (const pattern of [
      "%q[Z-a]",
      "%q[\0-z]",
      "%q[😀-～]",
      "%q[\udc00-\ue000]",
      "%q[^\u0300]",
      "%q[\u0300\u0301]",
    ]) {
      expect([pattern, await rows(pattern)]).toEqual([pattern, []]);
    }
    expect(await rows("100％%")).toEqual(["100% 'quoted' [x]_\\"]);
    expect(await rows("%［[x]］%")).toEqual(["100% 'quoted' [x]_\\"]);
    expect(await rows("%_＼")).toEqual(["100% 'quoted' [x]_\\"]);
    expect(await rows("%[x]_[＿]＼")).toEqual(["100% 'quoted' [x]_\\"]);
    expect(await rows("%[xy]_[＿]＼")).toEqual(["100% 'quoted' [x]_\\"]);
    expect(await rows("%[xy][［］][^_]＼")).toEqual([]);
    expect(await rows("%[x]]＿[﹨]")).toEqual(["100% 'quoted' [x]_\\"]);
    expect(await rows("c[Ö-Ø]NTOSO")).toEqual(["Contoso"]);
    expect(await rows("c[é-Ö]NTOSO")).toEqual(["Contoso"]);
    expect(await rows("c[^é-ñ]NTOSO")).toEqual(["Contoso"]);
    expect(await rows("％")).toEqual([]);
  }, 90_000);

  it("in names of tables, columns, links, aliases and operators is refused", async () => {
    const condition: Condition = { kind: "condition", column: "ent_text", operator: "not-null", values: [] };
    await fc.assert(
      fc.asyncProperty(text, async (name) => {
        const hostile: Query[] = [
          queryWith(condition, { table: name }),
          queryWith(condition, { columns: [{ name }] }),
          queryWith({ ...condition, column: name }),
          queryWith({ ...condition, operator: `${name} ` }),
          queryWith({ ...condition, entityName: `${name}x` }),
          queryWith({ ...condition, operator: "eq", otherColumn: name }),
          queryWith(condition, { orders: [{ column: name, descending: false }] }),
          queryWith(condition, { columns: [{ name: "ent_text", alias: `${name} ` }] }),
          queryWith(condition, {
            links: [
              {
                table: "account",
                from: name,
                to: "ent_accountid",
                type: "inner",
                columns: [],
                orders: [],
                links: [],
              },
            ],
          }),
        ];
        for (const query of hostile) {
          await expect(executeQuery(test.organization, test.caller, query)).rejects.toBeInstanceOf(
            DataverseError,
          );
        }
      }),
      { numRuns: 100 },
    );
    await expectUntouched();
  });

  it("in a document is its text, or no document at all", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (value, isEscaped) => {
        const inside = isEscaped ? escaped(value) : value;
        const xml = `<fetch><entity name="ent_probe"><attribute name="ent_text"/><filter><condition attribute="ent_text" operator="in"><value>contoso</value><value>x${inside}x</value></condition></filter></entity></fetch>`;
        await answer(async () => {
          const { rows } = await executeFetchXml(test.organization, test.caller, undefined, xml);
          expect(rows.map((row) => row.ent_text)).toEqual(["Contoso"]);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("in a cookie is refused or leads nowhere else", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const cookie = `<cookie page="1"><ent_text last="${escaped(value)}" first="" /><ent_probeid last="{${id(1)}}" first="{${id(1)}}" /></cookie>`;
        const condition: Condition = {
          kind: "condition",
          column: "ent_text",
          operator: "not-null",
          values: [],
        };
        const query = queryWith(condition, {
          orders: [{ column: "ent_text", descending: false }],
          page: 2,
          pagingCookie: cookie,
        });
        await answer(() => executeQuery(test.organization, test.caller, query));
      }),
      { numRuns: 200 },
    );
    await expectUntouched();
  });
});
