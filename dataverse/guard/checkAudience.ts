import type { Policy } from "../../domain/policy";
import type { Day } from "../../domain/day";
import type { Count, GuardedList } from "../../domain/guard/audience";
import type { CampaignAtStake } from "../../domain/guard/campaign";
import type { AudienceCheck, CannotGuard, NotChecked } from "../../domain/guard/check";
import { mayLeadSomewhere } from "../../domain/guard/firstWay";
import { foundAmong, together, type FoundInPart } from "../../domain/guard/found";
import type { Protection } from "../../domain/guard/protection";
import { ways, type Way } from "../../domain/guard/way";
import { vipInClosing } from "../../domain/vipInClosing";
import type { Asking } from "../askQuestion";
import type { Calendar } from "../dayIn";
import type { Failure } from "../failure";
import type { Xml } from "../listQuery";
import { partsOf, type Part } from "./audience";
import { readHoldsInForce } from "./holdsInForce";
import { mustSeeAll } from "./mustSeeAll";
import { readProtectedDeals } from "./protectedDeals";
import { companiesQuestion, peopleQuestion, readCompanies, readPeople, readSize } from "./reached";

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
 * most: four for one static list, whatever its size and however many clients are protected.
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
  const protections: Protection[] = [];
  if (deals.ok) {
    const amounts = campaign?.amounts ?? null;
    for (const deal of deals.value.deals) {
      protections.push({ kind: "deal", deal, verdict: vipInClosing(deal, amounts, today, policy) });
    }
    if (deals.value.isCut) reasons.push({ kind: "tooMany", of: "deals" });
  } else reasons.push(failedFor(deals.failure));
  if (holds.ok) {
    for (const hold of holds.value.holds) protections.push({ kind: "hold", hold });
    if (holds.value.isCut) reasons.push({ kind: "tooMany", of: "holds" });
  } else reasons.push(failedFor(holds.failure));

  const isKnown = deals.ok && !deals.value.isCut && holds.ok && !holds.value.isCut;

  const found: FoundInPart[] = [];
  for (const part of checked) {
    reasons.push(...part.reasons);
    if (part.found !== null) found.push(part.found);
  }
  const sizes = checked.flatMap(({ size, part }) => (size === null ? [] : [{ part, count: size }]));
  return {
    reasons: reasons.filter((reason, place) => isFirst(reasons, reason, place)),
    found: foundAmong(protections, found),
    audience: sizes.length === parts.length && refused.length === 0 ? together(sizes) : null,
    notFollowed: checked.flatMap(({ part: { lists: own, members }, notFollowed }) => {
      const left = ways.filter(
        (way) => notFollowed.has(way) && (!isKnown || mayLeadSomewhere(way, members, protections)),
      );
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
  const people = peopleQuestion(part, { policy, campaign });
  // Without room for any of the ways to a company, there is no question; passing over them all would be no check.
  const companies = companiesQuestion(part, { policy, campaign }) ?? {
    ok: false,
    because: "tooManyLinks",
  };
  const refused = (because: CannotGuard): PartChecked => ({
    ...{ part, found: null, size: null, notFollowed: new Set<Way>() },
    reasons: part.lists.map(({ id, name }) => ({ kind: "cannotAsk", list: { id, name }, because })),
  });
  if (!people.ok) return refused(people.because);
  if (!companies.ok) return refused(companies.because);

  const [persons, belonging, size] = await Promise.all([
    readPeople(askXml, part, people),
    readCompanies(askXml, part, companies),
    readSize(askXml, part),
  ]);
  const failures = [persons, belonging, size].flatMap((answer) => (answer.ok ? [] : [answer.failure]));
  // What the service says to a query is said about the list's own; a static list has none of its own.
  if (!isStatic && failures.some(isOfQuery)) return refused("refused");
  const reasons: NotChecked[] = failures.map(failedFor);
  const isCut = (persons.ok && persons.value.isCut) || (belonging.ok && belonging.value.isCut);
  if (isCut) reasons.push({ kind: "tooMany", of: "people" });
  return {
    part,
    reasons,
    found: {
      ...{ members, isStatic, isApart, isCut },
      listIds: part.lists.map(({ id }) => id),
      people: persons.ok ? persons.value.people : [],
      companies: belonging.ok ? belonging.value.companies : [],
    },
    size: size.ok ? size.value : null,
    notFollowed: new Set([...people.notFollowed, ...companies.notFollowed]),
  };
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
  switch (failure.kind) {
    case "unknown":
      return [failure.code, failure.message].filter(Boolean).join(": ");
    case "noPrivilege":
      return failure.privilege ?? "";
    case "offline":
    case "throttled":
    case "gone":
    case "tooManyRows":
    case "noSuchColumn":
      return "";
  }
}

/** One reason is said once, however many questions it befell. */
function isFirst(reasons: readonly NotChecked[], reason: NotChecked, place: number): boolean {
  const text = JSON.stringify(reason);
  return reasons.findIndex((other) => JSON.stringify(other) === text) === place;
}
