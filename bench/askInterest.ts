import { createAsk } from "../dataverse/ask";
import { readInterest } from "../dataverse/interest";
import { dayOfMoment } from "../domain/day";
import { defaultPolicy } from "../domain/policy";
import type { OpenSandbox } from "../sandbox/openSandbox";
import { serverHost } from "./serverHost";

/** One reading of a client's interests from the server, without a browser. */
export interface InterestReading {
  readonly requests: number;
  readonly bytes: number;
}

/** Reads an account's interests as the component does, with the component's own questions, as that user. */
export async function askInterest(
  sandbox: OpenSandbox,
  userId: string,
  accountId: string,
): Promise<InterestReading> {
  const host = serverHost(sandbox, userId);
  const answer = await readInterest(
    createAsk(host, new AbortController().signal),
    host,
    { table: "account", id: accountId },
    dayOfMoment(sandbox.organization.now(), 60),
    defaultPolicy,
  );
  if (!answer.ok) throw new Error(`The interests could not be read: ${JSON.stringify(answer.failure)}`);
  return { ...host.traffic };
}
