import { executeFetchXml } from "../../../sandbox/server/query/execute";
import { id, openTestOrganization, type TestOrganization } from "./organization";

/** The question that the Interest view asks: points by topic, half-life and day. */
const INTEREST = (account: string) => `
<fetch aggregate="true">
  <entity name="ent_interaction">
    <attribute name="ent_topicid" alias="topic" groupby="true" />
    <attribute name="ent_occurredon" alias="y" groupby="true" dategrouping="year" />
    <attribute name="ent_occurredon" alias="m" groupby="true" dategrouping="month" />
    <attribute name="ent_occurredon" alias="d" groupby="true" dategrouping="day" />
    <attribute name="ent_interactionid" alias="n" aggregate="count" />
    <link-entity name="ent_interactionkind" from="ent_interactionkindid" to="ent_kindid" alias="kind">
      <attribute name="ent_points" alias="points" aggregate="sum" />
      <attribute name="ent_halflifedays" alias="halflife" groupby="true" />
    </link-entity>
    <link-entity name="contact" from="contactid" to="ent_contactid" link-type="outer" alias="person" />
    <filter type="or">
      <condition attribute="ent_accountid" operator="eq" value="${account}" />
      <filter>
        <condition attribute="ent_accountid" operator="null" />
        <condition entityname="person" attribute="parentcustomerid" operator="eq" value="${account}" />
      </filter>
    </filter>
    <order alias="topic" />
    <order alias="y" descending="true" />
  </entity>
</fetch>`;

describe("the interest of a client", () => {
  let test: TestOrganization;
  const [account, other, contact] = [id(0xa1), id(0xa2), id(0xc1)];
  const [boats, cars] = [id(0x21), id(0x22)];
  const [mail, visit] = [id(0x31), id(0x32)];

  beforeAll(async () => {
    test = await openTestOrganization();
    await test.insert("account", [
      { accountid: account, name: "Contoso" },
      { accountid: other, name: "Fabrikam" },
    ]);
    await test.insert("contact", [
      { contactid: contact, fullname: "Eve", parentcustomerid: ["account", account] },
    ]);
    await test.insert("ent_topic", [
      { ent_topicid: boats, ent_name: "Boats" },
      { ent_topicid: cars, ent_name: "Cars" },
    ]);
    await test.insert("ent_interactionkind", [
      { ent_interactionkindid: mail, ent_name: "Mail", ent_points: 2, ent_halflifedays: 10 },
      { ent_interactionkindid: visit, ent_name: "Visit", ent_points: 7 },
    ]);
    const one = (number: number, more: object) => ({ ent_interactionid: id(0x400 + number), ...more });
    await test.insert("ent_interaction", [
      one(1, {
        ent_accountid: account,
        ent_topicid: cars,
        ent_kindid: mail,
        ent_occurredon: "2026-03-24T22:59:59Z",
      }),
      one(2, {
        ent_accountid: account,
        ent_topicid: cars,
        ent_kindid: mail,
        ent_occurredon: "2026-03-24T23:00:00Z",
      }),
      one(3, {
        ent_contactid: contact,
        ent_topicid: cars,
        ent_kindid: mail,
        ent_occurredon: "2026-03-25T08:00:00Z",
      }),
      one(4, {
        ent_contactid: contact,
        ent_topicid: boats,
        ent_kindid: visit,
        ent_occurredon: "2025-12-31T23:30:00Z",
      }),
      // Belongs to the account it names, not to its contact's.
      one(5, {
        ent_contactid: contact,
        ent_accountid: other,
        ent_topicid: boats,
        ent_kindid: visit,
        ent_occurredon: "2026-01-01T12:00:00Z",
      }),
    ]);
  }, 60_000);

  afterAll(() => test.close());

  it("is summed by the server: by topic, half-life and day of the caller's zone", async () => {
    const { rows } = await executeFetchXml(
      test.organization,
      test.caller,
      "ent_interaction",
      INTEREST(account),
    );
    expect(
      rows.map(({ topic, y, m, d, n, points, halflife }) => ({ topic, y, m, d, n, points, halflife })),
    ).toEqual([
      { topic: boats, y: 2026, m: 1, d: 1, n: 1, points: 7, halflife: undefined },
      { topic: cars, y: 2026, m: 3, d: 24, n: 1, points: 2, halflife: 10 },
      { topic: cars, y: 2026, m: 3, d: 25, n: 2, points: 4, halflife: 10 },
    ]);
    expect(rows[1]).toMatchObject({
      "topic@OData.Community.Display.V1.FormattedValue": "Cars",
      "topic@Microsoft.Dynamics.CRM.lookuplogicalname": "ent_topic",
      "y@OData.Community.Display.V1.FormattedValue": "2,026",
    });
  });

  it("follows another zone when the caller is in one", async () => {
    const caller = { ...test.caller, timeZone: "America/New_York" };
    const { rows } = await executeFetchXml(test.organization, caller, "ent_interaction", INTEREST(account));
    expect(rows.map(({ topic, y, m, d, points }) => ({ topic, y, m, d, points }))).toEqual([
      { topic: boats, y: 2025, m: 12, d: 31, points: 7 },
      { topic: cars, y: 2026, m: 3, d: 24, points: 4 },
      { topic: cars, y: 2026, m: 3, d: 25, points: 2 },
    ]);
  });
});
