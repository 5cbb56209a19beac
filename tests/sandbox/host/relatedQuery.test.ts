/** @jest-environment jsdom */
import { chartQuery, relatedQuery } from "../../../sandbox/host/list/listQuery";

const id = "11111111-2222-4333-8444-555555555555";
const view = `<fetch><entity name="list"><attribute name="listname" /><filter><condition attribute="statecode" operator="eq" value="0" /></filter></entity></fetch>`;

describe("the query of a subgrid", () => {
  it("narrows the view to the rows that point to the form's record", () => {
    const query = relatedQuery(view, { column: "regardingobjectid" }, id, 25);
    expect(query).toContain('count="25"');
    expect(query).toContain(
      `<filter><condition attribute="regardingobjectid" operator="eq" value="${id}"/></filter></entity>`,
    );
    expect(query).toContain('attribute="statecode"');
  });

  it("goes through the intersect table where many are related to many", () => {
    const query = relatedQuery(
      view,
      {
        column: "campaignactivityid",
        through: { table: "campaignactivityitem", from: "itemid", to: "listid" },
      },
      id,
      25,
    );
    expect(query).toContain(
      `<link-entity name="campaignactivityitem" from="itemid" to="listid" intersect="true">` +
        `<filter><condition attribute="campaignactivityid" operator="eq" value="${id}"/></filter></link-entity>`,
    );
  });
});

describe("the query of a chart", () => {
  const chart =
    '<fetch aggregate="true"><entity name="list"><attribute name="listid" aggregate="count" alias="n" /></entity></fetch>';
  const link = (name: string, type: string) =>
    `<link-entity name="${name}" from="x" to="y" link-type="${type}" alias="${name}1"><attribute name="name" /><order attribute="name" /></link-entity>`;

  it("asks of the view's rows alone: its filters, and the links that narrow it, without what they show", () => {
    const query = chartQuery(
      chart,
      view.replace("</entity>", `${link("inner", "inner")}${link("shown", "outer")}</entity>`),
    );
    expect(query).toContain('<condition attribute="statecode" operator="eq" value="0"/>');
    expect(query).toMatch(/<link-entity name="inner"[^>]*\/>/);
    expect(query).not.toContain("shown");
    expect(query).not.toContain("listname");
  });

  it("keeps an outer link that a condition names", () => {
    const named = '<filter><condition entityname="shown1" attribute="z" operator="null" /></filter></entity>';
    expect(chartQuery(chart, view.replace("</entity>", link("shown", "outer") + named))).toMatch(
      /<link-entity name="shown"[^>]*\/>/,
    );
  });
});
