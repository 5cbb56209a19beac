import * as React from "react";
import { createAsking } from "../../dataverse/askQuestion";
import { readWho, type Who } from "../../dataverse/guard/readWho";
import type { Found } from "../../domain/guard/check";
import { readingOf, type Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { Skeleton } from "../shared/Skeleton";
import { useClasses } from "../shared/useClasses";
import { useReading } from "../shared/useReading";
import type { Words } from "../shared/words";
import type { GuardViewHost } from "./guardHost";
import { checkedLists, type GuardModel } from "./guardModel";
import { guardStyles } from "./guardStyles";

interface WhoListProps {
  readonly host: GuardViewHost;
  readonly words: Words;
  readonly model: GuardModel;
  readonly found: Found;
}

/** Which members of the audience a deal or a hold reaches, by name; asked for when it is opened. */
export function WhoList({ host, words, model, found }: WhoListProps): JSX.Element {
  const classes = useClasses(guardStyles);
  const [round, setRound] = React.useState(0);
  const reading = useReading<readonly Who[]>(
    host,
    `who ${found.key}`,
    // Read again with every check.
    model.at.getTime() + round,
    async (current, signal): Promise<Reading<readonly Who[]>> => {
      const { askXml } = createAsking(current, signal);
      const answer = await readWho(askXml, checkedLists(model), found.reach);
      return answer.ok ? { kind: "ready", model: answer.value } : readingOf(answer.failure);
    },
  );
  return (
    <ReadingView
      reading={reading}
      words={words}
      onRetry={() => setRound(round + 1)}
      loading={() => (
        <Skeleton label={words.say("SendGuard_Who_Loading")} rows={1} rowHeight={24} blocks={[2, 2, 2]} />
      )}
      empty={() => <></>}
      ready={(who) => (
        <>
          {who.map(({ table, people, isCut }) => (
            <ul key={table} role="list" className={classes.who} aria-label={words.say("SendGuard_Who")}>
              {people.map(({ id, name }) => (
                <li key={id}>
                  <button type="button" className={classes.link} onClick={() => host.openRecord(table, id)}>
                    {name}
                  </button>
                </li>
              ))}
              {isCut && <li>{words.say("SendGuard_Who_More")}</li>}
            </ul>
          ))}
        </>
      )}
    />
  );
}
