import type { Policy } from "../../domain/policy";
import type { Day } from "../../domain/day";
import type { Count, GuardedList } from "../../domain/guard/audience";
import type { CampaignAtStake } from "../../domain/guard/campaign";
import type { AudienceCheck, CannotGuard, NotChecked } from "../../domain/guard/check";
import { mayReachThroughDeal } from "../../domain/guard/firstWay";
import { foundAmong, together, type FoundInPart, type ReachedCompany } from "../../domain/guard/found";
import type { Protection } from "../../domain/guard/protection";
import type { Way } from "../../domain/guard/way";
import { vipInClosing } from "../../domain/vipInClosing";
import type { Asking } from "../askQuestion";
import type { Answer } from "../attempt";
import type { Calendar } from "../dayIn";
import type { Failure } from "../failure";
import type { Xml } from "../listQuery";
import { partsOf, type Part } from "./audience";
import { readHoldsInForce } from "./holdsInForce";
import { mustSeeAll } from "./mustSeeAll";
import { readProtectedDeals } from "./protectedDeals";
import {
  companiesQuestion,
  peopleQuestion,
  readCompanies,
  readPeople,
  readSize,
  type Companies,
  type PartQuestion,
} from "./reached";

/** What the guard asks of the place it runs in. */
export interface GuardHost extends Calendar {
  /** Whether this user may read all rows of a table, whoever owns them. */
  mayReadAll(table: string): boolean;
}

export interface CheckAsked {
  /** The lists themselves, not their guarded twins. */
  readonly lists: readonly GuardedList[];
  readonly campaign: CampaignAtStake | null;
  readonly policy: Policy;
  readonly today: Day;
}

/**
 * Who in an audience is protected, by which deal or hold. Everything is asked at once: the protected deals, the holds in
 * force, and for each part of the audience (all static lists of one kind of member are one, every dynamic list is
 * one) who is reached in person and through a company, and how many there are. Two requests, and three a part at
 * most: four for one static list, whatever its size and however many clients are protected. One more for leads, and where a list's own
 * query has many links: what one question has no room for is asked in another.
 *
 * It fails closed: what it may not see, cannot ask or does not get is a reason why it does not know.
 */
export async function checkAudience(
  { ask, askXml }: Asking,
  host: GuardHost,
  { lists, campaign, policy, today }: CheckAsked,
  xml?: Xml,
): Promise<AudienceCheck> {
  // A list and a member that this user may not read are missing from the answers without a word.
  const tables = new Set([...mustSeeAll, "list", ...lists.flatMap(({ members }) => members ?? [])]);
  const reasons: NotChecked[] = [...tables]
    .filter((table) => !host.mayReadAll(table))
    .map((table) => ({ kind: "seesPart", table }));
  if (lists.length === 0) reasons.push({ kind: "noLists" });
  const { parts, refused } = partsOf(lists, xml);
  for (const { list, because } of refused) {
    reasons.push(
      because === "otherMembers"
        ? { kind: "otherMembers", list: { id: list.id, name: list.name } }
        : { kind: "cannotAsk", list: { id: list.id, name: list.name }, because },
    );
  }
  if (parts.length === 0) return { reasons, found: [], audience: null, notFollowed: [] };

  const [deals, holds, ...checked] = await Promise.all([
    readProtectedDeals(ask, host, policy, campaign),
    readHoldsInForce(ask, host, campaign),
    ...parts.map((part) => checkPart(askXml, part, policy, campaign)),
  ]);
  const amounts = campaign?.amounts ?? null;
  const protections: Protection[] = [
    ...(deals.ok ? deals.value.deals : []).map(
      (deal) => ({ kind: "deal", deal, verdict: vipInClosing(deal, amounts, today, policy) }) as const,
    ),
    ...(holds.ok ? holds.value.holds : []).map((hold) => ({ kind: "hold", hold }) as const),
  ];
  const unknown = [...unknownOf("deals", deals), ...unknownOf("holds", holds)];
  reasons.push(...unknown);

  const found: FoundInPart[] = [];
  for (const part of checked) {
    reasons.push(...part.reasons);
    if (part.found !== null) found.push(part.found);
  }
  const sizes = checked.flatMap(({ size, part }) => (size === null ? [] : [{ part, count: size }]));
  return {
    // One reason is said once, however many questions it befell.
    reasons: [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()],
    found: foundAmong(protections, found),
    audience: sizes.length === parts.length && refused.length === 0 ? together(sizes) : null,
    notFollowed: checked.flatMap(({ part: { lists: own, members }, notFollowed }) => {
      // Only for holds on a deal alone there may be no room: of all other ways, each has some by itself.
      const isMissed = (way: Way) =>
        way !== "heldDeals" || unknown.length > 0 || mayReachThroughDeal(members, protections);
      const left = [...notFollowed].filter(isMissed);
      return left.length === 0 ? [] : [{ lists: own.map(({ id }) => id), members, ways: left }];
    }),
  };
}

