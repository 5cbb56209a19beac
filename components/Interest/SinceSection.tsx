import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { TimelineEntry } from "../../dataverse/timeline";
import type { Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import { linkButton, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { SinceModel } from "./sinceModel";
import { happeningText, metText, sinceText, sourceText } from "./sinceTexts";

type Part = "met" | "count" | "item" | "stacked" | "when" | "who" | "what" | "note";

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
  note: [secondary(theme), { padding: "8px 0 0" }],
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
  readonly onRetry: () => void;
}

/** When the client was last met, and what happened since, newest first. */
export function SinceSection(props: SinceSectionProps): JSX.Element {
  const { host, words, reading, subject, rows, isWide, self, onRetry } = props;
  const classes = useClasses(since);
  const who = ({ person }: TimelineEntry) =>
    person !== null && person.id !== self ? (
      <button type="button" className={classes.who} onClick={() => host.openRecord("contact", person.id)}>
        {person.name}
      </button>
    ) : null;
  return (
    <ReadingView
      reading={reading}
      words={words}
      onRetry={onRetry}
      loading={() => (
        <Skeleton
          label={words.say("Interest_Since_Loading")}
          rows={rows + 1}
          rowHeight={isWide ? 28 : 48}
          blocks={[1, 2, 5]}
        />
      )}
      empty={() => <></>}
      ready={(model) => (
        <>
          <p className={classes.met}>{metText(model, words)}</p>
          <p className={classes.count}>{sinceText(model, words)}</p>
          <ShortList
            key={subject}
            items={model.since.newest}
            shown={rows}
            words={words}
            label={words.say("Interest_Since")}
            row={(entry) => {
              const when = <span className={classes.when}>{words.day(entry.day, model.today)}</span>;
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
          />
          {model.since.signals > model.since.newest.length && (
            <p className={classes.note}>
              {words.say("Interest_Since_Newest", words.integer(model.since.newest.length))}
            </p>
          )}
          {model.missing.length > 0 && (
            <p className={classes.note}>
              {words.say(
                "Interest_Since_Missing",
                model.missing.map((key) => sourceText(key, words)).join(", "),
              )}
            </p>
          )}
        </>
      )}
    />
  );
}
