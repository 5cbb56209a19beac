import * as React from "react";
import { createAsking } from "../../dataverse/askQuestion";
import { readNotes, type ListedNote, type ReadNotes } from "../../dataverse/fieldNotes";
import type { NoteSubject } from "../../dataverse/noteSubject";
import { noteTypes, sentiments } from "../../domain/fieldNote";
import { announceSaved, ofAccount } from "../shared/announceSaved";
import { Note } from "../shared/Note";
import { Notice } from "../shared/Notice";
import { readingOf, type Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import { useClasses } from "../shared/useClasses";
import { useReading } from "../shared/useReading";
import { useTypedIn, type TypedIn } from "../shared/useTypedIn";
import { isNarrow } from "../shared/useWidth";
import type { Words } from "../shared/words";
import type { BegunNotes, BegunParts } from "./begun";
import { isUnread } from "./isUnread";
import { useFocusInRows } from "./useFocusInRows";
import type { NoteHost } from "./noteHost";
import { NoteItem } from "./NoteItem";
import { noteStyles } from "./noteStyles";
import { sentimentKeys, typeKeys } from "./noteTexts";
import { keyOf } from "./subjectOnForm";

interface NotesSectionProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly subject: NoteSubject;
  readonly width: number;
  readonly round: number;
  readonly begun: BegunNotes;
  /** Told what is typed in a note and not saved, at each change; null for what is saved or left. */
  readonly onTyped: (note: ListedNote, parts: BegunParts) => void;
  readonly onRetry: () => void;
}

interface Wanted {
  readonly type: string;
  readonly topic: string;
  readonly sentiment: string;
  readonly isUnreadOnly: boolean;
}

const everything: Wanted = { type: "", topic: "", sentiment: "", isUnreadOnly: false };
const ROWS = 6;
const ROWS_WHEN_NARROW = 3;
/** From so many notes on, filters are worth their room to those who only look back. */
const FILTERS_FROM = 6;

/** The last notes on the client, newest first; to be filtered, changed by who wrote them, and answered by marketing. */
export function NotesSection(props: NotesSectionProps): JSX.Element {
  const { host, words, subject, width, round, begun, onRetry } = props;
  const reading = useReading<ReadNotes, "none">(
    host,
    `notes of ${subject.table} ${subject.id}`,
    round,
    async (current, signal): Promise<Reading<ReadNotes, "none">> => {
      const mayReadSales = host.may("read", "ent_salesnote");
      const answer = await readNotes(createAsking(current, signal).ask, subject, mayReadSales);
      if (!answer.ok) return readingOf(answer.failure);
      return answer.value.notes.length === 0
        ? { kind: "empty", reason: "none" }
        : { kind: "ready", model: answer.value };
    },
    true,
  );
  const drawn = useTypedIn<ListedNote>();
  // What was begun before the list was drawn is typed in as well, wherever its note stands by now.
  const typedIn: TypedIn<ListedNote> = {
    begin: drawn.begin,
    has: (note) => drawn.has(note) || begun[note.id] !== undefined,
    among: (notes) => {
      const known = drawn.among(notes);
      const gone = Object.values(begun).filter(
        ({ on, note }) => on === keyOf(subject) && !known.some(({ id }) => id === note.id),
      );
      return [...gone.map(({ note }) => note), ...known];
    },
  };
  const listed: typeof reading =
    reading.kind === "empty" && typedIn.among([]).length > 0
      ? { ...reading, kind: "ready", model: { notes: [], isCut: false } }
      : reading;
  const section = React.useRef<HTMLDivElement>(null);
  return (
    <div ref={section} tabIndex={-1} {...useFocusInRows(section)}>
      <ReadingView
        reading={listed}
        words={words}
        onRetry={onRetry}
        loading={() => (
          <Skeleton label={words.say("FieldNotes_Loading")} rows={3} rowHeight={52} blocks={[2, 5]} />
        )}
        empty={() => (
          <Notice
            icon="notice"
            title={words.say("FieldNotes_None")}
            text={words.say("FieldNotes_None_Help")}
          />
        )}
        ready={({ notes, isCut }) => (
          <NotesList
            {...props}
            notes={typedIn.among(notes)}
            read={isCut ? notes.length : null}
            typedIn={typedIn}
            rows={isNarrow(width) ? ROWS_WHEN_NARROW : ROWS}
          />
        )}
      />
    </div>
  );
}

