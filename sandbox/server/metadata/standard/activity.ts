import { parental } from "./cascade";
import { PRIORITIES } from "./choices";
import type {
  ColumnDescription,
  LookupTarget,
  StandardTable,
  State,
  SystemRelationships,
  Text,
} from "./describe";
import {
  boolean,
  choice,
  date,
  dateTime,
  describeTable,
  entityName,
  guid,
  integer,
  lookup,
  memo,
  readOnly,
  text,
} from "./describe";
import { process } from "./process";

/** A table that an activity may regard, with the relationship's name. */
export type Regarding = readonly [table: string, relationship: string];

export interface ActivityDescription {
  readonly schemaName: string;
  readonly entitySetName: string;
  readonly objectTypeCode: number;
  readonly labels: Text;
  readonly pluralLabels: Text;
  readonly states: readonly State[];
  readonly regarding: readonly Regarding[];
  readonly relationships?: SystemRelationships;
  readonly columns: readonly (ColumnDescription | readonly ColumnDescription[])[];
  /** Longest subject; 200 for nearly all. */
  readonly subjectLength?: number;
}

/** Columns that every activity shares, and that the view over all activities shows. */
export function sharedActivityColumns(): readonly ColumnDescription[] {
  return [
    text("Subject", ["Subject", "Objet", "Onderwerp"], 200, { required: "applicationrequired" }),
    memo("ActivityAdditionalParams", "Additional Parameters", 8192),
    // The kind of activity, by its logical name; fixed for a table.
    entityName("ActivityTypeCode", ["Activity Type", "Type d'activité", "Activiteitstype"], {
      ...readOnly,
      required: "systemrequired",
    }),
    integer(
      "ActualDurationMinutes",
      ["Actual Duration", "Durée réelle", "Werkelijke duur"],
      [0, 2147483647],
      {
        format: "Duration",
      },
    ),
    dateTime("ActualEnd", ["Actual End", "Fin réelle", "Werkelijke einddatum"], { searched: true }),
    dateTime("ActualStart", ["Actual Start", "Début réel", "Werkelijke begindatum"]),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    boolean("IsBilled", ["Is Billed", "Facturé", "Gefactureerd"], false),
    boolean(
      "IsRegularActivity",
      ["Is Regular Activity", "Activité régulière", "Is normale activiteit"],
      false,
      readOnly,
    ),
    boolean("IsWorkflowCreated", "Is Workflow Created", false),
    dateTime("LastOnHoldTime", "Last On Hold Time"),
    integer("OnHoldTime", "On Hold Time (Minutes)", undefined, readOnly),
    choice("PriorityCode", ["Priority", "Priorité", "Prioriteit"], PRIORITIES, { default: 1 }),
    ...process(),
    integer("ScheduledDurationMinutes", ["Duration", "Durée", "Duur"], [0, 2147483647], {
      format: "Duration",
      ...readOnly,
    }),
    dateTime("ScheduledEnd", ["Due Date", "Échéance", "Einddatum"], { searched: true }),
    dateTime("ScheduledStart", ["Start Date", "Date de début", "Begindatum"]),
    dateTime("SortDate", ["Sort Date", "Date de tri", "Sorteerdatum"]),
  ];
}

function regardingColumn(activity: string, regarding: readonly Regarding[]): readonly ColumnDescription[] {
  if (regarding.length === 0) {
    return [];
  }
  const targets = regarding.map(([table, schemaName]): LookupTarget => ({
    table,
    schemaName,
    navigation: `regardingobjectid_${table}_${activity}`,
    // Documented for the regarding relationships of accounts, contacts and campaigns; taken for all.
    cascade: parental,
  }));
  return [lookup("RegardingObjectId", ["Regarding", "Concernant", "Betreft"], targets)];
}

/** An activity: the shared columns, a regarding lookup, and its own columns, which take precedence. */
export function describeActivity(description: ActivityDescription): StandardTable {
  const name = description.schemaName.toLowerCase();
  const own = [...description.columns.flat(), ...regardingColumn(name, description.regarding)];
  const ownNames = new Set(own.map((one) => one.column.logicalName));
  return describeTable({
    ...description,
    ownership: "UserOwned",
    primaryId: "ActivityId",
    primaryName: "subject",
    isActivity: true,
    currency: true,
    columns: [...sharedActivityColumns().filter((one) => !ownNames.has(one.column.logicalName)), own],
  });
}

/** The tables that nearly every activity may regard, in Dataverse's naming. */
export function usualRegarding(collection: string, bulkOperation?: string): readonly Regarding[] {
  return [
    ["account", `Account_${collection}`],
    ["contact", `Contact_${collection}`],
    ["lead", `Lead_${collection}`],
    ["opportunity", `Opportunity_${collection}`],
    ["campaign", `Campaign_${collection}`],
    ["campaignactivity", `CampaignActivity_${collection}`],
    ...(bulkOperation === undefined ? [] : ([["bulkoperation", bulkOperation]] as const)),
  ];
}

/** Columns of activities that are sent, synchronised or delivered by a channel. */
export function channelColumns(): readonly ColumnDescription[] {
  return [
    dateTime("DeliveryLastAttemptedOn", "Date Delivery Last Attempted", readOnly),
    choice(
      "DeliveryPriorityCode",
      ["Delivery Priority", "Priorité de remise", "Bezorgprioriteit"],
      PRIORITIES,
      {
        default: 1,
      },
    ),
    text("ExchangeItemId", "Exchange Item ID", 200),
    text("ExchangeWebLink", "Exchange WebLink", 1250, { format: "Url" }),
    boolean("IsMapiPrivate", "Is Private", false),
    boolean("LeftVoiceMail", ["Left Voice Mail", "Message vocal laissé", "Voicemail achtergelaten"], false),
    dateTime("PostponeActivityProcessingUntil", "Delay activity processing until", readOnly),
    dateTime("SentOn", ["Date Sent", "Date d'envoi", "Verzonden op"], readOnly),
    guid("SeriesId", "Series Id", readOnly),
  ];
}

/** The days of an activity whose times do not matter, such as a campaign activity's. */
export function actualDays(): readonly ColumnDescription[] {
  return [
    date("ActualEnd", ["Actual End", "Fin réelle", "Werkelijke einddatum"], { searched: true }),
    date("ActualStart", ["Actual Start", "Début réel", "Werkelijke begindatum"]),
  ];
}
