import type { FastifyInstance } from "fastify";
import { createAsk } from "../dataverse/ask";
import type { Row, WebApi } from "../dataverse/host";
import { readInterest } from "../dataverse/interest";
import { dayOfMoment } from "../domain/day";
import { defaultPolicy } from "../domain/policy";

/** One reading of a client's interests from the server, without a browser. */
export interface InterestReading {
  readonly milliseconds: number;
  readonly requests: number;
  readonly bytes: number;
  readonly topics: number;
}

interface Answered {
  readonly value: readonly Row[];
}

/** Reads an account's interests as the component does, with the component's own questions, as that user. */
export async function askInterest(
  server: FastifyInstance,
  userId: string,
  accountId: string,
  now: Date,
): Promise<InterestReading> {
  let requests = 0;
  let bytes = 0;
  const retrieveMultipleRecords: WebApi["retrieveMultipleRecords"] = async (table, options = "") => {
    const response = await server.inject({
      method: "GET",
      url: `/api/data/v9.2/${entitySetOf(table)}${options}`,
      headers: { "x-sandbox-user": userId, prefer: 'odata.include-annotations="*"' },
    });
    requests++;
    bytes += Buffer.byteLength(response.body);
    const body = response.json<
      Answered & { readonly error?: { readonly code: string; readonly message: string } }
    >();
    if (body.error !== undefined) {
      throw Object.assign(new Error(body.error.message), { errorCode: Number(body.error.code) });
    }
    return { entities: body.value };
  };
  const host = {
    webApi: {
      retrieveMultipleRecords,
      retrieveRecord: () => Promise.reject(new Error("Nothing asks for one row.")),
    },
    isOffline: () => false,
    timeZoneOffsetMinutes: () => 60,
  };
  const started = performance.now();
  const answer = await readInterest(
    createAsk(host, new AbortController().signal),
    host,
    { table: "account", id: accountId },
    dayOfMoment(now, 60),
    defaultPolicy,
  );
  const milliseconds = performance.now() - started;
  if (!answer.ok) throw new Error(`The interests could not be read: ${JSON.stringify(answer.failure)}`);
  return { milliseconds, requests, bytes, topics: answer.value.topics.length };
}

/** The two tables that the questions are about. */
function entitySetOf(table: string): string {
  return `${table}s`;
}
