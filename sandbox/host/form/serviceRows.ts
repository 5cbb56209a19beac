import { failureOf } from "../pcf/webApi";
import type { WebApiRow } from "./webApiRow";

/** Sends a request of the page itself; `path` follows `/api/data/v9.2/`. */
export type Send = (path: string, request: RequestInit) => Promise<Response>;

interface PageAnswer {
  readonly value: readonly WebApiRow[];
  readonly "@Microsoft.Dynamics.CRM.totalrecordcount"?: number;
  readonly "@Microsoft.Dynamics.CRM.morerecords"?: boolean;
  readonly "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"?: string;
}

export interface RowsRead {
  readonly rows: readonly WebApiRow[];
  /** Of all that there are; those of the page where the query does not ask for it. */
  readonly total: number;
}

/** What the service answers to a query: rows with the texts that it writes for their values, and what it says of the page. */
export async function readAnswer(send: Send, path: string): Promise<PageAnswer> {
  const response = await send(path, { headers: { Prefer: 'odata.include-annotations="*"' } });
  if (!response.ok) throw (await failureOf(response)) as unknown as Error;
  return (await response.json()) as PageAnswer;
}

/** A page of rows, and how many there are. */
export async function readPage(send: Send, path: string): Promise<RowsRead> {
  const answer = await readAnswer(send, path);
  const total = answer["@Microsoft.Dynamics.CRM.totalrecordcount"] ?? -1;
  return { rows: answer.value, total: total < 0 ? answer.value.length : total };
}

/** The rows alone. */
export async function readRows(send: Send, path: string): Promise<readonly WebApiRow[]> {
  return (await readPage(send, path)).rows;
}

/** Calls an action, and gives what it answers, or nothing. */
export async function callAction(send: Send, path: string, body: object): Promise<WebApiRow> {
  const response = await send(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });
  if (!response.ok) throw (await failureOf(response)) as unknown as Error;
  return response.status === 204 ? {} : ((await response.json()) as WebApiRow);
}

/** What went wrong, as the service or the browser says it. */
export function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}
