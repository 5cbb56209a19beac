import * as React from "react";
import type { Reading } from "./reading";
import { ReadingView } from "./ReadingView";
import { SectionHead } from "./SectionHead";
import { ShortList } from "./ShortList";
import { Skeleton, type SkeletonProps } from "./Skeleton";
import { useFocusOfGone } from "./useFocusOfGone";
import type { Words } from "./words";

interface ListSectionProps<T, Item, Empty> {
  readonly title: string;
  readonly words: Words;
  readonly reading: Reading<T, Empty>;
  /** Names whose list it is; another one is folded up again. */
  readonly subject: string;
  /** Rows shown at first. */
  readonly rows: number;
  readonly onRetry: () => void;
  /** The shape of what comes. */
  readonly skeleton: SkeletonProps;
  readonly empty: (reason: Empty) => JSX.Element;
  readonly items: (model: T) => readonly Item[];
  /** Renders one `li`. */
  readonly row: (item: Item, model: T) => JSX.Element;
  readonly above?: (model: T) => React.ReactNode;
  readonly below?: (model: T) => React.ReactNode;
  /** Beside the title. */
  readonly action?: React.ReactNode;
  readonly className?: string;
}

/** A section that is being read, could not be, has nothing, or shows a list: the first rows, the others on demand. */
export function ListSection<T, Item, Empty = never>(props: ListSectionProps<T, Item, Empty>): JSX.Element {
  const { title, words, reading, subject, rows, onRetry, skeleton, empty, items, row } = props;
  const section = React.useRef<HTMLElement>(null);
  const keptIn = useFocusOfGone(() => section.current);
  return (
    <section ref={section} tabIndex={-1} className={props.className} aria-label={title} {...keptIn}>
      <SectionHead title={title} words={words}>
        {props.action}
      </SectionHead>
      <ReadingView
        reading={reading}
        words={words}
        onRetry={onRetry}
        loading={() => <Skeleton {...skeleton} />}
        empty={empty}
        ready={(model) => {
          const listed = items(model);
          return (
            <>
              {props.above?.(model)}
              {listed.length > 0 && (
                <ShortList
                  key={subject}
                  items={listed}
                  shown={rows}
                  words={words}
                  label={title}
                  row={(item) => row(item, model)}
                />
              )}
              {props.below?.(model)}
            </>
          );
        }}
      />
    </section>
  );
}
