import { DataverseError } from "../errors";
import type { TableMetadata, Verb } from "../metadata/model";
import type { Caller } from "./caller";
import { privilegeId, privilegeName } from "./privilege";

/** No role of the caller gives the privilege, at any depth. */
export function privilegeDenied(caller: Caller, table: TableMetadata, verb: Verb): DataverseError {
  const name = privilegeName(table, verb);
  return new DataverseError(
    403,
    "0x80040220",
    `Principal user (Id=${caller.userId}, type=8, roleCount=${String(caller.roleIds.length)}, accessMode='0 Read-Write', ` +
      `businessUnitId=${caller.businessUnitId}), is missing ${name} privilege (Id=${privilegeId(name)}) ` +
      `on OTC=${String(table.objectTypeCode)} for entity '${table.logicalName}' (LocalizedName='${table.labels[1033] ?? table.schemaName}'). ` +
      `context.Caller=${caller.userId}. Consider adding missed privilege to one of the principal (user/team) roles.`,
  );
}

/** No role of the caller gives a privilege that belongs to no table. */
export function privilegeMissing(caller: Caller, name: string): DataverseError {
  return new DataverseError(
    403,
    "0x80040220",
    `Principal user (Id=${caller.userId}, type=8, roleCount=${String(caller.roleIds.length)}, accessMode='0 Read-Write', ` +
      `businessUnitId=${caller.businessUnitId}), is missing ${name} privilege (Id=${privilegeId(name)}). ` +
      `context.Caller=${caller.userId}.`,
  );
}

/** The privilege is there, but the row lies beyond its depth. Dataverse has a code of its own for this. */
export function accessDenied(
  caller: Caller,
  table: TableMetadata,
  row: { readonly id: string; readonly ownerId?: string; readonly businessUnitId?: string },
  verb: Verb,
): DataverseError {
  return new DataverseError(
    403,
    "0x80048306",
    `SecLib::AccessCheckEx failed. Returned hr = -2147187962, ObjectID: ${row.id}, OwnerId: ${row.ownerId ?? ""},  OwnerIdType: 8 ` +
      `and CallingUser: ${caller.userId}. ObjectTypeCode: ${String(table.objectTypeCode)}, ` +
      `objectBusinessUnitId: ${row.businessUnitId ?? ""}, AccessRights: ${verb}Access`,
  );
}
