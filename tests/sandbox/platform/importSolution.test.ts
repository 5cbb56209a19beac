import { DataverseError } from "../../../sandbox/server/errors";
import { createOrganization, type Sandbox } from "../../../sandbox/server/createOrganization";
import { Depth } from "../../../sandbox/server/metadata/model";
import {
  column,
  fixture,
  fixtureWith,
  FORM_ID,
  ROLE_ID,
  text,
  CHART_ID,
  VIEW_ID,
  visitColumns,
  visitTable,
  zipOf,
} from "./fixture/solution";
import { emptyDatabase } from "../../copies";

jest.setTimeout(60_000);

let organization: Sandbox;
beforeAll(async () => {
  organization = await createOrganization({ copyOf: await emptyDatabase() });
});
afterAll(() => organization.close());

const names = async () =>
  (
    await organization.database.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    )
  ).map((row) => row.name);

describe("importing a solution", () => {
  it("leaves nothing of a solution that is refused at its last part", async () => {
    const before = organization.metadata;
    const tables = await names();
    const broken = fixtureWith((solution) => {
      solution.containers["AppModules"] =
        solution.containers["AppModules"]?.replace('schemaName="tst_visit"', 'schemaName="tst_missing"') ??
        "";
    });
    await expect(organization.importSolution(zipOf(broken))).rejects.toBeInstanceOf(DataverseError);
    expect(organization.metadata).toBe(before);
    expect(await names()).toEqual(tables);
    expect(await organization.database.query("select 1 from role where roleid = $1", [ROLE_ID])).toEqual([]);
  });

  it("leaves nothing when the store refuses: metadata and rows change together or not at all", async () => {
    await organization.database.execute("create table tst_visit (already integer)");
    const before = organization.metadata;
    await expect(organization.importSolution(zipOf(fixture()))).rejects.toThrow();
    expect(organization.metadata).toBe(before);
    expect(await names()).not.toContain("tst_visit_list");
    expect(await organization.database.query("select 1 from sandbox.solution")).toEqual([]);
    await organization.database.execute("drop table tst_visit");
  });

  it("brings the tables with their columns, as the platform would make them", async () => {
    const solution = await organization.importSolution(zipOf(fixture()));
    expect(solution).toEqual({
      uniqueName: "Test",
      labels: { 1033: "Test" },
      version: "1.0.0.0",
      managed: false,
      publisherPrefix: "tst",
    });
    const table = organization.metadata.table("tst_visit");
    expect(table).toMatchObject({
      schemaName: "tst_Visit",
      entitySetName: "tst_visits",
      primaryIdColumn: "tst_visitid",
      primaryNameColumn: "tst_name",
      ownership: "UserOwned",
      custom: true,
      labels: { 1033: "Visit", 1036: "Visite" },
      keys: [{ logicalName: "tst_source", columns: ["tst_code", "tst_contactid"] }],
    });
    expect(table?.objectTypeCode).toBeGreaterThanOrEqual(10_000);
    expect(table?.columns.get("tst_name")).toMatchObject({
      maxLength: 100,
      required: "applicationrequired",
      schemaName: "tst_Name",
    });
    expect(table?.columns.get("tst_seats")).toMatchObject({ type: "integer", min: 0, max: 99 });
    expect(table?.columns.get("tst_weight")).toMatchObject({ type: "decimal", precision: 3 });
    expect(table?.columns.get("tst_cost_base")).toMatchObject({ type: "money", baseOf: "tst_cost" });
    expect(table?.columns.get("tst_day")).toMatchObject({ dateTimeBehavior: "DateOnly", format: "DateOnly" });
    expect(table?.columns.get("tst_kind")?.options?.map((option) => option.value)).toEqual([
      789100000, 789100001,
    ]);
    expect(table?.columns.get("tst_mood")?.options?.map((option) => option.value)).toEqual([1, 2, 3]);
    for (const name of [
      "ownerid",
      "createdon",
      "statecode",
      "versionnumber",
      "transactioncurrencyid",
      "exchangerate",
    ]) {
      expect(table?.columns.has(name)).toBe(true);
    }
    expect(await names()).toEqual(expect.arrayContaining(["tst_visit", "tst_visit_list"]));
  });

  it("gives a lookup the targets of its relationships, each with its navigation property", () => {
    const { metadata } = organization;
    expect(metadata.table("tst_visit")?.columns.get("tst_clientid")?.targets).toEqual(["account", "lead"]);
    expect(
      metadata.relationshipsOfLookup("tst_visit", "tst_clientid").map((one) => one.referencingNavigation),
    ).toEqual(["tst_ClientId_account", "tst_ClientId_lead"]);
    expect(metadata.relationship("tst_contact_visits")).toMatchObject({
      referencedTable: "contact",
      referencedColumn: "contactid",
      referencedNavigation: "tst_contact_visits",
      cascade: { delete: "Cascade" },
    });
    expect(metadata.relationship("tst_visit_lists")).toMatchObject({
      kind: "ManyToMany",
      intersectTable: "tst_visit_list",
      table1IntersectColumn: "tst_visitid",
      table2IntersectColumn: "listid",
    });
    expect(metadata.relationshipsOfLookup("tst_visit", "ownerid").map((one) => one.referencedTable)).toEqual([
      "systemuser",
      "team",
    ]);
  });

  it("adds a column to a standard table, which exists at once", async () => {
    await organization.database.query(
      "insert into campaignactivity (activityid, subject, tst_guardstate) values (gen_random_uuid(), 'Mailing', 'held')",
    );
    expect(organization.metadata.table("campaignactivity")?.columns.get("tst_guardstate")).toMatchObject({
      custom: true,
      maxLength: 20,
    });
  });

  it("brings forms, views, charts, components, scripts, roles and the app", async () => {
    const { metadata } = organization;
    expect(metadata.forms).toMatchObject([{ id: FORM_ID, table: "tst_visit", type: "main" }]);
    expect(metadata.forms[0]?.formXml.startsWith("<form>")).toBe(true);
    expect(metadata.views).toMatchObject([{ id: VIEW_ID, isDefault: true, queryType: 0 }]);
    expect(metadata.views[0]?.fetchXml.startsWith("<fetch>")).toBe(true);
    expect(metadata.charts).toMatchObject([{ id: CHART_ID, table: "tst_visit", isDefault: false }]);
    expect(metadata.charts[0]?.dataDescription.startsWith("<datadefinition>")).toBe(true);
    expect([...(metadata.controls.get("tst_Test.Gauge")?.files.keys() ?? [])].sort()).toEqual([
      "ControlManifest.xml",
      "bundle.js",
    ]);
    expect(new TextDecoder().decode(metadata.webResources.get("tst_/scripts/visit.js")?.content)).toBe(
      "/* script */",
    );
    expect(metadata.roles.get(ROLE_ID)?.privileges.get("prvReadtst_Visit")).toBe(Depth.Local);
    expect(metadata.apps).toMatchObject([{ uniqueName: "tst_App", roleIds: [ROLE_ID] }]);
    expect(
      await organization.database.query("select name, ismanaged from role where roleid = $1", [ROLE_ID]),
    ).toEqual([{ name: "Visitor", ismanaged: false }]);
  });

  it("indexes what the views show and sort by", async () => {
    const rows = await organization.database.query<{ indexname: string }>(
      "select indexname from pg_indexes where tablename = 'tst_visit'",
    );
    expect(rows.map((row) => row.indexname)).toEqual(
      expect.arrayContaining([
        "ak_tst_visit_tst_source",
        "ix_tst_visit_tst_startson",
        "ix_tst_visit_tst_seats",
        "ix_tst_visit_tst_day",
        "ix_tst_visit_tst_contactid",
        "ix_tst_visit_tst_name",
      ]),
    );
  });

  it("gives the System Administrator every privilege on what it brings", async () => {
    const administrator = await organization.caller(organization.administratorId);
    expect(administrator.depth("tst_visit", "Delete")).toBe(Depth.Global);
  });

  it("can be done again with the same version", async () => {
    await expect(organization.importSolution(zipOf(fixture()))).resolves.toMatchObject({
      version: "1.0.0.0",
    });
    expect(organization.metadata.solutions).toHaveLength(1);
  });

  it("upgrades: what is new comes, what is there stays, rows included", async () => {
    await organization.database.query(
      "insert into tst_visit (tst_visitid, tst_name, tst_clientid, \"tst_clientid$type\") values ($1, 'Fair', $1, 'lead')",
      ["aaaaaaaa-0000-4000-8000-000000000001"],
    );
    const code = organization.metadata.table("tst_visit")?.objectTypeCode;
    const newer = fixtureWith((solution) => {
      solution.version = "1.0.1.0";
      solution.containers["Entities"] = visitTable({
        // The notes are gone from the new version, and a column has come; the name may be longer.
        columns: [
          ...visitColumns()
            .filter((one) => !one.includes("tst_Notes"))
            .map((one) => one.replace("<MaxLength>100<", "<MaxLength>200<")),
          column("tst_Place", "nvarchar", text(60)),
        ],
      });
      solution.rootComponents = solution.rootComponents.filter((one) => !one.includes("campaignactivity"));
    });
    await organization.importSolution(zipOf(newer));
    const table = organization.metadata.table("tst_visit");
    expect(table?.columns.get("tst_place")?.maxLength).toBe(60);
    expect(table?.columns.get("tst_name")?.maxLength).toBe(200);
    expect(table?.columns.has("tst_notes")).toBe(true);
    expect(table?.objectTypeCode).toBe(code);
    expect(await organization.database.query("select tst_name, tst_place from tst_visit")).toEqual([
      { tst_name: "Fair", tst_place: null },
    ]);
    expect(organization.metadata.table("campaignactivity")?.columns.has("tst_guardstate")).toBe(true);
  });

  it("tells what an old lookup pointed to when it gets a second target", async () => {
    const { database } = organization;
    await database.query(
      "insert into tst_visit (tst_visitid, tst_name, tst_contactid) values ($1, 'Call', $1)",
      ["aaaaaaaa-0000-4000-8000-000000000002"],
    );
    const newer = fixtureWith((solution) => {
      solution.version = "1.0.2.0";
      solution.containers["EntityRelationships"] +=
        `<EntityRelationship Name="tst_lead_visits"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>tst_Visit</ReferencingEntityName><ReferencedEntityName>Lead</ReferencedEntityName><ReferencingAttributeName>tst_ContactId</ReferencingAttributeName><EntityRelationshipRoles><EntityRelationshipRole><NavigationPropertyName>tst_ContactId_lead</NavigationPropertyName><RelationshipRoleType>1</RelationshipRoleType></EntityRelationshipRole></EntityRelationshipRoles></EntityRelationship>`;
      solution.containers["Entities"] =
        solution.containers["Entities"]?.replace("<MaxLength>100<", "<MaxLength>200<") ?? "";
    });
    await organization.importSolution(zipOf(newer));
    expect(
      await database.query(`select "tst_contactid$type" as type from tst_visit where tst_name = 'Call'`),
    ).toEqual([{ type: "contact" }]);
  });

  it.each([
    [
      "a lower version",
      (solution: ReturnType<typeof fixture>) => (solution.version = "1.0.0.9"),
      "0x8004f01e",
    ],
    [
      "the managed package over the unmanaged solution",
      (solution: ReturnType<typeof fixture>) => {
        solution.version = "2.0.0.0";
        solution.managed = "1";
      },
      "0x80048041",
    ],
    [
      "a column that becomes another type",
      (solution: ReturnType<typeof fixture>) => {
        solution.version = "2.0.0.0";
        solution.containers["Entities"] = visitTable({
          columns: visitColumns().map((one) =>
            one.includes("tst_Seats") ? column("tst_Seats", "nvarchar", text(10)) : one,
          ),
        });
        solution.rootComponents = solution.rootComponents.filter((one) => !one.includes("campaignactivity"));
      },
      "0x80048006",
    ],
    [
      "a text that becomes shorter",
      (solution: ReturnType<typeof fixture>) => {
        solution.version = "2.0.0.0";
      },
      "0x80048006",
    ],
  ])("refuses %s", async (_what, change, code) => {
    const solution = fixtureWith(change);
    await expect(organization.importSolution(zipOf(solution))).rejects.toMatchObject({ status: 400, code });
    expect(organization.metadata.solutions).toMatchObject([{ version: "1.0.2.0" }]);
  });

  it("refuses a key that rows already break", async () => {
    await organization.database.query(
      "insert into tst_visit (tst_visitid, tst_name, tst_seats) values (gen_random_uuid(), 'x', 7), (gen_random_uuid(), 'y', 7)",
    );
    const solution = fixtureWith((one) => {
      one.version = "1.0.3.0";
      one.containers["Entities"] = visitTable({
        columns: visitColumns().map((two) => two.replace("<MaxLength>100<", "<MaxLength>200<")),
        keys: "<EntityKeys><EntityKey><Name>tst_Seats</Name><LogicalName>tst_seats</LogicalName><EntityKeyAttributes><AttributeName>tst_seats</AttributeName></EntityKeyAttributes></EntityKey></EntityKeys>",
      });
      one.rootComponents = one.rootComponents.filter((two) => !two.includes("campaignactivity"));
    });
    await expect(organization.importSolution(zipOf(solution))).rejects.toMatchObject({
      status: 400,
      code: "0x80048033",
    });
    expect(organization.metadata.table("tst_visit")?.keys).toHaveLength(1);
  });
});
