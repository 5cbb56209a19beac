import type { Failure } from "./failure";

/** No such table: said by the query (0x80041102), or by the address of the request (0x80060888). */
const noSuchTable: ReadonlySet<string | null> = new Set(["0x80041102", "0x80060888"]);

/**
 * Whether a failure says that something is not there for this user: the organisation does not have the table or the
 * column, or the user may not read it. For what is used only where it exists, that is an answer.
 */
export function isAbsence(failure: Failure): boolean {
  return (
    failure.kind === "noPrivilege" ||
    failure.kind === "noSuchColumn" ||
    (failure.kind === "unknown" && noSuchTable.has(failure.code))
  );
}

/** Whether a failure to read a table's definition says that there is none, rather than that nothing is known. */
export function isTableAbsent(failure: Failure): boolean {
  return isAbsence(failure) || failure.kind === "gone";
}
