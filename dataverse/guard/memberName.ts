import type { MemberTable } from "../../domain/guard/audience";

/** The column that says how a member is called. */
export function nameColumnOf(members: MemberTable): string {
  return members === "account" ? "name" : "fullname";
}
