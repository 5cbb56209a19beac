import { openSandbox, type OpenSandbox, type SandboxSettings } from "../sandbox/openSandbox";
import { openDatabase, type OpenDatabase } from "../sandbox/server/store/database";
import { madeOnce } from "./madeOnce";

interface Copied extends Pick<OpenDatabase, "copy"> {
  close(): Promise<void>;
}

/** Each suite goes on from a copy of its own: what one does, no other sees. */
async function copyOf(name: string, open: () => Promise<Copied>): Promise<Blob> {
  const bytes = await madeOnce(name, async () => {
    const original = await open();
    try {
      return new Uint8Array(await (await original.copy()).arrayBuffer());
    } finally {
      await original.close();
    }
  });
  return new Blob([Buffer.from(bytes)]);
}

/** A database with nothing in it: Postgres needs five seconds to make one, and two to go on from a copy. */
export function emptyDatabase(): Promise<Blob> {
  return copyOf("empty", () => openDatabase());
}

/** A sandbox with the sample organisation of a team, as it is at a moment; as it is today when there is no clock. */
export async function openSampleSandbox({
  solution,
  now,
  journeys = false,
}: Pick<SandboxSettings, "solution" | "now" | "journeys">): Promise<OpenSandbox> {
  const settings: SandboxSettings = { solution, now, journeys, seed: { kind: "sample", scale: 1 } };
  const moment = now?.().getTime() ?? new Date().toISOString().slice(0, 10);
  const copy = await copyOf(`sample-${String(moment)}${journeys ? "-journeys" : ""}`, async () => {
    const sandbox = await openSandbox(settings);
    return { copy: () => sandbox.organization.copy(), close: () => sandbox.close() };
  });
  return openSandbox({ ...settings, copy });
}
