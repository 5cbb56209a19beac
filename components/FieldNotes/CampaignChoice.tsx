import * as React from "react";
import { MOST_CAMPAIGNS, readCampaigns } from "../../dataverse/answerNote";
import { createAsking } from "../../dataverse/askQuestion";
import { readingOf, type Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { useClasses } from "../shared/useClasses";
import { useReading } from "../shared/useReading";
import type { Words } from "../shared/words";
import type { NoteHost } from "./noteHost";
import { noteStyles } from "./noteStyles";

export interface Campaign {
  readonly id: string;
  readonly name: string;
}

interface CampaignChoiceProps {
  readonly host: NoteHost;
  readonly words: Words;
  /** It counts only where it is among those to choose from. */
  readonly chosen: Campaign | null;
  readonly isDisabled: boolean;
  readonly onChoose: (campaign: Campaign | null) => void;
  /** Told as soon as there is something to choose from, and what. */
  readonly onRead: (choice: HTMLElement, campaigns: readonly Campaign[]) => void;
}

/** The campaign in which a note was used; or why there is none to choose. */
export function CampaignChoice(props: CampaignChoiceProps): JSX.Element {
  const { host, words, chosen, isDisabled, onChoose, onRead } = props;
  const classes = useClasses(noteStyles);
  const [round, setRound] = React.useState(0);
  const reading = useReading<readonly Campaign[], "none">(
    host,
    "campaigns",
    round,
    async (current, signal): Promise<Reading<readonly Campaign[], "none">> => {
      const answer = await readCampaigns(createAsking(current, signal).ask);
      if (!answer.ok) return readingOf(answer.failure);
      return answer.value.length === 0
        ? { kind: "empty", reason: "none" }
        : { kind: "ready", model: answer.value };
    },
  );
  const choice = React.useRef<HTMLSelectElement>(null);
  const latest = React.useRef(onRead);
  React.useLayoutEffect(() => {
    latest.current = onRead;
  });
  const read = reading.kind === "ready" ? reading.model : null;
  React.useLayoutEffect(() => {
    if (read !== null && choice.current !== null) latest.current(choice.current, read);
  }, [read]);
  return (
    <ReadingView
      reading={reading}
      words={words}
      onRetry={() => setRound(round + 1)}
      loading={() => (
        <span role="status" className={classes.secondary}>
          {words.say("FieldNotes_Campaigns_Loading")}
        </span>
      )}
      empty={() => (
        <span role="status" className={classes.secondary}>
          {words.say("FieldNotes_Campaigns_None")}
        </span>
      )}
      ready={(campaigns) => {
        const isThere = campaigns.some(({ id }) => id === chosen?.id);
        return (
          <>
            <label className={classes.label}>
              <span className={classes.secondary}>{words.say("FieldNotes_Campaign")}</span>
              <select
                ref={choice}
                className={classes.field}
                value={isThere ? chosen?.id : ""}
                disabled={isDisabled}
                onChange={({ target }) => onChoose(campaigns.find(({ id }) => id === target.value) ?? null)}
              >
                <option value="">{words.say("FieldNotes_Campaign_Choose")}</option>
                {campaigns.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            {chosen !== null && !isThere && (
              <span role="status" className={classes.secondary}>
                {words.say("FieldNotes_Campaign_Gone", chosen.name)}
              </span>
            )}
            {campaigns.length >= MOST_CAMPAIGNS && (
              <span className={classes.secondary}>
                {words.say("FieldNotes_Campaigns_Cut", words.integer(MOST_CAMPAIGNS))}
              </span>
            )}
          </>
        );
      }}
    />
  );
}
