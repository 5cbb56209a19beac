import { attemptReading, type Answer } from "./attempt";
import type { Host } from "./host";
import { textOf } from "./row";

/** The name of an account. One request. */
export function readAccountName(
  host: Pick<Host, "webApi" | "isOffline">,
  accountId: string,
  signal: AbortSignal,
): Promise<Answer<string>> {
  return attemptReading(host, signal, async () => {
    const row = await host.webApi.retrieveRecord("account", accountId, "?$select=name");
    return textOf(row, "name") ?? "";
  });
}
