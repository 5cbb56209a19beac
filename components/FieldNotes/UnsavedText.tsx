import { ActionButton } from "@fluentui/react";
import * as React from "react";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { noteStyles } from "./noteStyles";

interface UnsavedTextProps {
  readonly words: Words;
  readonly text: string;
  readonly box: React.RefObject<HTMLTextAreaElement>;
  /** Nothing can be done with it for now. */
  readonly isWaiting?: boolean;
  readonly onDiscard: () => void;
  /** What else can be done with it. */
  readonly children?: React.ReactNode;
}

/** A text that is not saved, to be copied elsewhere or discarded. */
export function UnsavedText(props: UnsavedTextProps): JSX.Element {
  const { words, text, box, isWaiting = false, onDiscard, children } = props;
  const classes = useClasses(noteStyles);
  const [isCopied, setIsCopied] = React.useState(false);
  const copy = () => {
    const select = () => {
      // Where the clipboard may not be written to, the text is there and marked, for the user's own copying.
      box.current?.focus();
      box.current?.select();
    };
    if (navigator.clipboard === undefined) select();
    else navigator.clipboard.writeText(text).then(() => setIsCopied(true), select);
  };
  return (
    <>
      <textarea
        ref={box}
        className={classes.box}
        readOnly
        rows={2}
        dir="auto"
        value={text}
        aria-label={words.say("FieldNotes_UnsavedText")}
      />
      {!isWaiting && (
        <div className={classes.actions}>
          {children}
          <ActionButton styles={inLine} text={words.say("FieldNotes_Copy")} onClick={copy} />
          <ActionButton styles={inLine} text={words.say("FieldNotes_LetGo")} onClick={onDiscard} />
          {isCopied && <span role="status">{words.say("FieldNotes_Copied")}</span>}
        </div>
      )}
    </>
  );
}
