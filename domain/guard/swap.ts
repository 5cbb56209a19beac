/** Steps by which lists are exchanged on an activity, each an action of the service's own. */
export type SwapStep =
  | { readonly kind: "putOnCampaign"; readonly listId: string; readonly campaignId: string }
  | { readonly kind: "takeOff"; readonly listId: string; readonly activityId: string }
  | { readonly kind: "putOn"; readonly listId: string; readonly activityId: string };

/**
 * Puts guarded lists in the place of theirs. All that is unguarded is taken off before anything is put on, so that a
 * failure in the middle sends to fewer people, and never to somebody protected.
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
    ...takeOffSteps(
      onActivity.filter((listId) => !twinIds.includes(listId)),
      activityId,
    ),
    ...missing.map((listId) => ({ kind: "putOn", listId, activityId }) as const),
  ];
}

export function takeOffSteps(listIds: readonly string[], activityId: string): readonly SwapStep[] {
  return listIds.map((listId) => ({ kind: "takeOff", listId, activityId }));
}
