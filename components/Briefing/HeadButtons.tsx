import { DefaultButton } from "@fluentui/react";
import * as React from "react";
import type { TakeAlong } from "../../domain/takeAlong";
import type { FormHost } from "../shared/formHost";
import { icons } from "../shared/icons";
import { RefreshButton } from "../shared/SectionHead";
import type { Words } from "../shared/words";
import { headButton, TakeAlongButtons } from "./TakeAlongButtons";

interface HeadButtonsProps {
  readonly host: FormHost;
  readonly words: Words;
  /** Null while something is still being read. */
  readonly page: (() => TakeAlong) | null;
  /** Null where the user may not hold. */
  readonly onHold: (() => void) | null;
  readonly isHolding: boolean;
  readonly onRefresh: () => void;
}

/** What can be done about the whole briefing. Drawn again only when that changes: answers come one by one. */
export const HeadButtons = React.memo(function HeadButtons(props: HeadButtonsProps): JSX.Element {
  const { host, words, page, onHold, isHolding, onRefresh } = props;
  return (
    <TakeAlongButtons host={host} words={words} page={page}>
      {onHold !== null && (
        <DefaultButton
          styles={headButton}
          aria-expanded={isHolding}
          onRenderIcon={shieldIcon}
          text={words.say("Shared_Hold_Save")}
          onClick={onHold}
        />
      )}
      <RefreshButton words={words} onRefresh={onRefresh} />
    </TakeAlongButtons>
  );
});

function shieldIcon(): JSX.Element {
  return icons.shield;
}
