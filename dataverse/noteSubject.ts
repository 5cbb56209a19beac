import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import type { Row } from "./host";
import { askWithOptional, type OptionalColumns } from "./optionalColumns";
import { all, either, type FilterItem, type Question, type Related } from "./question";
import { lookupOf, textOf } from "./row";

/** The record on whose form notes are taken and read. */
export interface NoteSubject {
  readonly table: SubjectTable;
  readonly id: string;
}

export const subjectTables = [
  "account",
  "contact",
  "lead",
  "opportunity",
  "appointment",
  "phonecall",
] as const;
export type SubjectTable = (typeof subjectTables)[number];

/** A meeting or a call: its client is what it regards, or who took part. */
export type TalkTable = Extract<SubjectTable, "appointment" | "phonecall">;

export function isTalk(table: SubjectTable): table is TalkTable {
  return table === "appointment" || table === "phonecall";
}

export function isSubjectTable(table: string): table is SubjectTable {
  return (subjectTables as readonly string[]).includes(table);
}

/** The rows that a note taken here names. */
export interface NoteClient {
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly leadId: string | null;
  readonly opportunityId: string | null;
  readonly appointmentId: string | null;
  readonly phonecallId: string | null;
}

/** Of a note that is about no record. */
export const nobody: NoteClient = {
  accountId: null,
  contactId: null,
  leadId: null,
  opportunityId: null,
  appointmentId: null,
  phonecallId: null,
};

/** What the form's own record says by itself, before anything is read. */
export function clientOfSubject({ table, id }: NoteSubject): NoteClient {
  return { ...nobody, [`${table}Id`]: id };
}

export interface SubjectRead {
  readonly client: NoteClient;
  /** Whether the form's person objects to being recorded. */
  readonly objects: boolean;
  /** A meeting or call that is over, and on which nobody has noted anything yet, as far as the user may read it. */
  readonly isToDebrief: boolean;
}

/** Whether a record of the table is a person. */
export function isPerson(table: SubjectTable): boolean {
  return table === "contact" || table === "lead";
}

const key: Readonly<Record<SubjectTable, string>> = {
  account: "accountid",
  contact: "contactid",
  lead: "leadid",
  opportunity: "opportunityid",
  appointment: "activityid",
  phonecall: "activityid",
};

const columns: Readonly<Record<Exclude<SubjectTable, "account">, readonly string[]>> = {
  contact: ["parentcustomerid"],
  lead: ["parentaccountid", "parentcontactid", "customerid"],
  opportunity: ["parentaccountid", "customerid"],
  appointment: ["regardingobjectid", "statecode"],
  phonecall: ["regardingobjectid", "statecode"],
};

const LOGICAL_NAME = "@Microsoft.Dynamics.CRM.lookuplogicalname";

/** A subject whose client is found out by a question. */
type AskedSubject = NoteSubject & { readonly table: Exclude<SubjectTable, "account"> };

export function subjectQuestion(
  { table, id }: AskedSubject,
  optional: readonly string[],
  mayReadSalesNotes: boolean,
): Question {
  return {
    table,
    // The column of objection is a person's: a meeting has none of its own, and the question would be refused for it.
    columns: [key[table], ...columns[table], ...(isPerson(table) ? optional : [])].map((name) => ({ name })),
    filter: all({ column: key[table], operator: "eq", value: id }),
    links: linksOf(table, optional, mayReadSalesNotes),
  };
}

type Link = NonNullable<Question["links"]>[number];

function linksOf(
  table: SubjectTable,
  optional: readonly string[],
  mayReadSalesNotes: boolean,
): readonly Link[] {
  const customer = parents("contact", "customerid", ["parentcustomerid", ...optional]);
  if (isTalk(table)) {
    const deal = parents("opportunity", "regardingobjectid", ["parentaccountid", "customerid"]);
    return [
      { ...deal, links: [{ ...customer, alias: "customer" }] },
      parents("contact", "regardingobjectid", ["parentcustomerid", ...optional]),
      notesOn(table, "ent_fieldnote", "note"),
      ...(mayReadSalesNotes ? [notesOn(table, "ent_salesnote", "within")] : []),
    ];
  }
  return table === "opportunity" ? [customer] : [];
}

function notesOn(talk: TalkTable, table: "ent_fieldnote" | "ent_salesnote", alias: string): Link {
  return {
    table,
    from: `ent_${talk}id`,
    to: "activityid",
    type: "outer",
    alias,
    columns: [{ name: `${table}id` }],
  };
}

