import { isoDate, type Day } from "../domain/day";
import { all, type FilterItem, type Question, type QuestionLink } from "./question";

/** A question about signals (rows of `ent_interaction`), without its columns. */
export type SignalsQuestion = Required<Pick<Question, "table" | "filter" | "links">>;

/** Alias under which the signals' kind is joined. Every signal has one; its weight stands there. */
export const KIND = "kind";

export interface SignalsAsked {
  /** Days of the user's time zone, both included; no first day: from the beginning. */
  readonly days: { readonly first?: Day; readonly last: Day };
  /** Columns wanted of the kind. */
  readonly ofKind?: QuestionLink["columns"];
}

/** Which signals are meant, and what has to be joined to tell. */
export interface SignalsMeant {
  readonly filter: FilterItem;
  readonly links?: readonly QuestionLink[];
}

/** Active signals over some days. */
export function activeSignals(
  { filter, links = [] }: SignalsMeant,
  { days, ofKind }: SignalsAsked,
): SignalsQuestion {
  const conditions: FilterItem[] = [{ column: "statecode", operator: "eq", value: 0 }];
  // The service knows where the days of the user's time zone begin and end.
  if (days.first !== undefined) {
    conditions.push({ column: "ent_occurredon", operator: "on-or-after", value: isoDate(days.first) });
  }
  conditions.push({ column: "ent_occurredon", operator: "on-or-before", value: isoDate(days.last) });
  return {
    table: "ent_interaction",
    filter: all(...conditions, filter),
    links: [
      {
        table: "ent_interactionkind",
        from: "ent_interactionkindid",
        to: "ent_kindid",
        type: "inner",
        alias: KIND,
        columns: ofKind,
      },
      ...links,
    ],
  };
}
