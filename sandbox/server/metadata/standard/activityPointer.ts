import { sharedActivityColumns } from "./activity";
import { untouched } from "./cascade";
import type { StandardTable } from "./describe";
import { describeTable, lookup } from "./describe";

/** What activities may regard, with the relationships' names. */
const REGARDING = [
  ["account", "Account_ActivityPointers"],
  ["contact", "Contact_ActivityPointers"],
  ["lead", "Lead_ActivityPointers"],
  ["opportunity", "Opportunity_ActivityPointers"],
  ["campaign", "Campaign_ActivityPointers"],
  ["campaignactivity", "CampaignActivity_ActivityPointers"],
  ["bulkoperation", "BulkOperation_ActivityPointers"],
  ["list", "List_ActivityPointers"],
] as const;

/**
 * All activities as one table. It has no rows of its own: the store shows the shared columns of every activity
 * table. Cascades are those of the activity's own relationships, so that here nothing cascades.
 */
export const activityPointer: StandardTable = describePointer();

function describePointer(): StandardTable {
  const described = describeTable({
    schemaName: "ActivityPointer",
    entitySetName: "activitypointers",
    objectTypeCode: 4200,
    labels: ["Activity", "Activité", "Activiteit"],
    pluralLabels: ["Activities", "Activités", "Activiteiten"],
    ownership: "UserOwned",
    primaryId: "ActivityId",
    primaryName: "subject",
    currency: true,
    states: [
      {
        value: 0,
        label: ["Open", "Ouverte", "Openstaand"],
        reasons: [[1, ["Open", "Ouverte", "Openstaand"]]],
      },
      {
        value: 1,
        label: ["Completed", "Terminée", "Voltooid"],
        reasons: [[2, ["Completed", "Terminée", "Voltooid"]]],
      },
      {
        value: 2,
        label: ["Canceled", "Annulée", "Geannuleerd"],
        reasons: [[3, ["Canceled", "Annulée", "Geannuleerd"]]],
      },
      {
        value: 3,
        label: ["Scheduled", "Planifiée", "Gepland"],
        reasons: [[4, ["Scheduled", "Planifiée", "Gepland"]]],
      },
    ],
    relationships: {
      owningBusinessUnit: "business_unit_activitypointer",
      owningTeam: "team_activity",
      owningUser: "user_activity",
      currency: "TransactionCurrency_ActivityPointer",
    },
    columns: [
      sharedActivityColumns(),
      lookup(
        "RegardingObjectId",
        ["Regarding", "Concernant", "Betreft"],
        REGARDING.map(([table, schemaName]) => ({
          table,
          schemaName,
          navigation: `regardingobjectid_${table}`,
          cascade: untouched,
        })),
      ),
    ],
  });
  return { ...described, table: { ...described.table, isActivity: true } };
}
