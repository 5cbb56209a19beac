import { buildCatalog } from "../../sandbox/server/metadata/catalog";
import { standardParts } from "../../sandbox/server/metadata/standard/standardCatalog";
import { privilegeName } from "../../sandbox/server/security/privilege";
import { STANDARD_RELATIONSHIPS, STANDARD_TABLES } from "../../solution/checks/standardTables";

const catalog = buildCatalog(standardParts());

/** How the sandbox's metadata calls what solution files call by another name. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  nvarchar: ["string"],
  ntext: ["memo"],
  bit: ["boolean"],
  picklist: ["choice"],
  primarykey: ["uniqueidentifier"],
  lookup: ["lookup"],
  customer: ["customer"],
  owner: ["owner"],
  partylist: ["partylist"],
  state: ["state"],
  status: ["status"],
  datetime: ["datetime"],
  money: ["money"],
  int: ["integer"],
};

// `owner` is where Dataverse's own relationships point, and no table that anyone can read.
describe.each(STANDARD_TABLES.filter((table) => table.logicalName !== "owner"))(
  "what the validator expects of $logicalName",
  (expected) => {
    const table = catalog.table(expected.logicalName);

    it("is what the table is called", () => {
      expect(table).toMatchObject({
        schemaName: expected.schemaName,
        entitySetName: expected.entitySetName,
        primaryIdColumn: expected.primaryKey,
      });
      if (expected.privilege === undefined) return;
      expect(table && privilegeName(table, "Read")).toBe(`prvRead${expected.privilege}`);
    });

    it("is what its columns are", () => {
      for (const [name, type] of Object.entries(expected.columns)) {
        expect([name, TYPES[type]]).toEqual([name, expect.arrayContaining([table?.columns.get(name)?.type])]);
      }
    });

    it("is which of its dates have no time of day", () => {
      const dateOnly = Object.keys(expected.columns).filter(
        (name) => table?.columns.get(name)?.dateTimeBehavior === "DateOnly",
      );
      expect(expected.dateOnly).toEqual(dateOnly);
    });
  },
);

it("knows the relationships of standard tables by the tables at both ends", () => {
  for (const [name, ends] of Object.entries(STANDARD_RELATIONSHIPS)) {
    const relationship = catalog.relationship(name);
    expect(relationship).toBeDefined();
    expect(
      relationship?.kind === "ManyToMany"
        ? [relationship.table1, relationship.table2]
        : [relationship?.referencedTable, relationship?.referencingTable],
    ).toEqual(ends);
  }
});
