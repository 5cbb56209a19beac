import { createWebApi } from "../../../sandbox/host/pcf/webApi";
import type { OpenSandbox } from "../../../sandbox/openSandbox";
import type { Host, Row } from "../../../dataverse/host";
import { openSandboxCopy } from "../../copies";
import { createAsking, type AskQuestion } from "../../../dataverse/askQuestion";
import type { Writing } from "../../../dataverse/writing";
import { packedSolution } from "../packedSolution";

/** Wednesday 18 March 2026, half past eleven in Paris. */
export const NOW = new Date("2026-03-18T10:30:00Z");

/** What happens to a request on its way: nothing, or its answer is lost before or after it was carried out. */
export type Loss = "none" | "before" | "after";

/** A user's component in front of the sample organisation: `context.webAPI` as the page's host makes it. */
export interface Seat {
  readonly host: Pick<Host, "webApi" | "isOffline" | "now"> & {
    readonly writing: Writing;
    readonly userId: string;
  };
  readonly ask: AskQuestion;
  /** What becomes of the next requests that write, in turn. */
  readonly losses: Loss[];
}

export interface Sample {
  readonly sandbox: OpenSandbox;
  readonly seat: (userId: string) => Seat;
  readonly rows: (path: string, userId: string) => Promise<readonly Row[]>;
  readonly request: (
    userId: string,
    method: string,
    path: string,
    body?: object,
  ) => Promise<{ readonly status: number; readonly body: string }>;
  /** Creates a row. @throws Error with what the service said when it refuses */
  readonly post: (userId: string, path: string, row: object) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The sample organisation with what `npm run pack` made.
 * @param journeys whether there are segments of Customer Insights - Journeys
 */
export async function openSample(journeys = false): Promise<Sample> {
  const sandbox = await openSandboxCopy({
    solution: packedSolution(),
    seed: "sample",
    now: () => NOW,
    journeys,
  });
  const { server, organization } = sandbox;
  await server.ready();

  const send = async (userId: string, path: string, init: RequestInit): Promise<Response> => {
    const answer = await server.inject({
      method: (init.method ?? "GET") as "GET",
      url: `/api/data/v9.2/${path}`,
      headers: { ...(init.headers as Record<string, string>), "x-sandbox-user": userId },
      payload: typeof init.body === "string" ? init.body : undefined,
    });
    const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    return new Response(answer.statusCode === 204 ? null : answer.body, {
      status: answer.statusCode,
      headers,
    });
  };

  const request: Sample["request"] = async (userId, method, path, body) => {
    const response = await send(userId, path, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: await response.text() };
  };

  return {
    sandbox,
    request,
    seat(userId) {
      const losses: Loss[] = [];
      const webApi = createWebApi({
        entitySetName: (table) => organization.metadata.table(table)?.entitySetName,
        isOffline: () => false,
        send: async (path, init) => {
          const loss = (init.method ?? "GET") === "GET" ? "none" : (losses.shift() ?? "none");
          if (loss === "before") throw new TypeError("Failed to fetch");
          const response = await send(userId, path, init);
          if (loss === "after") throw new TypeError("Failed to fetch");
          return response;
        },
      });
      const host = { webApi, writing: webApi, userId, isOffline: () => false, now: () => NOW };
      return { host, losses, ask: createAsking(host, new AbortController().signal).ask };
    },
    async rows(path, userId) {
      const response = await send(userId, path, {});
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
      return ((await response.json()) as { readonly value: readonly Row[] }).value;
    },
    async post(userId, path, row) {
      const { status, body } = await request(userId, "POST", path, row);
      if (status >= 300) throw new Error(`${path}: ${body}`);
    },
    async close() {
      await sandbox.close();
    },
  };
}
