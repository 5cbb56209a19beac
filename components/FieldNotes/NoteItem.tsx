import { ActionButton, type IButton } from "@fluentui/react";
import * as React from "react";
import { deleteNote } from "../../dataverse/changeNote";
import type { ListedNote } from "../../dataverse/fieldNotes";
import { dayOf } from "../../dataverse/dayIn";
import { icons } from "../shared/icons";
import { inLine, linkButton } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import { useFocusBetween } from "../shared/useFocusBetween";
import { useWhileTyped, type Begin } from "../shared/useTypedIn";
import { together, type Words } from "../shared/words";
import { AnswerNote } from "./AnswerNote";
import { leftOf, type Begun, type BegunParts } from "./begun";
import { EditNote } from "./EditNote";
import { notSavedText } from "../shared/notSavedText";
import type { NoteHost } from "./noteHost";
import { isUnread } from "./isUnread";
import { noteStyles } from "./noteStyles";
import { answerText, sentimentKeys, typeKeys } from "./noteTexts";
import { today } from "./surroundings";

/** Shown of a text before the rest is asked for. */
const SHOWN = 400;

const link = (theme: Parameters<typeof linkButton>[0]) => ({ person: linkButton(theme) });

interface NoteItemProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly note: ListedNote;
  readonly mayAnswer: boolean;
  /** What was typed in it and not saved, maybe in an earlier life of the component. */
  readonly begun: Begun | undefined;
  readonly onTyped: (note: ListedNote, parts: BegunParts) => void;
  /** Told the tables of what was saved. */
  readonly onSaved: (...tables: readonly string[]) => void;
  readonly onBegin: Begin<ListedNote>;
}

type Doing = "nothing" | "editing" | "deleting" | "deletingNow";

