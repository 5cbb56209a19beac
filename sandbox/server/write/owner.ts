import { DataverseError } from "../errors";
import type { Reference, WriteContext } from "./context";
import type { RowValues } from "./rowValues";

/** Who owns a row: a user or a team, and the business unit they bring along. */
export interface Owner extends Reference {
  readonly businessUnitId: string;
}

/** The caller as an owner. */
export function ownedByCaller(context: WriteContext): Owner {
  return { table: "systemuser", id: context.caller.userId, businessUnitId: context.caller.businessUnitId };
}

/** @throws DataverseError 400 0x80040229 when the user or team has no business unit: then it owns nothing */
export async function ownerOf(context: WriteContext, reference: Reference): Promise<Owner> {
  const [table, id] = reference.table === "team" ? ["team", "teamid"] : ["systemuser", "systemuserid"];
  const rows = await context.organization.database.query<{ unit: string | null }>(
    `select businessunitid as unit from ${table} where ${id} = $1`,
    [reference.id],
  );
  const unit = rows[0]?.unit;
  if (unit === undefined || unit === null) {
    throw new DataverseError(400, "0x80040229", "The owner ID is invalid or missing.");
  }
  return { ...reference, businessUnitId: unit };
}

/** Writes the owner and the three columns that follow from it. */
export function setOwner(values: RowValues, owner: Owner): void {
  const column = values.table.columns.get("ownerid");
  if (column !== undefined) values.point(column, owner);
  const point = (name: string, to: Reference | null): void => {
    const lookup = values.table.columns.get(name);
    if (lookup === undefined) return;
    if (lookup.type === "uniqueidentifier") values.set(name, to?.id ?? null);
    else values.point(lookup, to);
  };
  point("owninguser", owner.table === "systemuser" ? owner : null);
  point("owningteam", owner.table === "team" ? owner : null);
  point("owningbusinessunit", { table: "businessunit", id: owner.businessUnitId });
}
