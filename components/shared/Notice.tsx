import { DefaultButton, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import { icons } from "./icons";
import { useClasses } from "./useClasses";

interface NoticeProps {
  readonly icon: keyof typeof icons;
  readonly title: string;
  readonly text?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const notice = (theme: Theme): Record<"root" | "icon" | "title" | "text", IStyle> => ({
  root: { display: "flex", gap: 8, padding: "8px 0", alignItems: "flex-start" },
  icon: {
    flex: "none",
    height: 20,
    display: "flex",
    alignItems: "center",
    color: theme.semanticColors.bodySubtext,
  },
  title: { fontWeight: 600 },
  text: { color: theme.semanticColors.bodySubtext, selectors: { "& + button": { marginTop: 8 } } },
});

/** What happened and what to do, in words; the icon only helps to find it. */
export function Notice({ icon, title, text, action }: NoticeProps): JSX.Element {
  const classes = useClasses(notice);
  return (
    <div className={classes.root} role="status">
      <span className={classes.icon}>{icons[icon]}</span>
      <div>
        <p className={classes.title}>{title}</p>
        {text !== undefined && <p className={classes.text}>{text}</p>}
        {action && <DefaultButton text={action.label} onClick={action.run} />}
      </div>
    </div>
  );
}
