import { exactly, type Count, type MemberTable } from "../../domain/guard/audience";
import { moreThanAddedUp, type ReachedCompany, type ReachedMember } from "../../domain/guard/found";
import { noneFreed } from "../../domain/guard/decision";
import type { Way } from "../../domain/guard/way";
import { ROWS_AN_ANSWER } from "../ask";
import type { AskXml } from "../askQuestion";
import { failed, success, type Answer } from "../attempt";
import type { Extended } from "../listQuery";
import { all, type Column, type QuestionLink } from "../question";
import { numberOf, textOf } from "../row";
import type { Part } from "./audience";
import { belongsTo, isReached, waysWithin, type Terms } from "./ways";

/** A question to a part of the audience, and the ways that it follows; or why it cannot be asked. */
export type PartQuestion =
  | {
      readonly ok: true;
      readonly fetchXml: string;
      readonly notFollowed: readonly Way[];
      readonly keys: Keys;
    }
  | Extract<Extended, { readonly ok: false }>;

/** The names under which an answer's values come. */
export interface Keys {
  readonly company: string;
  readonly above: string;
  readonly members: string;
  readonly contact: string;
  readonly qualifiedTo: string;
  readonly stakeIn: string;
}

type Asked = Omit<Terms, "freed">;

/** The column by which members belong to an account: of an account, to the one above it. */
export function companyColumnOf(members: MemberTable): string {
  return belongsTo[members] ?? "parentaccountid";
}

function keysOf({ query }: Part): Keys {
  const { alias } = query;
  return {
    company: alias("company"),
    above: alias("above"),
    members: alias("members"),
    contact: alias("contact"),
    qualifiedTo: alias("qualified"),
    stakeIn: alias("stake"),
  };
}

/** Members on static lists up to which it is quicker to look at each of them than at all whom anything reaches. */
const FEW = 10_000;

/**
 * Whether to ask for everybody reached, way by way, rather than for each member whether one of the ways leads there. Of many
 * members that is much quicker, whatever else the organisation has; of few, in an organisation of many clients, much slower. A query
 * has one such hint at most.
 */
function isUnion({ isStatic, lists, query }: Part): boolean {
  const members = lists.reduce((sum, { memberCount }) => sum + (memberCount ?? Infinity), 0);
  return !query.hasHint && !(isStatic && members <= FEW);
}

/**
 * What a member belongs to, and what is above that, as columns of its own and of a link.
 * @param withAbove whether what is above is asked for as well; of accounts it always is, for they belong to nothing else
 */
function belonging(
  part: Part,
  keys: Keys,
  withAbove: boolean,
  groupBy: boolean,
): { readonly columns: readonly Column[]; readonly links: readonly QuestionLink[] } {
  const lookup = belongsTo[part.members];
  const above = { name: "parentaccountid", alias: keys.above, groupBy };
  if (lookup === null) return { columns: [above], links: [] };
  const columns = [{ name: lookup, alias: keys.company, groupBy }];
  if (!withAbove) return { columns, links: [] };
  return {
    columns,
    links: [
      {
        table: "account",
        from: "accountid",
        to: lookup,
        type: "outer",
        alias: part.query.alias("parent"),
        columns: [above],
      },
    ],
  };
}

/** What finding the account above a member's own costs: a link, where it is not the member's own parent. */
function linkAbove(members: MemberTable): number {
  return belongsTo[members] === null ? 0 : 1;
}

/**
 * The members of a part whom a deal or a hold reaches in person, with what they belong to: a row each, and as many as they
 * name deals in connections of their own. There are few: a deal has one customer, one contact and some stakeholders.
 * @param left ways that an earlier such question had no room for: asked for alone, and all of them, or there is no question
 */
export function peopleQuestion(part: Part, asked: Asked, left?: readonly Way[]): PartQuestion {
  const { members, query } = part;
  const keys = keysOf(part);
  const extra = (follow: ReadonlySet<Way>) => linkAbove(members) + (follow.has("halfConnections") ? 1 : 0);
  const followed = waysWithin(query.room, members, { ...asked, freed: noneFreed }, query.alias, {
    via: "person",
    extra,
    left,
  });
  if (followed === null) return { ok: false, because: "tooManyLinks" };
  const { columns, links } = belonging(part, keys, true, false);
  const extended = query.rows(
    {
      columns: [
        { name: `${members}id` },
        ...columns,
        ...(members === "lead"
          ? [
              { name: "parentcontactid", alias: keys.contact },
              { name: "qualifyingopportunityid", alias: keys.qualifiedTo },
            ]
          : []),
      ],
      links: [...links, ...(followed.ways.has("halfConnections") ? [ownConnections(part, keys)] : [])],
      filter: isReached(followed.steps, isUnion(part)),
    },
    ROWS_AN_ANSWER,
  );
  return extended.ok ? { ...extended, notFollowed: followed.notFollowed, keys } : extended;
}

