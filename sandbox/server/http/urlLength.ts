import { DataverseError } from "../errors";

/** Longest URL of a request, and of a request inside a batch (learn.microsoft.com, "Query data using the Web API"). */
export const LONGEST_URL = 32_768;
export const LONGEST_URL_IN_BATCH = 65_536;

/** @throws DataverseError 414 when the URL is longer than Dataverse takes */
export function checkUrlLength(url: string, longest: number): void {
  if (url.length <= longest) return;
  throw new DataverseError(414, "0x80060888", "The request URI is too long.");
}
