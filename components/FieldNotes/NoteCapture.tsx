import { ActionButton, getId, PrimaryButton } from "@fluentui/react";
import * as React from "react";
import { createAsking } from "../../dataverse/askQuestion";
import { MOST_PEOPLE } from "../../dataverse/notePeople";
import { clientOfSubject, type NoteSubject } from "../../dataverse/noteSubject";
import { noteToSave, type NoteToSave } from "../../dataverse/saveNote";
import { defaultPolicy, legalBases } from "../../domain/policy";
import { isoDate } from "../../domain/day";
import {
  emptyDraft,
  heardOfUsVia,
  LONGEST_TEXT,
  noteTypes,
  readyNote,
  recontactOf,
  sentiments,
  toggleTopic,
  topicsOf,
  typedRecontact,
  type Draft,
  type DraftProblem,
} from "../../domain/fieldNote";
import { noteName } from "../../domain/noteName";
import { DateBox, isHalfTyped } from "../shared/DateBox";
import { useNoteWanted } from "../shared/noteWanted";
import { Notice } from "../shared/Notice";
import { withMissing } from "../shared/missingPrivilege";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import { useReading } from "../shared/useReading";
import { useSaved } from "../shared/useSaved";
import type { Words } from "../shared/words";
import { Chips } from "./Chips";
import type { NoteHost } from "./noteHost";
import { noteStyles } from "./noteStyles";
import { UnsavedText } from "./UnsavedText";
import { useFocusOfGone } from "../shared/useFocusOfGone";
import { useKeptInSight } from "./useKeptInSight";
import { basisKeys, heardKeys, problemKeys, sentimentKeys, typeKeys } from "./noteTexts";
import { readSurroundings, rulesFor, today, type NoteSurroundings } from "./surroundings";

interface NoteCaptureProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly subject: NoteSubject;
  readonly draft: Draft;
  readonly round: number;
  /** What is said of the last note, until the next one is begun. */
  readonly told: string;
  /** Where that is said. */
  readonly said: React.Ref<HTMLSpanElement>;
  readonly onDraft: (draft: Draft) => void;
  /** Told whether the form's own person objects to being recorded, as soon as that is known. */
  readonly onObjection: (objects: boolean) => void;
  readonly onHandOver: (note: NoteToSave) => void;
  readonly onRetry: () => void;
}

const OTHER_TOPIC = "";
const nothingKnown: Pick<NoteSurroundings, "people" | "topics"> = { people: [], topics: [] };

/** What components save: notes in the first place, of which several may have waited. */
const answering = ["ent_fieldnote", "ent_salesnote", "ent_fieldanswer", "ent_hold"];