function parents(table: "contact" | "opportunity", to: string, names: readonly string[]): Link {
  return {
    table,
    from: key[table],
    to,
    type: "outer",
    alias: table,
    columns: names.map((name) => ({ name })),
  };
}

/**
 * Whose client the form shows, and whether that person objects to being recorded. No request for an account, else one;
 * one more for a talk with a lead, for a lead that a contact stands behind, and where the organisation does not have the
 * column that the policy names.
 * @param mayReadSalesNotes who may not read them would be refused the whole question for them
 */
export async function readSubject(
  ask: AskQuestion,
  subject: NoteSubject,
  objectionColumn: string,
  known?: OptionalColumns,
  mayReadSalesNotes = false,
): Promise<Answer<SubjectRead>> {
  const { table, id } = subject;
  if (table === "account") {
    return success({ client: clientOfSubject(subject), objects: false, isToDebrief: false });
  }
  const answer = await askWithOptional(
    ask,
    table === "lead" ? "lead" : "contact",
    [objectionColumn],
    (there) => subjectQuestion({ table, id }, there, mayReadSalesNotes),
    known,
  );
  if (!answer.ok) return answer;
  const [row] = answer.value;
  if (row === undefined) return { ok: false, failure: { kind: "gone" } };
  const client = clientIn({ table, id }, row);
  const lead =
    isTalk(table) && client.leadId !== null
      ? await readSubject(ask, { table: "lead", id: client.leadId }, objectionColumn, known)
      : null;
  if (lead !== null && !lead.ok) return lead;
  const contacts = table === "lead" ? contactsBehind(row) : [];
  const behind = contacts.length > 0 ? await readObjection(ask, contacts, objectionColumn, known) : null;
  if (behind !== null && !behind.ok) return behind;
  const noted = textOf(row, "note.ent_fieldnoteid") ?? textOf(row, "within.ent_salesnoteid");
  return success({
    client: lead === null ? client : { ...client, accountId: lead.value.client.accountId },
    objects:
      ["", "contact.", "customer."].some((of) => row[`${of}${objectionColumn}`] === true) ||
      lead?.value.objects === true ||
      behind?.value === true,
    isToDebrief: isTalk(table) && row.statecode === COMPLETED && noted === null,
  });
}

/** The contacts that a lead became, or was all along: the same person, whose objection stands in the contact's record. */
function contactsBehind(row: Row): readonly string[] {
  const ids = [lookupOf(row, "parentcontactid"), lookupTo("contact", row, "customerid")];
  return [...new Set(ids)].flatMap((id) => id ?? []);
}

/** Whether one of these contacts objects to being recorded. One request. */
async function readObjection(
  ask: AskQuestion,
  contactIds: readonly string[],
  objectionColumn: string,
  known: OptionalColumns | undefined,
): Promise<Answer<boolean>> {
  const answer = await askWithOptional(
    ask,
    "contact",
    [objectionColumn],
    (there): Question => ({
      table: "contact",
      columns: ["contactid", ...there].map((name) => ({ name })),
      filter: all({ column: "contactid", operator: "in", values: contactIds }),
    }),
    known,
  );
  return answer.ok ? success(answer.value.some((row) => row[objectionColumn] === true)) : answer;
}

/** The state of an activity that is over: open 0, completed 1, cancelled 2, scheduled 3. */
const COMPLETED = 1;

/** The id in a lookup of several tables, where it points to a row of this one. */
export function lookupTo(table: "account" | "contact", row: Row, column: string): string | null {
  return row[`_${column}_value${LOGICAL_NAME}`] === table ? lookupOf(row, column) : null;
}

function clientIn(subject: AskedSubject, row: Row): NoteClient {
  const own = clientOfSubject(subject);
  const linked = (column: string): string | null => textOf(row, column);
  const linkedTo = (table: "account" | "contact", column: string): string | null =>
    row[`${column}${LOGICAL_NAME}`] === table ? linked(column) : null;
  switch (subject.table) {
    case "contact":
      return { ...own, accountId: lookupTo("account", row, "parentcustomerid") };
    case "lead":
      return { ...own, accountId: lookupOf(row, "parentaccountid") };
    case "opportunity":
      return {
        ...own,
        contactId: lookupTo("contact", row, "customerid"),
        accountId:
          lookupOf(row, "parentaccountid") ??
          lookupTo("account", row, "customerid") ??
          linkedTo("account", "contact.parentcustomerid"),
      };
    case "appointment":
    case "phonecall": {
      const id = lookupOf(row, "regardingobjectid");
      switch (row[`_regardingobjectid_value${LOGICAL_NAME}`]) {
        case "account":
          return { ...own, accountId: id };
        case "contact":
          return { ...own, contactId: id, accountId: linkedTo("account", "contact.parentcustomerid") };
        case "lead":
          return { ...own, leadId: id };
        case "opportunity":
          return {
            ...own,
            opportunityId: id,
            contactId: linkedTo("contact", "opportunity.customerid"),
            accountId:
              linked("opportunity.parentaccountid") ??
              linkedTo("account", "opportunity.customerid") ??
              linkedTo("account", "customer.parentcustomerid"),
          };
        default:
          return own;
      }
    }
  }
}

