import { ActionButton } from "@fluentui/react";
import * as React from "react";
import type { NoteToSave } from "../../dataverse/saveNote";
import type { NotesUnderWay, NoteUnderWay } from "../../domain/notesUnderWay";
import { icons } from "../shared/icons";
import { bareList, inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { NotesBeingSaved } from "./useNotesUnderWay";
import { noteStyles } from "./noteStyles";
import { whyText } from "./noteTexts";
import { UnsavedText } from "./UnsavedText";
import { useFocusInRows } from "./useFocusInRows";

const list = () => ({ list: bareList });

interface UnderWayListProps {
  readonly state: NotesUnderWay<NoteToSave>;
  readonly words: Words;
  readonly dispatch: NotesBeingSaved["dispatch"];
  readonly onLetGo: (id: string) => void;
  /** Where it is said what became of a note: gets the focus with the last one, where it is there. */
  readonly said: React.RefObject<HTMLElement>;
}

/** Notes that are not saved yet, with the reason, what will happen, and a way to keep the text elsewhere. */
export function UnderWayList({ state, said, ...props }: UnderWayListProps): JSX.Element {
  const classes = useClasses(list);
  const around = React.useRef<HTMLDivElement>(null);
  const focused = useFocusInRows(around, () => said.current ?? around.current);
  return (
    <div ref={around} tabIndex={-1} {...focused}>
      {state.notes.length > 0 && (
        <ul role="list" className={classes.list} aria-label={props.words.say("FieldNotes_UnderWay")}>
          {state.notes.map((note) => (
            <UnderWayItem key={note.id} {...props} note={note} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface UnderWayItemProps extends Pick<UnderWayListProps, "words" | "dispatch" | "onLetGo"> {
  readonly note: NoteUnderWay<NoteToSave>;
}

function UnderWayItem({ note: { id, note, phase }, words, ...props }: UnderWayItemProps): JSX.Element {
  const classes = useClasses(noteStyles);
  const box = React.useRef<HTMLTextAreaElement>(null);
  const text = typeof note.data.ent_text === "string" ? note.data.ent_text : "";
  const isSaving = phase.kind === "saving";
  return (
    <li className={classes.item} tabIndex={-1}>
      <div className={classes.actions} role="status">
        <span aria-hidden="true">{isSaving ? icons.refresh : icons.problem}</span>
        <span>
          <strong>{words.say(isSaving ? "FieldNotes_Saving" : "FieldNotes_NotSaved")}</strong>{" "}
          {phase.kind === "saving" ? null : whyText(phase.why, words)}
        </span>
      </div>
      <UnsavedText
        words={words}
        text={text}
        box={box}
        isWaiting={isSaving}
        onDiscard={() => props.onLetGo(id)}
      >
        <ActionButton
          styles={inLine}
          text={words.say("Shared_TryAgain")}
          onClick={() => {
            // The buttons go while it is saved: the focus waits in the text.
            box.current?.focus();
            props.dispatch({ type: "tryAgain", id });
          }}
        />
      </UnsavedText>
    </li>
  );
}
