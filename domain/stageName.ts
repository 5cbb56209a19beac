import type { Policy } from "./policy";

/** A deal's stage, as users call it. */
export interface StageNames {
  /** The pipeline phase of its process; null where none is set. */
  readonly stepName: string | null;
  /** The sales stage; null where none is set. */
  readonly stageName: string | null;
}

/**
 * The stage by which a policy judges a deal, beside the other where that one is not set: what is said to be a closing stage
 * has to be the one that the policy names.
 */
export function stageNameBy(
  { stepName, stageName }: StageNames,
  policy: Pick<Policy, "stageColumn">,
): string | null {
  return policy.stageColumn === "stepname" ? (stepName ?? stageName) : (stageName ?? stepName);
}
