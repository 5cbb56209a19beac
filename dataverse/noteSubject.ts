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

export const subjectTables = ["account", "contact", "lead", "opportunity", "appointment"] as const;
export type SubjectTable = (typeof subjectTables)[number];

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
}

const nobody: NoteClient = {
  accountId: null,
  contactId: null,
  leadId: null,
  opportunityId: null,
  appointmentId: null,
};

/** What the form's own record says by itself, before anything is read. */
export function clientOfSubject({ table, id }: NoteSubject): NoteClient {
  return { ...nobody, [`${table}Id`]: id };
}

export interface SubjectRead {
  readonly client: NoteClient;
  /** Whether the form's person objects to being recorded. */
  readonly objects: boolean;
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
};

const columns: Readonly<Record<Exclude<SubjectTable, "account">, readonly string[]>> = {
  contact: ["parentcustomerid"],
  lead: ["parentaccountid", "parentcontactid"],
  opportunity: ["parentaccountid", "customerid"],
  appointment: ["regardingobjectid"],
};

const LOGICAL_NAME = "@Microsoft.Dynamics.CRM.lookuplogicalname";

export function subjectQuestion(
  { table, id }: NoteSubject & { readonly table: Exclude<SubjectTable, "account"> },
  optional: readonly string[],
): Question {
  return {
    table,
    columns: [key[table], ...columns[table], ...optional].map((name) => ({ name })),
    filter: all({ column: key[table], operator: "eq", value: id }),
    links:
      table === "appointment"
        ? [
            parents("opportunity", "opportunityid", ["parentaccountid", "customerid"]),
            parents("contact", "contactid", ["parentcustomerid", ...optional]),
          ]
        : [],
  };
}

function parents(
  table: string,
  from: string,
  names: readonly string[],
): NonNullable<Question["links"]>[number] {
  return {
    table,
    from,
    to: "regardingobjectid",
    type: "outer",
    alias: table,
    columns: names.map((name) => ({ name })),
  };
}

/**
 * Whose client the form shows, and whether that person objects to being recorded. No request for an account, else one;
 * one more where the organisation does not have the column that the policy names.
 */
export async function readSubject(
  ask: AskQuestion,
  subject: NoteSubject,
  objectionColumn: string,
  known?: OptionalColumns,
): Promise<Answer<SubjectRead>> {
  const { table, id } = subject;
  if (table === "account") return success({ client: clientOfSubject(subject), objects: false });
  const optional = isPerson(table) || table === "appointment" ? [objectionColumn] : [];
  const answer = await askWithOptional(
    ask,
    table === "appointment" ? "contact" : table,
    optional,
    (there) => subjectQuestion({ table, id }, there),
    known,
  );
  if (!answer.ok) return answer;
  const [row] = answer.value;
  if (row === undefined) return { ok: false, failure: { kind: "gone" } };
  return success({
    client: clientIn(subject, row),
    objects: row[objectionColumn] === true || row[`contact.${objectionColumn}`] === true,
  });
}

function clientIn(subject: NoteSubject, row: Row): NoteClient {
  const own = clientOfSubject(subject);
  const account = (column: string): string | null =>
    row[`_${column}_value${LOGICAL_NAME}`] === "account" ? lookupOf(row, column) : null;
  switch (subject.table) {
    case "account":
      return own;
    case "contact":
      return { ...own, accountId: account("parentcustomerid") };
    case "lead":
      return { ...own, accountId: lookupOf(row, "parentaccountid") };
    case "opportunity":
      return { ...own, accountId: lookupOf(row, "parentaccountid") ?? account("customerid") };
    case "appointment": {
      const id = lookupOf(row, "regardingobjectid");
      const linked = (column: string): string | null => textOf(row, column);
      const linkedAccount = (column: string): string | null =>
        row[`${column}${LOGICAL_NAME}`] === "account" ? textOf(row, column) : null;
      switch (row[`_regardingobjectid_value${LOGICAL_NAME}`]) {
        case "account":
          return { ...own, accountId: id };
        case "contact":
          return { ...own, contactId: id, accountId: linkedAccount("contact.parentcustomerid") };
        case "lead":
          return { ...own, leadId: id };
        case "opportunity":
          return {
            ...own,
            opportunityId: id,
            accountId: linked("opportunity.parentaccountid") ?? linkedAccount("opportunity.customerid"),
          };
        default:
          return own;
      }
    }
  }
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
    case "appointment": {
      const meeting = { column: "activityid", operator: "eq", value: id } as const;
      return either(
        related("appointment", "regardingobjectid", "contactid", meeting),
        related("appointment", "regardingobjectid", "parentcustomerid", meeting),
        related("activityparty", "partyid", "contactid", meeting),
      );
    }
    case "contact":
    case "lead":
      return null;
  }
}

/**
 * Whether a note is to be read on the form, for a filter that stands in a table of notes: on a contact's form the notes
 * on the contact and on its account, on a deal's those on its account as well, on an account's all of its contacts'.
 */
export function isNoteOf({ table, id }: NoteSubject): FilterItem {
  const own: FilterItem = { column: `ent_${table}id`, operator: "eq", value: id };
  const self = { column: key[table], operator: "eq", value: id } as const;
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
      return either(own, related("contact", "parentcustomerid", "ent_accountid", self));
    case "lead":
      return own;
    case "opportunity":
      return either(
        own,
        related("opportunity", "parentaccountid", "ent_accountid", self),
        related("opportunity", "customerid", "ent_accountid", self),
      );
    case "appointment":
      return either(
        own,
        ...(["account", "contact", "lead", "opportunity"] as const).map((regarded) =>
          related("appointment", "regardingobjectid", `ent_${regarded}id`, self),
        ),
      );
  }
}
