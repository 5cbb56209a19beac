import type { AskQuestion } from "./askQuestion";
import { failed, success, type Answer } from "./attempt";
import { isAbsence } from "./absence";
import type { Row } from "./host";
import { all, either, type FilterItem, type Question, type Related } from "./question";
import { textOf } from "./row";

/** Everything that Entente holds on a contact, table by table, as data to hand out. */
export interface ContactExport {
  readonly contact: { readonly id: string; readonly name: string | null };
  readonly sections: Readonly<Record<string, readonly ExportedRow[]>>;
  /** Tables that this user may not read as a whole, or that the organisation does not have. */
  readonly leftOut: readonly string[];
}

export type ExportedRow = Readonly<Record<string, unknown>>;

/** Tables without whose whole an export would be none. */
export const neededForExport = ["contact", "ent_fieldnote", "ent_fieldanswer", "ent_interaction"] as const;

interface Section {
  readonly table: string;
  readonly columns: readonly string[];
  readonly key: string;
  readonly holds: (person: Person) => FilterItem;
}

/** Whose rows are asked for: a contact's, and those from when the contact was a lead where leads may be asked. */
interface Person {
  readonly contactId: string;
  readonly withLeads: boolean;
}

const ofContact =
  (column: string) =>
  ({ contactId }: Person) =>
    ({ column, operator: "eq", value: contactId }) as const;

/** What was noted before a lead was qualified names the lead and not the contact that it became, or was one of. */
function ofPerson(person: Person): FilterItem {
  const own = ofContact("ent_contactid")(person);
  const lead = either(ofContact("parentcontactid")(person), ofContact("customerid")(person));
  return person.withLeads ? either(own, linked("lead", "leadid", "ent_leadid", lead)) : own;
}

function linked(table: string, from: string, to: string, item: FilterItem): Related {
  return { is: "any", table, from, to, filter: all(item) };
}

const noteColumns = [
  ...["ent_text", "ent_notedon", "ent_type", "ent_sentiment", "ent_heardofusvia", "ent_legalbasis"],
  ...["ent_recontacton", "ent_accountid", "ent_contactid", "ent_leadid", "ent_opportunityid"],
  ...["ent_appointmentid", "ent_phonecallid", "ownerid", "createdon", "modifiedon", "statecode"],
];

const sections: readonly Section[] = [
  {
    table: "ent_fieldnote",
    key: "ent_fieldnoteid",
    columns: [...noteColumns, "ent_taskid"],
    holds: ofPerson,
  },
  {
    table: "ent_fieldanswer",
    key: "ent_fieldanswerid",
    columns: [
      ...["ent_fieldnoteid", "ent_status", "ent_campaignid", "ent_reply", "ent_answeredon"],
      ...["ownerid", "createdon", "modifiedon", "statecode"],
    ],
    holds: (person) => linked("ent_fieldnote", "ent_fieldnoteid", "ent_fieldnoteid", ofPerson(person)),
  },
  {
    table: "ent_salesnote",
    key: "ent_salesnoteid",
    columns: noteColumns,
    holds: ofPerson,
  },
  {
    table: "ent_interaction",
    key: "ent_interactionid",
    columns: [
      ...["ent_name", "ent_occurredon", "ent_kindid", "ent_topicid", "ent_accountid", "ent_contactid"],
      ...["ent_leadid", "ent_campaignid", "ent_fieldnoteid", "ent_url", "ent_detail"],
      ...["ent_sourcesystem", "ent_externalid", "ownerid", "createdon", "statecode"],
    ],
    holds: ofPerson,
  },
  {
    table: "task",
    key: "activityid",
    columns: ["subject", "description", "scheduledend", "regardingobjectid", "ownerid", "statecode"],
    holds: (person) => linked("ent_fieldnote", "ent_taskid", "activityid", ofPerson(person)),
  },
  {
    table: "ent_hold",
    key: "ent_holdid",
    columns: [
      ...["ent_accountid", "ent_contactid", "ent_opportunityid", "ent_reason", "ent_from", "ent_until"],
      ...["ent_scope", "ownerid", "createdon", "statecode"],
    ],
    holds: ofContact("ent_contactid"),
  },
  {
    table: "ent_senddecision",
    key: "ent_senddecisionid",
    columns: [
      ...["ent_campaignactivityid", "ent_opportunityid", "ent_holdid", "ent_accountid", "ent_decision"],
      ...["ent_reason", "ownerid", "createdon", "statecode"],
    ],
    // A decision names a hold or a deal, and those name the person.
    holds: (person) =>
      either(
        linked("ent_hold", "ent_holdid", "ent_holdid", ofContact("ent_contactid")(person)),
        linked(
          "opportunity",
          "opportunityid",
          "ent_opportunityid",
          either(ofContact("parentcontactid")(person), ofContact("customerid")(person)),
        ),
      ),
  },
];

