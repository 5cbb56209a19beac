import { noteTypes, sentiments, type NoteType, type Sentiment } from "../domain/fieldNote";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { isAbsence } from "./absence";
import type { Row } from "./host";
import { isNoteOf, type NoteSubject } from "./noteSubject";
import { all, type Question } from "./question";
import { labelOf, lookupLabelOf, lookupOf, momentOf, namedIn, numberOf, textOf } from "./row";
import { valueOf } from "./writing";

export const answerStatuses = ["read", "used", "setAside"] as const;
export type AnswerStatus = (typeof answerStatuses)[number];

/** What marketing did with a note. */
export interface NoteAnswer {
  readonly id: string;
  readonly status: AnswerStatus | null;
  readonly campaign: string | null;
  readonly campaignId: string | null;
  readonly reply: string | null;
  readonly by: string;
  readonly on: Date | null;
}

/** A note as it is listed. */
export interface ListedNote {
  readonly table: "ent_fieldnote" | "ent_salesnote";
  readonly id: string;
  readonly text: string;
  readonly notedOn: Date | null;
  readonly ownerId: string;
  readonly owner: string;
  readonly type: NoteType | null;
  readonly sentiment: Sentiment | null;
  readonly contact: { readonly id: string; readonly name: string } | null;
  /** As Dataverse shows the date. */
  readonly recontactOn: string | null;
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  /** Oldest first. Nobody in marketing has looked at the note yet where there is none. */
  readonly answers: readonly NoteAnswer[];
  /** It has the task of its recontact, which is deleted with it. */
  readonly hasTask: boolean;
  readonly version: string;
}

/** Of each table. One more is asked for, to know whether there are others. */
const ROWS = 200;

/** Topics of that many notes, ten each on average. One more is asked for here, too. */
const TOPIC_ROWS = 10 * ROWS;

const noteColumns = [
  ...["ent_text", "ent_notedon", "ownerid", "ent_type", "ent_sentiment"],
  ...["ent_contactid", "ent_recontacton", "versionnumber"],
];

/** The last notes and their answers: a row for each answer, or one for a note without any. */
export function notesQuestion(subject: NoteSubject): Question {
  return {
    table: "ent_fieldnote",
    count: ROWS + 1,
    columns: ["ent_fieldnoteid", ...noteColumns, "ent_taskid"].map((name) => ({ name })),
    ...lastNotes(subject),
    links: [
      {
        table: "ent_fieldanswer",
        from: "ent_fieldnoteid",
        to: "ent_fieldnoteid",
        type: "outer",
        alias: "answer",
        columns: [
          "ent_fieldanswerid",
          "ent_status",
          "ent_campaignid",
          "ent_reply",
          "ent_answeredon",
          "ownerid",
        ].map((name) => ({ name })),
      },
    ],
  };
}

/** Both questions go through the same notes in the same order: where one stops, it is known which notes that leaves out. */
function lastNotes(subject: NoteSubject): Pick<Question, "orders" | "filter"> {
  return {
    orders: [{ by: "ent_notedon", descending: true }, { by: "ent_fieldnoteid" }],
    filter: all({ column: "statecode", operator: "eq", value: 0 }, isNoteOf(subject)),
  };
}

function salesNotesQuestion(subject: NoteSubject): Question {
  return {
    table: "ent_salesnote",
    count: ROWS + 1,
    columns: ["ent_salesnoteid", ...noteColumns].map((name) => ({ name })),
    orders: [{ by: "ent_notedon", descending: true }],
    filter: all({ column: "statecode", operator: "eq", value: 0 }, isNoteOf(subject)),
  };
}

/** The topics that those notes counted for, a row each. */
function noteTopicsQuestion(subject: NoteSubject): Question {
  return {
    table: "ent_fieldnote",
    count: TOPIC_ROWS + 1,
    columns: [{ name: "ent_fieldnoteid" }],
    ...lastNotes(subject),
    links: [
      {
        table: "ent_interaction",
        from: "ent_fieldnoteid",
        to: "ent_fieldnoteid",
        type: "inner",
        alias: "signal",
        columns: [{ name: "ent_topicid" }],
        filter: all({ column: "ent_topicid", operator: "not-null" }),
      },
    ],
  };
}

export interface ReadNotes {
  /** Newest first. */
  readonly notes: readonly ListedNote[];
  /** Older ones were not read. */
  readonly isCut: boolean;
}

