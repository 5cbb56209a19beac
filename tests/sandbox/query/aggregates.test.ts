import { executeFetchXml } from "../../../sandbox/server/query/execute";
import {
  callerWith,
  DOLLAR,
  EURO,
  id,
  openTestOrganization,
  type Row,
  type TestOrganization,
} from "./organization";

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";

/** Employees by city and date: the documentation's own example (…/fetchxml/aggregate-data). */
const EXAMPLE: readonly (readonly [employees: number | null, city: string | null, created: string])[] = [
  [null, null, "2023-08-27T12:00:00Z"],
  [1500, "Redmond", "2023-03-25T12:00:00Z"],
  [2700, "Lynnwood", "2023-03-25T12:00:00Z"],
  [2900, "Los Angeles", "2023-03-25T12:00:00Z"],
  [2900, "redmond", "2023-03-25T12:00:00Z"],
  [3900, "Phoenix", "2023-03-25T12:00:00Z"],
  [4300, "Santa Cruz", "2023-03-25T12:00:00Z"],
  [4800, "Missoula", "2023-03-25T12:00:00Z"],
  [6000, "Dallas", "2023-03-25T12:00:00Z"],
  [6200, "Redmond", "2023-03-25T12:00:00Z"],
];

describe("an aggregate", () => {
  let test: TestOrganization;

  beforeAll(async () => {
    test = await openTestOrganization();
    await test.insert(
      "account",
      EXAMPLE.map(([numberofemployees, address1_city, createdon], index) => ({
        accountid: id(0xa00 + index),
        name: `Account ${String(index)}`,
        numberofemployees,
        address1_city,
        createdon,
      })),
    );
    const money = (number: number, more: Row) => ({ ent_probeid: id(number), ...more });
    await test.insert("ent_probe", [
      money(1, {
        ent_money: "10",
        ent_money_base: "9",
        transactioncurrencyid: DOLLAR,
        ent_choice: 1,
        ent_decimal: "0.1",
      }),
      money(2, {
        ent_money: "20",
        ent_money_base: "20",
        transactioncurrencyid: EURO,
        ent_choice: 2,
        ent_decimal: "0.2",
      }),
      money(3, { ent_choice: 3, ent_decimal: "0.3", ent_boolean: true, ent_moment: "2026-01-01T00:00:00Z" }),
      money(4, { ent_boolean: false, ent_moment: "2024-12-29T00:00:00Z", ent_day: "2024-12-29" }),
    ]);
  }, 60_000);

  afterAll(() => test.close());

  const fetch = async (content: string, attributes = "", caller = test.caller) =>
    (
      await executeFetchXml(
        test.organization,
        caller,
        undefined,
        `<fetch aggregate="true" ${attributes}><entity ${content}</entity></fetch>`,
      )
    ).rows;

  it("gives what the documentation's example gives", async () => {
    const column = (alias: string, aggregate: string, more = "") =>
      `<attribute name="numberofemployees" alias="${alias}" aggregate="${aggregate}" ${more}/>`;
    const rows = await fetch(
      `name="account">${column("Average", "avg")}${column("Count", "count")}${column("ColumnCount", "countcolumn")}${column("Different", "countcolumn", `distinct="true"`)}${column("Maximum", "max")}${column("Minimum", "min")}${column("Sum", "sum")}`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      Average: 3911,
      Count: 10,
      ColumnCount: 9,
      Different: 8,
      Maximum: 6200,
      Minimum: 1500,
      Sum: 35200,
      [`Sum${FORMATTED}`]: "35,200",
      "Sum@OData.Community.Display.V1.AttributeName": "numberofemployees",
    });
  });

  it("groups texts without regard to case, with a group of those that have none", async () => {
    const rows = await fetch(
      `name="account"><attribute name="numberofemployees" alias="Total" aggregate="sum"/><attribute name="address1_city" alias="Count" aggregate="count"/><attribute name="address1_city" alias="City" groupby="true"/><order alias="City"/>`,
    );
    expect(rows.map(({ Total, Count, City }) => [Total, Count, City])).toEqual([
      [0, 1, undefined],
      [6000, 1, "Dallas"],
      [2900, 1, "Los Angeles"],
      [2700, 1, "Lynnwood"],
      [4800, 1, "Missoula"],
      [3900, 1, "Phoenix"],
      [10600, 3, "Redmond"],
      [4300, 1, "Santa Cruz"],
    ]);
  });

  it("groups by parts of a date: weeks from Sunday, the first with 1 January", async () => {
    const part = (alias: string, grouping: string) =>
      `<attribute name="createdon" alias="${alias}" groupby="true" dategrouping="${grouping}"/>`;
    const rows = await fetch(
      `name="account"><attribute name="numberofemployees" alias="Total" aggregate="sum"/>${part("Day", "day")}${part("Week", "week")}${part("Month", "month")}${part("Quarter", "quarter")}${part("Year", "year")}<order alias="Month"/>`,
    );
    expect(rows).toEqual([
      expect.objectContaining({ Total: 35200, Day: 25, Week: 12, Month: 3, Quarter: 1, Year: 2023 }),
      expect.objectContaining({ Total: 0, Day: 27, Week: 35, Month: 8, Quarter: 3, Year: 2023 }),
    ]);
    expect(rows[0]).toMatchObject({ [`Year${FORMATTED}`]: "2,023" });
  });

  it("groups by the user's day, or by UTC's", async () => {
    const day = (more: string, column = "ent_moment") =>
      `name="ent_probe"><attribute name="ent_probeid" alias="n" aggregate="count"/><attribute name="${column}" alias="d" groupby="true" dategrouping="day" ${more}/><filter><condition attribute="${column}" operator="not-null"/></filter><order alias="d"/>`;
    const newYork = callerWith({ timeZone: "America/New_York" });
    const days = async (content: string) => (await fetch(content, "", newYork)).map((row) => row.d);
    expect(await days(day(""))).toEqual([28, 31]);
    expect(await days(day(`usertimezone="true"`))).toEqual([28, 31]);
    expect(await days(day(`usertimezone="false"`))).toEqual([1, 29]);
    expect(await days(day("", "ent_day"))).toEqual([29]);
  });

  it("adds money up in the base currency", async () => {
    const [row] = await fetch(
      `name="ent_probe"><attribute name="ent_money" alias="sum" aggregate="sum"/><attribute name="ent_money" alias="avg" aggregate="avg"/><attribute name="ent_money" alias="n" aggregate="countcolumn"/>`,
    );
    expect(row).toMatchObject({ sum: 29, [`sum${FORMATTED}`]: "€29.00", avg: 14.5, n: 2 });
  });

  it("is exact with decimals", async () => {
    const [row] = await fetch(
      `name="ent_probe"><attribute name="ent_decimal" alias="sum" aggregate="sum"/><attribute name="ent_decimal" alias="avg" aggregate="avg"/>`,
    );
    expect(row).toMatchObject({ sum: 0.6, avg: 0.2 });
  });

  it("gives dates for the least and the greatest date", async () => {
    const [row] = await fetch(
      `name="ent_probe"><attribute name="ent_moment" alias="first" aggregate="min"/><attribute name="ent_day" alias="last" aggregate="max"/>`,
    );
    expect(row).toMatchObject({
      first: "2024-12-29T00:00:00Z",
      [`first${FORMATTED}`]: "12/29/2024 1:00 AM",
      last: "2024-12-29",
    });
  });

  it("groups by choices and booleans, ordered by label or by value", async () => {
    const choices = `name="ent_probe"><attribute name="ent_probeid" alias="n" aggregate="count"/><attribute name="ent_choice" alias="c" groupby="true"/><attribute name="ent_boolean" alias="b" groupby="true"/><order alias="c"/>`;
    const order = async (attributes: string, languageId = 1033) =>
      (await fetch(choices, attributes, callerWith({ languageId }))).map((row) => row[`c${FORMATTED}`]);
    expect(await order("")).toEqual([undefined, "Blue", "Green", "Red"]);
    expect(await order("", 1036)).toEqual([undefined, "Bleu", "Rouge", "Vert"]);
    expect(await order(`useraworderby="true"`)).toEqual([undefined, "Red", "Blue", "Green"]);
    expect((await fetch(choices)).map((row) => row[`b${FORMATTED}`])).toEqual([
      "No",
      undefined,
      "Yes",
      undefined,
    ]);
  });

  it("orders by an aggregate, and pages through groups", async () => {
    const cities = `name="account"><attribute name="numberofemployees" alias="Total" aggregate="sum"/><attribute name="address1_city" alias="City" groupby="true"/><order alias="Total" descending="true"/>`;
    const page = async (attributes: string) => (await fetch(cities, attributes)).map((row) => row.City);
    expect(await page(`top="2"`)).toEqual(["Redmond", "Dallas"]);
    expect(await page(`count="3" page="2"`)).toEqual(["Santa Cruz", "Phoenix", "Los Angeles"]);
  });

  it("of no rows counts 0 and sums to nothing", async () => {
    const rows = await fetch(
      `name="account"><attribute name="accountid" alias="n" aggregate="count"/><attribute name="numberofemployees" alias="s" aggregate="sum"/><filter><condition attribute="name" operator="eq" value="nobody"/></filter>`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ n: 0 });
    expect(rows[0]).not.toHaveProperty("s");
  });

  describe("over too many rows", () => {
    const count = `name="ent_topic"><attribute name="ent_topicid" alias="n" aggregate="count"/>`;
    const grouped = `name="ent_topic"><attribute name="ent_topicid" alias="n" aggregate="count"/><attribute name="ent_name" alias="name" groupby="true"/>`;

    beforeAll(async () => {
      await test.database.query(
        `insert into "ent_topic" ("ent_topicid", "ent_name") select gen_random_uuid(), 'Topic ' || (n % 7) from generate_series(1, 50000) n`,
      );
    });

    it("is answered at 50,000", async () => {
      expect((await fetch(count))[0]).toMatchObject({ n: 50000 });
      expect(await fetch(grouped)).toHaveLength(7);
    });

    it("is refused at 50,001, grouped or not", async () => {
      await test.insert("ent_topic", [{ ent_topicid: id(0x777), ent_name: "One more" }]);
      for (const query of [count, grouped]) {
        await expect(fetch(query)).rejects.toMatchObject({ status: 400, code: "0x8004e023" });
      }
    });

    it("is refused at a limit of its own, which cannot be a higher one", async () => {
      const few = `name="account"><attribute name="accountid" alias="n" aggregate="count"/>`;
      expect((await fetch(few, `aggregatelimit="10"`))[0]).toMatchObject({ n: 10 });
      await expect(fetch(few, `aggregatelimit="9"`)).rejects.toMatchObject({ code: "0x8004e023" });
      await expect(fetch(count, `aggregatelimit="60000"`)).rejects.toMatchObject({ code: "0x8004e023" });
    });
  });
});
