import type { Freed } from "./decision";
import { keyOf, type Protection } from "./protection";

/** A member as a copy of a list reads it: without a link, which the list's own query may leave no room for. */
export interface PlainMember {
  readonly id: string;
  readonly company: string | null;
  readonly contact: string | null;
  readonly qualifiedTo: string | null;
}

/**
 * Who is to be left out of a copy of a list: whoever a deal or hold protects that has not been freed.
 * @param parentOf the account above an account; undefined where there is none
 */
export function leaveOut(
  protections: readonly Protection[],
  freed: Freed,
  parentOf: ReadonlyMap<string, string>,
): (member: PlainMember) => boolean {
  const free = new Set([...freed.deals.map((id) => `deal:${id}`), ...freed.holds.map((id) => `hold:${id}`)]);
  const companies = new Set<string>();
  const people = new Set<string>();
  const deals = new Set<string>();
  for (const protection of protections) {
    if (free.has(keyOf(protection))) continue;
    const { clients } = protection.kind === "deal" ? protection.deal : protection.hold;
    for (const id of clients.companies) companies.add(id);
    for (const id of clients.people) people.add(id);
    if (clients.dealId !== null) deals.add(clients.dealId);
  }
  const isIn = (ids: ReadonlySet<string>, id: string | null | undefined) =>
    typeof id === "string" && ids.has(id);
  return ({ id, company, contact, qualifiedTo }) =>
    isIn(people, id) ||
    isIn(people, contact) ||
    isIn(deals, qualifiedTo) ||
    isIn(companies, company) ||
    isIn(companies, company === null ? null : parentOf.get(company));
}
