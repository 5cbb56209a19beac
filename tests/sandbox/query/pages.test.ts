import { executeFetchXml, executeQuery } from "../../../sandbox/server/query/execute";
import { parseFetchXml } from "../../../sandbox/server/query/fetchxml/parse";
import type { QueryResult } from "../../../sandbox/server/query/model";
import { callerWith, id, openTestOrganization, type TestOrganization } from "./organization";

/** As the documentation tells clients to: decode the annotation's attribute twice. */
function decoded(annotation: string): string {
  const value = /pagingcookie="([^"]*)"/.exec(annotation)?.[1] ?? "";
  return decodeURIComponent(decodeURIComponent(value));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

describe("pages", () => {
  let test: TestOrganization;
  const names = ["Ann", "ann", null, "Bob & <Co>", "Bob", "Zoë", "Zoe", null, "_", "1"];

  beforeAll(async () => {
    test = await openTestOrganization();
    await test.insert("account", [
      { accountid: id(0xa1), name: "Contoso" },
      { accountid: id(0xa2), name: "Fabrikam" },
    ]);
    await test.insert(
      "ent_probe",
      Array.from({ length: 60 }, (_, index) => ({
        ent_probeid: id(1000 + ((index * 37) % 60)),
        ent_name: names[index % names.length] ?? null,
        ent_integer: index % 4 === 0 ? null : index % 5,
        ent_decimal: index % 3 === 0 ? null : String(index / 8),
        ent_double: index % 2 === 0 ? null : index / 3,
        ent_boolean: index % 3 === 0 ? null : index % 2 === 0,
        ent_choice: index % 5 === 0 ? null : (index % 3) + 1,
        ent_moment:
          index % 6 === 0
            ? null
            : `2026-01-${String((index % 20) + 1).padStart(2, "0")}T00:00:00.${String(index % 7)}Z`,
        ent_day: index % 6 === 0 ? null : `2026-01-${String((index % 9) + 1).padStart(2, "0")}`,
        ent_wall: index % 6 === 0 ? null : `2026-01-${String((index % 9) + 1).padStart(2, "0")} 10:00`,
        ent_accountid: [null, id(0xa1), id(0xa2)][index % 3] ?? null,
      })),
    );
  }, 60_000);

  afterAll(() => test.close());

  const fetch = (xml: string, caller = test.caller) =>
    executeFetchXml(test.organization, caller, undefined, xml);
  const query = (attributes: string, content: string) =>
    `<fetch ${attributes}><entity name="ent_probe"><attribute name="ent_name"/>${content}</entity></fetch>`;
  const ids = ({ rows }: QueryResult) => rows.map((row) => row.ent_probeid);

  /** All rows by cookies, as a client reads them. */
  async function byCookies(content: string, size: number, attributes = ""): Promise<unknown[]> {
    const found: unknown[] = [];
    let cookie = "";
    for (let page = 1; ; page++) {
      const result = await fetch(
        query(`count="${String(size)}" page="${String(page)}" ${cookie} ${attributes}`, content),
      );
      found.push(...ids(result));
      if (!result.moreRecords) return found;
      expect(result.pagingCookie).toBeDefined();
      cookie = `paging-cookie="${escaped(decoded(result.pagingCookie ?? ""))}"`;
    }
  }

  it.each([
    ["nothing", ""],
    ["the key downwards", `<order attribute="ent_probeid" descending="true"/>`],
    ["a text", `<order attribute="ent_name"/>`],
    ["a text downwards", `<order attribute="ent_name" descending="true"/>`],
    [
      "a number and a text",
      `<order attribute="ent_integer" descending="true"/><order attribute="ent_name"/>`,
    ],
    ["a decimal", `<order attribute="ent_decimal" descending="true"/>`],
    ["a floating number", `<order attribute="ent_double"/>`],
    ["a boolean", `<order attribute="ent_boolean"/><order attribute="ent_integer"/>`],
    ["a choice's label", `<order attribute="ent_choice"/>`],
    ["a choice's label downwards", `<order attribute="ent_choice" descending="true"/>`],
    ["a moment", `<order attribute="ent_moment"/>`],
    ["a day downwards", `<order attribute="ent_day" descending="true"/>`],
    ["a wall-clock time", `<order attribute="ent_wall"/>`],
    ["a lookup's name", `<order attribute="ent_accountid" descending="true"/><order attribute="ent_name"/>`],
  ])("by cookie lead through all rows in the order of %s", async (_name, orders) => {
    const all = ids(await fetch(query("", orders)));
    expect(all).toHaveLength(60);
    expect(await byCookies(orders, 7)).toEqual(all);
    expect(await byCookies(orders, 7, `useraworderby="true"`)).toEqual(
      ids(await fetch(query(`useraworderby="true"`, orders))),
    );
  });

  it("without a cookie lead through the same rows", async () => {
    const orders = `<order attribute="ent_name"/>`;
    const all = ids(await fetch(query("", orders)));
    const found: unknown[] = [];
    for (let page = 1; page <= 9; page++) {
      const result = await fetch(query(`count="7" page="${String(page)}"`, orders));
      expect(result.moreRecords).toBe(page < 9);
      found.push(...ids(result));
    }
    expect(found).toEqual(all);
  });

  it("have a cookie in the documentation's form", async () => {
    const { pagingCookie } = await fetch(
      query(
        `count="1" page="2"`,
        `<filter><condition attribute="ent_name" operator="eq" value="ann"/></filter><order attribute="ent_name"/>`,
      ),
    );
    expect(pagingCookie).toMatch(
      /^<cookie pagenumber="3" pagingcookie="%253ccookie%2520page%253d%25222%2522%253e%253cent_name%2520last%253d%2522[^"]*" istracking="False" \/>$/,
    );
    expect(decoded(pagingCookie ?? "")).toMatch(
      /^<cookie page="2"><ent_name last="ann" first="ann" \/><ent_probeid last="\{[0-9A-F-]{36}\}" first="\{[0-9A-F-]{36}\}" \/><\/cookie>$/,
    );
  });

  it("say where a value is null, and name what a lookup was ordered by", async () => {
    const parsed = parseFetchXml(
      query(
        `count="1"`,
        `<order attribute="ent_integer"/><order attribute="ent_accountid" descending="true"/>`,
      ),
    );
    const { pagingCookie } = await executeQuery(test.organization, test.caller, parsed);
    expect(pagingCookie).toContain(`<ent_integer lastnull="1" firstnull="1" />`);
    expect(pagingCookie).toContain(`<ent_accountid lastname="Fabrikam" last="{${id(0xa2).toUpperCase()}}"`);
  });

  it("go back by number alone", async () => {
    const first = await fetch(query(`count="7" page="1"`, ""));
    const cookie = escaped(decoded(first.pagingCookie ?? ""));
    const again = await fetch(query(`count="7" page="1" paging-cookie="${cookie}"`, ""));
    expect(ids(again)).toEqual(ids(first));
    const third = await fetch(query(`count="7" page="3" paging-cookie="${cookie}"`, ""));
    expect(ids(third)).toEqual(ids(await fetch(query(`count="7" page="3"`, ""))));
  });

  it("have no cookie when a link orders or repeats the rows, or when rows are made different", async () => {
    const link = (more: string) =>
      `<link-entity name="account" from="accountid" to="ent_accountid" alias="a" link-type="outer">${more}</link-entity>`;
    const ordered = await fetch(query(`count="7"`, link(`<order attribute="name"/>`)));
    expect(ordered).toMatchObject({ moreRecords: true });
    expect(ordered.pagingCookie).toBeUndefined();
    expect((await fetch(query(`count="7"`, link("")))).pagingCookie).toBeDefined();
    const repeated = `<link-entity name="ent_probe" from="ent_accountid" to="ent_accountid" alias="b"/>`;
    expect((await fetch(query(`count="7"`, repeated))).pagingCookie).toBeUndefined();
    expect((await fetch(query(`count="2" distinct="true"`, ""))).pagingCookie).toBeUndefined();
  });

  it("of rows that a link repeats neither miss nor repeat one", async () => {
    const content = `<link-entity name="ent_probe" from="ent_accountid" to="ent_accountid" alias="b"><attribute name="ent_probeid"/></link-entity>`;
    const pairs = ({ rows }: QueryResult) =>
      rows.map((row) => `${String(row.ent_probeid)} ${String(row["b.ent_probeid"])}`);
    const all = pairs(await fetch(query("", content)));
    expect(new Set(all).size).toBe(800);
    const found: string[] = [];
    for (let page = 1; page <= 8; page++) {
      found.push(...pairs(await fetch(query(`count="100" page="${String(page)}"`, content))));
    }
    expect(found).toEqual(all);
  });

  it("end at top, which says nothing of more", async () => {
    const result = await fetch(query(`top="5"`, ""));
    expect(result.rows).toHaveLength(5);
    expect(result).toMatchObject({ moreRecords: false });
    expect(result.pagingCookie).toBeUndefined();
  });

  it("order choices by the label of the user's language", async () => {
    const first = async (languageId: number) => {
      const xml = `<fetch distinct="true"><entity name="ent_probe"><attribute name="ent_choice"/><filter><condition attribute="ent_choice" operator="not-null"/></filter><order attribute="ent_choice"/></entity></fetch>`;
      return (await fetch(xml, callerWith({ languageId }))).rows.map((row) => row.ent_choice);
    };
    expect(await first(1033)).toEqual([2, 3, 1]);
    expect(await first(1036)).toEqual([2, 1, 3]);
  });

  it("order by a link after the query's own orders, unless the query names the link", async () => {
    const link = (order: string) =>
      `<link-entity name="account" from="accountid" to="ent_accountid" alias="a">${order}<attribute name="name"/></link-entity>`;
    const order = async (content: string) =>
      (await fetch(query(`top="40"`, content))).rows.map((row) => [row["a.name"], row.ent_name ?? null]);
    const own = await order(
      `<order attribute="ent_name" descending="true"/>${link(`<order attribute="name"/>`)}`,
    );
    expect(own[0]?.[1]).toMatch(/^Zo/);
    const linked = await order(
      `<order entityname="a" attribute="name" descending="true"/><order attribute="ent_name"/>${link("")}`,
    );
    expect(linked[0]).toEqual(["Fabrikam", null]);
    expect(linked.at(-1)?.[0]).toBe("Contoso");
  });

  it("tell the total when it is asked for, 5,000 at most", async () => {
    expect(await fetch(query(`count="7" returntotalrecordcount="true"`, ""))).toMatchObject({
      totalRecordCount: 60,
      totalRecordCountLimitExceeded: false,
    });
    await test.database.query(
      `insert into "ent_topic" ("ent_topicid") select gen_random_uuid() from generate_series(1, 5001)`,
    );
    const many = await fetch(
      `<fetch returntotalrecordcount="true"><entity name="ent_topic"><no-attrs/></entity></fetch>`,
    );
    expect(many).toMatchObject({
      totalRecordCount: 5000,
      totalRecordCountLimitExceeded: true,
      moreRecords: true,
    });
    expect(many.rows).toHaveLength(5000);
  });

  it("hold 5,000 rows at most, whatever is asked", async () => {
    const result = await fetch(`<fetch count="6000"><entity name="ent_topic"><no-attrs/></entity></fetch>`);
    expect(result.rows).toHaveLength(5000);
    expect(result.moreRecords).toBe(true);
  });
});
