import * as React from "react";
import type { GuardedList } from "../../domain/guard/audience";
import { icons } from "../shared/icons";
import { Skeleton } from "../shared/Skeleton";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { guardStyles } from "./guardStyles";

/** Lists that are named; the others are counted. */
const NAMED = 3;

interface CheckingProps {
  readonly words: Words;
  /** Null until they are known. */
  readonly lists: readonly GuardedList[] | null;
}

/** What is being checked, in the place that the verdict will have. */
export function Checking({ words, lists }: CheckingProps): JSX.Element {
  const classes = useClasses(guardStyles);
  const isKnown = lists !== null && lists.length > 0;
  return (
    <>
      <div className={classes.head} aria-busy={!isKnown}>
        <span aria-hidden="true">{icons.notice}</span>
        <p role="status" className={classes.headText} dir="auto">
          {isKnown ? words.say("SendGuard_Checking", namesOf(lists, words)) : "\u00a0"}
        </p>
      </div>
      <Skeleton label={words.say("SendGuard_Loading")} rows={3} rowHeight={56} blocks={[3, 4, 2]} />
    </>
  );
}

function namesOf(lists: readonly GuardedList[], words: Words): string {
  const names = lists
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join(", ");
  return lists.length > NAMED ? `${names}, ${words.count("Shared_AndMore", lists.length - NAMED)}` : names;
}
