import { isoDate, type Day } from "../domain/day";
import type { Person } from "../domain/people";
import type { Days } from "./askInParts";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import type { Row } from "./host";
import { askWithOptional, type OptionalColumns } from "./optionalColumns";
import { all, either, type FilterItem, type Question, type QuestionFilter } from "./question";
import { numberOf, textOf } from "./row";
import { isAccountOf, isContactOf, isStillThere, type Scope } from "./scope";

/** Connection roles of this category are a deal's stakeholders. */
const STAKEHOLDER = 1000;

/** Come with Sales Insights, and with marketing; not everyone has them. */
export const optionalContactColumns = ["msdyn_decisioninfluencetag", "msdyn_disablewebtracking"] as const;

/** What is read of a person, be it a contact or a lead. */
export const personColumns = [
  ...["fullname", "jobtitle"],
  ...["donotemail", "donotbulkemail", "donotphone", "donotpostalmail", "donotsendmm", "followemail"],
  ...["emailaddress1", "telephone1", "mobilephone"],
];

const columns = ["contactid", "statecode", "accountrolecode", ...personColumns];

/**
 * Rows read at most: a contact for each of its connections. About 1.1 KB a row, 60 bytes compressed. Of larger
 * companies, those whom somebody has touched lately come; whoever is engaged beside them is asked for by id.
 */
export const MOST_PEOPLE_ROWS = 1500;

/** Which accounts one is the primary contact of here: another account's is none of this one's, nor of this deal's. */
function primaryOfWhich(scope: Scope): QuestionFilter | undefined {
  switch (scope.table) {
    case "account":
      return all({ column: "accountid", operator: scope.withBelow ? "eq-or-under" : "eq", value: scope.id });
    case "opportunity":
      return all(isAccountOf(scope, "accountid"));
    case "contact":
    case "lead":
      return undefined;
  }
}

/** In which of the open deals somebody's part counts: on a deal's own form in that one, elsewhere in any. */
function inWhichDeal({ table, id }: Scope): readonly FilterItem[] {
  return table === "opportunity" ? [{ column: "opportunityid", operator: "eq", value: id }] : [];
}

function peopleQuestion(
  scope: Scope,
  which: FilterItem,
  more: readonly string[],
  { withStakeholders }: { readonly withStakeholders: boolean },
): Question {
  return {
    table: "contact",
    count: MOST_PEOPLE_ROWS,
    page: 1,
    columns: [...columns, ...more].map((name) => ({ name })),
    filter: all(...isStillThere(scope), which),
    orders: [{ by: "modifiedon", descending: true }, { by: "contactid" }],
    links: [
      {
        table: "account",
        from: "primarycontactid",
        to: "contactid",
        type: "outer",
        alias: "primaryof",
        columns: [{ name: "accountid" }],
        filter: primaryOfWhich(scope),
      },
      ...(withStakeholders
        ? ([
            {
              table: "connection",
              from: "record1id",
              to: "contactid",
              type: "outer",
              alias: "stake",
              filter: all(
                { column: "statecode", operator: "eq", value: 0 },
                { column: "record1roleid", operator: "not-null" },
              ),
              links: [
                {
                  table: "connectionrole",
                  from: "connectionroleid",
                  to: "record1roleid",
                  type: "outer",
                  alias: "role",
                  columns: [{ name: "name" }],
                  filter: all({ column: "category", operator: "eq", value: STAKEHOLDER }),
                },
                {
                  table: "opportunity",
                  from: "opportunityid",
                  to: "record2id",
                  type: "outer",
                  alias: "deal",
                  columns: [{ name: "opportunityid" }],
                  filter: all({ column: "statecode", operator: "eq", value: 0 }, ...inWhichDeal(scope)),
                },
              ],
            },
          ] as const)
        : []),
    ],
  };
}

/**
 * Everybody in scope, and whoever has spoken for an account of it without being one of its contacts.
 * @param since the day from which on they have; null for whenever it was
 */
