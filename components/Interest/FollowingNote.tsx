import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { ClientTable } from "../../dataverse/client";
import type { Following } from "../../dataverse/following";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { followingText } from "./silenceTexts";

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
  const { following, table, words } = props;
  if (following === undefined) return <span aria-busy="true" />;
  const text = followingText(following, table, words);
  return text === null ? null : <p className={classes.note}>{text}</p>;
}
