import type { Row, WebApi } from "../../dataverse/host";
import { pagesOf } from "./pagesOf";

/**
 * How many members of a list each deal in closing concerns: all members are read, with their companies, and looked up. It answers
 * less than the guard: deals by their stage alone, no stakeholders, no holds.
 */
export async function pageAndLookUp(
  webApi: Pick<WebApi, "retrieveMultipleRecords">,
  listId: string,
): Promise<ReadonlyMap<string, number>> {
  const deals = await webApi.retrieveMultipleRecords(
    "opportunity",
    "?$select=opportunityid,_customerid_value,_parentcontactid_value,_parentaccountid_value" +
      "&$filter=statecode eq 0 and salesstage eq 3 and estimatedvalue_base ge 100000",
  );
  const dealsOf = new Map<unknown, Set<string>>();
  for (const deal of deals.entities) {
    for (const client of [deal._customerid_value, deal._parentcontactid_value, deal._parentaccountid_value]) {
      if (client === undefined || client === null) continue;
      dealsOf.set(client, (dealsOf.get(client) ?? new Set<string>()).add(String(deal.opportunityid)));
    }
  }
  const members = pagesOf(
    webApi,
    "contact",
    "?$select=contactid,_parentcustomerid_value" +
      "&$expand=parentcustomerid_account($select=_parentaccountid_value)" +
      `&$filter=listcontact_association/any(list:list/listid eq ${listId})`,
  );
  const counts = new Map<string, number>();
  for await (const page of members) {
    for (const { contactid, _parentcustomerid_value: company, parentcustomerid_account: account } of page) {
      const parent = (account as Row | null)?._parentaccountid_value;
      const deals = new Set([contactid, company, parent].flatMap((id) => [...(dealsOf.get(id) ?? [])]));
      for (const deal of deals) counts.set(deal, (counts.get(deal) ?? 0) + 1);
    }
  }
  return counts;
}
