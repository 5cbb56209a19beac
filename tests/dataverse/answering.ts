import { createAsking, type Asking } from "../../dataverse/askQuestion";
import type { Row, WebApi } from "../../dataverse/host";
import { onlyAsked } from "./onlyAsked";

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";

/** What a request is answered with: rows, of which it gets what it asks for, or a refusal of Dataverse's. */
export type Reply = readonly Row[] | { readonly refused: number; readonly saying?: string };

/** A Web API whose answers the test gives, and which remembers what it was asked. */
export class Answering implements WebApi {
  readonly requests: { readonly table: string; readonly fetchXml: string }[] = [];
  readonly asking: Asking = createAsking(
    { webApi: this, isOffline: () => false },
    new AbortController().signal,
  );

  constructor(private readonly reply: (table: string, fetchXml: string) => Reply | Promise<Reply>) {}

  async retrieveMultipleRecords(table: string, options = "") {
    await Promise.resolve();
    const fetchXml = new URLSearchParams(options).get("fetchXml") ?? "";
    this.requests.push({ table, fetchXml });
    const reply = await this.reply(table, fetchXml);
    if ("refused" in reply) throw refusal(reply.refused, reply.saying);
    return { entities: onlyAsked(fetchXml, reply) };
  }

  retrieveRecord(): Promise<Row> {
    return Promise.reject(refusal(0x80040217));
  }
}

/** A rejection as `context.webAPI` gives it. */
export function refusal(code: number, message = "refused"): Error {
  return { errorCode: code, message } as unknown as Error;
}

/** A value with what Dataverse shows for it. */
export function shown(column: string, value: unknown, label: string): Row {
  return { [column]: value, [`${column}${FORMATTED}`]: label };
}

/** A lookup of the row itself. */
export function lookup(column: string, id: string, name: string): Row {
  return shown(`_${column}_value`, id, name);
}

/** An hour ahead of UTC, as Brussels in winter. */
export const calendar = { timeZoneOffsetMinutes: () => 60 };