/** A note: when, who, what, and what became of it. */
export function NoteItem(props: NoteItemProps): JSX.Element {
  const { host, words, note, mayAnswer, begun, onTyped, onSaved, onBegin } = props;
  const classes = useClasses(noteStyles);
  const links = useClasses(link);
  const [isWhole, setIsWhole] = React.useState(false);
  const left = leftOf(begun, note);
  const [state, setState] = React.useState<{ readonly doing: Doing; readonly trouble: string }>({
    doing: left.edit === null ? "nothing" : "editing",
    trouble: "",
  });
  const isDue = React.useRef(begun !== undefined);
  React.useLayoutEffect(() => {
    if (!isDue.current) return;
    isDue.current = false;
    onTyped(note, left);
  });
  useWhileTyped(state.doing === "editing", note, onBegin);
  const [edit, remove, keep] = [useButton(), useButton(), useButton()];
  const editForm = React.useRef<HTMLDivElement>(null);
  useFocusBetween(
    state.doing === "editing",
    () => editForm.current?.querySelector("textarea") ?? null,
    () => edit.current,
  );
  // Asked once more, one is at first where nothing is lost: Enter held down for too long does not delete.
  const isDeleting = state.doing === "deleting" || state.doing === "deletingNow";
  useFocusBetween(
    isDeleting,
    () => keep.current,
    () => remove.current,
  );
  const characters = Array.from(note.text);
  const isLong = characters.length > SHOWN;
  const isOwn = note.ownerId === host.userId;
  const mayEdit = isOwn && host.may("write", note.table);
  const mayDelete = isOwn && host.may("delete", note.table);

  const deleteNow = () => {
    if (state.doing === "deletingNow") return;
    setState({ doing: "deletingNow", trouble: "" });
    deleteNote(host, note, host.closed)
      .then((answer) => {
        if (host.closed.aborted) return;
        if (answer.ok) onSaved("ent_interaction", note.table);
        else setState({ doing: "nothing", trouble: notSavedText(answer.failure, words) });
      })
      .catch(() => undefined);
  };

  return (
    <li className={classes.item} tabIndex={-1}>
      <div className={classes.facts}>
        {mayAnswer && isUnread(note) && (
          <span className={classes.unread}>{words.say("FieldNotes_Unread")}</span>
        )}
        <span>{note.notedOn === null ? "" : whenText(note.notedOn, host, words)}</span>
        <span>{isOwn ? words.say("FieldNotes_You") : note.owner}</span>
        {note.table === "ent_salesnote" && (
          <span className={classes.label}>
            {icons.locked} {words.say("FieldNotes_SalesOnly")}
          </span>
        )}
        {note.type !== null && <span>{words.say(typeKeys[note.type])}</span>}
        {note.sentiment !== null && <span>{words.say(sentimentKeys[note.sentiment])}</span>}
        {note.topics.map(({ id, name }) => (
          <span key={id}>{name}</span>
        ))}
        {note.contact !== null && (
          <button
            type="button"
            className={links.person}
            onClick={() => note.contact !== null && host.openRecord("contact", note.contact.id)}
          >
            {note.contact.name}
          </button>
        )}
        {note.recontactOn !== null && (
          <span>{words.say("FieldNotes_RecontactOn", together(note.recontactOn))}</span>
        )}
      </div>
      {state.doing === "editing" ? (
        <div ref={editForm}>
          <EditNote
            host={host}
            words={words}
            note={note}
            begun={left.edit}
            onTyped={(edit) => onTyped(note, { edit })}
            onDone={() => {
              setState({ doing: "nothing", trouble: "" });
              onTyped(note, { edit: null });
              onSaved(note.table);
            }}
            onCancel={() => {
              setState({ doing: "nothing", trouble: "" });
              onTyped(note, { edit: null });
            }}
          />
        </div>
      ) : (
        <p className={classes.text} dir="auto">
          {isLong && !isWhole ? `${characters.slice(0, SHOWN).join("")}…` : note.text}
        </p>
      )}
      {note.answers.map((answer) => (
        <div key={answer.id} className={classes.facts}>
          <span aria-hidden="true">{answer.status === "used" ? "✓" : "•"}</span>
          <span>{answerText(answer, words)}</span>
          {answer.on !== null && <span>{whenText(answer.on, host, words)}</span>}
          {answer.reply !== null && (
            <span className={classes.text} dir="auto">
              {words.say("FieldNotes_Reply", answer.reply)}
            </span>
          )}
        </div>
      ))}
      <div className={classes.actions}>
        {isLong && state.doing !== "editing" && (
          <ActionButton
            styles={inLine}
            text={words.say(isWhole ? "FieldNotes_Less" : "FieldNotes_Whole")}
            aria-expanded={isWhole}
            onClick={() => setIsWhole(!isWhole)}
          />
        )}
        {state.doing === "nothing" && mayEdit && (
          <ActionButton
            componentRef={edit}
            styles={inLine}
            text={words.say("FieldNotes_Edit")}
            onClick={() => setState({ doing: "editing", trouble: "" })}
          />
        )}
        {state.doing === "nothing" && mayDelete && (
          <ActionButton
            componentRef={remove}
            styles={inLine}
            text={words.say("FieldNotes_Delete")}
            onClick={() => setState({ doing: "deleting", trouble: "" })}
          />
        )}
        {isDeleting && (
          <>
            <span role="status">
              {words.say(note.hasTask ? "FieldNotes_Delete_Sure_Task" : "FieldNotes_Delete_Sure")}
            </span>
            <ActionButton
              styles={inLine}
              text={words.say("FieldNotes_Delete")}
              disabled={state.doing === "deletingNow"}
              allowDisabledFocus
              onClick={deleteNow}
            />
            <ActionButton
              componentRef={keep}
              styles={inLine}
              text={words.say("Shared_Cancel")}
              disabled={state.doing === "deletingNow"}
              allowDisabledFocus
              onClick={() => {
                if (state.doing === "deleting") setState({ doing: "nothing", trouble: "" });
              }}
            />
          </>
        )}
        {mayAnswer && note.table === "ent_fieldnote" && (
          <AnswerNote
            host={host}
            words={words}
            note={note}
            begun={left.answer}
            onTyped={(answer) => onTyped(note, { answer })}
            {...{ onSaved, onBegin }}
          />
        )}
        {state.trouble !== "" && (
          <span role="alert" className={classes.problem}>
            {state.trouble}
          </span>
        )}
      </div>
    </li>
  );
}

function useButton(): React.RefObject<IButton> {
  return React.useRef<IButton>(null);
}

function whenText(moment: Date, host: NoteHost, words: Words): string {
  return words.day(dayOf(host, moment), today(host));
}
