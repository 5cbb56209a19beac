import type { Row } from "../../dataverse/host";
import type { Writing } from "../../dataverse/writing";
import { refusal } from "./answering";
import { onlySelected } from "./onlyAsked";

/** One request that changes something, or reads what is about to be changed. */
export interface Written {
  readonly what: "create" | "update" | "delete" | "read";
  readonly table: string;
  readonly id?: string;
  readonly data?: Row;
  readonly options?: string;
}

/** The writing part of a Web API: it remembers what it was asked to do, and refuses or answers as the test says. */
export class Recording implements Writing {
  readonly done: Written[] = [];

  /** @param reply a row to answer with, a code of Dataverse's to refuse with, or nothing */
  constructor(private readonly reply: (request: Written) => Row | number | undefined = () => undefined) {}

  createRecord(table: string, data: Row) {
    return this.answer({ what: "create", table, data });
  }

  updateRecord(table: string, id: string, data: Row) {
    return this.answer({ what: "update", table, id, data });
  }

  deleteRecord(table: string, id: string) {
    return this.answer({ what: "delete", table, id });
  }

  retrieveRecord(table: string, id: string, options?: string) {
    return this.answer({ what: "read", table, id, options });
  }

  private async answer(request: Written): Promise<Row> {
    await Promise.resolve();
    this.done.push(request);
    const reply = this.reply(request);
    if (typeof reply === "number") throw refusal(reply);
    const row = reply ?? {};
    return request.what === "read" ? onlySelected(request.table, request.options, row) : row;
  }
}
