function onList(listId: string, inside: string): string {
  return (
    `<fetch><entity name="contact"><attribute name="contactid"/><attribute name="fullname"/>` +
    `<link-entity name="listmember" from="entityid" to="contactid" link-type="inner" alias="member">` +
    `<filter><condition attribute="listid" operator="eq" value="${listId}"/></filter></link-entity>${inside}</entity></fetch>`
  );
}

/** The members of a static list, as the query of a dynamic one. */
export function plainQuery(listId: string): string {
  return onList(listId, "");
}

/** The usual way to leave out clients with a deal: joined, and then asked for where there was nothing to join. */
export function withoutOpportunity(listId: string): string {
  return onList(
    listId,
    `<link-entity name="opportunity" from="parentcontactid" to="contactid" link-type="outer" alias="deal"/>` +
      `<filter><condition entityname="deal" attribute="opportunityid" operator="null"/></filter>`,
  );
}
