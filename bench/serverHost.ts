import type { FastifyInstance } from "fastify";
import { createAsking, type Asking } from "../dataverse/askQuestion";
import type { Row, WebApi } from "../dataverse/host";
import type { OpenSandbox } from "../sandbox/openSandbox";

/** What was asked of the server since it was last looked at. */
export interface Traffic {
  requests: number;
  /** Of the answers. */
  bytes: number;
}

/** What the questions of `dataverse/` need of a component's host, over the server, without a browser. */
export interface ServerHost {
  readonly webApi: WebApi;
  readonly asking: Asking;
  readonly traffic: Traffic;
  readonly mayReadAll: () => boolean;
  readonly isOffline: () => boolean;
  readonly timeZoneOffsetMinutes: () => number;
}

interface Answered {
  readonly value: readonly Row[];
  readonly "@odata.nextLink"?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

const API = "/api/data/v9.2/";

/** A host that asks as a user, in a time zone an hour ahead of UTC. */
export function serverHost({ organization, server }: OpenSandbox, userId: string): ServerHost {
  const traffic = { requests: 0, bytes: 0 };
  const webApi: WebApi = {
    retrieveMultipleRecords: async (table, options = "", maxPageSize) => {
      const set = organization.metadata.table(table)?.entitySetName;
      if (set === undefined) throw new Error(`The organisation has no table ${table}.`);
      const answer = await get(server, userId, `${API}${set}${options}`, maxPageSize, traffic);
      return { entities: answer.value, nextLink: answer["@odata.nextLink"] };
    },
    retrieveRecord: () => Promise.reject(new Error("Nothing asks for one row.")),
  };
  const host = { webApi, isOffline: () => false };
  return {
    ...host,
    traffic,
    asking: createAsking(host, new AbortController().signal),
    mayReadAll: () => true,
    timeZoneOffsetMinutes: () => 60,
  };
}

async function get(
  server: FastifyInstance,
  userId: string,
  url: string,
  maxPageSize: number | undefined,
  traffic: Traffic,
): Promise<Answered> {
  const prefer = [
    'odata.include-annotations="*"',
    ...(maxPageSize === undefined ? [] : [`odata.maxpagesize=${String(maxPageSize)}`]),
  ];
  const response = await server.inject({
    method: "GET",
    url,
    headers: { "x-sandbox-user": userId, prefer: prefer.join(",") },
  });
  traffic.requests += 1;
  traffic.bytes += Buffer.byteLength(response.body);
  const body = response.json<Answered>();
  if (body.error !== undefined) {
    throw Object.assign(new Error(body.error.message), { errorCode: Number(body.error.code) });
  }
  return body;
}

/** The traffic so far, from now on counted anew. */
export function takeTraffic(traffic: Traffic): Traffic {
  const taken = { ...traffic };
  traffic.requests = 0;
  traffic.bytes = 0;
  return taken;
}
