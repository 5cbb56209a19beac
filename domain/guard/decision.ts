import type { Found } from "./check";
import type { ProtectionKey } from "./protection";

/** In the order of the choice's options. */
export const decisions = ["exclude", "sendAnyway", "askTheOwner", "ownerAgrees"] as const;
export type Decision = (typeof decisions)[number];

/** A row of `ent_senddecision`. Nobody changes one: who decides again adds one. */
export interface DecisionTaken {
  readonly id: string;
  readonly key: ProtectionKey;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly by: { readonly id: string; readonly name: string };
  readonly on: Date;
  /** Of `askTheOwner`: who was asked. */
  readonly askedOf: { readonly id: string; readonly name: string } | null;
}

/** What makes a decision count, beside being the newest. */
export interface Authority {
  /** Whether somebody is the owner, or a member of the team that is. */
  isOwner(personId: string, key: ProtectionKey): boolean;
  /** Whether somebody may send to protected clients all the same; not asked unless the policy's mode is `guard`. */
  mayOverride(personId: string): boolean;
  readonly mode: "warn" | "decide" | "guard";
}

/**
 * The decision that counts for each deal and hold: the newest, of those that count at all. "Owner agrees" counts only
 * from the owner, and only in answer to a question that still stands: who excludes after asking has decided. In the
 * mode `guard`, "send anyway" counts only from somebody with the right to override.
 * @param taken the newest first, as far as moments are the same
 */
export function standingDecisions(
  taken: readonly DecisionTaken[],
  authority: Authority,
): ReadonlyMap<ProtectionKey, DecisionTaken> {
  const standing = new Map<ProtectionKey, DecisionTaken>();
  // Sorting keeps the order of those of one moment.
  const inOrder = [...taken].reverse().sort((a, b) => a.on.getTime() - b.on.getTime());
  for (const each of inOrder) {
    if (counts(each, standing.get(each.key), authority)) standing.set(each.key, each);
  }
  return standing;
}

function counts(one: DecisionTaken, before: DecisionTaken | undefined, authority: Authority): boolean {
  switch (one.decision) {
    case "exclude":
    case "askTheOwner":
      return true;
    case "sendAnyway":
      return authority.mode !== "guard" || authority.mayOverride(one.by.id);
    case "ownerAgrees":
      return before?.decision === "askTheOwner" && authority.isOwner(one.by.id, one.key);
  }
}

/** What was decided last about one deal or hold, whether it counts or not. @param taken the newest first */
export function newestOf(taken: readonly DecisionTaken[], about: ProtectionKey): DecisionTaken | undefined {
  return taken.find(({ key }) => key === about);
}

/** Whether a decision lets the members have the send. Without one, they are left out. */
export function frees(decision: DecisionTaken | undefined): boolean {
  return decision?.decision === "sendAnyway" || decision?.decision === "ownerAgrees";
}

/** What has been found, by what was decided about it. What closed or ended is not found, and its decision lapses. */
export interface Sorted {
  readonly open: readonly Found[];
  readonly excluded: readonly Found[];
  readonly asked: readonly Found[];
  readonly freed: readonly Found[];
}

export function sortByDecision(
  found: readonly Found[],
  standing: ReadonlyMap<ProtectionKey, DecisionTaken>,
): Sorted {
  const of = (wanted: (decision: Decision | undefined) => boolean) =>
    found.filter(({ key }) => wanted(standing.get(key)?.decision));
  return {
    open: of((decision) => decision === undefined),
    excluded: of((decision) => decision === "exclude"),
    asked: of((decision) => decision === "askTheOwner"),
    freed: found.filter(({ key }) => frees(standing.get(key))),
  };
}

/** Ids that a guarded list lets through: these deals and holds alone, not their clients' next ones. */
export interface Freed {
  readonly deals: readonly string[];
  readonly holds: readonly string[];
}

export const noneFreed: Freed = { deals: [], holds: [] };

export function freedOf({ freed }: Pick<Sorted, "freed">): Freed {
  const ids = (kind: "deal:" | "hold:") =>
    freed.flatMap(({ key }) => (key.startsWith(kind) ? key.slice(kind.length) : [])).sort();
  return { deals: ids("deal:"), holds: ids("hold:") };
}
