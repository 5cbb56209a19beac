import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { Named } from "../../domain/guard/protection";
import { linkButton } from "./styles";
import { useClasses } from "./useClasses";
import type { Words } from "./words";

const styles = (theme: Theme): Record<"link", IStyle> => ({ link: linkButton(theme) });

interface AboveLinkProps {
  readonly host: Pick<Host, "openRecord">;
  readonly words: Words;
  readonly above: Named;
}

/** Marks what is the account's right above, and opens that: "Parent account: Contoso Group". */
export function AboveLink({ host, words, above }: AboveLinkProps): JSX.Element {
  const classes = useClasses(styles);
  return (
    <button type="button" className={classes.link} onClick={() => host.openRecord("account", above.id)}>
      {words.say("Shared_ParentAccount", above.name)}
    </button>
  );
}
