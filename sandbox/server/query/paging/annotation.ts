/**
 * The value of `@Microsoft.Dynamics.CRM.fetchxmlpagingcookie`: the cookie, URL-encoded twice with lower-case digits, in an
 * element that names the next page (…/fetchxml/page-results, "Paging cookie examples", Web API).
 * @param page the page that follows
 */
export function pagingCookieAnnotation(page: number, cookie: string): string {
  return `<cookie pagenumber="${String(page)}" pagingcookie="${encoded(encoded(cookie))}" istracking="False" />`;
}

/** As .NET's `HttpUtility.UrlEncode` would, except that a blank is `%20`, as the documentation's example shows. */
function encoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}
