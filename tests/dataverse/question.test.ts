import { DOMParser, type Element } from "@xmldom/xmldom";
import * as fc from "fast-check";
import { anyText } from "../anyText";
import { daysAhead, dynamicListsQuestion, staticListsQuestion } from "../../dataverse/comingSends";
import { engagementQuestion } from "../../dataverse/engagement";
import { lastMeetingsQuestion } from "../../dataverse/meetings";
import { newestSignalsQuestion } from "../../dataverse/newestSignals";
import { noneKnown } from "../../dataverse/optionalColumns";
import { readPeople } from "../../dataverse/people";
import { policyQuestion } from "../../dataverse/policy";
import { all, either, printQuestion, type Question } from "../../dataverse/question";
import type { Scope } from "../../dataverse/scope";
import { sources } from "../../dataverse/sources/catalogue";
import { optOutsQuestion } from "../../dataverse/sources/optOuts";
import { sourceQuestion } from "../../dataverse/sources/read";
import { processTables, stagesQuestion } from "../../dataverse/stages";
import { talkingPointsQuestion } from "../../dataverse/talkingPoints";
import { Answering } from "./answering";

const parse = (xml: string) => new DOMParser().parseFromString(xml, "text/xml").documentElement as Element;

describe("a question in FetchXML", () => {
  it("is written as Dataverse reads it: links within links and within filters, lists of values", () => {
    const question: Question = {
      table: "contact",
      distinct: true,
      top: 5,
      columns: [{ name: "fullname" }],
      orders: [{ by: "fullname", descending: true }],
      filter: all(
        { column: "statecode", operator: "in", values: [0, 1] },
        either(
          { column: "parentcustomerid", operator: "eq", value: "a" },
          {
            is: "not any",
            table: "task",
            from: "regardingobjectid",
            to: "contactid",
            filter: all({ column: "subject", operator: "like", value: "%<x>%" }),
            links: [{ table: "team", from: "teamid", to: "ownerid", type: "inner", alias: "owner" }],
          },
        ),
      ),
      links: [
        {
          table: "account",
          from: "accountid",
          to: "parentcustomerid",
          type: "outer",
          alias: "company",
          links: [
            {
              table: "account",
              from: "accountid",
              to: "parentaccountid",
              type: "outer",
              alias: "above",
              columns: [{ name: "name", alias: "abovename" }],
            },
          ],
        },
      ],
    };
    expect(printQuestion(question)).toBe(
      '<fetch distinct="true" top="5"><entity name="contact"><attribute name="fullname"/>' +
        '<order attribute="fullname" descending="true"/>' +
        '<filter type="and"><condition attribute="statecode" operator="in"><value>0</value><value>1</value></condition>' +
        '<filter type="or"><condition attribute="parentcustomerid" operator="eq" value="a"/>' +
        '<link-entity name="task" from="regardingobjectid" to="contactid" link-type="not any">' +
        '<filter type="and"><condition attribute="subject" operator="like" value="%&lt;x&gt;%"/></filter>' +
        '<link-entity name="team" from="teamid" to="ownerid" link-type="inner" alias="owner"/></link-entity></filter></filter>' +
        '<link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer" alias="company">' +
        '<link-entity name="account" from="accountid" to="parentaccountid" link-type="outer" alias="above">' +
        '<attribute name="name" alias="abovename"/></link-entity></link-entity></entity></fetch>',
    );
  });

  it("carries any text to the letter, and lets none of it be anything but a value", () => {
    // What XML cannot write is refused below.
    const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
    const text = anyText().map((given) => given.replace(unwritable, ""));
    const hostile = fc.constantFrom(
      `"/><condition attribute="x" operator="null"/>`,
      "]]></value></condition></filter>",
      "a&b<c>d'e",
      "tab\tline\nreturn\r",
    );
    fc.assert(
      fc.property(fc.oneof(text, hostile), (value) => {
        const root = parse(
          printQuestion({
            table: "t",
            columns: [],
            filter: all(
              { column: "a", operator: "eq", value },
              { column: "a", operator: "in", values: [value, "second"] },
            ),
          }),
        );
        const conditions = Array.from(root.getElementsByTagName("condition"));
        expect(conditions).toHaveLength(2);
        expect(conditions[0]?.getAttribute("value")).toBe(value);
        const values = Array.from(root.getElementsByTagName("value")).map((each) => each.textContent);
        expect(values).toEqual([value, "second"]);
      }),
    );
  });

  it("refuses what XML cannot carry, and names that are none", () => {
    const withValue = (value: string) => () =>
      printQuestion({ table: "t", columns: [], filter: all({ column: "a", operator: "eq", value }) });
    expect(withValue("\u0000")).toThrow(RangeError);
    expect(withValue("\u0000")).toThrow("a character that cannot be written in a query");
    expect(withValue("\ud800")).toThrow(RangeError);
    for (const name of ["a b", 'a"', "", "1a", "a-b"]) {
      expect(() => printQuestion({ table: name, columns: [] })).toThrow(RangeError);
      expect(() => printQuestion({ table: name, columns: [] })).toThrow(
        `Not a name of a table, column or alias: ${JSON.stringify(name)}`,
      );
      expect(() =>
        printQuestion({
          table: "t",
          columns: [],
          filter: all({ is: "any", table: name, from: "x", to: "y" }),
        }),
      ).toThrow(RangeError);
    }
  });
});

