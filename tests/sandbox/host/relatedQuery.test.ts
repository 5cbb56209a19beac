/** @jest-environment jsdom */
import { relatedQuery } from "../../../sandbox/host/list/listQuery";

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
