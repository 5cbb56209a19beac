import { randomUUID } from "node:crypto";
import type { ColumnMetadata, TableMetadata } from "../metadata/model";
import { identifier, isPolymorphic, targetColumn } from "../store/physical";
import { NEXT_VERSION } from "../store/schema";
import type { WriteContext } from "./context";

export const CONNECTION = "connection";

/** The columns of one side of a connection, and those of the other. */
const SIDES: readonly (readonly [one: string, other: string])[] = [
  ["record1id", "record2id"],
  ["record1roleid", "record2roleid"],
  ["record1objecttypecode", "record2objecttypecode"],
];

/** Columns that both rows of a pair share. */
const SHARED = [
  "description",
  "effectivestart",
  "effectiveend",
  "statecode",
  "statuscode",
  "ownerid",
  "owninguser",
  "owningteam",
  "owningbusinessunit",
  "createdon",
  "createdby",
  "modifiedon",
  "modifiedby",
];

/**
 * Connections come in pairs, so that either record finds the other as its `record2`: the row that was made (`ismaster`) and
 * its mirror.
 */
export async function completeConnection(
  context: WriteContext,
  table: TableMetadata,
  id: string,
): Promise<void> {
  if (table.logicalName !== CONNECTION) return;
  const { database } = context.organization;
  const mirror = randomUUID();
  await setObjectTypes(context, id);
  const columns = mirroredColumns(table);
  const names = [
    ...columns.map(([own]) => identifier(own)),
    "connectionid",
    "ismaster",
    "relatedconnectionid",
  ];
  const values = [...columns.map(([, other]) => identifier(other)), "$2::uuid", "false", "$1::uuid"];
  await database.query(
    `insert into connection (${names.join(", ")}) select ${values.join(", ")} from connection where connectionid = $1`,
    [id, mirror],
  );
  await database.query(
    "update connection set ismaster = true, relatedconnectionid = $2 where connectionid = $1",
    [id, mirror],
  );
  await setNames(context, [id, mirror]);
}

/** Carries a change of one row of a pair over to the other. */
export async function mirrorConnection(
  context: WriteContext,
  table: TableMetadata,
  id: string,
): Promise<void> {
  if (table.logicalName !== CONNECTION) return;
  await setObjectTypes(context, id);
  const assignments = mirroredColumns(table).map(
    ([own, other]) => `${identifier(own)} = original.${identifier(other)}`,
  );
  const mirrored = await context.organization.database.query<{ id: string }>(
    `update connection as mirror set ${assignments.join(", ")}, versionnumber = ${NEXT_VERSION}
     from connection as original
     where original.connectionid = $1 and mirror.connectionid = original.relatedconnectionid
     returning mirror.connectionid as id`,
    [id],
  );
  await setNames(context, [id, ...mirrored.map((row) => row.id)]);
}

/** The rows that a deletion takes along: the mirrors. */
export async function mirrorsOf(context: WriteContext, ids: readonly string[]): Promise<string[]> {
  const rows = await context.organization.database.query<{ id: string }>(
    "select connectionid as id from connection where relatedconnectionid = any($1::uuid[])",
    [ids],
  );
  return rows.map((row) => row.id);
}

/** Physical columns of a row, each with the column of its mirror from which the value comes. */
function mirroredColumns(table: TableMetadata): [own: string, other: string][] {
  const pairs: [string, string][] = [];
  const add = (own: string, other: string): void => {
    const column = table.columns.get(own);
    if (column === undefined || !table.columns.has(other)) return;
    pairs.push([own, other]);
    if (isPolymorphic(column)) pairs.push([targetColumn(own), targetColumn(other)]);
  };
  for (const [one, other] of SIDES) {
    add(one, other);
    add(other, one);
  }
  for (const shared of SHARED) add(shared, shared);
  return pairs;
}

async function setObjectTypes(context: WriteContext, id: string): Promise<void> {
  const { database, metadata } = context.organization;
  const table = metadata.table(CONNECTION);
  for (const side of ["record1", "record2"]) {
    const column = table?.columns.get(`${side}objecttypecode`);
    if (column === undefined) continue;
    const rows = await database.query<{ target: string | null }>(
      `select ${identifier(targetColumn(`${side}id`))} as target from connection where connectionid = $1`,
      [id],
    );
    await database.query(`update connection set ${side}objecttypecode = $2 where connectionid = $1`, [
      id,
      objectType(column, metadata.table(rows[0]?.target ?? "")),
    ]);
  }
}

/** The table's code or its name, whichever the column keeps. */
function objectType(column: ColumnMetadata, table: TableMetadata | undefined): number | string | null {
  if (table === undefined) return null;
  return column.type === "entityname" || column.type === "string" ? table.logicalName : table.objectTypeCode;
}

/** A connection is called after the record at its other end. */
async function setNames(context: WriteContext, ids: readonly string[]): Promise<void> {
  const { database, metadata } = context.organization;
  for (const id of ids) {
    const rows = await database.query<{ target: string | null }>(
      `select ${identifier(targetColumn("record2id"))} as target from connection where connectionid = $1`,
      [id],
    );
    const target = metadata.table(rows[0]?.target ?? "");
    if (target?.primaryNameColumn === undefined) continue;
    await database.query(
      `update connection set name = left((select ${identifier(target.primaryNameColumn)} from ${identifier(target.logicalName)} where ${identifier(target.primaryIdColumn)} = connection.record2id), 500) where connectionid = $1`,
      [id],
    );
  }
}
