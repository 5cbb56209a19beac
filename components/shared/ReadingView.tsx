import * as React from "react";
import { isSignedOut } from "../../dataverse/signedOut";
import { withMissing } from "./missingPrivilege";
import { Notice } from "./Notice";
import { OfflineNotice } from "./OfflineNotice";
import type { OtherFailure, Reading, Unasked } from "./reading";
import type { Words } from "./words";

interface ReadingViewProps<T, Empty> {
  readonly reading: Reading<T, Empty> | Unasked;
  readonly words: Words;
  readonly onRetry: () => void;
  readonly loading: (parts: { readonly answered: number; readonly asked: number } | undefined) => JSX.Element;
  readonly empty: (reason: Empty) => JSX.Element;
  readonly ready: (model: T) => JSX.Element;
}

/**
 * Every state of a reading, each with what happened and what to do about it. What was read before keeps its place under a
 * failure to read it again, so that nothing typed in it is lost.
 */
export function ReadingView<T, Empty = never>(props: ReadingViewProps<T, Empty>): JSX.Element {
  const { reading, words, onRetry } = props;
  switch (reading.kind) {
    case "unasked":
      return <></>;
    case "loading":
      return props.loading(reading.parts);
    case "ready":
    case "empty":
      return (
        <>
          {reading.notReadAgain && (
            <>
              <ReadingView {...props} reading={reading.notReadAgain} />
              <p>{words.say("Shared_ReadBefore")}</p>
            </>
          )}
          {reading.kind === "ready" ? props.ready(reading.model) : props.empty(reading.reason)}
        </>
      );
    case "offline":
      return <OfflineNotice words={words} />;
    case "noPrivilege":
      return (
        <Notice
          icon="locked"
          title={words.say("Shared_NoPrivilege")}
          text={withMissing(words.say("Shared_NoPrivilege_Help"), reading, words)}
        />
      );
    case "failed": {
      const { title, text } = explained(reading.failure, words);
      return (
        <Notice
          icon="problem"
          title={title}
          text={text}
          action={{ label: words.say("Shared_TryAgain"), run: onRetry }}
        />
      );
    }
  }
}

function explained(failure: OtherFailure, words: Words): { readonly title: string; readonly text: string } {
  switch (failure.kind) {
    case "throttled":
      return { title: words.say("Shared_Throttled"), text: words.say("Shared_Throttled_Help") };
    case "gone":
      return { title: words.say("Shared_Gone"), text: words.say("Shared_Gone_Help") };
    case "tooManyRows":
      return { title: words.say("Shared_TooMany"), text: words.say("Shared_TooMany_Help") };
    case "noSuchColumn":
      return { title: words.say("Shared_NotInstalled"), text: words.say("Shared_NotInstalled_Help") };
    case "unknown": {
      if (isSignedOut(failure))
        return { title: words.say("Shared_Failed"), text: words.say("Shared_SignedOut") };
      const detail = [failure.code, failure.message].filter(Boolean).join(": ");
      return {
        title: words.say("Shared_Failed"),
        text: detail === "" ? words.say("Shared_Failed_Help") : words.say("Shared_Failed_Detail", detail),
      };
    }
  }
}
