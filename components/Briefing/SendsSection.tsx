import { ActionButton, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { ComingSend } from "../../domain/comingSends";
import type { Day } from "../../domain/day";
import type { Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import { inLine, linkButton, listRow, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { SendsModel } from "./briefingModel";
import { notCountedText, peopleText, sendText } from "./sendTexts";

type Part = "item" | "line" | "name" | "people" | "more" | "note" | "head";

const sendStyles = (theme: Theme): Record<Part, IStyle> => ({
  item: listRow(theme),
  line: { display: "flex", flexWrap: "wrap", justifyContent: "space-between", gap: "0 12px" },
  name: [linkButton(theme), { fontWeight: 600, overflowWrap: "anywhere" }],
  people: { marginInlineStart: "auto", whiteSpace: "nowrap" },
  more: secondary(theme),
  note: [secondary(theme), { padding: "8px 0 0" }],
  head: { padding: "8px 0 0", fontWeight: 600, fontSize: 12, lineHeight: 16 },
});

interface SendsSectionProps {
  readonly host: Host;
  readonly words: Words;
  readonly reading: Reading<SendsModel, "noSends">;
  readonly subject: string;
  readonly rows: number;
  /** Whether lists are being asked about on demand. */
  readonly isAsking: boolean;
  readonly onAskOthers: () => void;
  readonly onRetry: () => void;
}

/** What marketing is about to send to this account's contacts: what, when, to how many. */
export function SendsSection(props: SendsSectionProps): JSX.Element {
  const { host, words, reading, subject, rows, isAsking, onAskOthers, onRetry } = props;
  const classes = useClasses(sendStyles);
  return (
    <ReadingView
      reading={reading}
      words={words}
      onRetry={onRetry}
      loading={() => (
        <Skeleton label={words.say("Briefing_Sends_Loading")} rows={2} rowHeight={53} blocks={[4, 2]} />
      )}
      empty={() => <p>{words.say("Briefing_Sends_None")}</p>}
      ready={(model) => {
        const item = (send: ComingSend) => (
          <SendItem key={send.activity.id} {...{ host, words, send }} today={model.today} />
        );
        return (
          <>
            {model.sends.length === 0 ? (
              <p>{words.say("Briefing_Sends_NoneKnown")}</p>
            ) : (
              <ShortList
                key={subject}
                items={model.sends}
                shown={rows}
                words={words}
                label={words.say("Briefing_Sends")}
                row={item}
              />
            )}
            {model.unknown.length > 0 && (
              <>
                <p className={classes.head}>{words.say("Briefing_Sends_Unknown")}</p>
                <ShortList
                  key={`unknown ${subject}`}
                  items={model.unknown}
                  shown={rows}
                  words={words}
                  label={words.say("Briefing_Sends_Unknown")}
                  row={item}
                />
              </>
            )}
            {model.notAsked.length > 0 && (
              <>
                <p className={classes.note}>
                  {words.count("Briefing_Sends_NotAsked", model.notAsked.length)}
                </p>
                <ActionButton
                  styles={inLine}
                  text={words.say("Briefing_Sends_Ask")}
                  disabled={isAsking}
                  onClick={onAskOthers}
                />
              </>
            )}
            {model.isCut && <p className={classes.note}>{words.say("Briefing_Sends_Cut")}</p>}
          </>
        );
      }}
    />
  );
}

interface SendItemProps {
  readonly host: Host;
  readonly words: Words;
  readonly send: ComingSend;
  readonly today: Day;
}

function SendItem({ host, words, send, today }: SendItemProps): JSX.Element {
  const classes = useClasses(sendStyles);
  const { activity, people, notCounted } = send;
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.name}
          onClick={() => host.openRecord("campaignactivity", activity.id)}
        >
          {activity.subject}
        </button>
        {people.atMost > 0 && <span className={classes.people}>{peopleText(send, words)}</span>}
      </div>
      <p className={classes.more}>
        {[activity.day === today ? words.say("Shared_Today") : words.date(activity.day), sendText(send)]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {notCounted.map(({ list, why }) => (
        <p key={list.id} className={classes.more}>
          {words.say("Briefing_Sends_NotCounted", list.name, notCountedText(why, words))}
        </p>
      ))}
    </li>
  );
}
