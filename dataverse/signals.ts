import { isoDate, type Day } from "../domain/day";
import { all, either, type FilterItem, type Question, type QuestionLink } from "./question";

/** A question about signals (rows of `ent_interaction`), without its columns. */
export type SignalsQuestion = Pick<Question, "table" | "filter" | "links">;

/** Alias under which the signals' kind is joined. Every signal has one; its weight stands there. */
export const KIND = "kind";
const PERSON = "person";

export interface SignalsAsked {
  /** Days of the user's time zone, both included; no first day: from the beginning. */
  readonly days: { readonly first?: Day; readonly last: Day };
  /** One topic only. */
  readonly topic?: string;
  /** Columns wanted of the kind. */
  readonly ofKind?: QuestionLink["columns"];
}

/** A client whose signals are found without looking beyond their own account. */
export interface NearClient {
  readonly table: "account" | "contact";
  readonly id: string;
}

/** Active signals of a client over some days. */
export function signalsOf(client: NearClient, { days, topic, ofKind }: SignalsAsked): SignalsQuestion {
  const conditions: FilterItem[] = [{ column: "statecode", operator: "eq", value: 0 }];
  // The service knows where the days of the user's time zone begin and end.
  if (days.first !== undefined) {
    conditions.push({ column: "ent_occurredon", operator: "on-or-after", value: isoDate(days.first) });
  }
  conditions.push({ column: "ent_occurredon", operator: "on-or-before", value: isoDate(days.last) });
  if (topic !== undefined) conditions.push({ column: "ent_topicid", operator: "eq", value: topic });

  const belonging = belongingTo(client);
  return {
    table: "ent_interaction",
    filter: all(...conditions, belonging.filter),
    links: [
      {
        table: "ent_interactionkind",
        from: "ent_interactionkindid",
        to: "ent_kindid",
        type: "inner",
        alias: KIND,
        columns: ofKind,
      },
      ...belonging.links,
    ],
  };
}

/**
 * Which signals are a client's. A signal belongs to the account that it names, else to its contact's parent
 * account, never to both; to a contact belong those that name it.
 */
function belongingTo(client: NearClient): {
  readonly filter: FilterItem;
  readonly links: readonly QuestionLink[];
} {
  switch (client.table) {
    case "account":
      return {
        filter: {
          ...either(
            { column: "ent_accountid", operator: "eq", value: client.id },
            all(
              { column: "ent_accountid", operator: "null" },
              { of: PERSON, column: "parentcustomerid", operator: "eq", value: client.id },
            ),
          ),
          hint: "union",
        },
        links: [{ table: "contact", from: "contactid", to: "ent_contactid", type: "outer", alias: PERSON }],
      };
    case "contact":
      return { filter: { column: "ent_contactid", operator: "eq", value: client.id }, links: [] };
  }
}
