import * as React from "react";
import type { Host } from "../../dataverse/host";
import { ListSection } from "../shared/ListSection";
import { Note } from "../shared/Note";
import type { Reading } from "../shared/reading";
import type { Words } from "../shared/words";
import type { DealsModel } from "./briefingModel";
import { DealItem } from "./DealItem";

interface DealsSectionProps {
  readonly host: Host;
  readonly words: Words;
  readonly reading: Reading<DealsModel, "noDeals">;
  readonly subject: string;
  readonly rows: number;
  readonly className: string;
  readonly onRetry: () => void;
}

/** What is on the table: the open deals, the nearest to being signed first; then those of the account above that protect it. */
export const DealsSection = React.memo(function DealsSection(props: DealsSectionProps): JSX.Element {
  const { host, words } = props;
  const none = <p>{words.say("Briefing_NoDeals")}</p>;
  return (
    <ListSection
      {...props}
      title={words.say("Briefing_Deals")}
      skeleton={{ label: words.say("Briefing_Deals_Loading"), rows: 3, rowHeight: 53, blocks: [4, 2] }}
      empty={() => none}
      above={({ deals, above }) => deals.length === 0 && above.length === 0 && none}
      items={({ deals, above }) => [...deals, ...above]}
      row={(deal, { today }) => <DealItem key={deal.id} {...{ host, words, deal, today }} />}
      below={({ isCut, isAboveCut, deals }) => (
        <>
          {isCut && <Note>{words.say("Briefing_Deals_Cut", words.integer(deals.length))}</Note>}
          {isAboveCut && <Note>{words.say("Briefing_Deals_AboveCut")}</Note>}
        </>
      )}
    />
  );
});
