/** What components have told or asked, as far as a handler has taken it. */
const taken = new WeakSet();

/**
 * Whether nobody has taken this payload of a component's event before. OnLoad may run more than once on a form: it occurs "On
 * initial page load" and "After a new record is first saved (created)" (learn.microsoft.com,
 * clientapi/reference/events/form-onload), and a form may name the handler twice. A component's handler cannot be taken off
 * (`addEventHandler` has no counterpart), so that each of them hears the same; what must not be done twice is done by the first.
 * It goes by the payload and not by the record: one record may be open on several forms at a time, each with a guard of its own.
 */
export function isFirstToTake(payload: object): boolean {
  if (taken.has(payload)) return false;
  taken.add(payload);
  return true;
}
