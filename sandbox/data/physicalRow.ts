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

/** Fills in what the platform fills in when a row is created through it. */
export class RowCompletion {
  readonly #has: ReadonlySet<string>;
  readonly #defaults: readonly ColumnMetadata[];
  readonly #sums: readonly ColumnMetadata[];
  readonly #hasCurrency: boolean;

  constructor(
    private readonly table: TableMetadata,
    private readonly context: RowContext,
  ) {
    const columns = [...table.columns.values()];
    this.#has = new Set(table.columns.keys());
    this.#defaults = columns.filter(
      (column) => column.defaultValue !== undefined && column.type !== "status",
    );
    this.#sums = columns.filter((column) => column.baseOf !== undefined);
    // For currencies themselves the column is the primary key.
    this.#hasCurrency = table.columns.get("transactioncurrencyid")?.type === "lookup";
  }

  complete(row: SampleRow): SampleRow {
    const complete: Record<string, SampleValue> = { ...row };
    this.#completeOwner(complete);
    this.#fill(complete, "organizationid", this.context.organizationId);
    this.#fill(complete, "createdon", this.context.now);
    this.#fill(complete, "createdby", this.context.authorId);
    this.#fill(complete, "modifiedon", complete["createdon"] ?? null);
    this.#fill(complete, "modifiedby", complete["createdby"] ?? null);
    const names = [complete["firstname"], complete["lastname"]].filter((part) => typeof part === "string");
    if (names.length > 0) {
      const trimmed = names.map((part) => part.trim()).filter((part) => part !== "");
      this.#fill(complete, "fullname", trimmed.join(" "));
    }
    for (const { logicalName, defaultValue } of this.#defaults) {
      this.#fill(complete, logicalName, defaultValue ?? null);
    }
    this.#completeStatus(complete);
    this.#completeMoney(complete);
    return complete;
  }

  #fill(row: Record<string, SampleValue>, column: string, value: SampleValue): void {
    if (row[column] === undefined && this.#has.has(column)) {
      row[column] = value;
    }
  }

  #completeOwner(row: Record<string, SampleValue>): void {
    if (this.table.ownership !== "UserOwned") {
      return;
    }
    this.#fill(row, "ownerid", { table: "systemuser", id: this.context.authorId });
    const owner = row["ownerid"];
    if (isReference(owner)) {
      const facts = this.context.owners.get(owner.id);
      if (facts === undefined) {
        throw new Error(`${this.table.logicalName}: no ${owner.table} has the id ${owner.id}.`);
      }
      this.#fill(row, "owningbusinessunit", facts.businessUnitId);
      this.#fill(row, owner.table === "team" ? "owningteam" : "owninguser", owner.id);
    }
  }

  #completeStatus(row: Record<string, SampleValue>): void {
    const options = this.table.columns.get("statecode")?.options;
    const state = options?.find((option) => option.value === row["statecode"]);
    this.#fill(row, "statuscode", state?.defaultStatus ?? null);
  }

  /** Every sum also in the organisation's currency, at the rate of the row's currency. */
  #completeMoney(row: Record<string, SampleValue>): void {
    const written = this.#sums.some((base) => typeof row[base.baseOf ?? ""] === "number");
    if (!this.#hasCurrency || (!written && typeof row["transactioncurrencyid"] !== "string")) {
      return;
    }
    const currency = row["transactioncurrencyid"] ?? this.context.baseCurrencyId;
    const rate = typeof currency === "string" ? this.context.rates.get(currency) : undefined;
    if (rate === undefined) {
      throw new Error(`${this.table.logicalName}: there is no currency ${JSON.stringify(currency)}.`);
    }
    row["transactioncurrencyid"] = currency;
    this.#fill(row, "exchangerate", rate);
    for (const base of this.#sums) {
      const amount = row[base.baseOf ?? ""];
      if (typeof amount === "number") {
        row[base.logicalName] ??= Number((amount / rate).toFixed(base.precision ?? 4));
      }
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
