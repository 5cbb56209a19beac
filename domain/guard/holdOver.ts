import type { Hold, Named, ProtectedDeal } from "./protection";

/** What a hold may keep back. */
export interface Holdable {
  readonly deal: Pick<Named, "id"> | null;
  /** The accounts that the deal is with; without any, its contact. No hold is on null. */
  readonly clientIds: readonly (string | null)[];
}

/**
 * The hold that keeps all of it back: one on the deal itself, else, where each of its clients is on hold, the first client's. Null
 * where somebody of it may have a send.
 * @param holds in force, of those that concern the send
 */
export function holdOver<H extends Hold>({ deal, clientIds }: Holdable, holds: readonly H[]): H | null {
  const onDeal = deal === null ? undefined : holds.find((hold) => hold.deal?.id === deal.id);
  if (onDeal !== undefined) return onDeal;
  const onClients = clientIds.map((id) =>
    holds.find(({ account, contact }) => account?.id === id || contact?.id === id),
  );
  return onClients.every((hold) => hold !== undefined) ? (onClients[0] ?? null) : null;
}

/** A deal in closing, as a hold may keep it back. */
export function holdableOf(deal: Pick<ProtectedDeal, "id" | "client" | "accountId">): Holdable {
  const ids = [deal.client?.id, deal.accountId].filter((id): id is string => typeof id === "string");
  return { deal, clientIds: [...new Set(ids)] };
}
