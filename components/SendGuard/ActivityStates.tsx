import * as React from "react";
import { createAsking } from "../../dataverse/askQuestion";
import { readActivityStates, type ActivityState } from "../../dataverse/guard/activityStates";
import { stateSince } from "../../domain/guard/staleness";
import { readingOf, type Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { SectionHead } from "../shared/SectionHead";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import { useClasses } from "../shared/useClasses";
import { useReading } from "../shared/useReading";
import { isNarrow } from "../shared/useWidth";
import type { Words } from "../shared/words";
import type { GuardViewHost } from "./guardHost";
import type { GuardModel } from "./guardModel";
import { guardStyles } from "./guardStyles";
import { stateKeys } from "./guardTexts";

const ROWS = 6;
const ROWS_WHEN_NARROW = 3;

interface ActivityStatesProps {
  readonly host: GuardViewHost;
  readonly words: Words;
  /** The campaign's own guard. */
  readonly model: GuardModel;
  readonly width: number;
}

/** The campaign's activities still to come, and how the guard stands with each: decisions are taken there. */
export function ActivityStates({ host, words, model, width }: ActivityStatesProps): JSX.Element {
  const classes = useClasses(guardStyles);
  const { at, policy } = model;
  const campaignId = model.subject.record.id;
  const [round, setRound] = React.useState(0);
  const reading = useReading<readonly ActivityState[], "none">(
    host,
    `activities of ${campaignId}`,
    // Read again with the campaign's own guard.
    at.getTime() + round,
    async (current, signal): Promise<Reading<readonly ActivityState[], "none">> => {
      const answer = await readActivityStates(createAsking(current, signal).ask, current, campaignId);
      if (!answer.ok) return readingOf(answer.failure);
      return answer.value.length === 0
        ? { kind: "empty", reason: "none" }
        : { kind: "ready", model: answer.value };
    },
  );
  return (
    <>
      <SectionHead title={words.say("SendGuard_Activities")} words={words} />
      <ReadingView
        reading={reading}
        words={words}
        onRetry={() => setRound(round + 1)}
        loading={() => (
          <Skeleton label={words.say("SendGuard_Loading")} rows={2} rowHeight={32} blocks={[4, 2]} />
        )}
        empty={() => <p className={classes.secondary}>{words.say("SendGuard_Activities_None")}</p>}
        ready={(activities) => (
          <ShortList
            items={activities}
            shown={isNarrow(width) ? ROWS_WHEN_NARROW : ROWS}
            words={words}
            label={words.say("SendGuard_Activities")}
            row={({ id, subject, day, state, checkedOn }) => (
              <li key={id} className={classes.item}>
                <div className={classes.line}>
                  <button
                    type="button"
                    className={classes.client}
                    onClick={() => host.openRecord("campaignactivity", id)}
                  >
                    {subject}
                  </button>
                  {day !== null && <span className={classes.secondary}>{words.date(day)}</span>}
                  <span>{words.say(stateKeys[stateSince(state, checkedOn, at, policy)])}</span>
                  {checkedOn !== null && (
                    <span className={classes.secondary}>
                      {words.say("SendGuard_LastCheck", words.moment(checkedOn))}
                    </span>
                  )}
                </div>
              </li>
            )}
          />
        )}
      />
    </>
  );
}