/** One box to type or dictate in, and Save. All the rest is optional, and most of it is read from the text. */
export function NoteCapture(props: NoteCaptureProps): JSX.Element {
  const { host, words, subject, draft, round, told, said, onDraft, onObjection, onHandOver, onRetry } = props;
  const classes = useClasses(noteStyles);
  const [ids] = React.useState(() => ({ box: getId("entente-note"), more: getId("entente-more") }));
  const [isMore, setIsMore] = React.useState(false);
  const [problem, setProblem] = React.useState<DraftProblem | null>(null);
  const [isWanted, setIsWanted] = React.useState(false);
  const box = React.useRef<HTMLTextAreaElement>(null);
  const recontactBox = React.useRef<HTMLInputElement>(null);
  const capture = React.useRef<HTMLDivElement>(null);
  useNoteWanted(subject.id, host.closed, () => box.current?.focus());

  const [again, setAgain] = React.useState(0);
  const reading = useReading<NoteSurroundings>(
    host,
    `surroundings of ${subject.table} ${subject.id}`,
    round + again,
    (current, signal) => readSurroundings(createAsking(current, signal).ask, host, subject),
    true,
  );
  const day = today(host);
  const before = reading.kind === "ready" ? reading.model : null;
  // What was read before and could not be read again: topics stay topics, whoever did not object may do so by now.
  const unread = (reading.kind === "ready" ? reading.notReadAgain : undefined) ?? reading;
  const isAccount = subject.table === "account";
  const around = unread === reading || isAccount ? before : null;
  // Whatever was saved, and of whom: the service answers again.
  useSaved(answering, null, host.closed, () => {
    if (unread.kind === "failed" || unread.kind === "offline") setAgain((times) => times + 1);
  });
  // Without them a note can still be saved on what the form itself says; but never where it may be about a person of whom
  // it is not known whether they object, nor without topics that were chosen earlier and cannot be shown now.
  const isAwaited = reading.kind === "unasked" || reading.kind === "loading";
  const namesNothing = draft.contactId === null && (draft.isSalesOnly || draft.added.length === 0);
  const mayDoWithout = !isAwaited && reading.kind !== "ready" && isAccount && namesNothing;
  const known: NoteSurroundings | null =
    around ??
    (mayDoWithout
      ? {
          client: clientOfSubject(subject),
          objects: false,
          isToDebrief: false,
          ...nothingKnown,
          kindCodes: [],
          legalBasis: defaultPolicy.legalBasis,
        }
      : null);

  const objects = before === null ? null : before.objects;
  const isRefused = objects === true;
  const latestObjection = React.useRef(onObjection);
  React.useLayoutEffect(() => {
    latestObjection.current = onObjection;
  });
  React.useLayoutEffect(() => {
    if (objects === null) return;
    // What was to be saved as soon as this was known is not saved later, unasked.
    if (objects) setIsWanted(false);
    latestObjection.current(objects);
  }, [objects]);

  const isJustSaved = React.useRef(false);
  const change = (more: Partial<Draft>) => {
    isJustSaved.current = false;
    setProblem(null);
    setIsWanted(false);
    onDraft({ ...draft, ...more });
  };

  const save = () => {
    if (known === null || isRefused) {
      if (draft.text.trim() !== "") setIsWanted(true);
      return;
    }
    const recontact: Draft["recontact"] = isHalfTyped(recontactBox.current)
      ? { from: "unfinished", typed: "" }
      : draft.recontact;
    const ready = readyNote({ ...shownOf(draft, known), recontact }, rulesFor(known, subject, day));
    if (!ready.ok) {
      // Pressed twice: the second time there is nothing more to save, and nothing wrong.
      if (ready.problem === "empty" && isJustSaved.current) return;
      setProblem(ready.problem);
      (isOfRecontact(ready.problem) ? recontactBox : box).current?.focus();
      return;
    }
    setProblem(null);
    setIsWanted(false);
    isJustSaved.current = true;
    onHandOver(
      noteToSave({
        note: ready.note,
        client: known.client,
        notedOn: host.now(),
        kindCodes: known.kindCodes,
        taskSubject: words.plain.say("FieldNotes_Task", noteName(draft.text)),
        timeZoneOffsetMinutes: (at) => host.timeZoneOffsetMinutes(at),
      }),
    );
    box.current?.focus();
  };
  // Whoever was quicker than the answers does not have to press again.
  const latestSave = React.useRef(save);
  React.useEffect(() => {
    latestSave.current = save;
  });
  const isReady = known !== null && !isRefused;
  React.useEffect(() => {
    if (isWanted && isReady) latestSave.current();
  }, [isWanted, isReady]);

  const isToDebrief = around?.isToDebrief === true;
  React.useEffect(() => {
    // Whoever opens a talk that is over comes to note it down; unless they have begun something else meanwhile.
    if (isToDebrief && !isTyping(document.activeElement)) box.current?.focus();
  }, [isToDebrief]);
  useKeptInSight(capture, reading.kind !== "unasked" && !isRefused);

  const refusal = React.useRef<HTMLDivElement>(null);
  const refusedText = React.useRef<HTMLTextAreaElement>(null);
  const topicChips = React.useRef<HTMLDivElement>(null);
  const otherTopic = React.useRef<HTMLSelectElement>(null);
  const focused = useFocusOfGone((gone) => {
    if (isRefused) return refusedText.current ?? refusal.current;
    // A topic added by hand is taken off; it is then among the others, and the last of those among the chosen.
    if (gone.hasAttribute("aria-pressed") && otherTopic.current !== null) return otherTopic.current;
    const chips = topicChips.current?.querySelectorAll<HTMLElement>("[aria-pressed='true']") ?? [];
    return (gone.tagName === "SELECT" ? Array.from(chips).pop() : undefined) ?? box.current;
  });

  if (reading.kind === "unasked") return <></>;
  if (isRefused) {
    return (
      <div ref={refusal} tabIndex={-1} {...focused}>
        <Notice
          icon="locked"
          title={words.say("FieldNotes_Objects")}
          text={words.say("FieldNotes_Objects_Help")}
        />
        {draft.text !== "" && (
          <>
            <p className={classes.secondary}>{words.say("FieldNotes_Objects_Typed")}</p>
            <UnsavedText
              words={words}
              text={draft.text}
              box={refusedText}
              onDiscard={() => onDraft(emptyDraft)}
            />
          </>
        )}
      </div>
    );
  }

  const names = known ?? before ?? nothingKnown;
  const { topics } = names;
  const shown = shownOf(draft, names);
  const chosenTopics = topicsOf(shown, topics);
  const nameOf = (id: string) => topics.find((topic) => topic.id === id)?.name ?? "";
  const offered = [
    ...chosenTopics,
    ...topicsOf({ ...shown, removed: [] }, topics).filter((id) => !chosenTopics.includes(id)),
  ];
  const others = topics.filter(({ id }) => !offered.includes(id));
  const recontact = recontactOf(draft, day);
  const isPersonNamed =
    shown.contactId !== null || (known !== null && rulesFor(known, subject, day).isPersonsForm);
  const status =
    problem !== null ? words.say(problemKeys[problem]) : isWanted ? words.say("FieldNotes_Wanted") : told;

  return (
    <div
      {...focused}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        }
      }}
    >
      <div ref={capture}>
        <label htmlFor={ids.box}>{words.say("FieldNotes_Box")}</label>
        <textarea
          id={ids.box}
          ref={box}
          className={classes.box}
          rows={3}
          dir="auto"
          maxLength={LONGEST_TEXT}
          value={draft.text}
          accessKey={words.say("FieldNotes_Box_Key")}
          title={words.say("FieldNotes_Box_Hint")}
          aria-keyshortcuts="Control+Enter"
          aria-invalid={problem === "empty" || problem === "tooLong"}
          onChange={({ target }) => change({ text: target.value })}
        />
        <div className={classes.row}>
          <label className={classes.label}>
            <span className={classes.secondary}>{words.say("FieldNotes_Recontact")}</span>
            <DateBox
              // The browser keeps a half typed date beside the text: it must not go along to another client.
              key={subject.id}
              input={recontactBox}
              className={classes.field}
              earliest={day}
              text={
                draft.recontact.from === "unfinished"
                  ? draft.recontact.typed
                  : recontact.day === null
                    ? ""
                    : isoDate(recontact.day)
              }
              isInvalid={isOfRecontact(problem)}
              onText={(text) => change({ recontact: typedRecontact(text) })}
            />
          </label>
          {recontact.isFromText && recontact.day !== null && (
            <>
              <span className={classes.secondary}>{words.say("FieldNotes_FromText")}</span>
              <ActionButton
                styles={inLine}
                text={words.say("FieldNotes_NoRecontact")}
                onClick={() => {
                  // The button goes with the day.
                  recontactBox.current?.focus();
                  change({ recontact: { from: "choice", day: null } });
                }}
              />
            </>
          )}
          <span
            ref={said}
            role="status"
            tabIndex={-1}
            className={problem === null ? classes.secondary : classes.problem}
          >
            {status}
          </span>
          <span className={classes.end}>
            <PrimaryButton
              text={words.say("FieldNotes_Save")}
              title={words.say("FieldNotes_Save_Hint")}
              onClick={save}
            />
          </span>
        </div>
      </div>
      {unread.kind === "failed" || unread.kind === "offline" || unread.kind === "noPrivilege" ? (
        <div className={classes.actions}>
          <span className={classes.problem}>
            {withMissing(
              words.say(
                !isAccount
                  ? "FieldNotes_Unknown_Person"
                  : known === null
                    ? "FieldNotes_Unknown_Chosen"
                    : "FieldNotes_Unknown",
              ),
              unread.kind === "noPrivilege" ? unread : {},
              words,
            )}
          </span>
          <ActionButton styles={inLine} text={words.say("Shared_TryAgain")} onClick={onRetry} />
        </div>
      ) : null}
      {!draft.isSalesOnly && (
        <Chips
          group={topicChips}
          label={words.say("FieldNotes_Topics")}
          options={offered.map((id) => ({ value: id, text: nameOf(id) }))}
          chosen={chosenTopics}
          onToggle={(id) => change(toggleTopic(draft, id, topics))}
        >
          {others.length > 0 && (
            <select
              ref={otherTopic}
              className={classes.field}
              aria-label={words.say("FieldNotes_OtherTopic")}
              value={OTHER_TOPIC}
              onChange={({ target }) => change(toggleTopic(draft, target.value, topics))}
            >
              <option value={OTHER_TOPIC}>{words.say("FieldNotes_OtherTopic")}</option>
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Chips>
      )}
      {known !== null &&
        around !== null &&
        !draft.isSalesOnly &&
        chosenTopics.length > 0 &&
        around.kindCodes.length === 0 && <p className={classes.problem}>{words.say("FieldNotes_NoKinds")}</p>}
      <Chips
        label={words.say("FieldNotes_Type")}
        options={noteTypes.map((type) => ({ value: type, text: words.say(typeKeys[type]) }))}
        chosen={draft.type === null ? [] : [draft.type]}
        onToggle={(type) => change({ type: draft.type === type ? null : type })}
      />
      <Chips
        label={words.say("FieldNotes_Sentiment")}
        options={sentiments.map((sentiment) => ({
          value: sentiment,
          text: words.say(sentimentKeys[sentiment]),
        }))}
        chosen={draft.sentiment === null ? [] : [draft.sentiment]}
        onToggle={(sentiment) => change({ sentiment: draft.sentiment === sentiment ? null : sentiment })}
      />
      <div className={classes.row}>
        {known !== null && known.people.length > 0 && (
          <label className={classes.label}>
            <span className={classes.secondary}>{words.say("FieldNotes_Who")}</span>
            <select
              className={classes.field}
              value={shown.contactId ?? ""}
              onChange={({ target }) => change({ contactId: target.value === "" ? null : target.value })}
            >
              <option value="">{words.say("FieldNotes_Nobody")}</option>
              {known.people.map(({ id, name, jobTitle, objects }) => (
                <option key={id} value={id} disabled={objects}>
                  {objects
                    ? words.say("FieldNotes_WhoObjects", name)
                    : [name, jobTitle].filter(Boolean).join(" · ")}
                </option>
              ))}
            </select>
          </label>
        )}
        {host.may("create", "ent_salesnote") && (
          <label className={classes.label}>
            <input
              type="checkbox"
              checked={draft.isSalesOnly}
              onChange={({ target }) => change({ isSalesOnly: target.checked })}
            />
            <span>{words.say("FieldNotes_SalesOnly")}</span>
          </label>
        )}
        <ActionButton
          styles={inLine}
          text={words.say("FieldNotes_More")}
          aria-expanded={isMore}
          aria-controls={ids.more}
          onClick={() => setIsMore(!isMore)}
        />
      </div>
      {names.people.length >= MOST_PEOPLE && (
        <p className={classes.secondary}>{words.say("FieldNotes_Who_Cut", words.integer(MOST_PEOPLE))}</p>
      )}
      {draft.isSalesOnly && <p className={classes.secondary}>{words.say("FieldNotes_SalesOnly_Help")}</p>}
      <div id={ids.more}>
        {isMore && (
          <div className={classes.row}>
            <label className={classes.label}>
              <span className={classes.secondary}>{words.say("FieldNotes_Heard")}</span>
              <select
                className={classes.field}
                value={draft.heardOfUsVia ?? ""}
                onChange={({ target }) =>
                  change({ heardOfUsVia: heardOfUsVia.find((via) => via === target.value) ?? null })
                }
              >
                <option value="">{words.say("FieldNotes_NotSaid")}</option>
                {heardOfUsVia.map((via) => (
                  <option key={via} value={via}>
                    {words.say(heardKeys[via])}
                  </option>
                ))}
              </select>
            </label>
            {isPersonNamed && known !== null && (
              <label className={classes.label}>
                <span className={classes.secondary}>{words.say("FieldNotes_Basis")}</span>
                <select
                  className={classes.field}
                  value={draft.legalBasis ?? known.legalBasis}
                  onChange={({ target }) =>
                    change({ legalBasis: legalBases.find((basis) => basis === target.value) ?? null })
                  }
                >
                  {legalBases.map((basis) => (
                    <option key={basis} value={basis}>
                      {words.say(basisKeys[basis])}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/**
 * A draft as it is shown, and saved: a person or a topic that was chosen earlier, and is no longer among those to choose from,
 * is neither.
 */
function shownOf(draft: Draft, { people, topics }: Pick<NoteSurroundings, "people" | "topics">): Draft {
  return {
    ...draft,
    contactId: people.some(({ id }) => id === draft.contactId) ? draft.contactId : null,
    added: draft.added.filter((added) => topics.some(({ id }) => id === added)),
  };
}

/** Whether the user is about to type somewhere. */
function isTyping(element: Element | null): boolean {
  return element !== null && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

function isOfRecontact(problem: DraftProblem | null): boolean {
  return problem === "recontactUnfinished" || problem === "recontactPast";
}