interface PartChecked {
  readonly part: Part;
  readonly reasons: readonly NotChecked[];
  readonly found: FoundInPart | null;
  readonly size: Count | null;
  readonly notFollowed: ReadonlySet<Way>;
}

async function checkPart(
  askXml: Asking["askXml"],
  part: Part,
  policy: Policy,
  campaign: CampaignAtStake | null,
): Promise<PartChecked> {
  const { members, isStatic, isApart } = part;
  const terms = { policy, campaign };
  const people = questionsOf((left) => peopleQuestion(part, terms, left));
  const companies = questionsOf((left) => companiesQuestion(part, terms, left));
  const refused = (because: CannotGuard): PartChecked => ({
    ...{ part, found: null, size: null, notFollowed: new Set<Way>() },
    reasons: part.lists.map(({ id, name }) => ({ kind: "cannotAsk", list: { id, name }, because })),
  });
  if (!people.ok) return refused(people.because);
  if (!companies.ok) return refused(companies.because);

  const [persons, belonging, size] = await Promise.all([
    Promise.all(people.questions.map((question) => readPeople(askXml, part, question))),
    Promise.all(companies.questions.map((question) => readCompanies(askXml, part, question))),
    readSize(askXml, part),
  ]);
  const failures = [...persons, ...belonging, size].flatMap((answer) => (answer.ok ? [] : [answer.failure]));
  // What the service says to a query is said about the list's own; a static list has none of its own.
  if (!isStatic && failures.some(isOfQuery)) return refused("refused");
  const reasons: NotChecked[] = failures.map(failedFor);
  const isCut = [...persons, ...belonging].some((answer) => answer.ok && answer.value.isCut);
  if (isCut) reasons.push({ kind: "tooMany", of: "people" });
  return {
    part,
    reasons,
    found: {
      ...{ members, isStatic, isApart, isCut },
      listIds: part.lists.map(({ id }) => id),
      people: persons.flatMap((answer) => (answer.ok ? answer.value.people : [])),
      companies: companiesIn(belonging),
    },
    size: size.ok ? size.value : null,
    notFollowed: new Set([...people.notFollowed, ...companies.notFollowed]),
  };
}

type Question = Extract<PartQuestion, { readonly ok: true }>;

/** A question, and in one more, or as many as that takes, what it has no room for. Not followed is only what has no room by itself. */
function questionsOf(
  ask: (left?: readonly Way[]) => PartQuestion | null,
):
  | { readonly ok: true; readonly questions: readonly Question[]; readonly notFollowed: readonly Way[] }
  | { readonly ok: false; readonly because: CannotGuard } {
  const first = ask();
  // Without room for any of the ways to a company, there is no question; passing over them all would be no check.
  if (!first?.ok) return first ?? { ok: false, because: "tooManyLinks" };
  const questions = [first];
  const notFollowed: Way[] = [];
  let last: readonly Way[] = [];
  for (const way of first.notFollowed) {
    const both = last.length > 0 ? ask([...last, way]) : null;
    const next = both?.ok ? both : ask([way]);
    if (next?.ok) {
      last = next === both ? [...last, way] : [way];
      if (next === both) questions.pop();
      questions.push(next);
    } else notFollowed.push(way);
  }
  return { ok: true, questions, notFollowed };
}

/**
 * Each company once, though several questions tell of it: of the same members, and the later one always of the account above as well.
 * Accounts belong to nothing but that.
 */
function companiesIn(answers: readonly Answer<Companies>[]): readonly ReachedCompany[] | null {
  const found = new Map<string | null, ReachedCompany>();
  for (const answer of answers) {
    if (!answer.ok) continue;
    if (answer.value.companies === null) return null;
    for (const each of answer.value.companies) found.set(each.company ?? each.above, each);
  }
  return [...found.values()];
}

/** Codes by which Dataverse says that a query cannot be understood: it names a table, column or value that is not there. */
const OF_QUERY = /^0x800411/;

function isOfQuery(failure: Failure): boolean {
  if (failure.kind === "unknown") return failure.code !== null && OF_QUERY.test(failure.code);
  return failure.kind === "noSuchColumn";
}

function failedFor(failure: Failure): NotChecked {
  return { kind: "failed", failure: failure.kind, detail: detailOf(failure) };
}

/** What the service said, or the missing privilege; empty where the kind of failure says all. */
function detailOf(failure: Failure): string {
  if (failure.kind === "unknown") return [failure.code, failure.message].filter(Boolean).join(": ");
  return (failure.kind === "noPrivilege" && failure.privilege) || "";
}

/** Why not all deals or holds are known; empty where they are. */
function unknownOf(
  of: "deals" | "holds",
  answer: Answer<{ readonly isCut: boolean }>,
): readonly NotChecked[] {
  if (!answer.ok) return [failedFor(answer.failure)];
  return answer.value.isCut ? [{ kind: "tooMany", of }] : [];
}
