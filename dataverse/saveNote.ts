import { legalBases } from "../domain/policy";
import { isoDate, type Day } from "../domain/day";
import { heardOfUsVia, kindCodeOf, noteTypes, sentiments, type ReadyNote } from "../domain/fieldNote";
import type { Outcome } from "../domain/notesUnderWay";
import { DUPLICATE } from "./createOnce";
import { failureOf, type Failure } from "./failure";
import type { Host, Row } from "./host";
import type { NoteClient } from "./noteSubject";
import { taskTexts } from "./recontactTask";
import { isSignedOut } from "./signedOut";
import { newId, optionOf, type Writing } from "./writing";

/** All that saving a note sends, fixed when it is handed over, so that every repeat is the same request. */
export interface NoteToSave {
  readonly table: "ent_fieldnote" | "ent_salesnote";
  readonly id: string;
  readonly data: Row;
  /** Rows that come into being with it, to be told to the other components. */
  readonly alongWith: readonly { readonly table: string; readonly id: string }[];
  /** The account that all of these rows name. */
  readonly accountId: string | null;
}

export interface NoteRows {
  readonly note: ReadyNote;
  readonly client: NoteClient;
  readonly notedOn: Date;
  /** Kinds that the organisation has: a note of a kind that it lacks makes no interactions. */
  readonly kindCodes: readonly string[];
  /** The task's subject, in the rep's language. */
  readonly taskSubject: string;
  readonly timeZoneOffsetMinutes: (at: Date) => number;
}

const sets = {
  account: "accounts",
  contact: "contacts",
  lead: "leads",
  opportunity: "opportunities",
  appointment: "appointments",
  phonecall: "phonecalls",
} as const;

/** Hour of the user's day at which a task falls due. */
const DUE_HOUR = 9;

/**
 * The note, one interaction for each topic, and the task for a day of recontact, as one deep insert. A note within
 * sales is a row of another table and nothing else: marketing reads interactions and tasks.
 */
export function noteToSave(given: NoteRows): NoteToSave {
  const { note, notedOn } = given;
  const id = newId();
  const table = note.isSalesOnly ? "ent_salesnote" : "ent_fieldnote";
  const client = { ...given.client, contactId: note.contactId ?? given.client.contactId };
  const moment = notedOn.toISOString();
  const data: Record<string, unknown> = {
    [`${table}id`]: id,
    ent_name: note.name,
    ent_text: note.text,
    ent_notedon: moment,
    ent_type: optionOf(noteTypes, note.type),
    ent_sentiment: optionOf(sentiments, note.sentiment),
    ent_heardofusvia: optionOf(heardOfUsVia, note.heardOfUsVia),
    ent_legalbasis: optionOf(legalBases, note.legalBasis),
    ent_recontacton: note.recontactOn === null ? null : isoDate(note.recontactOn),
    ...binds(client, ["account", "contact", "lead", "opportunity", "appointment", "phonecall"]),
  };
  const alongWith: { table: string; id: string }[] = [];
  if (!note.isSalesOnly) {
    const code = kindCodeOf(note.sentiment);
    if (note.topicIds.length > 0 && given.kindCodes.includes(code)) {
      data.ent_fieldnote_interactions = note.topicIds.map((topicId) => {
        const interactionId = newId();
        alongWith.push({ table: "ent_interaction", id: interactionId });
        return {
          ent_interactionid: interactionId,
          ent_name: note.name,
          ent_occurredon: moment,
          "ent_kindid@odata.bind": `/ent_interactionkinds(ent_code='${code}')`,
          "ent_topicid@odata.bind": `/ent_topics(${topicId})`,
          ...binds(client, ["account", "contact", "lead"]),
        };
      });
    }
    if (note.recontactOn !== null) {
      const taskId = newId();
      alongWith.push({ table: "task", id: taskId });
      data.ent_taskid = {
        activityid: taskId,
        ...taskTexts(given.taskSubject, note.text),
        scheduledend: dueOn(note.recontactOn, given.timeZoneOffsetMinutes).toISOString(),
        ...regarding(client),
      };
    }
  }
  return { table, id, data, alongWith, accountId: client.accountId };
}

