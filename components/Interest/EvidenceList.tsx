import { ActionButton, type IRawStyle, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";
import type { Client } from "../../dataverse/client";
import type { Evidence } from "../../dataverse/evidence";
import type { Host } from "../../dataverse/host";
import type { Day } from "../../domain/day";
import { halfLifeOf, worth } from "../../domain/interest";
import type { Policy } from "../../domain/policy";
import { named } from "../shared/named";
import { readingOf } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { Skeleton } from "../shared/Skeleton";
import { bareList, inLine, linkButton } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import { useFocusOfGone } from "../shared/useFocusOfGone";
import type { Words } from "../shared/words";
import type { InterestModel, TopicRow } from "./interestModel";
import { useEvidence } from "./useEvidence";

type Part = "list" | "narrow" | "wide" | "whoAndWhat" | "points" | "person" | "why";

const row: IRawStyle = { display: "grid", gap: "0 12px", padding: "4px 0" };

const evidence = (theme: Theme): Record<Part, IStyle> => ({
  list: [bareList, { fontSize: 12, lineHeight: 16, color: theme.semanticColors.bodySubtext }],
  narrow: { ...row, gridTemplateColumns: "1fr auto" },
  wide: { ...row, gridTemplateColumns: "88px minmax(96px, 1fr) minmax(0, 3fr) 112px" },
  whoAndWhat: { gridColumn: "1 / -1", overflowWrap: "anywhere" },
  points: { textAlign: "end", whiteSpace: "nowrap" },
  person: linkButton(theme),
  why: { fontSize: 12, lineHeight: 16, color: theme.semanticColors.bodySubtext, padding: "4px 0 8px" },
});

interface EvidenceListProps {
  readonly host: Host;
  readonly words: Words;
  readonly client: Client;
  readonly model: InterestModel;
  readonly topic: TopicRow;
  readonly isNarrow: boolean;
  /** Raised to read again. */
  readonly round: number;
}

/** Which signals make a topic's score: what, who, when, newest first; and how they add up. */
export function EvidenceList(props: EvidenceListProps): JSX.Element {
  const { host, words, client, model, topic, isNarrow, round } = props;
  const classes = useClasses(evidence);
  const place = React.useRef<HTMLDivElement>(null);
  const keptIn = useFocusOfGone(() => place.current);
  const { signals, isReading, isMore, failure, readMore } = useEvidence(
    host,
    client,
    topic.topic,
    model.window,
    round,
  );
  return (
    <div ref={place} tabIndex={-1} {...keptIn}>
      <ul role="list" className={classes.list} aria-label={words.say("Interest_Evidence", topic.name)}>
        {signals.map((signal) => {
          const when = <span>{signal.day === null ? "" : words.day(signal.day, model.today)}</span>;
          const who = <Who {...{ signal, client, host, words }} className={classes.person} />;
          const points = <Points signal={signal} model={model} words={words} className={classes.points} />;
          return isNarrow ? (
            <li key={signal.id} className={classes.narrow}>
              {when}
              {points}
              <span className={classes.whoAndWhat}>
                {who} {whatOf(signal)}
              </span>
            </li>
          ) : (
            <li key={signal.id} className={classes.wide}>
              {when}
              <span>{who}</span>
              <span>{whatOf(signal)}</span>
              {points}
            </li>
          );
        })}
      </ul>
      {isReading && signals.length === 0 && (
        <Skeleton
          label={words.say("Interest_Evidence_Loading")}
          rows={3}
          rowHeight={24}
          blocks={[1, 2, 4, 1]}
        />
      )}
      {failure && (
        <ReadingView
          reading={readingOf(failure)}
          words={words}
          onRetry={readMore}
          loading={nothing}
          empty={nothing}
          ready={nothing}
        />
      )}
      {isMore && (
        <ActionButton
          styles={inLine}
          text={words.say("Interest_Evidence_More")}
          disabled={isReading}
          allowDisabledFocus
          onClick={() => {
            if (!isReading) readMore();
          }}
        />
      )}
      <p className={classes.why}>
        {words.say(
          "Interest_Why",
          words.integer(model.policy.halfLifeDays),
          words.decimal(topic.score),
          words.integer(topic.index),
        )}
      </p>
    </div>
  );
}

function nothing(): JSX.Element {
  return <></>;
}

/** The kind and what is known beside it, without saying the kind twice. */
function whatOf({ kind, detail }: Evidence): string {
  if (detail === null) return kind;
  return detail.startsWith(kind) ? detail : `${kind} · ${detail}`;
}

interface WhoProps {
  readonly signal: Evidence;
  readonly client: Client;
  readonly host: Host;
  readonly words: Words;
  readonly className: string;
}

/** Whose signal it is, as a way to their record; nothing on their own form. */
function Who({ signal: { person }, client, host, words, className }: WhoProps): JSX.Element | null {
  if (person === null || (person.table === client.table && person.id === client.id)) return null;
  return (
    <button type="button" className={className} onClick={() => host.openRecord(person.table, person.id)}>
      {named(person.name, words)}
    </button>
  );
}

interface PointsProps {
  readonly signal: Evidence;
  readonly model: { readonly today: Day; readonly policy: Policy };
  readonly words: Words;
  readonly className: string;
}

/** What a signal counted when it happened, and what is left of it today. */
function Points({ signal, model, words, className }: PointsProps): JSX.Element {
  const given = words.signed(signal.points);
  const halfLife = halfLifeOf(signal.halfLifeDays, model.policy);
  const left =
    signal.day === null
      ? signal.points
      : worth(signal.points, Math.max(model.today - signal.day, 0), halfLife);
  const now = words.signed(left);
  return (
    <span className={className}>
      {now === given ? given : words.say("Interest_Evidence_Faded", given, now)}
    </span>
  );
}
