import { ActionButton } from "@fluentui/react";
import * as React from "react";
import { editNote } from "../../dataverse/changeNote";
import type { ListedNote } from "../../dataverse/fieldNotes";
import { LONGEST_TEXT } from "../../domain/fieldNote";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { notSavedText } from "../shared/notSavedText";
import type { NoteHost } from "./noteHost";
import { noteStyles } from "./noteStyles";

interface EditNoteProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly note: ListedNote;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface Editing {
  readonly text: string;
  readonly version: string;
  readonly isSaving: boolean;
  readonly trouble: string;
  /** Texts of which it is not known whether they were saved. */
  readonly tried: readonly string[];
  /** What somebody else has written meanwhile. */
  readonly theirs: string | null;
}

/** Changes one's own note; what somebody else wrote meanwhile is shown, and overwritten only on demand. */
export function EditNote({ host, words, note, onDone, onCancel }: EditNoteProps): JSX.Element {
  const classes = useClasses(noteStyles);
  const [editing, setEditing] = React.useState<Editing>({
    text: note.text,
    version: note.version,
    isSaving: false,
    trouble: "",
    tried: [],
    theirs: null,
  });
  // A button that waits stays where it is for the keyboard, and does nothing: one that is disabled loses the focus.
  const save = () => {
    if (editing.isSaving) return;
    const { text, version, tried } = editing;
    setEditing((now) => ({ ...now, isSaving: true, trouble: "" }));
    editNote(host, note, version, text, tried)
      .then((outcome) => {
        if (host.closed.aborted) return;
        switch (outcome.kind) {
          case "done":
            onDone();
            break;
          case "conflict":
            setEditing((now) => ({
              ...now,
              version: outcome.version,
              isSaving: false,
              theirs: outcome.text,
            }));
            break;
          case "failed":
            setEditing((now) => ({
              ...now,
              isSaving: false,
              trouble: notSavedText(outcome.failure, words),
              tried: [...now.tried, text],
            }));
            break;
        }
      })
      .catch(() => undefined);
  };
  const isEmpty = editing.text.trim() === "";
  return (
    <div>
      <textarea
        className={classes.box}
        rows={3}
        dir="auto"
        maxLength={LONGEST_TEXT}
        aria-label={words.say("FieldNotes_Edit_Text")}
        value={editing.text}
        readOnly={editing.isSaving}
        onChange={({ target: { value } }) => setEditing((now) => ({ ...now, text: value, trouble: "" }))}
      />
      {editing.theirs !== null && (
        <div role="alert">
          <p className={classes.problem}>{words.say("FieldNotes_Conflict")}</p>
          <p className={classes.text} dir="auto">
            {editing.theirs}
          </p>
        </div>
      )}
      <div className={classes.actions}>
        <ActionButton
          styles={inLine}
          text={words.say(editing.theirs === null ? "FieldNotes_Save" : "FieldNotes_Conflict_Overwrite")}
          disabled={editing.isSaving || isEmpty}
          allowDisabledFocus={!isEmpty}
          onClick={save}
        />
        <ActionButton
          styles={inLine}
          text={words.say("Shared_Cancel")}
          disabled={editing.isSaving}
          allowDisabledFocus
          onClick={() => {
            if (!editing.isSaving) onCancel();
          }}
        />
        {editing.trouble !== "" && (
          <span role="alert" className={classes.problem}>
            {editing.trouble}
          </span>
        )}
      </div>
    </div>
  );
}
