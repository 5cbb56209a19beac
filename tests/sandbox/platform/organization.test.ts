import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOrganization } from "../../../sandbox/server/createOrganization";
import { fixture, fixtureWith, ROLE_ID, visitTable, zipOf } from "./fixture/solution";

jest.setTimeout(60_000);

describe("an organisation kept in a folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-"));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is opened as it was left: rows, users, solutions and their metadata", async () => {
    const first = await createOrganization({
      folder,
      installedApps: ["salesInsights"],
      now: () => new Date("2026-11-22T10:00:00Z"),
    });
    expect(first.isNew).toBe(true);
    await first.importSolution(zipOf(fixture()));
    const userId = await first.createUser({
      firstName: "Claire",
      lastName: "Fontaine",
      email: "c@x.example",
      roleIds: [ROLE_ID],
    });
    const code = first.metadata.table("tst_visit")?.objectTypeCode;
    await first.database.query(
      "insert into tst_visit (tst_visitid, tst_name) values (gen_random_uuid(), 'Fair')",
    );
    await first.close();

    const again = await createOrganization({ folder });
    expect(again.isNew).toBe(false);
    expect(again.metadata.solutions).toMatchObject([
      { uniqueName: "Test", version: "1.0.0.0", managed: false },
    ]);
    expect(again.metadata.table("tst_visit")?.objectTypeCode).toBe(code);
    expect(again.metadata.table("lead")?.columns.has("msdyn_leadscore")).toBe(true);
    expect(await again.database.query("select tst_name from tst_visit")).toEqual([{ tst_name: "Fair" }]);
    expect((await again.caller(userId)).roleIds).toEqual([ROLE_ID]);

    await again.importSolution(
      zipOf(
        fixtureWith((solution) => {
          solution.version = "1.1.0.0";
          solution.rootComponents.push('<RootComponent type="1" schemaName="tst_stay" behavior="0" />');
          solution.containers["Entities"] += visitTable({
            name: "tst_Stay",
            setName: "tst_stays",
            columns: visitTableColumns("tst_Stay"),
            keys: "",
            forms: "",
            views: "",
            charts: "",
          });
        }),
      ),
    );
    await again.close();

    const third = await createOrganization({ folder });
    expect(third.metadata.tableBySetName("tst_stays")?.logicalName).toBe("tst_stay");
    expect(third.metadata.solutions).toMatchObject([{ version: "1.1.0.0" }]);
    await third.close();
  });

  it("may be where another begins, whose changes it never sees", async () => {
    const copy = await createOrganization({ copyOf: folder });
    expect(copy.isNew).toBe(false);
    expect(copy.metadata.solutions).toMatchObject([{ version: "1.1.0.0" }]);
    await copy.database.query("update tst_visit set tst_name = 'Call'");
    await copy.close();

    const original = await createOrganization({ folder });
    expect(await original.database.query("select tst_name from tst_visit")).toEqual([{ tst_name: "Fair" }]);
    await original.close();
    await expect(createOrganization({ folder, copyOf: folder })).rejects.toThrow("in no folder");
  });

  it("is not opened when the sandbox describes the tables differently than it did then", async () => {
    const organization = await createOrganization({ folder });
    await organization.database.query(
      "update sandbox.setting set value = 'other' where name = 'fingerprint'",
    );
    await organization.close();
    await expect(createOrganization({ folder })).rejects.toThrow("--reset");
  });
});

function visitTableColumns(name: string): string[] {
  return [
    `<attribute PhysicalName="${name}Id"><Type>primarykey</Type><LogicalName>${name.toLowerCase()}id</LogicalName><RequiredLevel>systemrequired</RequiredLevel></attribute>`,
    `<attribute PhysicalName="tst_Name"><Type>nvarchar</Type><LogicalName>tst_name</LogicalName><RequiredLevel>none</RequiredLevel><DisplayMask>PrimaryName</DisplayMask><Format>text</Format><MaxLength>50</MaxLength><IsCustomField>1</IsCustomField></attribute>`,
  ];
}

describe("a new organisation", () => {
  it("has its base currency, root business unit, default team and an administrator who may do everything", async () => {
    const organization = await createOrganization({
      seedUsers: [
        {
          firstName: "Marc",
          lastName: "Delvaux",
          email: "m@x.example",
          timeZone: "Europe/Brussels",
          languageId: 1036,
        },
      ],
    });
    const [currency] = await organization.database.query(
      "select isocurrencycode, exchangerate::text as rate from transactioncurrency",
    );
    expect(currency).toEqual({ isocurrencycode: "EUR", rate: "1" });
    const [row] = await organization.database.query<{ basecurrencyid: string }>(
      "select basecurrencyid from organization",
    );
    expect(row?.basecurrencyid).toBe(organization.baseCurrencyId);
    const administrator = await organization.caller(organization.administratorId);
    expect(administrator.businessUnitId).toBe(organization.rootBusinessUnitId);
    expect(administrator.teamIds).toHaveLength(1);
    for (const table of organization.metadata.tables.keys()) {
      expect([table, administrator.depth(table, "Write")]).toEqual([table, 4]);
    }
    const [seeded] = await organization.database.query<{ id: string }>(
      "select systemuserid as id from systemuser where lastname = 'Delvaux'",
    );
    expect(await organization.caller(seeded?.id ?? "")).toMatchObject({
      timeZone: "Europe/Brussels".replace("Brussels", "Paris"),
      languageId: 1036,
    });
    await expect(
      organization.createUser({ firstName: "A", lastName: "B", email: "e", timeZone: "Mars/Olympus" }),
    ).rejects.toThrow("Mars/Olympus");
    await organization.close();
  });
});
