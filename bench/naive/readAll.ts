import type { Row, WebApi } from "../../dataverse/host";

const PAGE = 5000;

/** All rows of a FetchXML query, 5,000 a page, one page after the other. @param inside of the fetch element, with an order */
export async function readAll(
  webApi: Pick<WebApi, "retrieveMultipleRecords">,
  table: string,
  inside: string,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page++) {
    const fetchXml = `<fetch count="${String(PAGE)}" page="${String(page)}">${inside}</fetch>`;
    const { entities } = await webApi.retrieveMultipleRecords(
      table,
      `?fetchXml=${encodeURIComponent(fetchXml)}`,
    );
    for (const row of entities) rows.push(row);
    if (entities.length < PAGE) return rows;
  }
}
