/** Steps by which lists are exchanged on an activity, each an action of the service's own. */
export type SwapStep =
  | { readonly kind: "putOnCampaign"; readonly listId: string; readonly campaignId: string }
  | { readonly kind: "takeOff"; readonly listId: string; readonly activityId: string }
  | { readonly kind: "putOn"; readonly listId: string; readonly activityId: string };

/**
 * Puts guarded lists in the place of theirs. None is taken off before all that stand for them are on: whatever breaks in the
 * middle, none is lost, and the next reading finds an unguarded list on the activity and goes on. Nothing that was not on it before
 * is let in meanwhile.
 * @param onActivity ids of the lists that are on the activity now
 * @param campaignId the activity's campaign: a list has to be on it before it can be on the activity
 */
export function swapSteps(
  twinIds: readonly string[],
  onActivity: readonly string[],
  activityId: string,
  campaignId: string | null,
): readonly SwapStep[] {
  const missing = twinIds.filter((listId) => !onActivity.includes(listId));
  return [
    ...(campaignId === null
      ? []
      : missing.map((listId) => ({ kind: "putOnCampaign", listId, campaignId }) as const)),
    ...missing.map((listId) => ({ kind: "putOn", listId, activityId }) as const),
    ...takeOffSteps(
      onActivity.filter((listId) => !twinIds.includes(listId)),
      activityId,
    ),
  ];
}

export function takeOffSteps(listIds: readonly string[], activityId: string): readonly SwapStep[] {
  return listIds.map((listId) => ({ kind: "takeOff", listId, activityId }));
}
