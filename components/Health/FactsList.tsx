import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import { secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import { useShortened } from "../shared/useShortened";
import type { Words } from "../shared/words";

const facts = (theme: Theme): Record<"title" | "list" | "row" | "label" | "value", IStyle> => ({
  title: { margin: 0, fontSize: 14, lineHeight: 20, fontWeight: 600, paddingBottom: 4 },
  list: { margin: 0 },
  row: {
    display: "flex",
    justifyContent: "space-between",
    gap: 12,
    padding: "3px 0",
    borderBottom: `1px solid ${theme.semanticColors.bodyDivider}`,
  },
  label: { overflowWrap: "anywhere", minWidth: 0 },
  value: [secondary(theme), { margin: 0, textAlign: "end", lineHeight: 20 }],
});

interface FactsListProps {
  readonly title: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly words: Words;
  /** Rows shown before the others are asked for; all where absent. */
  readonly shown?: number;
  /** Said where there are no rows. */
  readonly none?: string;
}

/** What was found, line by line: its name, and how it is. */
export function FactsList({ title, rows, words, shown = rows.length, none }: FactsListProps): JSX.Element {
  const classes = useClasses(facts);
  const { visible, toggle } = useShortened(rows, shown, words);
  return (
    <div>
      <h4 className={classes.title}>{title}</h4>
      {rows.length === 0 && none !== undefined ? (
        <p>{none}</p>
      ) : (
        <dl className={classes.list}>
          {visible.map(([label, value]) => (
            <div key={label} className={classes.row}>
              <dt className={classes.label}>{label}</dt>
              <dd className={classes.value}>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {toggle}
    </div>
  );
}
