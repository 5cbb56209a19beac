import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { ClientTable } from "../../dataverse/client";
import type { Consent } from "../../dataverse/consent";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";

const note = (theme: Theme): Record<"note", IStyle> => ({
  note: { fontSize: 12, lineHeight: 16, color: theme.semanticColors.bodySubtext, padding: "8px 4px 0" },
});

interface ConsentNoteProps {
  readonly consent: Consent | null;
  readonly table: ClientTable;
  readonly words: Words;
}

/** Who may not be followed: not tracked is not cold. Nothing where everybody may be. */
export function ConsentNote(props: ConsentNoteProps): JSX.Element | null {
  const classes = useClasses(note);
  const text = textOf(props);
  return text === null ? null : <p className={classes.note}>{text}</p>;
}

function textOf({ consent, table, words }: ConsentNoteProps): string | null {
  if (consent === null) return words.say("Interest_ConsentUnknown");
  if (consent.refused === 0) return null;
  switch (table) {
    case "account":
      return words.count("Interest_Refused", consent.refused, words.integer(consent.contacts));
    case "contact":
      return words.say("Interest_RefusedContact");
  }
}
