import type { Person } from "../../domain/people";
import { ROWS_AN_ANSWER } from "../ask";
import { isAbsence } from "../absence";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import { all, type Question } from "../question";
import { textOf } from "../row";
import { whoIsMeant } from "../people";
import { isStillThere, type Scope } from "../scope";
import { isPresent, type KnownTables, type TableDefinitions } from "./present";

/** Where Customer Insights - Journeys keeps consent: by address, without a relationship to contact. */
const CONSENT = "msdynmkt_contactpointconsent4";
const EMAIL = 534_120_000;
const FOR_A_PURPOSE = 534_120_000;
const OPTED_OUT = 534_120_002;

/**
 * Contacts in scope, whoever else has spoken for it, or the lead itself, whose e-mail address is opted out of a purpose. An opt-out of
 * one topic alone is not counted: it is no refusal to be written to.
 */
export function optOutsQuestion(scope: Scope): Question {
  const isLead = scope.table === "lead";
  return {
    table: isLead ? "lead" : "contact",
    distinct: true,
    columns: [{ name: isLead ? "leadid" : "contactid" }],
    filter: isLead
      ? all({ column: "leadid", operator: "eq", value: scope.id })
      : all(...isStillThere(scope), whoIsMeant(scope, null)),
    links: [
      {
        table: CONSENT,
        from: "msdynmkt_contactpointvalue",
        to: "emailaddress1",
        type: "inner",
        alias: "consent",
        filter: all(
          { column: "msdynmkt_contactpointtype", operator: "eq", value: EMAIL },
          { column: "msdynmkt_contactpointconsenttype", operator: "eq", value: FOR_A_PURPOSE },
          { column: "msdynmkt_value", operator: "eq", value: OPTED_OUT },
          { column: "statecode", operator: "eq", value: 0 },
        ),
      },
    ],
  };
}

/** Who is opted out, as far as one answer holds them. */
export interface OptOuts {
  readonly ids: ReadonlySet<string>;
  /** Whether there are more: of whoever is not among these, nothing is known. */
  readonly isCut: boolean;
}

/** Who is opted out; null where the organisation keeps no such consent, or this user may not read it. */
export async function readOptOuts(
  ask: AskQuestion,
  definitions: TableDefinitions,
  scope: Scope,
  known?: KnownTables,
): Promise<Answer<OptOuts | null>> {
  const present = await isPresent(definitions, CONSENT, known);
  if (!present.ok) return present;
  if (!present.value) return success(null);
  const answer = await ask(optOutsQuestion(scope));
  if (!answer.ok) return isAbsence(answer.failure) ? success(null) : answer;
  const ids = answer.value.flatMap((row) => textOf(row, "contactid") ?? textOf(row, "leadid") ?? []);
  return success({ ids: new Set(ids), isCut: answer.value.length >= ROWS_AN_ANSWER });
}

/** The people with what is known of their opt-outs. */
export function withOptOuts<P extends Person>(people: readonly P[], optOuts: OptOuts | null): readonly P[] {
  if (optOuts === null) return people;
  const { ids, isCut } = optOuts;
  return people.map((person) => ({
    ...person,
    objections: { ...person.objections, optedOut: ids.has(person.id) || (isCut ? null : false) },
  }));
}
