import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { Client } from "../../dataverse/client";
import type { Host } from "../../dataverse/host";
import type { Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import type { Parts } from "../shared/useAnswers";
import { useClasses } from "../shared/useClasses";
import { useFocusOfGone } from "../shared/useFocusOfGone";
import type { Words } from "../shared/words";
import { FollowingNote } from "./FollowingNote";
import type { InterestModel, Silence } from "./interestModel";
import { SilenceNotice } from "./SilenceNotice";
import { saysFollowing } from "./silenceTexts";
import { layoutFor, rowHeights, TopicItem } from "./TopicItem";

const sectionStyles = (theme: Theme): Record<"note", IStyle> => ({
  note: { fontSize: 12, lineHeight: 16, color: theme.semanticColors.bodySubtext, padding: "8px 4px 0" },
});

/** Rows shown at first where there is little room. */
const ROWS_WHEN_NARROW = 3;

interface InterestSectionProps {
  readonly host: Host;
  readonly words: Words;
  readonly client: Client;
  readonly reading: Reading<InterestModel, Silence>;
  /** How far a long history has been added up. */
  readonly parts?: Parts;
  /** Width to draw in, 0 when unknown. */
  readonly width: number;
  /** Rows shown at first where there is room. */
  readonly rows: number;
  /** Raised to read again. */
  readonly round: number;
  readonly onRetry: () => void;
}

/** What a client is interested in, most of all first. */
export const InterestSection = React.memo(function InterestSection(props: InterestSectionProps): JSX.Element {
  const { host, words, client, reading, parts, width, round, onRetry } = props;
  const classes = useClasses(sectionStyles);
  const layout = layoutFor(width);
  const rows = layout === "narrow" ? ROWS_WHEN_NARROW : props.rows;
  const section = React.useRef<HTMLDivElement>(null);
  const keptIn = useFocusOfGone(() => section.current);
  const defaults = <p className={classes.note}>{words.say("Interest_DefaultPolicy")}</p>;
  return (
    <div ref={section} tabIndex={-1} {...keptIn}>
      <ReadingView
        reading={reading}
        words={words}
        onRetry={onRetry}
        loading={() => {
          const isLong = parts !== undefined && parts.asked > ORDINARY_REQUESTS;
          return (
            <Skeleton
              label={
                isLong
                  ? words.say("Interest_AddingUp", words.integer(parts.answered), words.integer(parts.asked))
                  : words.say("Interest_Loading")
              }
              isLabelShown={isLong}
              rows={rows}
              rowHeight={rowHeights[layout]}
              blocks={[3, 5, 1, 2, 4]}
            />
          );
        }}
        empty={(silence) => (
          <>
            <SilenceNotice silence={silence} table={client.table} words={words} />
            {!saysFollowing(silence) && (
              <FollowingNote following={silence.following} table={client.table} words={words} />
            )}
            {silence.isDefaultPolicy && defaults}
          </>
        )}
        ready={(model) => (
          <>
            {model.cold !== null && (
              <p className={classes.note}>
                {words.count("Interest_Cold", model.cold.days, words.date(model.cold.lastDay))}
              </p>
            )}
            <ShortList
              key={client.id}
              items={model.topics}
              shown={rows}
              words={words}
              label={words.say("Interest_Title")}
              row={(topic) => (
                <TopicItem
                  key={topic.topic}
                  host={host}
                  words={words}
                  client={client}
                  model={model}
                  topic={topic}
                  layout={layout}
                  round={round}
                />
              )}
            />
            {model.withoutTopic > 0 && (
              <p className={classes.note}>{words.count("Interest_WithoutTopic", model.withoutTopic)}</p>
            )}
            <FollowingNote following={model.following} table={client.table} words={words} />
            {model.isDefaultPolicy && defaults}
          </>
        )}
      />
    </div>
  );
});

/** Requests that the ranking takes where nothing has to be read in parts. */
const ORDINARY_REQUESTS = 2;