/** Connections that start from the member: natively the other half of those that start from the deal. */
function ownConnections({ members, query }: Part, keys: Keys): QuestionLink {
  return {
    table: "connection",
    from: "record1id",
    to: `${members}id`,
    type: "outer",
    alias: query.alias("own"),
    columns: [{ name: "record2id", alias: keys.stakeIn }],
    filter: all({ column: "statecode", operator: "eq", value: 0 }),
  };
}

/**
 * How many members of a part belong to companies that a deal or a hold reaches, by company. Every member belongs to one, so
 * that nobody is counted twice, however many deals the company has.
 * @param left as `peopleQuestion` has it
 * @returns null where members do not belong to anything that could be reached within the room there is
 */
export function companiesQuestion(part: Part, asked: Asked, left?: readonly Way[]): PartQuestion | null {
  const { members, query } = part;
  const keys = keysOf(part);
  const isAbove = (follow: ReadonlySet<Way>) => follow.has("dealsAbove") || follow.has("holdsAbove");
  const followed = waysWithin(query.room, members, { ...asked, freed: noneFreed }, query.alias, {
    via: "company",
    extra: (follow) => (isAbove(follow) ? linkAbove(members) : 0),
    left,
  });
  if (followed === null) return { ok: false, because: "tooManyLinks" };
  if (followed.steps.length === 0) return null;
  const { columns, links } = belonging(part, keys, isAbove(followed.ways), true);
  const extended = query.sums({
    columns: [
      ...columns,
      { name: `${members}id`, alias: keys.members, aggregate: "countcolumn", distinct: true },
    ],
    links,
    filter: isReached(followed.steps, isUnion(part)),
  });
  return extended.ok ? { ...extended, notFollowed: followed.notFollowed, keys } : extended;
}

/** How many different members a part has. */
function sizeQuestion({ members, query }: Part): Extended & { readonly key: string } {
  const key = query.alias("members");
  const extended = query.sums({
    columns: [{ name: `${members}id`, alias: key, aggregate: "countcolumn", distinct: true }],
  });
  return { ...extended, key };
}

export interface People {
  readonly people: readonly ReachedMember[];
  readonly isCut: boolean;
}

/** One request. */
export async function readPeople(
  askXml: AskXml,
  part: Part,
  { fetchXml, keys }: Extract<PartQuestion, { readonly ok: true }>,
): Promise<Answer<People>> {
  const answer = await askXml(part.members, fetchXml);
  if (!answer.ok) return answer;
  return success({
    people: answer.value.map((row) => ({
      id: textOf(row, `${part.members}id`) || "",
      company: textOf(row, keys.company),
      above: textOf(row, keys.above),
      contact: textOf(row, keys.contact),
      qualifiedTo: textOf(row, keys.qualifiedTo),
      stakeIn: textOf(row, keys.stakeIn),
    })),
    isCut: answer.value.length >= ROWS_AN_ANSWER,
  });
}

export interface Companies {
  /** Null: more members than the service adds up. */
  readonly companies: readonly ReachedCompany[] | null;
  readonly isCut: boolean;
}

/** One request. */
export async function readCompanies(
  askXml: AskXml,
  part: Part,
  { fetchXml, keys }: Extract<PartQuestion, { readonly ok: true }>,
): Promise<Answer<Companies>> {
  const answer = await askXml(part.members, fetchXml);
  if (!answer.ok) {
    return answer.failure.kind === "tooManyRows" ? success({ companies: null, isCut: true }) : answer;
  }
  return success({
    companies: answer.value.map((row) => ({
      company: textOf(row, keys.company),
      above: textOf(row, keys.above),
      members: numberOf(row, keys.members) || 0,
    })),
    isCut: answer.value.length >= ROWS_AN_ANSWER,
  });
}

/** How many members a part has: what the platform keeps for one static list, else one request. */
export async function readSize(askXml: AskXml, part: Part): Promise<Answer<Count>> {
  const [list, second] = part.lists;
  if (part.isStatic && second === undefined && list !== undefined && list.memberCount !== null) {
    return success(exactly(list.memberCount));
  }
  const question = sizeQuestion(part);
  if (!question.ok) return failed({ kind: "unknown", code: null, message: question.because });
  const answer = await askXml(part.members, question.fetchXml);
  if (!answer.ok) return answer.failure.kind === "tooManyRows" ? success(moreThanAddedUp) : answer;
  const [row] = answer.value;
  return success(exactly(row === undefined ? 0 : numberOf(row, question.key) || 0));
}