export function whoIsMeant(scope: Scope, since: Day | null): FilterItem {
  if (scope.table !== "account") return isContactOf(scope);
  const spokeForIt: FilterItem = {
    is: "any",
    table: "ent_interaction",
    from: "ent_contactid",
    to: "contactid",
    filter: all(
      isAccountOf(scope, "ent_accountid"),
      { column: "statecode", operator: "eq", value: 0 },
      ...(since === null
        ? []
        : ([{ column: "ent_occurredon", operator: "on-or-after", value: isoDate(since) }] as const)),
    ),
  };
  return { ...either(isContactOf(scope), spokeForIt), hint: "union" };
}

export interface PeopleRead {
  readonly people: readonly Person[];
  /** Whether there may be more than those read. */
  readonly isCut: boolean;
}

/**
 * The people of a scope. One request; one more, once a page, for each column that the organisation does not have, and
 * one where this user may not read connections or opportunities: stakeholders are then not known as such.
 */
export function readPeople(
  ask: AskQuestion,
  scope: Scope,
  days: Days | null,
  known?: OptionalColumns,
): Promise<Answer<PeopleRead>> {
  return read(ask, scope, days === null ? isContactOf(scope) : whoIsMeant(scope, days.first), known);
}

/**
 * People by id: for those engaged ones of a very large account whom `readPeople` had to leave out. One request.
 * @param ids at most 200, so that the question fits the address of a request
 */
export function readPeopleById(
  ask: AskQuestion,
  scope: Scope,
  ids: readonly string[],
  known?: OptionalColumns,
): Promise<Answer<PeopleRead>> {
  if (ids.length === 0) return Promise.resolve(success({ people: [], isCut: false }));
  return read(ask, scope, { column: "contactid", operator: "in", values: ids.slice(0, 200) }, known);
}

async function read(
  ask: AskQuestion,
  scope: Scope,
  which: FilterItem,
  known: OptionalColumns | undefined,
): Promise<Answer<PeopleRead>> {
  const attempt = (withStakeholders: boolean) =>
    askWithOptional(
      ask,
      "contact",
      optionalContactColumns,
      (more) => peopleQuestion(scope, which, more, { withStakeholders }),
      known,
    );
  let answer = await attempt(true);
  if (!answer.ok && answer.failure.kind === "noPrivilege") answer = await attempt(false);
  if (!answer.ok) return answer;
  return success({ people: peopleIn(answer.value, scope), isCut: answer.value.length >= MOST_PEOPLE_ROWS });
}

function peopleIn(rows: readonly Row[], scope: Scope): readonly Person[] {
  const byId = new Map<string, { person: Person; isPrimary: boolean; roles: Set<string> }>();
  for (const row of rows) {
    const id = textOf(row, "contactid");
    if (id === null) continue;
    const entry = byId.get(id) ?? { person: personIn(id, row), isPrimary: false, roles: new Set() };
    byId.set(id, entry);
    if (textOf(row, "primaryof.accountid") !== null) entry.isPrimary = true;
    const role = textOf(row, "role.name");
    // A part in a deal that is over, or in none, is no part in a decision to come.
    if (role !== null && textOf(row, "deal.opportunityid") !== null) entry.roles.add(role);
  }
  return [...byId.values()].map(({ person, isPrimary, roles }) => ({
    ...person,
    // On their own form also whoever has left is shown, as is a lead.
    isActive: person.isActive || scope.table === "contact",
    isPrimary,
    stakeholderRoles: [...roles].sort(),
  }));
}

/** A person as a row of contact or lead has them; what only a contact has is empty on a lead. */
export function personIn(id: string, row: Row): Person {
  return {
    id,
    name: textOf(row, "fullname") ?? "",
    jobTitle: textOf(row, "jobtitle"),
    isActive: numberOf(row, "statecode") === 0,
    isPrimary: false,
    accountRole: numberOf(row, "accountrolecode"),
    decisionInfluence: numberOf(row, "msdyn_decisioninfluencetag"),
    stakeholderRoles: [],
    objections: {
      email: row.donotemail === true,
      bulkEmail: row.donotbulkemail === true,
      phone: row.donotphone === true,
      post: row.donotpostalmail === true,
      marketing: row.donotsendmm === true,
      // The only one of them where true allows.
      following: row.followemail === false || row.msdyn_disablewebtracking === true,
      optedOut: null,
    },
    hasEmail: textOf(row, "emailaddress1") !== null,
    hasPhone: textOf(row, "telephone1") !== null || textOf(row, "mobilephone") !== null,
  };
}
