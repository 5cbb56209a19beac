import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { anyText } from "../anyText";
import { all, either, printQuestion, type Question } from "../../dataverse/question";

function query(more: Partial<Question> = {}): Question {
  return { table: "contact", columns: [{ name: "fullname" }], ...more };
}

/** A parser that stops at the first fault instead of guessing. */
function parse(xml: string) {
  const document = new DOMParser({
    onError: (_level, message) => {
      throw new Error(message);
    },
  }).parseFromString(xml, "text/xml");
  return document;
}

describe("a query", () => {
  it("prints as the FetchXML that it is", () => {
    const printed = printQuestion({
      table: "ent_interaction",
      aggregate: true,
      columns: [
        { name: "ent_topicid", groupBy: true, alias: "topic" },
        { name: "ent_occurredon", groupBy: true, dateGrouping: "month", alias: "month" },
        { name: "ent_contactid", aggregate: "countcolumn", distinct: true, alias: "people" },
      ],
      orders: [{ by: "month", descending: true }],
      filter: all(
        { column: "statecode", operator: "eq", value: 0 },
        either(
          { column: "ent_accountid", operator: "null" },
          { of: "who", column: "fullname", operator: "like", value: "A%" },
        ),
      ),
      links: [{ table: "contact", from: "contactid", to: "ent_contactid", type: "outer", alias: "who" }],
    });
    expect(printed).toBe(
      '<fetch aggregate="true"><entity name="ent_interaction">' +
        '<attribute name="ent_topicid" alias="topic" groupby="true"/>' +
        '<attribute name="ent_occurredon" alias="month" groupby="true" dategrouping="month"/>' +
        '<attribute name="ent_contactid" alias="people" aggregate="countcolumn" distinct="true"/>' +
        '<order alias="month" descending="true"/>' +
        '<filter type="and"><condition attribute="statecode" operator="eq" value="0"/>' +
        '<filter type="or"><condition attribute="ent_accountid" operator="null"/>' +
        '<condition entityname="who" attribute="fullname" operator="like" value="A%"/></filter></filter>' +
        '<link-entity name="contact" from="contactid" to="ent_contactid" link-type="outer" alias="who"/>' +
        "</entity></fetch>",
    );
  });

  it("asks for a union where it says so", () => {
    const filter = { ...either({ column: "a", operator: "null" }), hint: "union" } as const;
    expect(printQuestion(query({ filter }))).toContain('<filter type="or" hint="union"><condition');
  });

  it("orders by columns, pages and cuts where it is no aggregate", () => {
    expect(printQuestion(query({ count: 10, page: 2, orders: [{ by: "createdon" }] }))).toBe(
      '<fetch count="10" page="2"><entity name="contact"><attribute name="fullname"/><order attribute="createdon"/></entity></fetch>',
    );
    expect(printQuestion(query({ top: 1 }))).toContain('<fetch top="1">');
  });

  it("carries any text as a value and as nothing else", () => {
    const hostile = fc.oneof(
      fc.string(),
      anyText(),
      fc.constantFrom(
        "x'/><condition attribute='1",
        '"/></filter></entity></fetch>',
        "]]><![CDATA[",
        "&lt;&#0;&amp;",
        "<!-- -->",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        " a\tb\r\nc ",
        "😀‮",
      ),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        let printed: string;
        try {
          printed = printQuestion(query({ filter: all({ column: "fullname", operator: "eq", value }) }));
        } catch (error) {
          // What XML has no way of writing is refused, never dropped.
          expect(error).toBeInstanceOf(RangeError);
          // eslint-disable-next-line no-control-regex -- they are what is meant
          expect(value).toMatch(/[\u0000-\u001f\ud800-\udfff\ufffe\uffff]/);
          return;
        }
        const document = parse(printed);
        const conditions = Array.from(document.getElementsByTagName("condition"));
        expect(conditions).toHaveLength(1);
        expect(conditions[0]?.getAttribute("value")).toBe(value);
        expect(Array.from(document.getElementsByTagName("*"))).toHaveLength(5);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses a name that is none, wherever it stands", () => {
    const bad = "name/><x";
    const link = { table: "contact", from: "contactid", to: "contactid", type: "inner", alias: "a" } as const;
    const queries: Question[] = [
      query({ table: bad }),
      query({ columns: [{ name: bad }] }),
      query({ columns: [{ name: "a", alias: bad }] }),
      query({ orders: [{ by: bad }] }),
      query({ filter: all({ column: bad, operator: "null" }) }),
      query({ filter: all({ of: bad, column: "a", operator: "null" }) }),
      query({ links: [{ ...link, table: bad }] }),
      query({ links: [{ ...link, from: bad }] }),
      query({ links: [{ ...link, to: bad }] }),
      query({ links: [{ ...link, alias: bad }] }),
    ];
    for (const one of queries) expect(() => printQuestion(one)).toThrow(RangeError);
  });
});