interface NotesListProps extends NotesSectionProps {
  readonly notes: readonly ListedNote[];
  /** How many were read, where there are others. */
  readonly read: number | null;
  readonly typedIn: TypedIn<ListedNote>;
  readonly rows: number;
}

function NotesList(props: NotesListProps): JSX.Element {
  const { host, words, notes, read, typedIn, rows, subject, begun, onTyped } = props;
  const classes = useClasses(noteStyles);
  const [chosen, setWanted] = React.useState(everything);
  const mayAnswer = host.may("create", "ent_fieldanswer");
  const topics = [...new Map(notes.flatMap((note) => note.topics).map((topic) => [topic.id, topic.name]))];
  // A topic whose last note has gone cannot be chosen any more, nor be asked for.
  const wanted = topics.some(([id]) => id === chosen.topic) ? chosen : { ...chosen, topic: "" };
  // Whoever has filtered sees by what, and can undo it, however few notes are left.
  const hasFilters = mayAnswer || notes.length >= FILTERS_FROM || chosen !== everything;
  // An account's form lists its own notes and those of its people that name no account: none is another account's.
  const of = subject.table === "account" ? ofAccount(subject.id) : null;
  const onSaved = (...tables: readonly string[]) => announceSaved({ tables, of });
  const shown = notes.filter((note) => isWanted(note, wanted) || typedIn.has(note));
  const unread = notes.filter(isUnread).length;
  const filter = (
    label: string,
    value: string,
    options: readonly (readonly [value: string, text: string])[],
    choose: (value: string) => void,
  ) => (
    <select
      className={classes.field}
      aria-label={label}
      value={value}
      onChange={({ target }) => choose(target.value)}
    >
      <option value="">{label}</option>
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
  return (
    <div>
      {hasFilters && (
        <div className={classes.row} role="group" aria-label={words.say("FieldNotes_Filter")}>
          {filter(
            words.say("FieldNotes_Filter_Type"),
            wanted.type,
            noteTypes.map((type) => [type, words.say(typeKeys[type])] as const),
            (type) => setWanted({ ...wanted, type }),
          )}
          {topics.length > 0 &&
            filter(words.say("FieldNotes_Filter_Topic"), wanted.topic, topics, (topic) =>
              setWanted({ ...wanted, topic }),
            )}
          {filter(
            words.say("FieldNotes_Filter_Sentiment"),
            wanted.sentiment,
            sentiments.map((sentiment) => [sentiment, words.say(sentimentKeys[sentiment])] as const),
            (sentiment) => setWanted({ ...wanted, sentiment }),
          )}
          {mayAnswer && (
            <label className={classes.label}>
              <input
                type="checkbox"
                checked={wanted.isUnreadOnly}
                onChange={({ target }) => setWanted({ ...wanted, isUnreadOnly: target.checked })}
              />
              <span>{words.count("FieldNotes_Filter_Unread", unread)}</span>
            </label>
          )}
        </div>
      )}
      {shown.length === 0 ? (
        <p className={classes.secondary}>{words.say("FieldNotes_Filter_Nothing")}</p>
      ) : (
        <ShortList
          items={shown}
          shown={rows}
          staysIn={typedIn.has}
          words={words}
          label={words.say("FieldNotes_List")}
          row={(note) => (
            <NoteItem
              key={note.id}
              host={host}
              words={words}
              note={note}
              mayAnswer={mayAnswer}
              begun={begun[note.id]}
              onTyped={onTyped}
              onSaved={onSaved}
              onBegin={typedIn.begin}
            />
          )}
        />
      )}
      {read !== null && <Note>{words.say("FieldNotes_Cut", words.integer(read))}</Note>}
    </div>
  );
}

function isWanted(note: ListedNote, { type, topic, sentiment, isUnreadOnly }: Wanted): boolean {
  return (
    (type === "" || note.type === type) &&
    (topic === "" || note.topics.some(({ id }) => id === topic)) &&
    (sentiment === "" || note.sentiment === sentiment) &&
    (!isUnreadOnly || isUnread(note))
  );
}
