import * as React from "react";
import { Frame } from "../shared/Frame";
import { Notice } from "../shared/Notice";
import { wordsOf } from "../shared/words";
import type { GuardViewHost } from "./guardHost";
import { OwnerSide } from "./OwnerSide";
import type { PlaceOnForm } from "./placeOnForm";
import { SentGuard } from "./SentGuard";

interface SendGuardViewProps {
  readonly host: GuardViewHost;
  readonly onForm: PlaceOnForm;
}

/** The SendGuard component: who in an audience is a VIP client in closing, and what becomes of them. */
export function SendGuardView({ host, onForm }: SendGuardViewProps): JSX.Element {
  const words = wordsOf(host);
  const content = (width: number) => {
    switch (onForm.kind) {
      case "sent": {
        const { record } = onForm;
        return <SentGuard key={`${record.table} ${record.id}`} {...{ host, words, record, width }} />;
      }
      case "owner": {
        const { place } = onForm;
        return <OwnerSide key={`${place.table} ${place.id}`} {...{ host, words, place, width }} />;
      }
      case "unsaved":
        return (
          <Notice icon="notice" title={words.say("Shared_Unsaved")} text={words.say("Shared_Unsaved_Help")} />
        );
      case "otherTable":
        return (
          <Notice
            icon="notice"
            title={words.say("Shared_OtherTable")}
            text={words.say("Shared_OtherTable_Help")}
          />
        );
    }
  };
  return (
    <Frame host={host} name="SendGuard">
      {(width) => <section aria-label={words.say("SendGuard_Title")}>{content(width)}</section>}
    </Frame>
  );
}
