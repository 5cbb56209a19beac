import { ActionButton, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { ComingSend } from "../../domain/comingSends";
import type { Day } from "../../domain/day";
import { ListSection } from "../shared/ListSection";
import { named } from "../shared/named";
import { Note } from "../shared/Note";
import type { Reading } from "../shared/reading";
import { ShortList } from "../shared/ShortList";
import { heardOnly, inLine, linkButton, listRow, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { SendsModel } from "./briefingModel";
import { notCountedText, peopleText, sendText } from "./sendTexts";

type Part = "item" | "line" | "name" | "people" | "more" | "head" | "heard";

const sendStyles = (theme: Theme): Record<Part, IStyle> => ({
  item: listRow(theme),
  line: { display: "flex", flexWrap: "wrap", justifyContent: "space-between", gap: "0 12px" },
  name: [linkButton(theme), { fontWeight: 600, overflowWrap: "anywhere" }],
  people: { marginInlineStart: "auto", textAlign: "end" },
  more: secondary(theme),
  head: { padding: "8px 0 0", fontWeight: 600, fontSize: 12, lineHeight: 16 },
  heard: heardOnly,
});

interface SendsSectionProps {
  readonly host: Host;
  readonly words: Words;
  readonly reading: Reading<SendsModel, "noSends">;
  readonly subject: string;
  readonly rows: number;
  /** Whether lists are being asked about on demand. */
  readonly isAsking: boolean;
  /** Whether lists have been asked about on demand. */
  readonly isAsked: boolean;
  readonly onAskOthers: () => void;
  /** Asks marketing to leave the client alone; null for who may not. */
  readonly onHold: (() => void) | null;
  readonly className: string;
  readonly onRetry: () => void;
}

/** What marketing is about to send to this account and its people: what, when, to how many. */
export const SendsSection = React.memo(function SendsSection(props: SendsSectionProps): JSX.Element {
  const { host, words, reading, subject, rows, isAsking, isAsked, onAskOthers, onHold } = props;
  const classes = useClasses(sendStyles);
  const item = (send: ComingSend, { today }: SendsModel) => (
    <SendItem key={send.activity.id} {...{ host, words, send, today }} />
  );
  return (
    <ListSection
      {...props}
      title={words.say("Briefing_Sends")}
      action={
        <>
          {onHold !== null && (
            <ActionButton styles={inLine} text={words.say("Shared_Hold_Title")} onClick={onHold} />
          )}
          <span aria-live="polite" className={classes.heard}>
            {isAsked && !isAsking && outcomeText(reading, words)}
          </span>
        </>
      }
      skeleton={{ label: words.say("Briefing_Sends_Loading"), rows: 2, rowHeight: 53, blocks: [4, 2] }}
      empty={() => <p>{words.say("Briefing_Sends_None")}</p>}
      above={({ sends }) => sends.length === 0 && <p>{words.say("Briefing_Sends_NoneKnown")}</p>}
      items={({ sends }) => sends}
      row={item}
      below={(model) => (
        <>
          {model.unknown.length > 0 && (
            <>
              <p className={classes.head}>{words.say("Briefing_Sends_Unknown")}</p>
              <ShortList
                key={`unknown ${subject}`}
                items={model.unknown}
                shown={rows}
                words={words}
                label={words.say("Briefing_Sends_Unknown")}
                row={(send) => item(send, model)}
              />
            </>
          )}
          {model.notAsked.length > 0 && (
            <>
              <Note>{words.count("Briefing_Sends_NotAsked", model.notAsked.length)}</Note>
              <ActionButton
                styles={inLine}
                text={words.say("Briefing_Sends_Ask")}
                disabled={isAsking}
                allowDisabledFocus
                onClick={() => {
                  if (!isAsking) onAskOthers();
                }}
              />
            </>
          )}
          {model.isCut && <Note>{words.say("Briefing_Sends_Cut")}</Note>}
        </>
      )}
    />
  );
});

/** What came of asking on demand: the button that asked is gone by then, and what it brought stands among the others. */
function outcomeText(reading: Reading<SendsModel, "noSends">, words: Words): string {
  if (reading.kind === "empty") return words.say("Briefing_Sends_None");
  if (reading.kind !== "ready") return "";
  const { sends } = reading.model;
  return sends.length === 0
    ? words.say("Briefing_Sends_NoneKnown")
    : words.count("Briefing_Sends_Asked", sends.length);
}

interface SendItemProps {
  readonly host: Host;
  readonly words: Words;
  readonly send: ComingSend;
  readonly today: Day;
}

function SendItem({ host, words, send, today }: SendItemProps): JSX.Element {
  const classes = useClasses(sendStyles);
  const { activity, people, toAccount, notCounted } = send;
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.name}
          onClick={() => host.openRecord("campaignactivity", activity.id)}
        >
          {named(activity.subject, words)}
        </button>
        {(people.atMost > 0 || toAccount) && (
          <span className={classes.people}>{peopleText(send, words)}</span>
        )}
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
