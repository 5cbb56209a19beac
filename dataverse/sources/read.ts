import { isoDate, type Day } from "../../domain/day";
import type { NewestOf } from "../../domain/lastMet";
import { isAbsence } from "../absence";
import type { AskQuestion } from "../askQuestion";
import { dayIn, type Calendar } from "../dayIn";
import type { Failure } from "../failure";
import type { Row } from "../host";
import { personNamedIn, type NamedPerson } from "../namedPerson";
import { hasParty } from "../parties";
import { all, either, type FilterItem, type Question } from "../question";
import { labelOf, lookupLabelOf, momentOf, textOf } from "../row";
import { isAccountOf, namesContactOf, type Scope } from "../scope";
import { NEWEST, type HappeningKind, type TimelineEntry } from "../timeline";
import { sources as allSources } from "./catalogue";
import { isPresent, type KnownTables, type TableDefinitions } from "./present";
import type { Source, Who } from "./source";

/** Alias under which the parties of an activity are joined. */
const PARTY = "party";

/** Whether a row names somebody in scope. */
function isAbout(scope: Scope, column: string): FilterItem {
  return scope.table === "lead" ? { column, operator: "eq", value: scope.id } : namesContactOf(scope, column);
}

/** The newest of a source. Null where it cannot tell of this scope: a lead's, in a table that knows contacts only. */
export function sourceQuestion(source: Source, scope: Scope, today: Day): Question | null {
  const { who, when, what, kind, only = [] } = source;
  const columns = [
    ...[source.id, when],
    ...("column" in what ? [what.column] : [what.lookup]),
    ...("choice" in kind ? [kind.choice] : []),
  ];
  const rest = {
    table: source.table,
    top: NEWEST,
    orders: [
      { by: when, descending: true },
      { by: source.id, descending: true },
    ],
  };
  // Also leaves out rows that do not say when.
  const past = { column: when, operator: "on-or-before", value: isoDate(today) } as const;
  if (who.via === "party") {
    const role =
      who.role === undefined
        ? []
        : [{ column: "participationtypemask", operator: "eq", value: who.role } as const];
    const ways = [isAccountOf(scope, "partyid"), isAbout(scope, "partyid")];
    // Says again what the link says, in such a way that the service finds the activities from the parties; joined to an
    // "or" it goes through all activities that there are. Only of accounts: a deal's would be more links than a query may have,
    // and a person is found at once.
    const united =
      scope.table === "account" ? [{ ...either(...hasParty(ways, ...role)), hint: "union" } as const] : [];
    return {
      ...rest,
      columns: columns.map((name) => ({ name })),
      filter: all(past, ...only, ...united),
      links: [
        {
          table: "activityparty",
          from: "activityid",
          to: "activityid",
          type: "inner",
          alias: PARTY,
          columns: [{ name: "partyid" }],
          filter: all(...role, either(...ways)),
        },
      ],
    };
  }
  const person = personColumn(who, scope);
  if (person === undefined) return null;
  return {
    ...rest,
    columns: [...columns, person].map((name) => ({ name })),
    filter: all(past, ...only, isAbout(scope, person)),
  };
}

/** The column with the person; undefined where the table has none for a lead. */
function personColumn(who: Who & { readonly via: "lookup" }, scope: Scope): string | undefined {
  return scope.table === "lead" ? who.lead : who.contact;
}

function entryIn(source: Source, scope: Scope, calendar: Calendar, row: Row): TimelineEntry | null {
  const id = textOf(row, source.id);
  const at = momentOf(row, source.when);
  const day = dayIn(calendar, row, source.when);
  if (id === null || at === null || day === null) return null;
  const { what } = source;
  return {
    source: source.key,
    table: source.table,
    id,
    at,
    day,
    person: personIn(source, scope, row),
    kind: kindIn(source, row),
    what: "column" in what ? textOf(row, what.column) : lookupLabelOf(row, what.lookup),
    topics: [],
  };
}

function personIn({ who }: Source, scope: Scope, row: Row): NamedPerson | null {
  // Of a lead, a source is asked for that lead alone; of anybody else, for contacts.
  const table = scope.table === "lead" ? "lead" : "contact";
  if (who.via === "party") {
    const column = `${PARTY}.partyid`;
    const id = textOf(row, column);
    // The company itself is nobody.
    const isAccount = textOf(row, `${column}@Microsoft.Dynamics.CRM.lookuplogicalname`) === "account";
    return id === null || isAccount ? null : { table, id, name: labelOf(row, column) ?? "" };
  }
  const column = personColumn(who, scope);
  return column === undefined ? null : personNamedIn(row, table, column);
}

function kindIn({ key, kind }: Source, row: Row): HappeningKind {
  if ("key" in kind) return kind;
  const label = labelOf(row, kind.choice);
  return label === null ? { key } : { label };
}

/** What came of reading a source. */
export type SourceRead =
  /** The organisation does not have it (or not as described), or this user may not read it. */
  | { readonly kind: "absent" }
  | { readonly kind: "read"; readonly newest: NewestOf<TimelineEntry> }
  | { readonly kind: "failed"; readonly failure: Failure };

/** The newest hundred happenings of one source. One request where it is present, none where it is not, or where nobody knows. */
export async function readSource(
  ask: AskQuestion,
  definitions: TableDefinitions,
  calendar: Calendar,
  source: Source,
  scope: Scope,
  today: Day,
  known?: KnownTables,
): Promise<SourceRead> {
  const question = sourceQuestion(source, scope, today);
  if (question === null) return { kind: "absent" };
  const present = await isPresent(definitions, source.table, known);
  if (!present.ok) return { kind: "failed", failure: present.failure };
  if (!present.value) return { kind: "absent" };
  const answer = await ask(question);
  if (!answer.ok) {
    return isAbsence(answer.failure) ? { kind: "absent" } : { kind: "failed", failure: answer.failure };
  }
  return {
    kind: "read",
    newest: {
      happenings: answer.value.flatMap((row) => entryIn(source, scope, calendar, row) ?? []),
      isCut: answer.value.length >= NEWEST,
    },
  };
}

/** All sources at once, by key. */
export async function readSources(
  ask: AskQuestion,
  definitions: TableDefinitions,
  calendar: Calendar,
  scope: Scope,
  today: Day,
  sources: readonly Source[] = allSources,
  known?: KnownTables,
): Promise<ReadonlyMap<string, SourceRead>> {
  const read = sources.map(
    async (source) =>
      [source.key, await readSource(ask, definitions, calendar, source, scope, today, known)] as const,
  );
  return new Map(await Promise.all(read));
}
