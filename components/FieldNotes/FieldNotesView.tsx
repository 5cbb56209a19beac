import * as React from "react";
import type { NoteSubject } from "../../dataverse/noteSubject";
import type { NoteToSave } from "../../dataverse/saveNote";
import { textOf } from "../../dataverse/row";
import { emptyDraft, isWorthKeeping, type Draft } from "../../domain/fieldNote";
import { noteName } from "../../domain/noteName";
import { Frame } from "../shared/Frame";
import { NothingNotice } from "../shared/NothingNotice";
import { SectionHead } from "../shared/SectionHead";
import { useSaved } from "../shared/useSaved";
import { wordsOf } from "../shared/words";
import { announceSaved, ofAccount } from "../shared/announceSaved";
import { withBegun } from "./begun";
import { ExportContact, mayExport } from "./ExportContact";
import { askBeforeLeaving, leaveTyped, takeUpTyped } from "./leftBehind";
import { NoteCapture } from "./NoteCapture";
import type { NoteHost } from "./noteHost";
import { NotesSection } from "./NotesSection";
import { keyOf, type SubjectOnForm } from "./subjectOnForm";
import { UnderWayList } from "./UnderWayList";
import { useNotesUnderWay } from "./useNotesUnderWay";

interface FieldNotesViewProps {
  readonly host: NoteHost;
  readonly onForm: SubjectOnForm;
}

/**
 * The FieldNotes component: what the field heard, noted down and read, and what became of it. A form that is read-only does
 * not stop it: notes are rows of their own, and it is the privileges on those that count.
 */
export function FieldNotesView({ host, onForm }: FieldNotesViewProps): JSX.Element {
  const words = wordsOf(host);
  const [round, setRound] = React.useState(0);
  const [refreshes, setRefreshes] = React.useState(0);
  const [told, setTold] = React.useState("");
  const said = React.useRef<HTMLSpanElement>(null);
  const readAgain = React.useCallback(() => setRound((before) => before + 1), []);
  // A note changes the list; what a note can name is read again only on demand, or where it could not be read.
  const refresh = React.useCallback(() => {
    setRefreshes((before) => before + 1);
    readAgain();
  }, [readAgain]);
  const shown = onForm.kind === "subject" ? onForm.subject : null;
  useSaved(["ent_fieldnote", "ent_salesnote", "ent_fieldanswer"], shown, host.closed, readAgain);

  const [drafts, setDrafts] = React.useState(host.kept.drafts);
  const [begun, setBegun] = React.useState(host.kept.begun);
  const shownKey = shown === null ? null : keyOf(shown);
  const draft = (shownKey === null ? undefined : drafts[shownKey]) ?? emptyDraft;
  const { state, dispatch } = useNotesUnderWay(host, ({ table, data, alongWith, accountId }: NoteToSave) => {
    // Beside a text that is not saved it is said which one is.
    setTold(
      draft.text === ""
        ? words.say("FieldNotes_Saved")
        : words.say("FieldNotes_Saved_Which", noteName(textOf(data, "ent_text") ?? "")),
    );
    const tables = new Set([...alongWith.map((row) => row.table), table]);
    announceSaved({ tables: [...tables], of: ofAccount(accountId) });
  });

  // What is said of a note of another record is not said beside the next one's box.
  React.useLayoutEffect(() => setTold(""), [shownKey]);

  /** Records whose person objects to being recorded: what was typed about them before that was known is not kept. */
  const [objecting, setObjecting] = React.useState<readonly string[]>([]);
  const setObjects = (key: string, objects: boolean) =>
    setObjecting((before) => {
      if (before.includes(key) === objects) return before;
      return objects ? [...before, key] : before.filter((each) => each !== key);
    });

  const kept = Object.entries(drafts).filter(([key]) => !objecting.includes(key));

  // What would be lost with the page is kept for the session, and leaving with it is asked about.
  const typedOn = [
    ...kept.filter(([, each]) => isWorthKeeping(each)).map(([key]) => key),
    ...Object.values(begun).map(({ on }) => on),
  ];
  const latest = React.useRef({ host, kept, typedOn });
  React.useEffect(() => {
    latest.current = { host, kept, typedOn };
  });
  React.useEffect(() => {
    takeUpTyped(latest.current.typedOn);
    return () => leaveTyped(latest.current.typedOn);
  }, []);
  React.useEffect(() => {
    if (shownKey !== null) takeUpTyped([shownKey]);
  }, [shownKey]);
  React.useEffect(() => {
    latest.current.host.keep({
      drafts: Object.fromEntries(latest.current.kept),
      underWay: state.notes.map(({ note }) => note),
      begun,
    });
  }, [drafts, state, begun, objecting]);
  const isAnythingUnsaved =
    state.notes.length > 0 || Object.values(drafts).some(isWorthKeeping) || Object.keys(begun).length > 0;
  React.useEffect(() => {
    if (!isAnythingUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => askBeforeLeaving(event);
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isAnythingUnsaved]);

  const setDraft = (subject: NoteSubject, changed: Draft) => {
    setTold("");
    setDrafts(({ [keyOf(subject)]: _, ...others }) =>
      changed === emptyDraft ? others : { ...others, [keyOf(subject)]: changed },
    );
  };

  const underWay = (
    <UnderWayList
      {...{ state, words, dispatch, said }}
      onLetGo={(id) => {
        dispatch({ type: "letGo", id });
        setTold(words.say("FieldNotes_LetGo_Done"));
      }}
    />
  );
  return (
    <Frame host={host} name="FieldNotes">
      {(width) => (
        <section aria-label={words.say("FieldNotes_Title")}>
          <SectionHead title={words.say("FieldNotes_Title")} words={words} onRefresh={refresh} />
          {onForm.kind === "subject" ? (
            <>
              {host.may("create", "ent_fieldnote") && (
                <NoteCapture
                  key={keyOf(onForm.subject)}
                  host={host}
                  words={words}
                  subject={onForm.subject}
                  draft={draft}
                  round={refreshes}
                  told={told}
                  said={said}
                  onDraft={(changed) => setDraft(onForm.subject, changed)}
                  onObjection={(objects) => setObjects(keyOf(onForm.subject), objects)}
                  onRetry={refresh}
                  onHandOver={(note) => {
                    dispatch({ type: "handedOver", id: note.id, note });
                    setDraft(onForm.subject, emptyDraft);
                  }}
                />
              )}
              {underWay}
              <NotesSection
                key={`notes of ${keyOf(onForm.subject)}`}
                host={host}
                words={words}
                subject={onForm.subject}
                width={width}
                round={round}
                begun={begun}
                onTyped={(note, parts) =>
                  setBegun((before) => withBegun(before, keyOf(onForm.subject), note, parts))
                }
                onRetry={readAgain}
              />
              {onForm.subject.table === "contact" && mayExport(host) && (
                <ExportContact
                  key={`export of ${onForm.subject.id}`}
                  host={host}
                  words={words}
                  contactId={onForm.subject.id}
                />
              )}
            </>
          ) : (
            <>
              {underWay}
              <NothingNotice {...{ onForm, words }} />
            </>
          )}
        </section>
      )}
    </Frame>
  );
}
