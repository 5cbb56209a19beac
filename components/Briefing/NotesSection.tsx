import { ActionButton, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { LastNote } from "../../dataverse/lastNotes";
import type { FormHost } from "../shared/formHost";
import { ListSection } from "../shared/ListSection";
import { named } from "../shared/named";
import type { Reading } from "../shared/reading";
import { inLine, linkButton, listRow, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { NotesModel } from "./briefingModel";
import { noteFacts, noteText } from "./noteTexts";

const notes = (theme: Theme): Record<"item" | "text" | "facts" | "person", IStyle> => ({
  item: listRow(theme),
  text: { overflowWrap: "anywhere" },
  facts: secondary(theme),
  person: linkButton(theme),
});

interface NotesSectionProps {
  readonly host: FormHost;
  readonly words: Words;
  readonly reading: Reading<NotesModel, "noNotes">;
  readonly subject: string;
  readonly rows: number;
  readonly className: string;
  readonly onRetry: () => void;
  /** Null where the user may not note anything down. */
  readonly onAdd: (() => void) | null;
}

/** What the field heard last, and the way to note down more. */
export const NotesSection = React.memo(function NotesSection(props: NotesSectionProps): JSX.Element {
  const { host, words, onAdd } = props;
  const classes = useClasses(notes);
  const item = (note: LastNote, { today }: NotesModel) => {
    const { contact } = note;
    return (
      <li key={note.id} className={classes.item}>
        <p className={classes.text} dir="auto">
          {noteText(note, words)}
        </p>
        <p className={classes.facts}>
          {noteFacts(note, today, words)}
          {contact !== null && (
            <>
              {" · "}
              <button
                type="button"
                className={classes.person}
                onClick={() => host.openRecord("contact", contact.id)}
              >
                {named(contact.name, words)}
              </button>
            </>
          )}
        </p>
      </li>
    );
  };
  return (
    <ListSection
      {...props}
      title={words.say("Briefing_Notes")}
      action={
        onAdd !== null && (
          <ActionButton styles={inLine} text={words.say("Briefing_Notes_Add")} onClick={onAdd} />
        )
      }
      skeleton={{ label: words.say("Briefing_Notes_Loading"), rows: 2, rowHeight: 53, blocks: [4, 2] }}
      empty={() => <p>{words.say("Briefing_Notes_None")}</p>}
      items={(model) => model.notes}
      row={item}
    />
  );
});
