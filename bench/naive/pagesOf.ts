import type { Row, WebApi } from "../../dataverse/host";

const PAGE = 5000;

/**
 * All rows of a query, 5,000 a page, one page after the other, by the link to the next one that `context.webAPI` hands out: the
 * service sets no limit to those.
 * @param options of OData, such as `?$filter=…`
 */
export async function* pagesOf(
  webApi: Pick<WebApi, "retrieveMultipleRecords">,
  table: string,
  options: string,
): AsyncGenerator<readonly Row[]> {
  for (let rest: string | undefined = options; rest !== undefined;) {
    const { entities, nextLink }: Awaited<ReturnType<WebApi["retrieveMultipleRecords"]>> =
      await webApi.retrieveMultipleRecords(table, rest, PAGE);
    yield entities;
    rest = nextLink?.slice(nextLink.indexOf("?"));
  }
}