/** Three requests at once; notes within sales only for those who may read them. */
export async function readNotes(
  ask: AskQuestion,
  subject: NoteSubject,
  mayReadSalesNotes: boolean,
): Promise<Answer<ReadNotes>> {
  const [notes, topics, sales] = await Promise.all([
    ask(notesQuestion(subject)),
    ask(noteTopicsQuestion(subject)),
    mayReadSalesNotes ? ask(salesNotesQuestion(subject)) : success<readonly Row[]>([]),
  ]);
  if (!notes.ok) return notes;
  if (!topics.ok) return topics;
  if (!sales.ok && !isAbsence(sales.failure)) return sales;

  const byNote = new Map<string, { id: string; name: string }[]>();
  for (const row of topics.value) {
    const note = textOf(row, "ent_fieldnoteid") ?? "";
    const id = textOf(row, "signal.ent_topicid");
    if (id === null) continue;
    const topic = { id, name: labelOf(row, "signal.ent_topicid") ?? "" };
    byNote.set(note, [...(byNote.get(note) ?? []), topic]);
  }
  // The service may give those of one note in another order each time: what is shown does not jump.
  for (const ofNote of byNote.values()) ofNote.sort((a, b) => (a.id < b.id ? -1 : 1));
  const listed = new Map<string, ListedNote>();
  for (const row of notes.value) {
    const id = textOf(row, "ent_fieldnoteid") ?? "";
    const note = listed.get(id) ?? noteIn(row, "ent_fieldnote", id, byNote.get(id) ?? []);
    const answer = answerIn(row);
    const answers = answer === null ? note.answers : [...note.answers, answer];
    listed.set(id, { ...note, answers: [...answers].sort((a, b) => timeOf(a.on) - timeOf(b.on)) });
  }
  const ofSales = sales.ok ? sales.value : [];
  const within = ofSales.map((row) => noteIn(row, "ent_salesnote", textOf(row, "ent_salesnoteid") ?? "", []));
  const open = [...listed.values()];
  const cuts: number[] = [];
  for (const [read, whole] of [
    [open, Math.min(wholeIn(notes.value, ROWS, open), wholeIn(topics.value, TOPIC_ROWS, open))],
    [within, wholeIn(ofSales, ROWS, within)],
  ] as const) {
    if (whole === Infinity) continue;
    // It may be all there is: then it is shown as far as it was read.
    read.splice(Math.max(whole, 1));
    cuts.push(Math.min(...read.map(({ notedOn }) => timeOf(notedOn))));
  }
  // Of one table older notes may have been read than of the other: they would stand there as if nothing lay between.
  const all = [...open, ...within].filter(({ notedOn }) => cuts.every((cut) => timeOf(notedOn) >= cut));
  return success({
    notes: all.sort((a, b) => timeOf(b.notedOn) - timeOf(a.notedOn)),
    isCut: cuts.length > 0,
  });
}

/**
 * How many of the notes were read with all that there is of them. Where there are more rows than are read at most, more of
 * the last note may follow, and of those after it: they are left out rather than shown with some of their answers or topics.
 */
function wholeIn(rows: readonly Row[], most: number, notes: readonly ListedNote[]): number {
  const last = rows[most];
  if (last === undefined) return Infinity;
  const at = notes.findIndex(({ id, table }) => id === textOf(last, `${table}id`));
  return at < 0 ? Infinity : at;
}

function timeOf(moment: Date | null): number {
  return moment?.getTime() ?? 0;
}

function noteIn(row: Row, table: ListedNote["table"], id: string, topics: ListedNote["topics"]): ListedNote {
  return {
    table,
    id,
    text: textOf(row, "ent_text") ?? "",
    notedOn: momentOf(row, "ent_notedon"),
    ownerId: (lookupOf(row, "ownerid") ?? "").toLowerCase(),
    owner: lookupLabelOf(row, "ownerid") ?? "",
    type: valueOf(noteTypes, numberOf(row, "ent_type")),
    sentiment: valueOf(sentiments, numberOf(row, "ent_sentiment")),
    contact: namedIn(row, "ent_contactid"),
    recontactOn: labelOf(row, "ent_recontacton"),
    topics,
    answers: [],
    // Nobody asks it of a note within sales, which is given none.
    hasTask: lookupOf(row, "ent_taskid") !== null,
    version: versionIn(row),
  };
}

/** A version is a number, or its text where the host keeps large numbers as text. */
export function versionIn(row: Row): string {
  const value = row.versionnumber;
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

function answerIn(row: Row): NoteAnswer | null {
  const id = textOf(row, "answer.ent_fieldanswerid");
  if (id === null) return null;
  return {
    id,
    status: valueOf(answerStatuses, numberOf(row, "answer.ent_status")),
    campaign: labelOf(row, "answer.ent_campaignid"),
    campaignId: textOf(row, "answer.ent_campaignid"),
    reply: textOf(row, "answer.ent_reply"),
    by: labelOf(row, "answer.ownerid") ?? "",
    on: momentOf(row, "answer.ent_answeredon"),
  };
}
