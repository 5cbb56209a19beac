import type { ColumnMetadata, ColumnType } from "../../metadata/model";
import type { ColumnKind } from "../operators";

/** How conditions, orders and joins treat a column; undefined for a column without a value of its own. */
export function columnKind(column: ColumnMetadata): ColumnKind | undefined {
  switch (column.type) {
    case "string":
    case "memo":
    case "entityname":
      return "text";
    case "integer":
    case "bigint":
    case "decimal":
    case "double":
    case "money":
      return "number";
    case "boolean":
      return "boolean";
    case "choice":
    case "state":
    case "status":
      return "choice";
    case "choices":
      return "choices";
    case "datetime":
      return "date";
    case "uniqueidentifier":
    case "lookup":
    case "customer":
    case "owner":
      return "id";
    case "partylist":
      return undefined;
  }
}

const TYPE_NAMES: Readonly<Record<ColumnType, string>> = {
  string: "String",
  memo: "Memo",
  entityname: "EntityName",
  integer: "Integer",
  bigint: "BigInt",
  decimal: "Decimal",
  double: "Double",
  money: "Money",
  boolean: "Boolean",
  choice: "Picklist",
  choices: "MultiSelectPicklist",
  state: "State",
  status: "Status",
  datetime: "DateTime",
  uniqueidentifier: "Uniqueidentifier",
  lookup: "Lookup",
  customer: "Customer",
  owner: "Owner",
  partylist: "PartyList",
};

/** The type as Dataverse's metadata names it (AttributeTypeCode), for messages. */
export function typeName(column: ColumnMetadata): string {
  return TYPE_NAMES[column.type];
}
