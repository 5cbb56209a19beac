import type { IStyle } from "@fluentui/react";
import * as React from "react";
import { openBriefing } from "../../dataverse/briefing";
import type { Client } from "../../dataverse/client";
import type { Deal } from "../../dataverse/deals";
import { InterestSection } from "../Interest/InterestSection";
import { PeopleSection } from "../Interest/PeopleSection";
import { SinceSection } from "../Interest/SinceSection";
import type { ClientOnForm } from "../shared/clientOnForm";
import { ForClient } from "../shared/ForClient";
import { Frame } from "../shared/Frame";
import { wantNote } from "../shared/noteWanted";
import { OfflineNotice } from "../shared/OfflineNotice";
import { SectionHead } from "../shared/SectionHead";
import { useAnswers } from "../shared/useAnswers";
import { useClasses } from "../shared/useClasses";
import { useSaved } from "../shared/useSaved";
import { isNarrow } from "../shared/useWidth";
import { wordsOf, type Words } from "../shared/words";
import type { BriefingHost } from "./briefingHost";
import { DealsSection } from "./DealsSection";
import { HoldsPart } from "./HoldsPart";
import { HeadButtons } from "./HeadButtons";
import { HeadlineView } from "./HeadlineView";
import { NotesSection } from "./NotesSection";
import { SendsSection } from "./SendsSection";
import { takeAlongOf } from "./takeAlongOf";
import { TalkingPointsSection } from "./TalkingPointsSection";
import { useOnDemand } from "./useOnDemand";
import { useReadings } from "./useReadings";

/** Columns from here on. */
const COLUMNS = 800;
/** Each happening on one line from here on. */
const WIDE_LINES = 480;
const GAP = 32;
const TOPICS = 3;
const ROWS = 3;

const noDeals: readonly Deal[] = [];

/** What may change a briefing when another component saves it. */
const tables = ["ent_interaction", "ent_fieldnote", "ent_hold", "opportunity"];

interface BriefingViewProps {
  readonly host: BriefingHost;
  readonly onForm: ClientOnForm;
}

