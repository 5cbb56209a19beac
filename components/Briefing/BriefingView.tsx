import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import { readAccountName } from "../../dataverse/accountName";
import { createAsk } from "../../dataverse/ask";
import type { Client } from "../../dataverse/client";
import type { Host } from "../../dataverse/host";
import { defaultPolicy } from "../../domain/policy";
import { InterestSection } from "../Interest/InterestSection";
import type { ClientOnForm } from "../shared/clientOnForm";
import { ForClient } from "../shared/ForClient";
import { Frame } from "../shared/Frame";
import { readingOf, type Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { RefreshButton, SectionHead } from "../shared/SectionHead";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import { useClasses } from "../shared/useClasses";
import { useReading } from "../shared/useReading";
import { useSaved } from "../shared/useSaved";
import { isNarrow } from "../shared/useWidth";
import { wordsOf, type Words } from "../shared/words";
import { DealItem } from "./DealItem";
import { readDealsModel, type DealsModel } from "./dealsModel";
import { headlineText } from "./dealTexts";

/** Two columns from here on. */
const TWO_COLUMNS = 800;
const GAP = 32;
/** Holds a line's place until its text is there. */
const GAP_OF_A_LINE = "\u00a0";
const INTEREST_SHARE = 0.6;
const ROWS = 5;
const ROWS_WHEN_NARROW = 3;

interface BriefingViewProps {
  readonly host: Host;
  readonly onForm: ClientOnForm;
}

/** The Briefing: what to know about a client before meeting them. */
export function BriefingView({ host, onForm }: BriefingViewProps): JSX.Element {
  const words = wordsOf(host);
  const [round, setRound] = React.useState(0);
  const readAgain = React.useCallback(() => setRound((before) => before + 1), []);
  useSaved(["ent_interaction", "opportunity"], host.closed, readAgain);
  return (
    <Frame host={host} name="Briefing">
      {(width) => (
        <ForClient onForm={accountOnly(onForm)} words={words}>
          {(client) => <AccountBriefing {...{ host, words, client, width, round }} onReadAgain={readAgain} />}
        </ForClient>
      )}
    </Frame>
  );
}

function accountOnly(onForm: ClientOnForm): ClientOnForm {
  return onForm.kind === "client" && onForm.client.table !== "account" ? { kind: "otherTable" } : onForm;
}

const briefing = (
  theme: Theme,
): Record<"head" | "name" | "headline" | "columns" | "stacked" | "interest" | "deals" | "note", IStyle> => ({
  head: {
    display: "flex",
    alignItems: "flex-start",
    justifyContent: "space-between",
    gap: 8,
    paddingBottom: 12,
  },
  name: { fontSize: 20, lineHeight: 28, fontWeight: 600, overflowWrap: "anywhere" },
  headline: { overflowWrap: "anywhere" },
  columns: { display: "flex", gap: GAP },
  stacked: { display: "flex", flexDirection: "column", gap: 16 },
  interest: { flex: INTEREST_SHARE, minWidth: 0 },
  deals: { flex: 1 - INTEREST_SHARE, minWidth: 0 },
  note: { fontSize: 12, lineHeight: 16, color: theme.semanticColors.bodySubtext, padding: "8px 0 0" },
});

interface AccountBriefingProps {
  readonly host: Host;
  readonly words: Words;
  readonly client: Client;
  readonly width: number;
  readonly round: number;
  readonly onReadAgain: () => void;
}

function AccountBriefing(props: AccountBriefingProps): JSX.Element {
  const { host, words, client, width, round, onReadAgain } = props;
  const classes = useClasses(briefing);
  const name = useReading<string>(host, `name of ${client.id}`, round, async (current, signal) => {
    const answer = await readAccountName(current, client.id, signal);
    return answer.ok ? { kind: "ready", model: answer.value } : readingOf(answer.failure);
  });
  const deals = useReading<DealsModel, "noDeals">(host, `deals of ${client.id}`, round, (current, signal) =>
    readDealsModel(createAsk(current, signal), current, client.id, defaultPolicy),
  );
  const isTwoColumns = width <= 0 || width >= TWO_COLUMNS;
  const interestWidth = width > 0 && isTwoColumns ? Math.floor((width - GAP) * INTEREST_SHARE) : width;
  return (
    <section>
      <div className={classes.head}>
        <div>
          <Heading name={name} words={words} className={classes.name} />
          {deals.kind === "loading" && <p className={classes.headline}>{GAP_OF_A_LINE}</p>}
          {deals.kind === "empty" && <p className={classes.headline}>{words.say("Briefing_NoOpenDeal")}</p>}
          {deals.kind === "ready" && (
            <p className={classes.headline}>{headlineText(deals.model.headline, deals.model.today, words)}</p>
          )}
        </div>
        <RefreshButton words={words} onRefresh={onReadAgain} />
      </div>
      <div className={isTwoColumns ? classes.columns : classes.stacked}>
        <section className={classes.interest}>
          <SectionHead title={words.say("Interest_Title")} words={words} />
          <InterestSection
            {...{ host, words, client, round }}
            width={interestWidth}
            rows={ROWS}
            onRetry={onReadAgain}
          />
        </section>
        <section className={classes.deals}>
          <SectionHead title={words.say("Briefing_Deals")} words={words} />
          <ReadingView
            reading={deals}
            words={words}
            onRetry={onReadAgain}
            loading={() => (
              <Skeleton label={words.say("Briefing_Deals_Loading")} rows={3} rowHeight={53} blocks={[4, 2]} />
            )}
            empty={() => <p>{words.say("Briefing_NoDeals")}</p>}
            ready={(model) => (
              <>
                <ShortList
                  key={client.id}
                  items={model.deals}
                  shown={isNarrow(width) ? ROWS_WHEN_NARROW : ROWS}
                  words={words}
                  label={words.say("Briefing_Deals")}
                  row={(deal) => (
                    <DealItem key={deal.id} host={host} words={words} deal={deal} today={model.today} />
                  )}
                />
                {model.isCut && (
                  <p className={classes.note}>
                    {words.say("Briefing_Deals_Cut", words.integer(model.deals.length))}
                  </p>
                )}
              </>
            )}
          />
        </section>
      </div>
    </section>
  );
}

/** The client's name; a gap of its size until it is known, and a plain word where it cannot be read. */
function Heading(props: {
  readonly name: Reading<string>;
  readonly words: Words;
  readonly className: string;
}): JSX.Element {
  const { name, words, className } = props;
  switch (name.kind) {
    case "ready":
      return <h2 className={className}>{name.model}</h2>;
    case "loading":
      return (
        <div className={className} aria-busy="true">
          {GAP_OF_A_LINE}
        </div>
      );
    case "empty":
    case "offline":
    case "noPrivilege":
    case "failed":
      return <h2 className={className}>{words.say("Briefing_Account")}</h2>;
  }
}
