import { compareTexts } from "./compareTexts";
import type { Day } from "./day";
import type { Engagement, EngagementOfClient } from "./engagement";
import { reachOf, type Addresses, type Objections, type Reach } from "./reach";
import { seniorityOf, type Seniority } from "./seniority";

/** A contact as the ranking needs it. */
export interface Person extends Addresses {
  readonly id: string;
  readonly name: string;
  readonly jobTitle: string | null;
  readonly isActive: boolean;
  /** The account's primary contact. */
  readonly isPrimary: boolean;
  /** `accountrolecode`: 1 decision maker, 2 employee, 3 influencer; null where none is set. */
  readonly accountRole: number | null;
  /** `msdyn_decisioninfluencetag`: 0 decision maker, 1 influencer, 2 blocker, 3 unknown; null where none is set. */
  readonly decisionInfluence: number | null;
  /** Names of the roles in which the person is a stakeholder of a deal (connection roles of that category). */
  readonly stakeholderRoles: readonly string[];
  readonly objections: Objections;
}

/** What a person is in the client's decision, as far as somebody has recorded it. */
export type Part = "decisionMaker" | "influencer" | "blocker" | "stakeholder" | "employee";

export interface RankedPerson<P extends Person = Person> {
  readonly person: P;
  /** Null: no signal in the policy's window. */
  readonly engagement: Engagement | null;
  /** Null where nobody has recorded one. */
  readonly part: Part | null;
  readonly seniority: Seniority | null;
  readonly reach: Reach;
  /** What the order goes by, 0 to 1. */
  readonly standing: number;
}

/** Engagement and role make up a person's standing in these parts, which add up to 1. */
const ENGAGEMENT_PART = 0.6;
const ROLE_PART = 0.4;
/** What remains of the standing of somebody whom a salesperson may neither write to nor call. */
const OUT_OF_REACH = 0.5;

/**
 * Weights of a role, 0 to 1. What was recorded about this person counts before what a title suggests; a blocker is
 * worth knowing, but no way in.
 */
const partWeights: Readonly<Record<Part, number>> = {
  decisionMaker: 1,
  stakeholder: 0.8,
  influencer: 0.7,
  employee: 0.2,
  blocker: 0,
};
const seniorityWeights: Readonly<Record<Seniority, number>> = {
  executive: 0.8,
  director: 0.6,
  manager: 0.45,
  professional: 0.25,
  support: 0.1,
};
const PRIMARY_WEIGHT = 0.6;

/** By value of `msdyn_decisioninfluencetag`; 3, unknown, is none. */
const influences: readonly (Part | undefined)[] = ["decisionMaker", "influencer", "blocker"];

/**
 * The part that was recorded: the decision label of the org chart first, an account role that says "decides", the deal's
 * stakeholders, then what else the account role says.
 */
export function partOf(
  person: Pick<Person, "decisionInfluence" | "stakeholderRoles" | "accountRole">,
): Part | null {
  const influence = person.decisionInfluence === null ? undefined : influences[person.decisionInfluence];
  if (influence !== undefined) return influence;
  if (person.accountRole === 1) return "decisionMaker";
  if (person.stakeholderRoles.length > 0) return "stakeholder";
  if (person.accountRole === 3) return "influencer";
  return person.accountRole === 2 ? "employee" : null;
}

function roleWeight(person: Person, part: Part | null, seniority: Seniority | null): number {
  if (part === "blocker") return partWeights.blocker;
  return Math.max(
    part === null ? 0 : partWeights[part],
    seniority === null ? 0 : seniorityWeights[seniority],
    person.isPrimary ? PRIMARY_WEIGHT : 0,
  );
}

/**
 * People by standing, highest first: how much of the interest is theirs (beside the most engaged of them), what they
 * are, and whether they may be reached. Those who have left (inactive contacts) are not among them. People of equal
 * standing come by name, then id, so that the order never depends on the one given.
 */
export function rankPeople<P extends Person>(
  people: readonly P[],
  engagement: EngagementOfClient,
): readonly RankedPerson<P>[] {
  const active = people.filter(({ isActive }) => isActive);
  const highest = active.reduce((most, { id }) => Math.max(most, engagement.get(id)?.score ?? 0), 0);
  return active
    .map((person) => {
      const engaged = engagement.get(person.id) ?? null;
      const part = partOf(person);
      const seniority = seniorityOf(person.jobTitle);
      const reach = reachOf(person.objections, person);
      const relative = engaged !== null && highest > 0 ? Math.max(0, engaged.score) / highest : 0;
      const standing = ENGAGEMENT_PART * relative + ROLE_PART * roleWeight(person, part, seniority);
      return {
        person,
        engagement: engaged,
        part,
        seniority,
        reach,
        standing: reach.canBeReached ? standing : standing * OUT_OF_REACH,
      };
    })
    .sort(
      (a, b) =>
        b.standing - a.standing ||
        compareTexts(a.person.name, b.person.name) ||
        compareTexts(a.person.id, b.person.id),
    );
}

/**
 * Why somebody is the best point of contact, as a message for the view: its key, and what stands in it. The strongest
 * reason only.
 */
export type BestReason =
  /** Decides, and is heard from. */
  | { readonly key: "decidesAndEngaged"; readonly share: number; readonly lastDay: Day }
  | { readonly key: "decides" }
  /** Takes part in a deal, and is heard from. */
  | {
      readonly key: "takesPartAndEngaged";
      readonly part: Part;
      readonly share: number;
      readonly lastDay: Day;
    }
  | { readonly key: "mostEngaged"; readonly share: number; readonly lastDay: Day }
  | { readonly key: "engaged"; readonly share: number; readonly lastDay: Day }
  | { readonly key: "takesPart"; readonly part: Part }
  | { readonly key: "primary" }
  | { readonly key: "senior"; readonly seniority: Seniority }
  /** Nothing speaks for this person but that they may be reached. */
  | { readonly key: "reachable" };

export interface BestContact<P extends Person = Person> extends RankedPerson<P> {
  readonly reason: BestReason;
}

/**
 * The best point of contact: the highest standing of those who may be reached and do not stand in the way. Null where
 * there is nobody of the kind.
 * @param ranked as `rankPeople` gives them
 */
export function bestContact<P extends Person>(ranked: readonly RankedPerson<P>[]): BestContact<P> | null {
  const best = ranked.find(({ reach, part }) => reach.canBeReached && part !== "blocker");
  if (best === undefined) return null;
  const mostEngaged = ranked.reduce((most, { engagement }) => Math.max(most, engagement?.score ?? 0), 0);
  return { ...best, reason: reasonFor(best, mostEngaged) };
}

function reasonFor({ person, engagement, part, seniority }: RankedPerson, mostEngaged: number): BestReason {
  if (engagement !== null && engagement.score > 0) {
    const { share, lastDay } = engagement;
    if (part === "decisionMaker") return { key: "decidesAndEngaged", share, lastDay };
    if (engagement.score >= mostEngaged) return { key: "mostEngaged", share, lastDay };
    if (part === "stakeholder" || part === "influencer") {
      return { key: "takesPartAndEngaged", part, share, lastDay };
    }
    return { key: "engaged", share, lastDay };
  }
  if (part === "decisionMaker") return { key: "decides" };
  if (part === "stakeholder" || part === "influencer") return { key: "takesPart", part };
  if (person.isPrimary) return { key: "primary" };
  if (seniority === "executive" || seniority === "director" || seniority === "manager") {
    return { key: "senior", seniority };
  }
  return { key: "reachable" };
}
