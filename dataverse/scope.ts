import type { MemberTable } from "../domain/guard/audience";
import type { Named } from "../domain/guard/protection";
import type { Row } from "./host";
import {
  all,
  either,
  type FilterItem,
  type QuestionCondition,
  type QuestionFilter,
  type QuestionLink,
  type Related,
} from "./question";
import { labelOf, textOf } from "./row";
import { activeSignals, type SignalsAsked, type SignalsMeant, type SignalsQuestion } from "./signals";

/** Alias under which the contact that a signal names is joined. */
const PERSON = "person";

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

/** Whether a row of contact is in scope, for a filter that stands in contact. */
export function isContactOf(scope: Scope): FilterItem {
  switch (scope.table) {
    case "account":
      return isAccountOf(scope, "parentcustomerid");
    case "contact":
      return { column: "contactid", operator: "eq", value: scope.id };
    case "opportunity":
      return either(
        isAccountOf(scope, "parentcustomerid"),
        theOpportunity(scope.id, "parentcontactid", "contactid"),
        theOpportunity(scope.id, "customerid", "contactid"),
      );
    case "lead":
      return never("contactid");
  }
}

/** That a row of contact has not left; on a contact's own form it stays the person that the form is about. */
export function isStillThere(scope: Scope): readonly QuestionCondition[] {
  return scope.table === "contact" ? [] : [{ column: "statecode", operator: "eq", value: 0 }];
}

/**
 * Whether a row of a list's members is one in scope, for a filter that stands in their table. A lead is its parent account's, and
 * its parent contact's, as for the guard.
 */
export function isMemberOf(scope: Scope, members: MemberTable): FilterItem {
  const isIn = {
    account: () => isAccountOf(scope, "accountid"),
    contact: () => isContactOf(scope),
    lead: () => {
      const isOfAccount = isAccountOf(scope, "parentaccountid");
      // Of a deal, the way to its account's contacts would take more links than a query may have.
      if (scope.table === "opportunity") return isOfAccount;
      return either(isOfAccount, namesContactOf(scope, "parentcontactid"));
    },
  };
  return isIn[members]();
}

/** The same of active rows: lists leave out inactive members when they are sent to, unless they say otherwise. */
export function isActiveMemberOf(scope: Scope, members: MemberTable): QuestionFilter {
  return all({ column: "statecode", operator: "eq", value: 0 }, isMemberOf(scope, members));
}

/** Whether the contact in a lookup column is in scope. */
export function namesContactOf(scope: Scope, column: string): FilterItem {
  if (scope.table === "contact") return { column, operator: "eq", value: scope.id };
  return { is: "any", table: "contact", from: "contactid", to: column, filter: all(isContactOf(scope)) };
}

/** Lookups of a deal to the account that it is with. */
export const toAccount = ["customerid", "parentaccountid"] as const;
/** Lookups of a deal to the contact that it is with. */
export const toContact = ["customerid", "parentcontactid"] as const;

/**
 * Whether a deal is with an account in scope or with one of its people.
 * @param others further ways in which a deal may be meant
 */
export function isDealOf(scope: Scope, ...others: readonly FilterItem[]): QuestionFilter {
  return united([
    ...toAccount.map((column) => isAccountOf(scope, column)),
    ...toContact.map((column) => namesContactOf(scope, column)),
    ...others,
  ]);
}

/** Whether a lookup column names the account right above an account. The guard goes as far, and no further. */
export function namesAccountAbove(accountId: string, column: string): Related {
  return { is: "any", ...isRightAbove(accountId, column) };
}

/**
 * Links from a row to the people of an account that it names, and to the account itself where it names the one right above it: of
 * each lookup column at most one row.
 */
export function linksTo(
  accountId: string,
  contactColumns: readonly string[],
  accountColumns: readonly string[],
): readonly QuestionLink[] {
  return [
    ...contactColumns.map((to): QuestionLink => ({
      ...{ table: "contact", from: "contactid", to, type: "outer", alias: `person_${to}` },
      columns: [{ name: "parentcustomerid" }],
      filter: all({ column: "parentcustomerid", operator: "eq", value: accountId }),
    })),
    ...accountColumns.map((to): QuestionLink => ({
      ...{ type: "outer", alias: `below_${to}`, columns: [{ name: "parentaccountid" }] },
      ...isRightAbove(accountId, to),
    })),
  ];
}

/** The account right above, where a row with such links names it. */
export function aboveIn(row: Row, accountColumns: readonly string[]): Named | null {
  const [above] = accountColumns.flatMap((to) => {
    const column = `below_${to}.parentaccountid`;
    const id = textOf(row, column);
    return id === null ? [] : { id, name: labelOf(row, column) ?? "" };
  });
  return above ?? null;
}

function isRightAbove(accountId: string, column: string) {
  return {
    table: "account",
    from: "parentaccountid",
    to: column,
    filter: all({ column: "accountid", operator: "eq", value: accountId }),
  } as const;
}

/**
 * Which signals are in scope. A signal belongs to the account that it names, else to its contact's account, never to
 * both; to a contact, a lead and an opportunity's own contact belong those that name them.
 */
function signalsMeant(scope: Scope): SignalsMeant {
  switch (scope.table) {
    case "contact":
      return { filter: { column: "ent_contactid", operator: "eq", value: scope.id } };
    case "lead":
      return { filter: { column: "ent_leadid", operator: "eq", value: scope.id } };
    case "account":
      if (scope.withBelow)
        return { filter: united(ofItsAccount(scope, namesContactOf(scope, "ent_contactid"))) };
      return {
        filter: united(
          ofItsAccount(scope, { of: PERSON, column: "parentcustomerid", operator: "eq", value: scope.id }),
        ),
        links: [{ table: "contact", from: "contactid", to: "ent_contactid", type: "outer", alias: PERSON }],
      };
    case "opportunity":
      return {
        filter: united([
          ...ofItsAccount(scope, namesContactOf(scope, "ent_contactid")),
          theOpportunity(scope.id, "parentcontactid", "ent_contactid"),
          theOpportunity(scope.id, "customerid", "ent_contactid"),
        ]),
      };
  }
}

/** The signals that name the account; those that name none, and are a contact's of it. */
function ofItsAccount(scope: Scope, isOfItsContact: FilterItem): readonly FilterItem[] {
  return [
    isAccountOf(scope, "ent_accountid"),
    all({ column: "ent_accountid", operator: "null" }, isOfItsContact),
  ];
}

function united(ways: readonly FilterItem[]): QuestionFilter {
  return { ...either(...ways), hint: "union" };
}

/** Active signals in scope over some days. */
export function signalsIn(scope: Scope, asked: SignalsAsked): SignalsQuestion {
  return activeSignals(signalsMeant(scope), asked);
}
