import type { TableMetadata } from "../metadata/model";
import type { Navigation } from "../odata/navigation";
import { badPayload } from "../odata/refusals";
import { ACTIVITY_PARTY } from "../write/activityParties";
import { parseBody, sortPayload } from "../write/payload";
import { updateRow } from "../write/update";
import { noContent, type Exchange, type WebApiAnswer } from "./exchange";
import { inTransaction } from "./transaction";

/** Whether the property holds the parties of an activity, rather than the activities that a row is a party of. */
export function isPartiesOf(table: TableMetadata, navigation: Navigation): boolean {
  return (
    table.isActivity &&
    navigation.kind === "many" &&
    navigation.target.logicalName === ACTIVITY_PARTY &&
    navigation.column.logicalName === "activityid"
  );
}

/**
 * `PUT emails(…)/email_activity_parties` with `{"value": […]}`: the one collection that may be replaced (learn.microsoft.com,
 * "Associate and disassociate table rows using the Web API").
 */
export function replaceParties(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  property: string,
): Promise<WebApiAnswer> {
  return inTransaction(exchange, async (inner, context) => {
    const { value, ...more } = parseBody(inner.request.body, table.entitySetName);
    const other = Object.keys(more).find((name) => !name.startsWith("@"));
    if (!Array.isArray(value) || other !== undefined) {
      throw badPayload(
        table.entitySetName,
        "Microsoft.OData.ODataException: A collection has to be given as an object with the one property 'value', an array.",
      );
    }
    await updateRow(context, id, sortPayload(inner.organization.metadata, table, { [property]: value }));
    return noContent();
  });
}
