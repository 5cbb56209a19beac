import { failureOf } from "../pcf/webApi";
import type { WebApiRow } from "./webApiRow";

/** Sends a request of the page itself; `path` follows `/api/data/v9.2/`. */
export type Send = (path: string, request: RequestInit) => Promise<Response>;

/** Rows with the texts that the service writes for their values. */
export async function readRows(send: Send, path: string): Promise<readonly WebApiRow[]> {
  const response = await send(path, { headers: { Prefer: 'odata.include-annotations="*"' } });
  if (!response.ok) throw (await failureOf(response)) as unknown as Error;
  return ((await response.json()) as { readonly value: readonly WebApiRow[] }).value;
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