/** The Briefing: what to know about a client before meeting them. */
export function BriefingView({ host, onForm }: BriefingViewProps): JSX.Element {
  const words = wordsOf(host);
  const [round, setRound] = React.useState(0);
  const readAgain = React.useCallback(() => setRound((before) => before + 1), []);
  useSaved(tables, onForm.kind === "client" ? onForm.client : null, host.closed, readAgain);
  return (
    <Frame host={host} name="Briefing">
      {(width) => (
        <ForClient onForm={accountOnly(onForm)} words={words}>
          {(client) => (
            <AccountBriefing
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

function accountOnly(onForm: ClientOnForm): ClientOnForm {
  return onForm.kind === "client" && onForm.client.table !== "account" ? { kind: "otherTable" } : onForm;
}

const briefing = (): Record<"columns" | "stacked" | "column", IStyle> => ({
  columns: { display: "flex", gap: GAP, paddingTop: 16 },
  stacked: { display: "flex", flexDirection: "column", gap: 16, paddingTop: 16 },
  column: { flex: "1 1 0", minWidth: 0 },
});

interface AccountBriefingProps {
  readonly host: BriefingHost;
  readonly words: Words;
  readonly client: Client;
  readonly width: number;
  readonly round: number;
  readonly onReadAgain: () => void;
}

function AccountBriefing(props: AccountBriefingProps): JSX.Element {
  const { host, words, client, width, round, onReadAgain } = props;
  const classes = useClasses(briefing);
  const subject = client.id;
  const { answers, isAsked, isDone, isOffline, parts } = useAnswers(
    host,
    subject,
    round,
    (signal, onAnswered, rest) =>
      openBriefing(host, host.definitions, client.id, signal, { onAnswered, rest }),
  );
  const onDemand = useOnDemand(`${subject} ${round}`, host.closed);

  const [isHolding, setIsHolding] = React.useState(false);
  const mayHold = host.may("create", "ent_hold");
  const hold = React.useCallback(() => setIsHolding(true), []);
  const letGo = React.useCallback(() => setIsHolding(false), []);
  // As the component that has the box does: without one, the button would do nothing.
  const mayNote = host.may("create", "ent_fieldnote");
  const addNote = React.useCallback(() => wantNote(client.id), [client.id]);

  const readings = useReadings(answers, onDemand.counts, client, isOffline);
  const { headline, deals, interests, people, since, points, notes, holds, sends } = readings;

  const isColumns = width <= 0 || width >= COLUMNS;
  const third = isColumns && width > 0 ? Math.floor((width - 2 * GAP) / 3) : width;
  // Not for a deal of its people: a hold that waits for one keeps back whoever that is with, too.
  const heldUntil = React.useMemo(
    () => (deals.kind === "ready" ? deals.model.deals.filter(({ customer }) => customer === null) : noDeals),
    [deals],
  );
  const { countOn, dynamicLists } = answers;
  const { ask } = onDemand;
  const askOthers = React.useCallback(() => {
    if (sends.kind !== "ready") return;
    const queries = dynamicLists?.ok ? dynamicLists.value.queries : new Map<string, string>();
    ask(sends.model.notAsked, (list) =>
      countOn === undefined
        ? Promise.resolve({ kind: "failed" })
        : countOn(queries.get(list.id) ?? null, list),
    );
  }, [sends, dynamicLists, ask, countOn]);
  const page = () =>
    takeAlongOf(
      {
        name: (answers.name?.ok && answers.name.value) || words.say("Briefing_Account"),
        ...readings,
      },
      words.date(answers.today ?? 0),
      host.userName,
      words,
    );
  const toggleHold = React.useCallback(() => setIsHolding((before) => !before), []);
  const common = { host, words, subject, rows: ROWS, className: classes.column, onRetry: onReadAgain };
  const columns = isColumns ? classes.columns : classes.stacked;
  // Asked first, drawn then: the answers are on their way meanwhile.
  if (!isAsked) return <></>;
  if (isOffline && Object.keys(answers).length === 0) return <OfflineNotice words={words} />;
  return (
    <section>
      <HeadlineView
        model={headline}
        fallback={isDone || isOffline ? words.say("Briefing_Account") : null}
        words={words}
        isNarrow={isNarrow(width)}
      >
        <HeadButtons
          {...{ host, words, isHolding }}
          page={isDone ? page : null}
          onHold={mayHold ? toggleHold : null}
          onRefresh={onReadAgain}
        />
      </HeadlineView>
      <HoldsPart
        {...{ host, words, isHolding }}
        reading={holds}
        accountId={client.id}
        deals={heldUntil}
        today={answers.today ?? 0}
        rows={ROWS}
        onDone={letGo}
      />
      <div className={columns}>
        <section className={classes.column} aria-label={words.say("Interest_Title")}>
          <SectionHead title={words.say("Interest_Title")} words={words} />
          <InterestSection
            {...{ host, words, client, round, parts }}
            reading={interests}
            width={third}
            rows={TOPICS}
            onRetry={onReadAgain}
          />
        </section>
        <PeopleSection {...common} reading={people} />
        <DealsSection {...common} reading={deals} />
      </div>
      <div className={classes.stacked}>
        <SinceSection
          {...common}
          reading={since}
          rows={isNarrow(width) ? ROWS : ROWS + 1}
          isWide={width <= 0 || width >= WIDE_LINES}
        />
      </div>
      <div className={columns}>
        <TalkingPointsSection {...common} reading={points} />
        <NotesSection {...common} reading={notes} onAdd={mayNote ? addNote : null} />
        <SendsSection
          {...common}
          reading={sends}
          isAsking={onDemand.isAsking}
          isAsked={onDemand.counts.size > 0}
          onAskOthers={askOthers}
          onHold={mayHold ? hold : null}
        />
      </div>
    </section>
  );
}
