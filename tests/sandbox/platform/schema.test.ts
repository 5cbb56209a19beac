import { createOrganization, type Sandbox } from "../../../sandbox/server/createOrganization";
import { keyIndexName, pairIndexName, primaryKeyName } from "../../../sandbox/server/store/schema";

let organization: Sandbox;
beforeAll(async () => {
  organization = await createOrganization();
}, 60_000);
afterAll(() => organization.close());

const ID = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

interface Column {
  readonly column_name: string;
  readonly data_type: string;
}

describe("the store", () => {
  it("has a column for every column that is stored, with its type", async () => {
    const rows = await organization.database.query<Column>(
      "select column_name, data_type from information_schema.columns where table_schema = 'public' and table_name = 'opportunity'",
    );
    const types = new Map(rows.map((row) => [row.column_name, row.data_type]));
    expect(types.get("estimatedvalue")).toBe("numeric");
    expect(types.get("estimatedclosedate")).toBe("date");
    expect(types.get("createdon")).toBe("timestamp with time zone");
    expect(types.get("customerid")).toBe("uuid");
    expect(types.get("customerid$type")).toBe("text");
    expect(types.has("parentaccountid$type")).toBe(false);
    const table = organization.metadata.table("opportunity");
    expect([...(table?.columns.keys() ?? [])].filter((name) => !types.has(name))).toEqual([]);
  });

  it("gives every row a version of its own, without being asked", async () => {
    const { database } = organization;
    await database.query("insert into account (accountid, name) values ($1, 'One'), ($2, 'Two')", [
      ID("a"),
      ID("b"),
    ]);
    const rows = await database.query<{ versionnumber: number }>(
      "select versionnumber from account order by name",
    );
    expect(Number(rows[1]?.versionnumber)).toBeGreaterThan(Number(rows[0]?.versionnumber));
  });

  it("repeats the customer of a contact as its account or its parent contact", async () => {
    const { database } = organization;
    await database.query(
      `insert into contact (contactid, lastname, parentcustomerid, "parentcustomerid$type") values ($1, 'A', $2, 'account'), ($3, 'B', $1, 'contact')`,
      [ID("c"), ID("a"), ID("d")],
    );
    const rows = await database.query<{ accountid: string | null; parentcontactid: string | null }>(
      "select accountid, parentcontactid from contact order by lastname",
    );
    expect(rows).toEqual([
      { accountid: ID("a"), parentcontactid: null },
      { accountid: null, parentcontactid: ID("c") },
    ]);
  });

  it("shows all activities as one, each with its kind", async () => {
    const { database } = organization;
    await database.query(
      `insert into task (activityid, subject, regardingobjectid, "regardingobjectid$type") values ($1, 'Call back', $2, 'account')`,
      [ID("e"), ID("a")],
    );
    await database.query(
      `insert into campaignactivity (activityid, subject, regardingobjectid) values ($1, 'Mailing', $2)`,
      [ID("f"), ID("b")],
    );
    const rows = await database.query(
      `select activityid, activitytypecode, subject, "regardingobjectid$type" as regarding from activitypointer order by subject`,
    );
    expect(rows).toEqual([
      { activityid: ID("e"), activitytypecode: "task", subject: "Call back", regarding: "account" },
      // The one table that a campaign activity regards needs no type beside it; the view says it all the same.
      {
        activityid: ID("f"),
        activitytypecode: "campaignactivity",
        subject: "Mailing",
        regarding: "campaign",
      },
    ]);
    await expect(
      database.query("insert into activitypointer (activityid) values ($1)", [ID("1")]),
    ).rejects.toThrow();
  });

  it("associates two rows once", async () => {
    const { database } = organization;
    const insert = (id: string) =>
      database.query("insert into listmember (listmemberid, listid, entityid) values ($1, $2, $3)", [
        id,
        ID("2"),
        ID("c"),
      ]);
    await insert(ID("3"));
    await expect(insert(ID("4"))).rejects.toThrow(/pair_listmember/);
    const listMember = organization.metadata.table("listmember");
    expect(listMember && pairIndexName(listMember)).toBe("pair_listmember");
  });

  it("finds a name without regard to case and accents by an index", async () => {
    const { database } = organization;
    const plan = await database.transaction(async (within) => {
      await within.execute("set local enable_seqscan = off");
      return within.query<{ "QUERY PLAN": string }>(
        "explain select * from account where ci(name) = ci('Société')",
      );
    });
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("ix_account_name");
  });

  it("indexes lookups, and leaves out who created or changed a row", async () => {
    const rows = await organization.database.query<{ indexname: string }>(
      "select indexname from pg_indexes where tablename = 'opportunity'",
    );
    const names = rows.map((row) => row.indexname);
    expect(names).toEqual(
      expect.arrayContaining([
        "ix_opportunity_customerid",
        "ix_opportunity_parentaccountid",
        "ix_opportunity_estimatedclosedate",
      ]),
    );
    expect(names).not.toContain("ix_opportunity_createdby");
  });

  it("keeps names within what Postgres keeps of them", () => {
    const table = organization.metadata.table("leadtoopportunitysalesprocess");
    const key = {
      schemaName: "x",
      logicalName: "a_key_with_a_name_that_is_rather_long_to_begin_with",
      columns: ["name"],
    };
    expect(table && keyIndexName(table, key).length).toBeLessThanOrEqual(63);
    expect(table && primaryKeyName(table)).toBe("pk_leadtoopportunitysalesprocess");
  });
});
