import * as React from "react";
import { Frame } from "../shared/Frame";
import { NothingNotice } from "../shared/NothingNotice";
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
      default:
        return <NothingNotice {...{ onForm, words }} />;
    }
  };
  return (
    <Frame host={host} name="SendGuard">
      {(width) => <section aria-label={words.say("SendGuard_Title")}>{content(width)}</section>}
    </Frame>
  );
}
