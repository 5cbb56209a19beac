import { createAsking } from "../../dataverse/askQuestion";
import type { KeptIds } from "../../dataverse/keptIds";
import { readTwins, writeTwin, type TwinTexts } from "../../dataverse/guard/twins";
import type { GuardedList } from "../../domain/guard/audience";
import { swapSteps, takeOffSteps } from "../../domain/guard/swap";
import { carryOutOrder, hasScript, type Carried } from "./carryOutOrder";
import type { GuardViewHost } from "./guardHost";
import type { GuardModel } from "./guardModel";
import { recordTakingOff } from "./recordDecisions";

/** What came of changing which lists are on an activity. */
export type Changed =
  | Carried
  /** There are lists of which no guarded twin can be made: they are shown, with why. Nothing was changed. */
  | { readonly kind: "cannot" };

/** Lists of which no guarded twin can be made, with why. */
export function cannotGuard({ plan }: Pick<GuardModel, "plan">) {
  return plan.twins.flatMap(({ original, guarded }) =>
    guarded.ok ? [] : [{ list: original, because: guarded.because }],
  );
}

/**
 * Puts on the activity, in place of each of its lists, that list's guarded twin. The twins are made or brought up to
 * date first; then it is written which lists come off, and the form's script takes these off and puts the twins on.
 * @param ids of twins to be made, by the list: kept by the caller until they are known to be there
 * @param name of what is written
 */
export async function guardAudience(
  host: GuardViewHost,
  model: GuardModel,
  texts: TwinTexts,
  ids: KeptIds,
  progress: (done: number, of: number) => void,
  name: string,
): Promise<Changed> {
  const { subject, plan } = model;
  if (cannotGuard(model).length > 0) return { kind: "cannot" };
  if (!(await hasScript(host))) return { kind: "noScript" };
  const activityId = subject.record.id;
  const known = await readTwins(createAsking(host, host.closed).ask, activityId);
  if (!known.ok) return { kind: "failed", failure: known.failure };

  const twins = plan.twins.flatMap(({ original, guarded, existing }) => {
    if (!guarded.ok) return [];
    const twinId = existing?.id || known.value.get(original.id) || null;
    return [{ original, guarded, twinId, idIfMade: ids.of(original.id), activityId }];
  });
  const swap = swapSteps(
    twins.map(({ twinId, idIfMade }) => twinId || idIfMade),
    idsOf(subject.lists),
    activityId,
    subject.campaign?.id || null,
    true,
  );
  const steps = twins.length + swap.length;
  for (const [done, twin] of twins.entries()) {
    const written = await writeTwin(host, twin, texts, host.closed);
    if (!written.ok) return { kind: "failed", failure: written.failure };
    ids.forget(twin.original.id);
    progress(done + 1, steps);
  }
  const goesOff = new Set(swap.flatMap((step) => (step.kind === "takeOff" ? step.listId : [])));
  const recorded = await recordTakingOff(host, model, name, goesOff);
  if (!recorded.ok) return { kind: "failed", failure: recorded.failure };
  return carryOutOrder(host, swap, (done) => progress(twins.length + done, steps));
}

/**
 * Takes all lists off an activity, guarded ones too: whoever does not see all would distribute with these eyes. Which they
 * were is written before.
 * @param name of what is written
 */
export async function takeListsOff(host: GuardViewHost, model: GuardModel, name: string): Promise<Changed> {
  const { subject } = model;
  if (!(await hasScript(host))) return { kind: "noScript" };
  const recorded = await recordTakingOff(host, model, name, null);
  if (!recorded.ok) return { kind: "failed", failure: recorded.failure };
  return carryOutOrder(host, takeOffSteps(idsOf(subject.lists), subject.record.id));
}

function idsOf(lists: readonly GuardedList[]): readonly string[] {
  return lists.map(({ id }) => id);
}
