import { badQuery, badSyntax } from "./refusals";

export interface Page {
  readonly number: number;
  readonly cookie?: string;
}

/** The `$skiptoken` of the page after this one, as Dataverse writes it: an XML element around the query's own cookie. */
export function skipToken(page: Page): string {
  const cookie = page.cookie === undefined ? "" : encodeURIComponent(encodeURIComponent(page.cookie));
  return `<cookie pagenumber="${String(page.number)}" pagingcookie="${cookie}" istracking="False" />`;
}

/** @throws DataverseError 400 0x80060888 on a token that was not made by `skipToken` */
export function parseSkipToken(text: string | undefined): Page | undefined {
  if (text === undefined) return undefined;
  const match = /^<cookie pagenumber="(\d{1,9})" pagingcookie="([^"<>]*)" istracking="False" \/>$/.exec(text);
  if (match === null) throw badSyntax(0, text);
  const number = Number(match[1]);
  if (number < 1) throw badSyntax(0, text);
  const encoded = match[2] ?? "";
  if (encoded === "") return { number };
  try {
    return { number, cookie: decodeURIComponent(decodeURIComponent(encoded)) };
  } catch {
    throw badQuery("Malformed XML in the Paging Cookie");
  }
}
