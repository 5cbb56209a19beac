import type { FastifyInstance } from "fastify";

export interface DoorRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** What follows `/api/data/v9.2/`. */
  readonly path: string;
  readonly body?: object;
}

export interface DoorAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The id in `OData-EntityId`, after a create. */
  readonly id?: string;
  /** Dataverse's message and code, where it refused. */
  readonly refusal?: string;
}

/** A way to the Web API as one user. */
export type Send = (request: DoorRequest) => Promise<DoorAnswer>;

/** Sends requests into the server without a network, as that user. */
export function throughServer(server: FastifyInstance, userId: string): Send {
  return async ({ method, path, body }) => {
    const response = await server.inject({
      method,
      url: BASE + path,
      headers: headersOf(userId),
      payload: body === undefined ? undefined : JSON.stringify(body),
    });
    const entityId = response.headers["odata-entityid"];
    return answerOf(response.statusCode, response.body, typeof entityId === "string" ? entityId : null);
  };
}

/** Sends requests to a sandbox that runs elsewhere, as that user. */
export function throughNetwork(url: string, userId: string): Send {
  return async ({ method, path, body }) => {
    const response = await fetch(new URL(BASE + path, url), {
      method,
      headers: headersOf(userId),
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return answerOf(response.status, await response.text(), response.headers.get("OData-EntityId"));
  };
}

const BASE = "/api/data/v9.2/";

function headersOf(userId: string): Record<string, string> {
  return { accept: "application/json", "content-type": "application/json", "x-sandbox-user": userId };
}

function answerOf(status: number, body: string, entityId: string | null): DoorAnswer {
  const parsed = jsonIn(body);
  return {
    status,
    body: parsed,
    id: /\(([0-9a-f-]{36})\)$/i.exec(entityId ?? "")?.[1],
    refusal: status < 400 ? undefined : refusalIn(parsed, status),
  };
}

/** Undefined for a page, which is what another program, or something on the way, answers with. */
function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function refusalIn(body: unknown, status: number): string {
  const { error } = (body ?? {}) as {
    readonly error?: { readonly code?: string; readonly message?: string };
  };
  return error?.message === undefined
    ? `the service answered ${String(status)}`
    : `${error.message} (${error.code ?? ""})`;
}
