import type { Ask } from "./ask";
import { success, type Answer } from "./attempt";
import type { Client } from "./client";
import { and, type Condition, type Fetch } from "./fetchXml";
import { numberOf } from "./row";

/** Contacts of a client, and how many of them have refused bulk email or web tracking. */
export interface Consent {
  readonly contacts: number;
  readonly refused: number;
}

/** How many active contacts there are, by what they have refused. Rows: at most nine. */
export function consentQuestion(client: Client, hasTrackingColumn: boolean): Fetch {
  return {
    table: "contact",
    aggregate: true,
    columns: [
      { name: "contactid", aggregate: "count", alias: "contacts" },
      { name: "donotbulkemail", groupBy: true, alias: "nobulkemail" },
      ...(hasTrackingColumn
        ? [{ name: "msdyn_disablewebtracking", groupBy: true, alias: "notracking" }]
        : []),
    ],
    filter: and({ column: "statecode", operator: "eq", value: 0 }, contactsOf(client)),
  };
}

function contactsOf(client: Client): Condition {
  switch (client.table) {
    case "account":
      return { column: "parentcustomerid", operator: "eq", value: client.id };
    case "contact":
      return { column: "contactid", operator: "eq", value: client.id };
  }
}

/**
 * Who has refused to be followed: their silence says nothing. One request; a second where the organisation has no
 * column for web tracking, which comes with a Microsoft solution that not everyone has.
 */
export async function readConsent(ask: Ask, client: Client): Promise<Answer<Consent>> {
  let answer = await ask(consentQuestion(client, true));
  if (!answer.ok && answer.failure.kind === "noSuchColumn") {
    answer = await ask(consentQuestion(client, false));
  }
  if (!answer.ok) return answer;

  let contacts = 0;
  let refused = 0;
  for (const row of answer.value) {
    const count = numberOf(row, "contacts") ?? 0;
    contacts += count;
    if (isYes(row.nobulkemail) || isYes(row.notracking)) refused += count;
  }
  return success({ contacts, refused });
}

/** A grouped yes/no column comes as a boolean or as its number. */
function isYes(value: unknown): boolean {
  return value === true || value === 1;
}
