import { sampleId } from "./sampleId";

/** The id of an account's contact, counted from 0; the first one is the account's primary contact. */
export function contactId(accountId: string, index: number): string {
  return sampleId("contact", `${accountId}/${String(index)}`);
}