/** Who took part, as far as a talk's client follows from it. */
export interface Participant {
  readonly id: string;
  readonly accountId: string | null;
  readonly objects: boolean;
}

/**
 * A talk that regards no client is with those who took part: the only one of them, and the account that all share.
 * Whether that one objects to being recorded counts as it does on their own form.
 */
export function withParticipants(read: SubjectRead, people: readonly Participant[]): SubjectRead {
  const { accountId, contactId, leadId, opportunityId } = read.client;
  const [first, ...others] = people;
  if ((accountId ?? contactId ?? leadId ?? opportunityId) !== null || first === undefined) return read;
  const isShared = others.every((other) => other.accountId === first.accountId);
  return {
    ...read,
    client: {
      ...read.client,
      accountId: isShared ? first.accountId : null,
      contactId: others.length === 0 ? first.id : null,
    },
    objects: read.objects || (others.length === 0 && first.objects),
  };
}

function related(table: string, from: string, to: string, ...items: readonly FilterItem[]): Related {
  return { is: "any", table, from, to, filter: all(...items) };
}

/** Contacts that a note taken here may be about: those of the account; on a person's form, nobody else. */
export function peopleOf({ table, id }: NoteSubject): FilterItem | null {
  switch (table) {
    case "account":
      return { column: "parentcustomerid", operator: "eq", value: id };
    case "opportunity": {
      const deal = { column: "opportunityid", operator: "eq", value: id } as const;
      return either(
        related("opportunity", "parentaccountid", "parentcustomerid", deal),
        related("opportunity", "customerid", "parentcustomerid", deal),
        related("opportunity", "parentcontactid", "contactid", deal),
        related("opportunity", "customerid", "contactid", deal),
      );
    }
    case "appointment":
    case "phonecall": {
      const talk = { column: "activityid", operator: "eq", value: id } as const;
      return either(
        related(table, "regardingobjectid", "contactid", talk),
        related(table, "regardingobjectid", "parentcustomerid", talk),
        related("activityparty", "partyid", "contactid", talk),
      );
    }
    case "contact":
    case "lead":
      return null;
  }
}

/** Notes on the client of a deal: on its account, and on its customer, who may be a person. */
function notesOfClientOf(deal: FilterItem): readonly FilterItem[] {
  return [
    related("opportunity", "parentaccountid", "ent_accountid", deal),
    related("opportunity", "customerid", "ent_accountid", deal),
    related("opportunity", "customerid", "ent_contactid", deal),
  ];
}

/**
 * Whether a note is to be read on the form, for a filter that stands in a table of notes: on a contact's form the notes
 * on the contact and on its account, on a deal's those on its client as well, on an account's all of its contacts', on a talk's
 * those that the form of what it regards shows, but for its people's where that is an account.
 */
export function isNoteOf({ table, id }: NoteSubject): FilterItem {
  const own: FilterItem = { column: `ent_${table}id`, operator: "eq", value: id };
  const self = { column: key[table], operator: "eq", value: id } as const;
  const ofAccountOf = (contact: FilterItem) =>
    related("contact", "parentcustomerid", "ent_accountid", contact);
  switch (table) {
    case "account":
      return either(
        own,
        all(
          { column: "ent_accountid", operator: "null" },
          related("contact", "contactid", "ent_contactid", {
            column: "parentcustomerid",
            operator: "eq",
            value: id,
          }),
        ),
      );
    case "contact":
      return either(own, ofAccountOf(self));
    case "lead":
      return own;
    case "opportunity":
      return either(
        own,
        ...notesOfClientOf(self),
        ofAccountOf(related("opportunity", "customerid", "contactid", self)),
      );
    case "appointment":
    case "phonecall": {
      const regards = (to: string) => related(table, "regardingobjectid", to, self);
      // The account of a person whose deal it is about would take more links than a query may have.
      return either(
        own,
        ...(["account", "contact", "lead", "opportunity"] as const).map((each) => regards(`ent_${each}id`)),
        ofAccountOf(regards("contactid")),
        ...notesOfClientOf(regards("opportunityid")),
      );
    }
  }
}
