import { ActionButton } from "@fluentui/react";
import * as React from "react";
import { editNote } from "../../dataverse/changeNote";
import type { ListedNote } from "../../dataverse/fieldNotes";
import { LONGEST_TEXT } from "../../domain/fieldNote";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { BegunEdit } from "./begun";
import { notSavedText } from "../shared/notSavedText";
import type { NoteHost } from "./noteHost";
import { noteStyles } from "./noteStyles";

interface EditNoteProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly note: ListedNote;
  /** Where it was left. */
  readonly begun: BegunEdit | null;
  /** Told what would be lost, at each change; null where nothing would. */
  readonly onTyped: (edit: BegunEdit | null) => void;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface Editing extends BegunEdit {
  readonly isSaving: boolean;
  readonly trouble: string;
}

/** Changes one's own note; what somebody else wrote meanwhile is shown, and overwritten only on demand. */
export function EditNote(props: EditNoteProps): JSX.Element {
  const { host, words, note, begun, onTyped, onDone, onCancel } = props;
  const classes = useClasses(noteStyles);
  const [editing, setEditing] = React.useState<Editing>({
    ...(begun ?? { text: note.text, version: note.version, tried: [], theirs: null }),
    isSaving: false,
    trouble: "",
  });
  const change = ({ isSaving, trouble, ...edit }: Editing) => {
    setEditing({ ...edit, isSaving, trouble });
    onTyped(edit.text === note.text ? null : edit);
  };
  // A button that waits stays where it is for the keyboard, and does nothing: one that is disabled loses the focus.
  const save = () => {
    if (editing.isSaving) return;
    const { text, version, tried } = editing;
    // Whoever leaves before the answer comes does not know either whether it was saved.
    const sent: Editing = { ...editing, tried: [...tried, text], trouble: "" };
    change({ ...sent, isSaving: true });
    editNote(host, note, version, text, tried)
      .then((outcome) => {
        if (host.closed.aborted) return;
        switch (outcome.kind) {
          case "done":
            onDone();
            break;
          case "conflict":
            change({ ...sent, version: outcome.version, tried, theirs: outcome.text });
            break;
          case "failed":
            change({ ...sent, trouble: notSavedText(outcome.failure, words) });
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
        onChange={({ target: { value } }) => change({ ...editing, text: value, trouble: "" })}
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
