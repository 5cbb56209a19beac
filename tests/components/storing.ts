import type { Row } from "../../dataverse/host";
import type { Writing } from "../../dataverse/writing";
import { refusal } from "../dataverse/answering";

/** A service that keeps what is written to it, refuses an id that it has, and whose answers may be lost on the way. */
export class Storing implements Writing {
  readonly rows = new Map<string, { readonly table: string; readonly data: Row }>();
  readonly requests: string[] = [];
  /** Answers that will be lost, of the writes that come next. */
  losing = 0;
  private version = 1;

  of(table: string): readonly Row[] {
    return [...this.rows.values()].filter((row) => row.table === table).map(({ data }) => data);
  }

  createRecord(table: string, data: Row): Promise<unknown> {
    const id = data[`${table}id`];
    return this.write(
      "create",
      table,
      typeof id === "string" ? id : `${table} ${String(this.rows.size)}`,
      data,
    );
  }

  updateRecord(table: string, id: string, data: Row): Promise<unknown> {
    return this.write("update", table, id, data);
  }

  async deleteRecord(_table: string, id: string): Promise<unknown> {
    await Promise.resolve();
    return this.rows.delete(id);
  }

  async retrieveRecord(_table: string, id: string): Promise<Row> {
    await Promise.resolve();
    const row = this.rows.get(id);
    if (row === undefined) throw refusal(0x80040217);
    return row.data;
  }

  /** Somebody writes a row. */
  put(table: string, id: string, data: Row): void {
    this.version += 1;
    const before = this.rows.get(id)?.data ?? {};
    this.rows.set(id, { table, data: { ...before, ...data, versionnumber: this.version } });
  }

  private async write(verb: "create" | "update", table: string, id: string, data: Row): Promise<unknown> {
    await Promise.resolve();
    this.requests.push(`${verb} ${table}`);
    if (verb === "create" && this.rows.has(id)) throw refusal(0x80040237);
    this.put(table, id, data);
    this.losing -= 1;
    if (this.losing >= 0) throw refusal(0, "no answer");
    return { id };
  }
}
