import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import { webAddress } from "../../domain/talkingPoints";
import type { FormHost } from "../shared/formHost";
import { ListSection } from "../shared/ListSection";
import type { Reading } from "../shared/reading";
import { linkButton, listRow, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { briefingIcons } from "./briefingIcons";
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
  readonly className: string;
  readonly onRetry: () => void;
}

/** What to say: marketing's talking points for the deal's stage and the top interests. */
export const TalkingPointsSection = React.memo(function TalkingPointsSection(
  props: TalkingPointsSectionProps,
): JSX.Element {
  const { host, words } = props;
  const classes = useClasses(points);
  return (
    <ListSection
      {...props}
      title={words.say("Briefing_Say")}
      skeleton={{ label: words.say("Briefing_Say_Loading"), rows: 2, rowHeight: 76, blocks: [1] }}
      empty={() => <p>{words.say("Briefing_Say_None")}</p>}
      above={({ stageName, topicName }) => {
        const chosenFor = [stageName, topicName].filter(Boolean).join(" × ");
        return chosenFor !== "" && <p className={classes.for}>{words.say("Briefing_Say_For", chosenFor)}</p>;
      }}
      items={({ chosen }) => chosen}
      row={({ point }) => {
        const address = webAddress(point.assetUrl);
        return (
          <li key={point.id} className={classes.item}>
            <p className={classes.title}>{point.title}</p>
            <p className={classes.message}>{point.message}</p>
            {address !== null && (
              <button type="button" className={classes.asset} onClick={() => host.openLink(address)}>
                {words.say("Briefing_Say_Asset")}
                {briefingIcons.link}
              </button>
            )}
          </li>
        );
      }}
    />
  );
});
