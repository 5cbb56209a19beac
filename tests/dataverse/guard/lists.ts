import type { GuardedList, MemberTable } from "../../../domain/guard/audience";

/** An id that ends with this number. */
export const listId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** A static list of a hundred contacts, unless said otherwise. */
export const list = (number: number, given: Partial<GuardedList> = {}): GuardedList => ({
  id: listId(number),
  name: `List ${number}`,
  members: "contact",
  isDynamic: false,
  query: null,
  memberCount: 100,
  twin: null,
  ...given,
});

export const dynamic = (
  number: number,
  query: string | null = '<fetch><entity name="contact"/></fetch>',
  members: MemberTable = "contact",
) => list(number, { isDynamic: true, query, memberCount: null, members });
