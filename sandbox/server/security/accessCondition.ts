import type { MetadataCatalog, TableMetadata, Verb } from "../metadata/model";
import { identifier } from "../store/physical";
import type { Caller, Reach } from "./caller";
import { privilegeDenied } from "./denied";
import { governorsOf } from "./privilege";
import { reachOf } from "./reach";

/** Adds a parameter to the statement and answers its placeholder. */
export type AddParameter = (value: unknown) => string;

/**
 * The condition under which a row is within the caller's reach, or undefined when every row is.
 * Where rows are owned it compares only `ownerid` and `owningbusinessunit`, both indexed.
 * @throws DataverseError 403 0x80040220 when no role gives the privilege
 */
export function accessCondition(
  catalog: MetadataCatalog,
  caller: Caller,
  table: TableMetadata,
  verb: Verb,
  sqlAlias: string,
  addParameter: AddParameter,
): string | undefined {
  const governors = governorsOf(catalog, table);
  if (governors.length > 0) {
    const conditions = governors.flatMap((governor, index) => {
      const other = catalog.table(governor.table);
      if (!other) {
        return [];
      }
      const alias = `${sqlAlias}_g${String(index)}`;
      // To change a row of this kind is to change its governors.
      const condition = accessCondition(
        catalog,
        caller,
        other,
        verb === "Read" ? "Read" : "Write",
        alias,
        addParameter,
      );
      return condition === undefined
        ? []
        : [
            `exists (select 1 from ${identifier(other.logicalName)} ${alias} where ${alias}.${identifier(other.primaryIdColumn)} = ${sqlAlias}.${identifier(governor.column)} and ${condition})`,
          ];
    });
    return conditions.length === 0 ? undefined : conditions.join(" and ");
  }
  const reach = reachOf(caller, table.logicalName, verb);
  if (reach.everything) {
    return undefined;
  }
  if (reach.owners.length === 0 && reach.businessUnits.length === 0) {
    throw privilegeDenied(caller, table, verb);
  }
  return ownedWithin(table, reach, sqlAlias, addParameter);
}

function ownedWithin(
  table: TableMetadata,
  reach: Reach,
  sqlAlias: string,
  addParameter: AddParameter,
): string | undefined {
  const columns = ownership(table);
  if (!columns) {
    return undefined;
  }
  const conditions: string[] = [];
  if (columns.businessUnit !== undefined && reach.businessUnits.length > 0) {
    conditions.push(
      `${sqlAlias}.${identifier(columns.businessUnit)} = any(${addParameter(reach.businessUnits)}::uuid[])`,
    );
  }
  if (columns.owner !== undefined && reach.owners.length > 0) {
    conditions.push(`${sqlAlias}.${identifier(columns.owner)} = any(${addParameter(reach.owners)}::uuid[])`);
  }
  return conditions.length === 0 ? "false" : `(${conditions.join(" or ")})`;
}

/** The columns that say whose a row is; undefined for what belongs to the organisation as a whole. */
function ownership(
  table: TableMetadata,
): { readonly owner?: string; readonly businessUnit?: string } | undefined {
  switch (table.logicalName) {
    case "systemuser":
    case "usersettings":
      return { owner: "systemuserid", businessUnit: "businessunitid" };
    case "team":
      return { owner: "teamid", businessUnit: "businessunitid" };
    case "role":
      return { businessUnit: "businessunitid" };
    case "businessunit":
      return { businessUnit: "businessunitid" };
    default:
      return table.ownership === "UserOwned"
        ? { owner: "ownerid", businessUnit: "owningbusinessunit" }
        : undefined;
  }
}

/** Which rows of a table a caller may read, for every table and alias of a query. */
export function readRestriction(
  catalog: MetadataCatalog,
  caller: Caller,
): (table: TableMetadata, sqlAlias: string, addParameter: AddParameter) => string | undefined {
  return (table, sqlAlias, addParameter) =>
    accessCondition(catalog, caller, table, "Read", sqlAlias, addParameter);
}
