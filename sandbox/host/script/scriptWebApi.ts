/// <reference types="xrm" />
import type { TableDescription } from "../description";
import { createWebApi, failureOf, sendToService } from "../pcf/webApi";
import { batchAnswers, batchRequest, type BatchItem } from "./batch";
import { serviceRequests } from "./executeRequest";
import { misuse, type ScriptRealm } from "./scriptRealm";

export interface ScriptService {
  readonly table: (logicalName: string) => TableDescription | undefined;
  /** Sends a request to the Web API; `path` follows `/api/data/v9.2/`. */
  readonly send: (path: string, request: RequestInit) => Promise<Response>;
  readonly isOffline: () => boolean;
}

/** `Xrm.WebApi`: the methods that components have too, and `online.execute` with `executeMultiple`, which they have not. */
export function createScriptWebApi(
  realm: Pick<ScriptRealm, "strictness">,
  { table, send, isOffline }: ScriptService,
): object {
  const records = createWebApi({ entitySetName: (name) => table(name)?.entitySetName, send, isOffline });
  const requestsOf = (request: unknown): ReturnType<typeof serviceRequests> => {
    try {
      return serviceRequests(table, request);
    } catch (error) {
      throw misuse(
        realm,
        `Xrm.WebApi.online.execute: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };

  const execute = async (request: unknown): Promise<Response> => {
    let answer: Response | undefined;
    for (const { path, method, body } of requestsOf(request)) {
      answer = await sendToService({ send, isOffline }, path, { method, body });
    }
    if (!answer) throw misuse(realm, "Xrm.WebApi.online.execute: the request asks for nothing.");
    return answer;
  };

  const executeMultiple = async (requests: unknown): Promise<Response[]> => {
    if (!Array.isArray(requests) || requests.length === 0) {
      throw misuse(realm, "Xrm.WebApi.online.executeMultiple takes an array of requests.");
    }
    const items = requests.flatMap((one: unknown): readonly BatchItem[] =>
      Array.isArray(one) ? [one.flatMap((request) => requestsOf(request))] : requestsOf(one),
    );
    if (isOffline()) return sendToService({ send, isOffline }, "$batch", {}) as never;
    const response = await send("$batch", batchRequest(items));
    const answers = batchAnswers(await response.clone().text());
    const failed = answers.find(({ ok }) => !ok) ?? (response.ok ? undefined : response);
    if (failed) throw (await failureOf(failed)) as unknown as Error;
    return answers;
  };

  return {
    ...records,
    // The organisation is not set up for mobile offline: no table is kept on the device.
    isAvailableOffline: () => false,
    online: { ...records, isAvailableOffline: () => false, execute, executeMultiple },
  };
}
