import { SAMPLE_USERS, type SampleUserKey } from "../users";
import { campaignNamed } from "./campaigns";
import type { SampleContact } from "./contacts";
import { dayFrom } from "./days";
import { NAMED_ACCOUNTS, type NamedAccountKey } from "./namedAccounts";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";

const FIRST_OPTION = 789_100_000;
/** Values of `ent_fieldnote.ent_type`, in order. */
const TYPES = ["need", "objection", "competitor", "campaign feedback", "relationship", "not ready"] as const;
const SENTIMENTS = ["positive", "neutral", "negative"] as const;
/** Values of `ent_fieldanswer.ent_status`, in order. */
const ANSWERS = ["read", "used", "set aside"] as const;
const LEGITIMATE_INTERESTS = 789_100_005;

interface Answer {
  readonly by: SampleUserKey;
  readonly status: (typeof ANSWERS)[number];
  readonly hours: number;
  readonly campaign?: string;
  readonly reply?: string;
}

interface Note {
  readonly account: NamedAccountKey;
  readonly by: SampleUserKey;
  readonly daysAgo: number;
  readonly type: (typeof TYPES)[number];
  readonly sentiment: (typeof SENTIMENTS)[number];
  readonly text: string;
  readonly answer?: Answer;
}

/** What reps heard lately, and what marketing made of it: some notes wait for an answer. */
const NOTES: readonly Note[] = [
  {
    account: "bank",
    by: "rep",
    daysAgo: 2,
    type: "need",
    sentiment: "positive",
    text: "The auditor wants one page that says where each figure comes from. They would show ours to the board.",
    answer: {
      by: "marketer",
      status: "used",
      hours: 5,
      campaign: "NIS2 in plain words",
      reply: "The one page is in the next mailing.",
    },
  },
  {
    account: "bank",
    by: "thomas",
    daysAgo: 1,
    type: "relationship",
    sentiment: "neutral",
    text: "Legal reads the contract until next week. Nobody should write to them before.",
  },
  {
    account: "cooling",
    by: "rep",
    daysAgo: 96,
    type: "not ready",
    sentiment: "neutral",
    text: "The budget is frozen until the new finance director is there. Call back in the spring.",
    answer: { by: "hugo", status: "read", hours: 30 },
  },
  {
    account: "insurer",
    by: "julien",
    daysAgo: 8,
    type: "competitor",
    sentiment: "negative",
    text: "Une offre concurrente à moitié prix, mais sans reprise des données.",
  },
  {
    account: "insurer",
    by: "julien",
    daysAgo: 21,
    type: "campaign feedback",
    sentiment: "negative",
    text: "Trop de messages : trois invitations en deux semaines pour le même événement.",
    answer: { by: "nora", status: "set aside", hours: 52, reply: "The tour sends one more, then stops." },
  },
];

function option(values: readonly string[], value: string): number {
  return FIRST_OPTION + values.indexOf(value);
}

function noteId(index: number): string {
  return sampleId("ent_fieldnote", index);
}

export function* fieldNoteRows(
  contacts: readonly SampleContact[],
  { now }: SampleScope,
): Iterable<SampleRow> {
  for (const [index, note] of NOTES.entries()) {
    const account = NAMED_ACCOUNTS[note.account];
    const notedOn = dayFrom(now, -note.daysAgo, 8);
    yield {
      ent_fieldnoteid: noteId(index),
      ent_name: note.text.slice(0, 60),
      ent_text: note.text,
      ent_notedon: notedOn,
      ent_type: option(TYPES, note.type),
      ent_sentiment: option(SENTIMENTS, note.sentiment),
      ent_accountid: account.id,
      ent_contactid: contacts.find((contact) => contact.account.id === account.id)?.id ?? null,
      ent_legalbasis: LEGITIMATE_INTERESTS,
      ownerid: { table: "systemuser", id: SAMPLE_USERS[note.by].id },
      createdby: SAMPLE_USERS[note.by].id,
      createdon: notedOn,
    };
  }
}

export function* fieldAnswerRows({ now }: SampleScope): Iterable<SampleRow> {
  for (const [index, { daysAgo, answer }] of NOTES.entries()) {
    if (answer === undefined) continue;
    const answeredOn = new Date(dayFrom(now, -daysAgo, 8).getTime() + answer.hours * 3_600_000);
    yield {
      ent_fieldanswerid: sampleId("ent_fieldanswer", index),
      ent_name: answer.status,
      ent_fieldnoteid: noteId(index),
      ent_status: option(ANSWERS, answer.status),
      ent_campaignid: answer.campaign === undefined ? null : campaignNamed(answer.campaign).id,
      ent_reply: answer.reply ?? null,
      ent_answeredon: answeredOn,
      ent_answeredafterhours: answer.hours,
      ownerid: { table: "systemuser", id: SAMPLE_USERS[answer.by].id },
      createdby: SAMPLE_USERS[answer.by].id,
      createdon: answeredOn,
    };
  }
}
