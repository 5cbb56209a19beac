import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { RankedPerson } from "../../domain/people";
import { icons } from "../shared/icons";
import { Notice } from "../shared/Notice";
import type { Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import { linkButton, listRow, mark, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { PeopleModel } from "./peopleModel";
import { engagementText, partText, reachText, reasonText } from "./peopleTexts";

type Part = "item" | "name" | "title" | "more" | "best" | "star" | "mark" | "note";

const people = (theme: Theme): Record<Part, IStyle> => ({
  item: listRow(theme),
  name: [linkButton(theme), { fontWeight: 600, overflowWrap: "anywhere" }],
  title: { color: theme.semanticColors.bodySubtext },
  more: secondary(theme),
  best: { display: "flex", gap: 4, alignItems: "center", fontSize: 12, lineHeight: 16 },
  star: { display: "flex", color: theme.palette.themePrimary },
  mark: mark(theme),
  note: [secondary(theme), { padding: "8px 0 0" }],
});

/** People listed at most: more than that is a search, not a glance. */
const PEOPLE_AT_MOST = 25;

interface PeopleSectionProps {
  readonly host: Host;
  readonly words: Words;
  readonly reading: Reading<PeopleModel, "nobody">;
  /** Names whose list it is; another one is folded up again. */
  readonly subject: string;
  /** Rows shown at first, the best point of contact included. */
  readonly rows: number;
  readonly onRetry: () => void;
}

/** Who to talk to: the best point of contact first, with the reason; then the others, by standing. */
export function PeopleSection(props: PeopleSectionProps): JSX.Element {
  const { host, words, reading, subject, rows, onRetry } = props;
  const classes = useClasses(people);
  return (
    <ReadingView
      reading={reading}
      words={words}
      onRetry={onRetry}
      loading={() => (
        <Skeleton label={words.say("Interest_People_Loading")} rows={rows} rowHeight={69} blocks={[5, 3]} />
      )}
      empty={() => (
        <Notice
          icon="notice"
          title={words.say("Interest_NoContacts")}
          text={words.say("Interest_People_None")}
        />
      )}
      ready={(model) => {
        const { best, others, today } = model;
        const listed = [...(best === null ? [] : [best]), ...others];
        const left = listed.length - PEOPLE_AT_MOST;
        return (
          <>
            {best === null && listed.length > 1 && (
              <p className={classes.note}>{words.say("Interest_NobodyReachable")}</p>
            )}
            <ShortList
              key={subject}
              items={listed.slice(0, PEOPLE_AT_MOST)}
              shown={rows}
              words={words}
              label={words.say("Interest_Who")}
              row={(ranked: RankedPerson) => (
                <li key={ranked.person.id} className={classes.item}>
                  {ranked.person.id === best?.person.id && (
                    <p className={classes.best}>
                      <span className={classes.star}>{icons.star}</span>
                      <span className={classes.mark}>{words.say("Interest_Best")}</span>
                    </p>
                  )}
                  <p>
                    <button
                      type="button"
                      className={classes.name}
                      onClick={() => host.openRecord("contact", ranked.person.id)}
                    >
                      {ranked.person.name}
                    </button>
                    {ranked.person.jobTitle !== null && (
                      <span className={classes.title}>{` · ${ranked.person.jobTitle}`}</span>
                    )}
                  </p>
                  <p className={classes.more}>
                    {ranked.person.id === best?.person.id
                      ? reasonText(best.reason, today, words)
                      : [partText(ranked, words), engagementText(ranked, today, words)]
                          .filter(Boolean)
                          .join(" · ")}
                  </p>
                  <p className={classes.more}>{reachText(ranked.reach, words)}</p>
                </li>
              )}
            />
            {(left > 0 || model.isCut) && (
              <p className={classes.note}>
                {model.isCut ? words.say("Interest_People_Cut") : words.count("Interest_People_Left", left)}
              </p>
            )}
            {model.isPartly && <p className={classes.note}>{words.say("Interest_People_Partly")}</p>}
          </>
        );
      }}
    />
  );
}
