import { DefaultButton, type IButtonStyles, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { TakeAlong } from "../../domain/takeAlong";
import { asFile } from "../../domain/takeAlongPage";
import { asText } from "../../domain/takeAlongText";
import type { FormHost } from "../shared/formHost";
import { secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { briefingIcons } from "./briefingIcons";

/** How the buttons of the head look. */
export const headButton: IButtonStyles = {
  root: { minWidth: 0, padding: "0 8px", height: 32 },
  label: { margin: "0 0 0 4px", fontWeight: 400 },
};

const take = (theme: Theme): Record<"row" | "told" | "text", IStyle> => ({
  row: { display: "flex", flexWrap: "wrap", gap: 8, alignItems: "center" },
  told: [secondary(theme), { minHeight: 16, textAlign: "end" }],
  text: {
    width: "100%",
    minHeight: 160,
    boxSizing: "border-box",
    font: "inherit",
    fontSize: 12,
    color: theme.semanticColors.bodyText,
    background: theme.semanticColors.bodyBackground,
  },
});

interface TakeAlongButtonsProps {
  readonly host: FormHost;
  readonly words: Words;
  /** Null while something is still being read. */
  readonly page: (() => TakeAlong) | null;
  readonly children: React.ReactNode;
}

/** Whether the text could be copied; where it could not, it is shown for the user to copy. */
type Told =
  | { readonly kind: "nothing" }
  | { readonly kind: "copied" }
  | { readonly kind: "notOpened" }
  | { readonly kind: "byHand"; readonly text: string };

/** Takes the briefing along: as a page to print, or as text for a message. */
export function TakeAlongButtons({ host, words, page, children }: TakeAlongButtonsProps): JSX.Element {
  const classes = useClasses(take);
  const [told, setTold] = React.useState<Told>({ kind: "nothing" });
  const { closed } = host;
  const tell = (what: Told) => {
    if (!closed.aborted) setTold(what);
  };
  const print = () => {
    if (page === null) return;
    host.openFile(asFile(page())).then(
      () => tell({ kind: "nothing" }),
      () => tell({ kind: "notOpened" }),
    );
  };
  const copy = () => {
    if (page === null) return;
    const text = asText(page());
    const { clipboard } = navigator as { readonly clipboard?: Clipboard };
    // Some web views on phones do not let a page write to the clipboard.
    (clipboard === undefined ? Promise.reject(new Error("no clipboard")) : clipboard.writeText(text)).then(
      () => tell({ kind: "copied" }),
      () => tell({ kind: "byHand", text }),
    );
  };
  return (
    <div>
      <div className={classes.row}>
        <DefaultButton
          styles={headButton}
          disabled={page === null}
          onRenderIcon={printIcon}
          text={words.say("Briefing_Print")}
          onClick={print}
        />
        <DefaultButton
          styles={headButton}
          disabled={page === null}
          onRenderIcon={copyIcon}
          text={words.say("Briefing_Copy")}
          onClick={copy}
        />
        {children}
      </div>
      <p className={classes.told} role="status">
        {told.kind === "copied" && words.say("Briefing_Copied")}
        {told.kind === "byHand" && words.say("Briefing_CopyByHand")}
        {told.kind === "notOpened" && words.say("Briefing_NotOpened")}
      </p>
      {told.kind === "byHand" && (
        <textarea
          className={classes.text}
          readOnly
          aria-label={words.say("Briefing_CopyByHand")}
          value={told.text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </div>
  );
}

function printIcon(): JSX.Element {
  return briefingIcons.print;
}

function copyIcon(): JSX.Element {
  return briefingIcons.copy;
}
