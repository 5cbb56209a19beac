import { dayOf } from "../../dataverse/dayIn";
import type { AskQuestion } from "../../dataverse/askQuestion";
import type { Host } from "../../dataverse/host";
import { readNotePeople, type NotePerson } from "../../dataverse/notePeople";
import {
  isPerson,
  readSubject,
  withParticipants,
  type NoteClient,
  type NoteSubject,
} from "../../dataverse/noteSubject";
import { readNoteVocabulary } from "../../dataverse/noteVocabulary";
import { readPolicy } from "../../dataverse/policy";
import { defaultPolicy, type LegalBasis } from "../../domain/policy";
import type { Day } from "../../domain/day";
import type { Surroundings } from "../../domain/fieldNote";
import type { KnownTopic } from "../../domain/topicSuggestion";
import { readingOf, type Reading } from "../shared/reading";
import type { NoteHost } from "./noteHost";

/** What a note taken on this form is about and can name. */
export interface NoteSurroundings {
  readonly client: NoteClient;
  /** The form's own person objects to being recorded. */
  readonly objects: boolean;
  /** A meeting or call that is over, and on which nobody has noted anything yet, as far as the user may read it. */
  readonly isToDebrief: boolean;
  readonly people: readonly NotePerson[];
  readonly topics: readonly KnownTopic[];
  readonly kindCodes: readonly string[];
  readonly legalBasis: LegalBasis;
}

/**
 * Reads it: five requests at once at most. Two more where the policy names another column of objection than Microsoft's,
 * which was asked for meanwhile.
 */
export async function readSurroundings(
  ask: AskQuestion,
  host: Pick<Host, "now" | "timeZoneOffsetMinutes"> & Pick<NoteHost, "may">,
  subject: NoteSubject,
): Promise<Reading<NoteSurroundings>> {
  const mayReadSales = host.may("read", "ent_salesnote");
  const who = (column: string) =>
    Promise.all([
      readSubject(ask, subject, column, undefined, mayReadSales),
      readNotePeople(ask, subject, column),
    ]);
  const usual = defaultPolicy.objectionColumn;
  const [policy, vocabulary, asUsual] = await Promise.all([
    readPolicy(ask, today(host)),
    readNoteVocabulary(ask),
    who(usual),
  ]);
  if (!policy.ok) return readingOf(policy.failure);
  if (!vocabulary.ok) return readingOf(vocabulary.failure);
  const { objectionColumn, legalBasis } = policy.value.policy;
  const [read, people] = objectionColumn === usual ? asUsual : await who(objectionColumn);
  if (!read.ok) return readingOf(read.failure);
  if (!people.ok) return readingOf(people.failure);
  return {
    kind: "ready",
    model: {
      ...withParticipants(read.value, people.value),
      people: people.value,
      ...vocabulary.value,
      legalBasis,
    },
  };
}

export function today(host: Pick<Host, "now" | "timeZoneOffsetMinutes">): Day {
  return dayOf(host, host.now());
}

/** As the rules of a draft want it. */
export function rulesFor(around: NoteSurroundings, subject: NoteSubject, day: Day): Surroundings {
  return {
    today: day,
    topics: around.topics,
    legalBasis: around.legalBasis,
    isPersonsForm:
      isPerson(subject.table) || around.client.contactId !== null || around.client.leadId !== null,
    objecting: new Set(around.people.filter(({ objects }) => objects).map(({ id }) => id)),
  };
}
