import type { TableMetadata } from "../server/metadata/model";
import { PARTICIPATION } from "../server/metadata/standard/party";
import { isReference } from "./physicalRow";
import type { Reference, SampleRow } from "./sample/row";
import { sampleId } from "./sample/sampleId";

/** Participation of the row that an activity is about, and of its owner: both are parties of every activity. */
const REGARDING = 8;
const OWNER = 9;

/** The parties of an activity: one row for everybody in its party lists, for what it regards and for its owner. */
export function activityParties(table: TableMetadata, activity: SampleRow): SampleRow[] {
  const activityId = activity[table.primaryIdColumn];
  if (typeof activityId !== "string") {
    throw new Error(`A row of ${table.logicalName} has no id.`);
  }
  const parties: SampleRow[] = [];
  const add = (party: Reference, participation: number): void => {
    parties.push({
      activitypartyid: sampleId("activityparty", `${activityId}/${String(participation)}/${party.id}`),
      activityid: { table: table.logicalName, id: activityId },
      partyid: party,
      participationtypemask: participation,
    });
  };
  for (const [name, value] of Object.entries(activity)) {
    const participation = table.columns.get(name)?.type === "partylist" ? PARTICIPATION[name] : undefined;
    if (participation !== undefined && Array.isArray(value)) {
      for (const party of value as readonly Reference[]) {
        add(party, participation);
      }
    }
  }
  const { regardingobjectid, ownerid } = activity;
  if (isReference(regardingobjectid)) {
    add(regardingobjectid, REGARDING);
  }
  if (isReference(ownerid)) {
    add(ownerid, OWNER);
  }
  return parties;
}
