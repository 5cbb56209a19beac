import { isLookup } from "../server/metadata/catalog";
import type { ColumnMetadata, TableMetadata } from "../server/metadata/model";
import { isPolymorphic, targetColumn } from "../server/store/physical";
import type { Reference, SampleRow, SampleValue } from "./sample/row";

/** What the platform knows of an owner. */
export interface OwnerFacts {
  readonly businessUnitId: string;
}

/** What completing a row needs to know of the organisation. */
export interface RowContext {
  readonly organizationId: string;
  readonly baseCurrencyId: string;
  readonly now: Date;
  /** Who created what says nothing else; also the owner of what names none. */
  readonly authorId: string;
  /** Users and teams by id. */
  readonly owners: ReadonlyMap<string, OwnerFacts>;
  /** Exchange rates by currency id. */
  readonly rates: ReadonlyMap<string, number>;
}

/** The row with everything that the platform fills in when a row is created through it. */
export function completeRow(table: TableMetadata, row: SampleRow, context: RowContext): SampleRow {
  const complete: Record<string, SampleValue> = { ...row };
  const has = (column: string): boolean => table.columns.has(column);
  const fill = (column: string, value: SampleValue): void => {
    if (has(column) && complete[column] === undefined) {
      complete[column] = value;
    }
  };

  if (table.ownership === "UserOwned") {
    fill("ownerid", { table: "systemuser", id: context.authorId });
    const owner = complete["ownerid"];
    if (isReference(owner)) {
      const facts = context.owners.get(owner.id);
      if (facts === undefined) {
        throw new Error(`${table.logicalName}: no ${owner.table} has the id ${owner.id}.`);
      }
      fill("owningbusinessunit", facts.businessUnitId);
      fill(owner.table === "team" ? "owningteam" : "owninguser", owner.id);
    }
  }
  fill("organizationid", context.organizationId);

  fill("createdon", context.now);
  fill("createdby", context.authorId);
  fill("modifiedon", complete["createdon"] ?? null);
  fill("modifiedby", complete["createdby"] ?? null);

  const names = [complete["firstname"], complete["lastname"]].filter((part) => typeof part === "string");
  if (names.length > 0) {
    fill(
      "fullname",
      names
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .join(" "),
    );
  }

  for (const column of table.columns.values()) {
    if (column.defaultValue !== undefined && column.type !== "status") {
      fill(column.logicalName, column.defaultValue);
    }
  }
  const state = table.columns
    .get("statecode")
    ?.options?.find((option) => option.value === complete["statecode"]);
  fill("statuscode", state?.defaultStatus ?? table.columns.get("statuscode")?.defaultValue ?? null);

  completeMoney(table, complete, context);
  return complete;
}

/** Every sum also in the organisation's currency, at the rate of the row's currency. */
function completeMoney(table: TableMetadata, row: Record<string, SampleValue>, context: RowContext): void {
  const sums = [...table.columns.values()].filter((column) => column.baseOf !== undefined);
  const written = sums.some((base) => typeof row[base.baseOf ?? ""] === "number");
  if (
    !table.columns.has("transactioncurrencyid") ||
    (!written && row["transactioncurrencyid"] === undefined)
  ) {
    return;
  }
  const currency = row["transactioncurrencyid"] ?? context.baseCurrencyId;
  const rate = typeof currency === "string" ? context.rates.get(currency) : undefined;
  if (rate === undefined) {
    throw new Error(`${table.logicalName}: there is no currency ${JSON.stringify(currency)}.`);
  }
  row["transactioncurrencyid"] = currency;
  if (table.columns.has("exchangerate")) {
    row["exchangerate"] ??= rate;
  }
  for (const base of sums) {
    const amount = row[base.baseOf ?? ""];
    if (typeof amount === "number") {
      row[base.logicalName] ??= Number((amount / rate).toFixed(base.precision ?? 4));
    }
  }
}

/**
 * A complete row as the store holds it: text that Postgres casts to the column's type, by physical column.
 * @throws Error for a column that the table does not have or that has no storage of its own
 */
export function physicalRow(table: TableMetadata, row: SampleRow): Map<string, string> {
  const physical = new Map<string, string>();
  for (const [name, value] of Object.entries(row)) {
    const column = table.columns.get(name);
    if (column === undefined) {
      throw new Error(`The table ${table.logicalName} has no column ${name}.`);
    }
    if (value === null || column.type === "partylist") {
      continue;
    }
    physical.set(name, physicalText(table, column, value));
    if (isPolymorphic(column)) {
      if (!isReference(value)) {
        throw new Error(`${table.logicalName}.${name} may point to several tables: say to which.`);
      }
      physical.set(targetColumn(name), value.table);
    }
  }
  return physical;
}

function physicalText(table: TableMetadata, column: ColumnMetadata, value: SampleValue): string {
  if (value instanceof Date) {
    // Dataverse keeps whole seconds.
    const text = value.toISOString().slice(0, 19);
    return column.dateTimeBehavior === "DateOnly"
      ? text.slice(0, 10)
      : column.dateTimeBehavior === "TimeZoneIndependent"
        ? text
        : `${text}Z`;
  }
  if (isReference(value)) {
    if (isLookup(column) && !(column.targets ?? []).includes(value.table)) {
      throw new Error(`${table.logicalName}.${column.logicalName} cannot point to ${value.table}.`);
    }
    return value.id;
  }
  if (typeof value === "object") {
    throw new Error(`${table.logicalName}.${column.logicalName} cannot hold a list.`);
  }
  return String(value);
}

export function isReference(value: SampleValue | undefined): value is Reference {
  return typeof value === "object" && value !== null && "table" in value;
}
