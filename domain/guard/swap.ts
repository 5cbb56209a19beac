/** Steps by which lists are exchanged on an activity, each an action of the service's own. */
export type SwapStep =
  | { readonly kind: "putOnCampaign"; readonly listId: string; readonly campaignId: string }
  | { readonly kind: "takeOff"; readonly listId: string; readonly activityId: string }
  | { readonly kind: "putOn"; readonly listId: string; readonly activityId: string };

/**
 * Puts lists in the place of others. What comes off is on record or not: on record, it comes off first, so that whatever breaks in
 * the middle sends to fewer people and never to somebody protected, and the next reading finds what is off and goes on. Otherwise
 * none comes off before all that stand for them are on: none is lost.
 * @param onActivity ids of the lists that are on the activity now
 * @param campaignId the activity's campaign: a list has to be on it before it can be on the activity
 */
export function swapSteps(
  twinIds: readonly string[],
  onActivity: readonly string[],
  activityId: string,
  campaignId: string | null,
  isOnRecord = false,
): readonly SwapStep[] {
  const missing = twinIds.filter((listId) => !onActivity.includes(listId));
  const on = missing.map((listId) => ({ kind: "putOn", listId, activityId }) as const);
  const off = takeOffSteps(
    onActivity.filter((listId) => !twinIds.includes(listId)),
    activityId,
  );
  return [
    ...(campaignId === null
      ? []
      : missing.map((listId) => ({ kind: "putOnCampaign", listId, campaignId }) as const)),
    ...(isOnRecord ? [...off, ...on] : [...on, ...off]),
  ];
}

export function takeOffSteps(listIds: readonly string[], activityId: string): readonly SwapStep[] {
  return listIds.map((listId) => ({ kind: "takeOff", listId, activityId }));
}