type Named = keyof typeof sets;

function binds(client: NoteClient, names: readonly Named[]): Row {
  return Object.fromEntries(
    names.flatMap((name) => {
      const id = client[`${name}Id`];
      return id === null ? [] : [[`ent_${name}id@odata.bind`, `/${sets[name]}(${id})`]];
    }),
  );
}

/** What the task regards: the person, with whom it is deleted, for it says what the note does; else the deal, else the account. */
function regarding(client: NoteClient): Row {
  for (const name of ["contact", "lead", "opportunity", "account"] as const) {
    const id = client[`${name}Id`];
    if (id !== null) return { [`regardingobjectid_${name}_task@odata.bind`]: `/${sets[name]}(${id})` };
  }
  return {};
}

/** Nine in the morning of that day, where the user is. */
function dueOn(day: Day, offsetMinutes: (at: Date) => number): Date {
  const inUtc = new Date(day * 86_400_000 + DUE_HOUR * 3_600_000);
  const withOffsetAt = (moment: Date) => new Date(inUtc.getTime() - offsetMinutes(moment) * 60_000);
  // Between nine in UTC and nine where the user is the clocks may change: the offset that counts is the one there, then.
  return withOffsetAt(withOffsetAt(inUtc));
}

/** Refusals of what was sent, which sending it again would not change; spelled as `failureOf` does, in capitals. */
const refusals: ReadonlySet<string> = new Set([
  DUPLICATE,
  // Another alternate key; a key that no row has, as of a kind that was deleted; a malformed or unknown property; a
  // resource that does not exist.
  "0x80060892",
  "0x80060891",
  "0x80048D19",
  "0x80060888",
  // A text longer than its column; a value outside its range.
  "0x80044331",
  "0x8004431A",
  // A plug-in of the organisation says no.
  "0x80040265",
]);

/**
 * Sends the note once. A refusal because the row is there already means that an earlier request did it and its answer
 * was lost: that is looked up, and is success.
 */
export async function saveNote(
  host: Pick<Host, "isOffline"> & { readonly writing: Writing },
  { table, id, data }: NoteToSave,
): Promise<Outcome> {
  try {
    await host.writing.createRecord(table, data);
    return { kind: "acknowledged" };
  } catch (error) {
    const failure = failureOf(error, host.isOffline());
    if (failure.kind === "unknown" && failure.code === DUPLICATE) return recognise(host, table, id, failure);
    return outcomeOf(failure);
  }
}

async function recognise(
  host: Pick<Host, "isOffline"> & { readonly writing: Writing },
  table: NoteToSave["table"],
  id: string,
  duplicate: Failure,
): Promise<Outcome> {
  try {
    await host.writing.retrieveRecord(table, id, `?$select=${table}id`);
    return { kind: "recognised" };
  } catch (error) {
    const failure = failureOf(error, host.isOffline());
    // Not there: what exists already is something else, and the note was refused for it.
    return outcomeOf(failure.kind === "gone" ? duplicate : failure);
  }
}

function outcomeOf(failure: Failure): Outcome {
  switch (failure.kind) {
    case "offline":
    case "throttled":
      return { kind: "passing", why: { kind: failure.kind } };
    case "noPrivilege":
    case "gone":
      return { kind: "lasting", why: failure };
    case "tooManyRows":
    case "noSuchColumn":
      return { kind: "lasting", why: { kind: "refused", detail: "" } };
    case "unknown": {
      const { code, message } = failure;
      if (isSignedOut(failure)) return { kind: "passing", why: { kind: "signedOut" } };
      if (code === null) return { kind: "passing", why: { kind: "noAnswer" } };
      const detail = [code, message].filter(Boolean).join(": ");
      return refusals.has(code)
        ? { kind: "lasting", why: { kind: "refused", detail } }
        : { kind: "passing", why: { kind: "unavailable", detail } };
    }
  }
}
