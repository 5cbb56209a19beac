import { isoDate } from "../domain/day";
import {
  all,
  either,
  type FilterItem,
  type Question,
  type QuestionCondition,
  type Related,
} from "./question";
import { KIND, signalsOf, type SignalsAsked } from "./signals";

/**
 * Whom a component on a form is about: an account, with or without the companies below it; a contact; a lead; an
 * opportunity, which stands for its account, its account's contacts and its own contact.
 */
export type Scope =
  | { readonly table: "account"; readonly id: string; readonly withBelow?: boolean }
  | { readonly table: "contact" | "lead" | "opportunity"; readonly id: string };

/** Holds for no row: no record has this id. */
function never(column: string): QuestionCondition {
  return { column, operator: "eq", value: "00000000-0000-0000-0000-000000000000" };
}

/** The opportunity itself, looked for by one of its lookups. */
function theOpportunity(
  id: string,
  from: "parentaccountid" | "parentcontactid" | "customerid",
  to: string,
): Related {
  return {
    is: "any",
    table: "opportunity",
    from,
    to,
    filter: all({ column: "opportunityid", operator: "eq", value: id }),
  };
}

/**
 * Whether the account in a lookup column is in scope.
 * @param column a lookup to account, or to customer, of the table that the filter stands in
 */
export function isAccountOf(scope: Scope, column: string): FilterItem {
  switch (scope.table) {
    case "account":
      if (!scope.withBelow) return { column, operator: "eq", value: scope.id };
      return {
        is: "any",
        table: "account",
        from: "accountid",
        to: column,
        filter: all({ column: "accountid", operator: "eq-or-under", value: scope.id }),
      };
    case "opportunity":
      // An opportunity names its account twice; imported ones sometimes only as the customer.
      return either(
        theOpportunity(scope.id, "parentaccountid", column),
        theOpportunity(scope.id, "customerid", column),
      );
    case "contact":
    case "lead":
      return never(column);
  }
}

/**
 * Whether a row of contact is in scope, for a filter that stands in contact.
 * @param key the column with the contact's own id
 */
export function isContactOf(scope: Scope, key = "contactid"): FilterItem {
  switch (scope.table) {
    case "account":
      return isAccountOf(scope, "parentcustomerid");
    case "contact":
      return { column: key, operator: "eq", value: scope.id };
    case "opportunity":
      return either(
        isAccountOf(scope, "parentcustomerid"),
        theOpportunity(scope.id, "parentcontactid", key),
        theOpportunity(scope.id, "customerid", key),
      );
    case "lead":
      return never(key);
  }
}

/** Whether the contact in a lookup column is in scope. */
export function namesContactOf(scope: Scope, column: string): FilterItem {
  if (scope.table === "contact") return { column, operator: "eq", value: scope.id };
  if (scope.table === "lead") return never(column);
  return { is: "any", table: "contact", from: "contactid", to: column, filter: all(isContactOf(scope)) };
}

/**
 * Whether a row of `ent_interaction` is in scope. A signal belongs to the account that it names, else to its
 * contact's account, never to both; to a contact, a lead and an opportunity's own contact belong those that name them.
 */
function isSignalOf(scope: Scope): FilterItem {
  const ofAccount = [
    isAccountOf(scope, "ent_accountid"),
    all({ column: "ent_accountid", operator: "null" }, namesContactOf(scope, "ent_contactid")),
  ];
  switch (scope.table) {
    case "account":
      return { ...either(...ofAccount), hint: "union" };
    case "contact":
      return { column: "ent_contactid", operator: "eq", value: scope.id };
    case "lead":
      return { column: "ent_leadid", operator: "eq", value: scope.id };
    case "opportunity":
      return {
        ...either(
          ...ofAccount,
          theOpportunity(scope.id, "parentcontactid", "ent_contactid"),
          theOpportunity(scope.id, "customerid", "ent_contactid"),
        ),
        hint: "union",
      };
  }
}

/** Active signals in scope over some days, as `signalsOf` has them for one client. */
export function signalsIn(
  scope: Scope,
  asked: Pick<SignalsAsked, "days" | "ofKind">,
): Pick<Question, "table" | "filter" | "links"> {
  if (scope.table === "contact" || (scope.table === "account" && !scope.withBelow)) {
    return signalsOf({ table: scope.table, id: scope.id }, asked);
  }
  const { days, ofKind } = asked;
  return {
    table: "ent_interaction",
    filter: all(
      { column: "statecode", operator: "eq", value: 0 },
      ...(days.first === undefined
        ? []
        : ([{ column: "ent_occurredon", operator: "on-or-after", value: isoDate(days.first) }] as const)),
      { column: "ent_occurredon", operator: "on-or-before", value: isoDate(days.last) },
      isSignalOf(scope),
    ),
    links: [
      {
        table: "ent_interactionkind",
        from: "ent_interactionkindid",
        to: "ent_kindid",
        type: "inner",
        alias: KIND,
        columns: ofKind,
      },
    ],
  };
}
