import type { FastifyInstance } from "fastify";
import { allRows } from "./allRows";

/** A note as a component sent it. */
export interface Saved {
  readonly id: string;
  readonly body: string;
}

/** How often each promise was broken. */
export interface Audit {
  /** Told saved, and not there. */
  readonly lost: number;
  readonly doubled: number;
  /** There without all of its interactions or its task; or these without it. */
  readonly half: number;
  /** There in other words than were typed. */
  readonly altered: number;
  readonly neitherSavedNorAnnounced: number;
  /** A page with unsaved text that did not ask before it was left. */
  readonly leftUnasked: number;
  /** A repeat that was another request than the first. */
  readonly changedRepeats: number;
}

type Row = Readonly<Record<string, unknown>>;

/** Compares what is there with what was sent, and with what the user was told. */
export async function auditNotes(
  server: FastifyInstance,
  sent: readonly Saved[],
  toldSaved: readonly string[],
): Promise<Pick<Audit, "lost" | "doubled" | "half" | "altered">> {
  const ids = async (path: string, column: string) =>
    new Set((await allRows(server, path)).map((row) => String(row[column])));
  const chosen = "$filter=startswith(ent_text,'chaos ')";
  const notes = [
    ...(await allRows(server, `ent_fieldnotes?$select=ent_text&${chosen}`)),
    ...(await allRows(server, `ent_salesnotes?$select=ent_text&${chosen}`)),
  ];
  const interactions = await ids(
    "ent_interactions?$select=ent_interactionid&$filter=_ent_fieldnoteid_value ne null",
    "ent_interactionid",
  );
  const tasks = await ids("tasks?$select=activityid&$filter=startswith(description,'chaos ')", "activityid");

  const times = new Map<string, number>();
  for (const { ent_text: text } of notes) times.set(String(text), (times.get(String(text)) ?? 0) + 1);
  const textById = new Map(
    notes.map((row) => [String(row.ent_fieldnoteid ?? row.ent_salesnoteid), String(row.ent_text)]),
  );

  let half = 0;
  let altered = 0;
  for (const { id, body } of sent) {
    const row = JSON.parse(body) as Row;
    const parts = [
      ...((row.ent_fieldnote_interactions ?? []) as readonly Row[]).map((each) =>
        interactions.has(String(each.ent_interactionid)),
      ),
      ...(row.ent_taskid === undefined ? [] : [tasks.has(String((row.ent_taskid as Row).activityid))]),
    ];
    const text = textById.get(id);
    if (parts.some((isThere) => isThere !== (text !== undefined))) half += 1;
    if (text !== undefined && text !== row.ent_text) altered += 1;
  }
  return {
    lost: toldSaved.filter((text) => !times.has(text)).length,
    doubled: [...times.values()].filter((count) => count > 1).length,
    half,
    altered,
  };
}
