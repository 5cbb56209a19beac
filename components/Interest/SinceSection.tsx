import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { TimelineEntry } from "../../dataverse/timeline";
import { ListSection } from "../shared/ListSection";
import { named } from "../shared/named";
import { Note } from "../shared/Note";
import type { Reading } from "../shared/reading";
import { linkButton, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { SinceModel } from "./sinceModel";
import { happeningText, metText, missingText, sinceText } from "./sinceTexts";

type Part = "met" | "count" | "item" | "stacked" | "when" | "who" | "what";

const since = (theme: Theme): Record<Part, IStyle> => ({
  met: [secondary(theme), { paddingBottom: 4 }],
  count: { fontWeight: 600 },
  item: {
    display: "grid",
    gridTemplateColumns: "88px minmax(96px, 1fr) minmax(0, 3fr)",
    gap: "0 12px",
    padding: "4px 0",
  },
  stacked: { padding: "4px 0" },
  when: [secondary(theme), { lineHeight: 20 }],
  who: [linkButton(theme), { overflowWrap: "anywhere" }],
  what: { overflowWrap: "anywhere" },
});

interface SinceSectionProps {
  readonly host: Host;
  readonly words: Words;
  readonly reading: Reading<SinceModel>;
  readonly subject: string;
  readonly rows: number;
  /** Whether each happening has one line, with columns. */
  readonly isWide: boolean;
  /** Whose form it is: not named again in each line. */
  readonly self?: string;
  readonly className?: string;
  readonly onRetry: () => void;
}

/** When the client was last met, and what happened since, newest first. */
export const SinceSection = React.memo(function SinceSection(props: SinceSectionProps): JSX.Element {
  const { host, words, rows, isWide, self } = props;
  const classes = useClasses(since);
  const who = ({ person }: TimelineEntry) =>
    person !== null && person.id !== self ? (
      <button type="button" className={classes.who} onClick={() => host.openRecord(person.table, person.id)}>
        {named(person.name, words)}
      </button>
    ) : null;
  return (
    <ListSection
      {...props}
      title={words.say("Interest_Since")}
      skeleton={{
        label: words.say("Interest_Since_Loading"),
        rows: rows + 1,
        rowHeight: isWide ? 28 : 48,
        blocks: [1, 2, 5],
      }}
      empty={() => <></>}
      above={(model) => (
        <>
          <p className={classes.met}>{metText(model, words)}</p>
          <p className={classes.count}>{sinceText(model, words)}</p>
        </>
      )}
      items={(model) => model.since.newest}
      row={(entry, { today }) => {
        const when = <span className={classes.when}>{words.day(entry.day, today)}</span>;
        const what = <span className={classes.what}>{happeningText(entry, words)}</span>;
        const key = `${entry.source} ${entry.id}`;
        const person = who(entry);
        return isWide ? (
          <li key={key} className={classes.item}>
            {when}
            <span>{person}</span>
            {what}
          </li>
        ) : (
          <li key={key} className={classes.stacked}>
            {when} {person}
            <div>{what}</div>
          </li>
        );
      }}
      below={({ since: { signals, newest }, missing }) => (
        <>
          {signals > newest.length && (
            <Note>{words.say("Interest_Since_Newest", words.integer(newest.length))}</Note>
          )}
          {missing.length > 0 && <Note>{missingText(missing, words)}</Note>}
        </>
      )}
    />
  );
});