const ROWS_A_PAGE = 5000;
/** The service pages no further without a cookie (0x8004430A). */
const MOST_PAGES = 10;

function sectionQuestion({ table, key, columns, holds }: Section, person: Person, page: number): Question {
  return {
    table,
    count: ROWS_A_PAGE,
    page,
    columns: [key, ...columns].map((name) => ({ name })),
    orders: [{ by: key }],
    filter: all(holds(person)),
  };
}

/**
 * Reads it all: a request for each table at once, and one more for each further 5,000 rows. A part of a table would look like the
 * whole: a table is left out, by name, of which the user may not read everybody's rows, leads among them: without these, what
 * names only the lead that the contact came from is missing. Where a table has 50,000 rows or more on the contact, there is
 * no export (`tooManyRows`).
 * @param mayReadAll whether the user may read everybody's rows of a table
 */
export async function readContactExport(
  ask: AskQuestion,
  contactId: string,
  mayReadAll: (table: string) => boolean,
): Promise<Answer<ContactExport>> {
  const person: Person = { contactId, withLeads: mayReadAll("lead") };
  const [contact, tables] = await Promise.all([
    ask({
      table: "contact",
      columns: [{ name: "contactid" }, { name: "fullname" }],
      filter: all({ column: "contactid", operator: "eq", value: contactId }),
    }),
    Promise.all(
      sections.map(async (section) => ({
        table: section.table,
        answer: mayReadAll(section.table) ? await readSection(ask, section, person) : success(null),
      })),
    ),
  ]);
  if (!contact.ok) return contact;
  const read: Record<string, readonly ExportedRow[]> = {};
  const leftOut: string[] = person.withLeads ? [] : ["lead"];
  for (const { table, answer } of tables) {
    if (!answer.ok && !isAbsence(answer.failure)) return answer;
    if (answer.ok && answer.value !== null) read[table] = answer.value;
    else leftOut.push(table);
  }
  const [found] = contact.value;
  if (found === undefined) return { ok: false, failure: { kind: "gone" } };
  return success({
    contact: { id: contactId, name: textOf(found, "fullname") },
    sections: read,
    leftOut,
  });
}

async function readSection(
  ask: AskQuestion,
  section: Section,
  person: Person,
): Promise<Answer<readonly ExportedRow[]>> {
  const rows: ExportedRow[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(sectionQuestion(section, person, page));
    if (!answer.ok) return answer;
    rows.push(...answer.value.map((row) => exportedRow(row, [section.key, ...section.columns])));
    if (answer.value.length < ROWS_A_PAGE) return success(rows);
  }
  return failed({ kind: "tooManyRows" });
}

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";

/** A row as somebody outside reads it: by column, what is shown beside a value that says nothing by itself. */
function exportedRow(row: Row, columns: readonly string[]): ExportedRow {
  return Object.fromEntries(
    columns.map((column) => {
      const given = column in row ? column : `_${column}_value`;
      const value = row[given] ?? null;
      const shown = row[`${given}${FORMATTED}`];
      const saysMore = shown !== undefined && typeof value !== "string";
      return [column, saysMore || given !== column ? named(value, shown) : value];
    }),
  );
}

function named(value: unknown, shown: unknown): unknown {
  return value === null ? null : { value, name: shown ?? null };
}
