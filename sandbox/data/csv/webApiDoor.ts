import type { FastifyInstance } from "fastify";

export interface DoorRequest {
  readonly method: "GET" | "POST" | "PATCH";
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
      url: `/api/data/v9.2/${path}`,
      headers: { accept: "application/json", "content-type": "application/json", "x-sandbox-user": userId },
      payload: body === undefined ? undefined : JSON.stringify(body),
    });
    const parsed: unknown = response.body === "" ? undefined : JSON.parse(response.body);
    const entityId = response.headers["odata-entityid"];
    return {
      status: response.statusCode,
      body: parsed,
      id: typeof entityId === "string" ? /\(([0-9a-f-]{36})\)$/i.exec(entityId)?.[1] : undefined,
      refusal: response.statusCode < 400 ? undefined : refusalIn(parsed, response.statusCode),
    };
  };
}

function refusalIn(body: unknown, status: number): string {
  const { error } = (body ?? {}) as {
    readonly error?: { readonly code?: string; readonly message?: string };
  };
  return error?.message === undefined
    ? `the service answered ${String(status)}`
    : `${error.message} (${error.code ?? ""})`;
}
