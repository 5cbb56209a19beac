import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import { isPerson, type ClientTable } from "../../dataverse/client";
import type { Following } from "../../dataverse/following";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";

const note = (theme: Theme): Record<"note", IStyle> => ({
  note: { fontSize: 12, lineHeight: 16, color: theme.semanticColors.bodySubtext, padding: "8px 4px 0" },
});

interface FollowingNoteProps {
  /** Null where it could not be read, undefined while it is read. */
  readonly following: Following | null | undefined;
  readonly table: ClientTable;
  readonly words: Words;
}

/** Who may not be followed: not tracked is not cold. Nothing where everybody may be. */
export function FollowingNote(props: FollowingNoteProps): JSX.Element | null {
  const classes = useClasses(note);
  // Nearly always there is nothing to say: no room is kept for it.
  const { following } = props;
  if (following === undefined) return <span aria-busy="true" />;
  const text = textOf(following, props);
  return text === null ? null : <p className={classes.note}>{text}</p>;
}

function textOf(
  following: Following | null,
  { table, words }: Pick<FollowingNoteProps, "table" | "words">,
): string | null {
  if (following === null) return words.say("Interest_ConsentUnknown");
  if (following.refused === 0) return null;
  return isPerson({ table })
    ? words.say("Interest_RefusedPerson")
    : words.count("Interest_Refused", following.refused, words.integer(following.contacts));
}