describe("every question that a briefing asks", () => {
  const id = "00000000-0000-4000-8000-00000000a001";
  const scopes: readonly Scope[] = [
    { table: "account", id },
    { table: "account", id, withBelow: true },
    { table: "contact", id },
    { table: "lead", id },
    { table: "opportunity", id },
  ];
  const today = 20_000;
  const days = { first: today - 179, last: today };

  async function printed(scope: Scope): Promise<string[]> {
    const people = new Answering(() => []);
    await readPeople(people.asking.ask, scope, days, noneKnown());
    return [
      ...[
        engagementQuestion(scope, days),
        lastMeetingsQuestion(scope),
        newestSignalsQuestion(scope, today),
        staticListsQuestion(scope, daysAhead(today)),
        dynamicListsQuestion(today),
        optOutsQuestion(scope),
        policyQuestion(today),
        talkingPointsQuestion(),
        stagesQuestion(scope, processTables),
        ...sources.flatMap((source) => sourceQuestion(source, scope, today) ?? []),
      ].map(printQuestion),
      ...people.requests.map(({ fetchXml }) => fetchXml),
    ];
  }

  it.each(scopes.map((scope) => [JSON.stringify(scope), scope] as const))(
    "keeps to what Dataverse takes, for %s",
    async (_, scope) => {
      for (const xml of await printed(scope)) {
        const root = parse(xml);
        // 15 links, and an address of 32 KB.
        expect(root.getElementsByTagName("link-entity").length).toBeLessThanOrEqual(15);
        expect(encodeURIComponent(xml).length).toBeLessThan(8000);
        // "top" and paging exclude each other; nothing is ever asked without an end.
        const [top, count] = ["top", "count"].map((name) => root.getAttribute(name));
        expect(top === null || count === null).toBe(true);
        // One union at most, and not deep down.
        const unions = Array.from(root.getElementsByTagName("filter")).filter(
          (filter) => filter.getAttribute("hint") === "union",
        );
        expect(unions.length).toBeLessThanOrEqual(1);
        for (const union of unions) expect(union.parentNode?.parentNode?.nodeName).toBe("entity");
        // A link that only asks whether there is something may return nothing.
        for (const link of Array.from(root.getElementsByTagName("link-entity"))) {
          if (!/any/.test(link.getAttribute("link-type") ?? "")) continue;
          expect(link.getElementsByTagName("attribute")).toHaveLength(0);
          expect(link.parentNode?.nodeName).toBe("filter");
        }
        // An inner link within an outer one would drop the rows that the outer one keeps.
        for (const link of Array.from(root.getElementsByTagName("link-entity"))) {
          const parent = link.parentNode as Element;
          if (parent.nodeName === "link-entity" && parent.getAttribute("link-type") === "outer") {
            expect(link.getAttribute("link-type")).toBe("outer");
          }
        }
        // Aliases name one thing each.
        const aliases = [...xml.matchAll(/<(?:attribute|link-entity)[^>]* alias="([^"]+)"/g)].map(
          (match) => match[1],
        );
        expect(new Set(aliases).size).toBe(aliases.length);
      }
    },
  );
});
