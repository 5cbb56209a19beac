import type { Policy } from "../../domain/policy";
import type { Day } from "../../domain/day";
import type { GuardedList } from "../../domain/guard/audience";
import type { AudienceCheck, Found, NotChecked } from "../../domain/guard/check";
import {
  frees,
  freedOf,
  sortByDecision,
  standingDecisions,
  type Authority,
  type DecisionTaken,
  type Sorted,
} from "../../domain/guard/decision";
import { guardStateOf, type GuardState } from "../../domain/guard/guardState";
import { holdableOf, holdOver } from "../../domain/guard/holdOver";
import {
  accountOf,
  clientNamedBy,
  dealNamedBy,
  keyOf,
  type HoldInForce,
  type Protection,
  type ProtectionKey,
} from "../../domain/guard/protection";
import type { CheckMade } from "../../domain/guard/staleness";
import type { Subject } from "../../dataverse/guard/guardedSubject";
import { planTwins, type TwinPlan } from "../../dataverse/guard/twins";
import type { Xml } from "../../dataverse/listQuery";

/** What was read of a send. */
export interface GuardRead {
  readonly subject: Subject;
  /** Lists that the guard took off the activity until somebody checks them who sees everything. */
  readonly takenOff: readonly GuardedList[];
  readonly policy: Policy;
  /** The policy's row; null where the defaults hold. */
  readonly policyRow: { readonly id: string; readonly name: string } | null;
  readonly check: AudienceCheck;
  readonly taken: readonly DecisionTaken[];
  readonly authority: Authority;
  /** Of what owners were asked about: what nobody can answer, as far as that is known. */
  readonly nobodyToAsk: ReadonlySet<ProtectionKey>;
  /** The newest check on record; null where none was made. */
  readonly last: CheckMade | null;
  readonly today: Day;
  readonly at: Date;
}

/** A send as the guard shows it. */
export interface GuardModel extends GuardRead {
  readonly standing: ReadonlyMap<ProtectionKey, DecisionTaken>;
  readonly sorted: Sorted;
  readonly plan: TwinPlan;
  /** Whether guarded lists leave out everybody who is protected, as far as this user can know. */
  readonly isGuarded: boolean;
  readonly state: GuardState;
}

/**
 * Lists to be checked: those on the record, and those that the guard took off it; not those in whose place a static copy
 * stands.
 */
export function checkedLists({
  subject,
  takenOff,
}: Pick<GuardRead, "subject" | "takenOff">): readonly GuardedList[] {
  const { originals } = subject;
  const copied = new Set([...originals, ...takenOff].map(({ copyOf }) => copyOf));
  return [
    ...originals,
    ...takenOff.filter(({ id }) => !copied.has(id) && originals.every((on) => on.id !== id)),
  ];
}

export function guardModel(read: GuardRead, xml?: Xml): GuardModel {
  const { subject, check, policy } = read;
  const standing = standingDecisions(read.taken, read.authority);
  const sorted = sortByDecision(check.found, standing);
  const lists = checkedLists(read);
  const plan = planTwins(
    { ...subject, originals: lists },
    { policy, campaign: subject.campaign, freed: freedOf(sorted), found: check.found },
    xml,
  );
  // Where the check has no room to look, no guarded list has any: whoever is protected by that alone stays in.
  const isGuarded = plan.isGuarded && seesEverything(read) && check.notFollowed.length === 0;
  const state = guardStateOf({
    check,
    sorted,
    mode: policy.guardMode,
    isGuarded,
    cannotGuard: plan.twins.some(({ guarded }) => !guarded.ok),
    isWhole: subject.lost.length === 0 && lists.length === subject.originals.length,
    // Of lists that this user does not see, some may be on it still.
    listsTakenOff:
      read.takenOff.length > 0 &&
      subject.lists.length === 0 &&
      !check.reasons.some((reason) => reason.kind === "seesPart" && reason.table === "list"),
  });
  return { ...read, standing, sorted, plan, isGuarded, state };
}

/** Why the guard does not know, as far as it is to be said: that there is no list, not where a guarded one is there whose own is gone. */
export function reasonsOf({ check, subject }: Pick<GuardRead, "check" | "subject">): readonly NotChecked[] {
  return check.reasons.filter(({ kind }) => kind !== "noLists" || subject.lost.length === 0);
}

/** Whether the guard sees all that it must see: at least a list. */
export function seesEverything({ check }: Pick<GuardRead, "check">): boolean {
  return check.reasons.length === 0;
}

/** Whether the guard sees all that it must see, and every list can be guarded: then it can promise to leave people out. */
export function canGuard(model: Pick<GuardModel, "check" | "plan">): boolean {
  return seesEverything(model) && model.plan.twins.every(({ guarded }) => guarded.ok);
}

/** Whose deal or hold something is: the account, else the contact; a hold on a deal alone is the deal's. */
function clientIdOf(protection: Protection): string {
  const named = clientNamedBy(protection) || dealNamedBy(protection);
  return accountOf(protection) || named?.id || keyOf(protection);
}

/** What was found, of one client together: each client where the largest of it stands. */
export function byClient(found: readonly Found[]): readonly Found[] {
  const clients = new Map<string, Found[]>();
  for (const each of found) {
    const id = clientIdOf(each.protection);
    clients.set(id, [...(clients.get(id) ?? []), each]);
  }
  return [...clients.values()].flat();
}

/** How many clients are found, each once: those with a deal in closing, and those that are on hold only. */
export function clientsFound({ check }: Pick<GuardRead, "check">): {
  readonly inClosing: number;
  readonly onHold: number;
} {
  const of = (kind: Protection["kind"]) =>
    new Set(
      check.found.flatMap(({ protection }) => (protection.kind === kind ? clientIdOf(protection) : [])),
    );
  const inClosing = of("deal");
  const onHold = [...of("hold")].filter((id) => !inClosing.has(id));
  return { inClosing: inClosing.size, onHold: onHold.length };
}

/** The hold by which sales asks to wait with a deal, among what was found; null for none, and about a hold itself. */
export function waitsFor({ protection }: Found, { check }: Pick<GuardRead, "check">): HoldInForce | null {
  if (protection.kind === "hold") return null;
  const holds = check.found.flatMap((each) => (each.protection.kind === "hold" ? each.protection.hold : []));
  return holdOver(holdableOf(protection.deal), holds);
}

/** How many of what was found somebody has decided about. */
export function decidedOf({ check, sorted }: Pick<GuardModel, "check" | "sorted">): number {
  return check.found.length - sorted.open.length;
}

/**
 * How many people are left out at least. Deals of different clients may reach the same person, as of a company and of the
 * account above it: where they are not known to reach different ones, only the largest counts.
 */
export function leftOutAtLeast({ check, standing }: Pick<GuardModel, "check" | "standing">): number {
  const out = check.found.filter(({ key }) => !frees(standing.get(key)));
  const seen = new Set<string>();
  let apart = 0;
  let largest = 0;
  for (const { members, reach } of out) {
    largest = Math.max(largest, members.atLeast);
    const own = reach.flatMap(({ groups }) => groups);
    const isApart =
      reach.every(({ people }) => people.length === 0) && own.every((group) => !seen.has(group));
    if (isApart) apart += members.atLeast;
    for (const group of own) seen.add(group);
  }
  return Math.max(apart, largest);
}
