import type { GuardedList } from "../../domain/guard/audience";
import type { Freed } from "../../domain/guard/decision";
import { leaveOut } from "../../domain/guard/leaveOut";
import type { Protection } from "../../domain/guard/protection";
import { vipInClosing } from "../../domain/vipInClosing";
import { ROWS_AN_ANSWER } from "../ask";
import type { Asking, AskQuestion } from "../askQuestion";
import { failed, success, type Answer } from "../attempt";
import type { RowToCreate } from "../createOnce";
import type { Xml } from "../listQuery";
import { all } from "../question";
import { lookupOf, textOf } from "../row";
import { newId } from "../writing";
import { partsOf } from "./audience";
import type { CheckAsked, GuardHost } from "./checkAudience";
import { memberCodeOf } from "./guardedSubject";
import { readHoldsInForce } from "./holdsInForce";
import { readProtectedDeals } from "./protectedDeals";

/** Pages without a cookie, which `context.webAPI` hides, reach this far (0x8004430A beyond). */
const MOST_PAGES = 10;
/** Ids in one question about the accounts below. */
const AT_A_TIME = 300;
/** Members that one `AddListMembersList` is given. */
export const MEMBERS_AN_ACTION = 1000;

export interface MembersToCopy {
  readonly keep: readonly string[];
  readonly leftOut: number;
}

/**
 * For a list whose query leaves no room for the guard's: its members of this moment without those who are protected, to be
 * put on a static list. Every member is read, 5,000 a request and 50,000 at most; whoever is a stakeholder by
 * half a connection only is not recognised. Whoever becomes protected afterwards stays on the copy.
 */
export async function readMembersToCopy(
  { ask, askXml }: Asking,
  host: GuardHost,
  list: GuardedList,
  { policy, campaign, today, freed }: Omit<CheckAsked, "lists"> & { readonly freed: Freed },
  xml?: Xml,
): Promise<Answer<MembersToCopy>> {
  const { parts, refused } = partsOf([list], xml);
  const [part] = parts;
  if (part === undefined) {
    return failed({ kind: "unknown", code: null, message: refused[0]?.because ?? "noQuery" });
  }
  const [deals, holds] = await Promise.all([
    readProtectedDeals(ask, host, policy, campaign),
    readHoldsInForce(ask, host, campaign),
  ]);
  if (!deals.ok) return deals;
  if (!holds.ok) return holds;
  if (deals.value.isCut || holds.value.isCut) return failed({ kind: "tooManyRows" });
  const protections: readonly Protection[] = [
    ...deals.value.deals.map((deal) => ({
      kind: "deal" as const,
      deal,
      verdict: vipInClosing(deal, campaign?.amounts ?? null, today, policy),
    })),
    ...holds.value.holds.map((hold) => ({ kind: "hold" as const, hold })),
  ];
  const parents = await readAccountsBelow(ask, companiesOf(protections));
  if (!parents.ok) return parents;
  const isLeftOut = leaveOut(protections, freed, parents.value);

  const { members, query } = part;
  const key = `${members}id`;
  const company =
    members === "account" ? key : members === "contact" ? "parentcustomerid" : "parentaccountid";
  const columns = [
    ...new Set([key, company, ...(members === "lead" ? ["parentcontactid", "qualifyingopportunityid"] : [])]),
  ].map((name) => ({ name }));
  const keep = new Set<string>();
  const leftOut = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const question = query.rows({ columns }, ROWS_AN_ANSWER, page);
    if (!question.ok) return failed({ kind: "unknown", code: null, message: question.because });
    const answer = await askXml(members, question.fetchXml);
    if (!answer.ok) return answer;
    for (const row of answer.value) {
      const id = textOf(row, key) ?? "";
      const member = {
        id,
        company: members === "account" ? id : lookupOf(row, company),
        contact: lookupOf(row, "parentcontactid"),
        qualifiedTo: lookupOf(row, "qualifyingopportunityid"),
      };
      (isLeftOut(member) ? leftOut : keep).add(id);
    }
    if (answer.value.length < ROWS_AN_ANSWER) return success({ keep: [...keep], leftOut: leftOut.size });
  }
  return failed({ kind: "tooManyRows" });
}

function companiesOf(protections: readonly Protection[]): readonly string[] {
  return [
    ...new Set(
      protections.flatMap((protection) => [
        ...(protection.kind === "deal" ? protection.deal : protection.hold).clients.companies,
      ]),
    ),
  ];
}

/** The accounts right below some, each with the one above it. */
async function readAccountsBelow(
  ask: AskQuestion,
  companies: readonly string[],
): Promise<Answer<ReadonlyMap<string, string>>> {
  const parents = new Map<string, string>();
  for (let first = 0; first < companies.length; first += AT_A_TIME) {
    const answer = await ask({
      table: "account",
      columns: [{ name: "accountid" }, { name: "parentaccountid" }],
      filter: all({
        column: "parentaccountid",
        operator: "in",
        values: companies.slice(first, first + AT_A_TIME),
      }),
    });
    if (!answer.ok) return answer;
    if (answer.value.length >= ROWS_AN_ANSWER) return failed({ kind: "tooManyRows" });
    for (const row of answer.value) {
      const [id, parent] = [textOf(row, "accountid"), lookupOf(row, "parentaccountid")];
      if (id !== null && parent !== null) parents.set(id, parent);
    }
  }
  return success(parents);
}

/** The empty static list that the copied members are added to, by the form's script (`AddListMembersList`). */
export function copyToCreate(
  list: Pick<GuardedList, "members">,
  name: string,
  description: string,
): RowToCreate {
  const id = newId();
  return {
    table: "list",
    id,
    data: {
      listid: id,
      listname: name.slice(0, 128),
      description: description.slice(0, 2000),
      type: false,
      createdfromcode: memberCodeOf(list.members ?? "contact"),
    },
  };
}
