import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import { webAddress } from "../../domain/talkingPoints";
import type { FormHost } from "../shared/formHost";
import { icons } from "../shared/icons";
import type { Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import { linkButton, listRow, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { TalkingPointsModel } from "./briefingModel";

type Part = "item" | "title" | "message" | "for" | "asset";

const points = (theme: Theme): Record<Part, IStyle> => ({
  item: listRow(theme),
  title: { fontWeight: 600, overflowWrap: "anywhere" },
  message: { overflowWrap: "anywhere", whiteSpace: "pre-line" },
  for: [secondary(theme), { paddingBottom: 4 }],
  asset: [linkButton(theme), { display: "inline-flex", alignItems: "center", gap: 4 }],
});

interface TalkingPointsSectionProps {
  readonly host: FormHost;
  readonly words: Words;
  readonly reading: Reading<TalkingPointsModel, "noPoints">;
  readonly subject: string;
  readonly rows: number;
  readonly onRetry: () => void;
}

/** What to say: marketing's talking points for the deal's stage and the top interests. */
export function TalkingPointsSection(props: TalkingPointsSectionProps): JSX.Element {
  const { host, words, reading, subject, rows, onRetry } = props;
  const classes = useClasses(points);
  return (
    <ReadingView
      reading={reading}
      words={words}
      onRetry={onRetry}
      loading={() => (
        <Skeleton label={words.say("Briefing_Say_Loading")} rows={2} rowHeight={76} blocks={[1]} />
      )}
      empty={() => <p>{words.say("Briefing_Say_None")}</p>}
      ready={({ chosen, stageName, topicName }) => {
        const chosenFor = [stageName, topicName].filter(Boolean).join(" × ");
        return (
          <>
            {chosenFor !== "" && <p className={classes.for}>{words.say("Briefing_Say_For", chosenFor)}</p>}
            <ShortList
              key={subject}
              items={chosen}
              shown={rows}
              words={words}
              label={words.say("Briefing_Say")}
              row={({ point }) => {
                const address = webAddress(point.assetUrl);
                return (
                  <li key={point.id} className={classes.item}>
                    <p className={classes.title}>{point.title}</p>
                    <p className={classes.message}>{point.message}</p>
                    {address !== null && (
                      <button type="button" className={classes.asset} onClick={() => host.openLink(address)}>
                        {words.say("Briefing_Say_Asset")}
                        {icons.link}
                      </button>
                    )}
                  </li>
                );
              }}
            />
          </>
        );
      }}
    />
  );
}
