import * as React from "react";
import type { ListedHold } from "../../dataverse/holds";
import type { Day } from "../../domain/day";
import { HoldForm } from "../shared/hold/HoldForm";
import { HoldItem } from "../shared/hold/HoldItem";
import { Note } from "../shared/Note";
import { withMissing } from "../shared/missingPrivilege";
import type { Reading } from "../shared/reading";
import { ShortList } from "../shared/ShortList";
import { isFocusLost, useFocusBetween } from "../shared/useFocusBetween";
import { useFocusOfGone } from "../shared/useFocusOfGone";
import type { Words } from "../shared/words";
import type { BriefingHost } from "./briefingHost";

interface HoldsPartProps {
  readonly host: BriefingHost;
  readonly words: Words;
  readonly reading: Reading<readonly ListedHold[]>;
  readonly accountId: string;
  /** Open deals that a hold can wait for. */
  readonly deals: readonly { readonly id: string; readonly name: string }[];
  readonly today: Day;
  readonly rows: number;
  /** Whether a hold is being written. */
  readonly isHolding: boolean;
  readonly onDone: () => void;
}

/** The holds in force on an account or its people, and the form for one more. Nothing where there is none. */
export const HoldsPart = React.memo(function HoldsPart(props: HoldsPartProps): JSX.Element {
  const { host, words, reading, accountId, deals, today, rows, isHolding, onDone } = props;
  const part = React.useRef<HTMLDivElement>(null);
  const box = React.useRef<HTMLTextAreaElement>(null);
  const begunAt = React.useRef<Element | null>(null);
  useFocusBetween(
    isHolding,
    () => {
      // It is begun at the head, or beside the coming sends. A browser that gives buttons no focus when clicked tells neither.
      begunAt.current = isFocusLost() ? null : document.activeElement;
      return box.current;
    },
    () =>
      begunAt.current instanceof HTMLElement && begunAt.current.isConnected ? begunAt.current : part.current,
  );
  // A hold that is ended takes its row along.
  const keptIn = useFocusOfGone(() => part.current);
  const holds = reading.kind === "ready" ? reading.model : [];
  return (
    <div ref={part} tabIndex={-1} {...keptIn}>
      {holds.length > 0 && (
        <ShortList
          items={holds}
          shown={rows}
          words={words}
          label={words.say("Briefing_Holds")}
          row={(hold) => <HoldItem key={hold.id} {...{ host, words, hold }} onDone={doNothing} />}
        />
      )}
      {reading.kind === "failed" && <Note>{words.say("Briefing_Holds_Unread")}</Note>}
      {reading.kind === "noPrivilege" && (
        <Note>{withMissing(words.say("Briefing_Holds_Unread"), reading, words)}</Note>
      )}
      {isHolding && (
        <HoldForm
          {...{ host, words, deals, today, box, onDone }}
          held={{ accountId, contactId: null }}
          onCancel={onDone}
        />
      )}
    </div>
  );
});

/** What is saved is told to every component on the form, this one included, and read again. */
function doNothing(): void {
  return undefined;
}
