import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { ClientOnForm } from "../shared/clientOnForm";
import { ForClient } from "../shared/ForClient";
import { Frame } from "../shared/Frame";
import { SectionHead } from "../shared/SectionHead";
import { useSaved } from "../shared/useSaved";
import { wordsOf } from "../shared/words";
import { InterestSection } from "./InterestSection";

const ROWS = 8;

interface InterestViewProps {
  readonly host: Host;
  readonly onForm: ClientOnForm;
}

/** The Interest component: a client's interests on the client's form. */
export function InterestView({ host, onForm }: InterestViewProps): JSX.Element {
  const words = wordsOf(host);
  const [round, setRound] = React.useState(0);
  const readAgain = React.useCallback(() => setRound((before) => before + 1), []);
  useSaved(["ent_interaction"], host.closed, readAgain);
  return (
    <Frame host={host} name="Interest">
      {(width) => (
        <ForClient onForm={onForm} words={words}>
          {(client) => (
            <section>
              <SectionHead title={words.say("Interest_Title")} words={words} onRefresh={readAgain} />
              <InterestSection
                host={host}
                words={words}
                client={client}
                width={width}
                rows={ROWS}
                round={round}
                onRetry={readAgain}
              />
            </section>
          )}
        </ForClient>
      )}
    </Frame>
  );
}
