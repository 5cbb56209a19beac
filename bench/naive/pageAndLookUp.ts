import type { WebApi } from "../../dataverse/host";
import { readAll } from "./readAll";

/** How many members of a list each deal in closing concerns: all members are read, with their companies, and looked up. */
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
  const members = await readAll(
    webApi,
    "contact",
    `<entity name="contact"><attribute name="contactid"/><attribute name="parentcustomerid"/><order attribute="contactid"/>` +
      `<link-entity name="listmember" from="entityid" to="contactid" link-type="inner" alias="member">` +
      `<filter><condition attribute="listid" operator="eq" value="${listId}"/></filter></link-entity>` +
      `<link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer" alias="company">` +
      `<attribute name="parentaccountid"/></link-entity></entity>`,
  );
  const counts = new Map<string, number>();
  for (const member of members) {
    const reached = [member.contactid, member._parentcustomerid_value, member["company.parentaccountid"]];
    for (const deal of new Set(reached.flatMap((id) => [...(dealsOf.get(id) ?? [])]))) {
      counts.set(deal, (counts.get(deal) ?? 0) + 1);
    }
  }
  return counts;
}
