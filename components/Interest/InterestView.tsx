import { Toggle, type IStyle } from "@fluentui/react";
import * as React from "react";
import { createAsking } from "../../dataverse/askQuestion";
import { isPerson, type Client } from "../../dataverse/client";
import { openInterest } from "../../dataverse/interestAnswers";
import type { ClientOnForm } from "../shared/clientOnForm";
import { ForClient } from "../shared/ForClient";
import type { FormHost } from "../shared/formHost";
import { Frame } from "../shared/Frame";
import { OfflineNotice } from "../shared/OfflineNotice";
import { SectionHead } from "../shared/SectionHead";
import { useAnswers } from "../shared/useAnswers";
import { useClasses } from "../shared/useClasses";
import { useSaved } from "../shared/useSaved";
import { isNarrow } from "../shared/useWidth";
import { wordsOf, type Words } from "../shared/words";
import { InterestSection } from "./InterestSection";
import { PeopleSection } from "./PeopleSection";
import { SinceSection } from "./SinceSection";
import { useInterestReadings } from "./useInterestReadings";

const TOPICS = 8;
const ROWS = 5;
const ROWS_WHEN_NARROW = 3;
/** Two columns from here on. */
const TWO_COLUMNS = 800;
const GAP = 32;
/** Each happening on one line from here on. */
const WIDE_LINES = 480;

/** What may change interests when another component saves it. */
const tables = ["ent_interaction", "ent_fieldnote"];

interface InterestViewProps {
  readonly host: FormHost;
  readonly onForm: ClientOnForm;
}

/** The Interest component: a client's interests on the client's form. */
export function InterestView({ host, onForm }: InterestViewProps): JSX.Element {
  const words = wordsOf(host);
  const [round, setRound] = React.useState(0);
  const readAgain = React.useCallback(() => setRound((before) => before + 1), []);
  return (
    <Frame host={host} name="Interest">
      {(width) => (
        <ForClient onForm={onForm} words={words}>
          {(client) => (
            <ClientInterest
              key={client.id}
              {...{ host, words, client, width, round }}
              onReadAgain={readAgain}
            />
          )}
        </ForClient>
      )}
    </Frame>
  );
}

const interest = (): Record<"columns" | "stacked" | "column" | "below", IStyle> => ({
  columns: { display: "flex", gap: GAP, paddingTop: 16 },
  stacked: { display: "flex", flexDirection: "column", gap: 16, paddingTop: 16 },
  column: { flex: "1 1 0", minWidth: 0 },
  below: { marginBottom: 4 },
});

interface ClientInterestProps {
  readonly host: FormHost;
  readonly words: Words;
  readonly client: Client;
  readonly width: number;
  readonly round: number;
  readonly onReadAgain: () => void;
}

function ClientInterest(props: ClientInterestProps): JSX.Element {
  const { host, words, width, round, onReadAgain } = props;
  const classes = useClasses(interest);
  const [withBelow, setWithBelow] = React.useState(false);
  const { table, id } = props.client;
  const client = React.useMemo<Client>(
    () => (withBelow ? { table, id, withBelow } : { table, id }),
    [table, id, withBelow],
  );
  // With the companies below it, what is another account's may be shown here.
  useSaved(tables, withBelow ? null : client, host.closed, onReadAgain);
  const subject = `${table} ${id} ${withBelow ? "and below" : "alone"}`;
  const { answers, isAsked, isOffline, parts } = useAnswers(
    host,
    subject,
    round,
    (signal, onAnswered, rest) =>
      openInterest(createAsking(host, signal).ask, host, host.definitions, client, signal, {
        onAnswered,
        rest,
      }),
  );
  const { interests, people, since } = useInterestReadings(answers, client, isOffline);
  const isTwoColumns = width <= 0 || width >= TWO_COLUMNS;
  const columnWidth = isTwoColumns && width > 0 ? (width - GAP) / 2 : width;
  const common = {
    ...{ host, words, subject },
    rows: isNarrow(width) ? ROWS_WHEN_NARROW : ROWS,
    self: isPerson(client) ? id : undefined,
    className: classes.column,
    onRetry: onReadAgain,
  };
  // Asked first, drawn then: the answers are on their way meanwhile.
  if (!isAsked) return <></>;
  const isUnread = isOffline && Object.keys(answers).length === 0;
  return (
    <div>
      <section aria-label={words.say("Interest_Title")}>
        <SectionHead title={words.say("Interest_Title")} words={words} onRefresh={onReadAgain} />
        {table === "account" && (
          <Toggle
            inlineLabel
            label={words.say("Interest_WithBelow")}
            checked={withBelow}
            onChange={(_, isOn) => setWithBelow(isOn === true)}
            className={classes.below}
          />
        )}
        {isUnread ? (
          <OfflineNotice words={words} />
        ) : (
          <InterestSection
            key={subject}
            {...{ host, words, client, width, round, parts }}
            reading={interests}
            rows={TOPICS}
            onRetry={onReadAgain}
          />
        )}
      </section>
      {!isUnread && (
        <div className={isTwoColumns ? classes.columns : classes.stacked}>
          <SinceSection {...common} reading={since} isWide={columnWidth <= 0 || columnWidth >= WIDE_LINES} />
          <PeopleSection {...common} reading={people} />
        </div>
      )}
    </div>
  );
}
