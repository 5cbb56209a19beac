import { isoDate, type Day } from "../domain/day";
import type { MemberTable } from "../domain/guard/audience";
import type { OnDynamicList, OnStaticLists, ScheduledActivity } from "../domain/comingSends";
import { askInParts, type Days } from "./askInParts";
import type { AskQuestion } from "./askQuestion";
import { success, type Answer } from "./attempt";
import { dayIn, type Calendar } from "./dayIn";
import type { Row } from "./host";
import { memberTables } from "./guard/guardedSubject";
import {
  all,
  either,
  type FilterItem,
  type Question,
  type QuestionFilter,
  type QuestionLink,
} from "./question";
import { labelOf, lookupLabelOf, lookupOf, numberOf, textOf } from "./row";
import { isActiveMemberOf, isMemberOf, type Scope } from "./scope";
import { isSendToCome } from "./sendToCome";

/** Days ahead, today included, that a client's coming sends are looked for. */
export const DAYS_AHEAD = 30;
/** Dynamic lists found at most; the nearest first. */
const DYNAMIC_LISTS = 100;

/** The days over which coming sends are looked for. */
export function daysAhead(today: Day): Days {
  return { first: today, last: today + DAYS_AHEAD - 1 };
}

/** Activities about to be sent: still to come, and scheduled for one of these days. */
function isComing({ first, last }: Days): readonly FilterItem[] {
  return [
    ...isSendToCome,
    { column: "scheduledstart", operator: "on-or-after", value: isoDate(first) },
    { column: "scheduledstart", operator: "on-or-before", value: isoDate(last) },
  ];
}

/** An activity's campaign, which is no template. */
const ofCampaign: QuestionLink = {
  table: "campaign",
  from: "campaignid",
  to: "regardingobjectid",
  type: "inner",
  alias: "campaign",
  filter: all({ column: "istemplate", operator: "ne", value: true }),
};

/** Active lists of one sort. */
function isList(isDynamic: boolean): QuestionFilter {
  return all(
    { column: "type", operator: "eq", value: isDynamic },
    { column: "statecode", operator: "eq", value: 0 },
  );
}

/** Alias of the list. */
const LIST = "audience";
const tables = [...memberTables.values()];

/** Whether a membership is of somebody in scope, or of the account itself. */
function isMembershipOf(
  scope: Scope,
  isMeant: (scope: Scope, members: MemberTable) => QuestionFilter,
): QuestionFilter {
  return {
    ...either(
      ...tables.map((table) => ({
        is: "any" as const,
        table,
        from: `${table}id`,
        to: "entityid",
        filter: isMeant(scope, table),
      })),
    ),
    hint: "union",
  };
}

/**
 * Memberships of those in scope whom the list is sent to: lists leave out inactive members, unless they say otherwise, which
 * takes a join to the member beside the one to the list. Of a deal, the ways to its people leave no room for that.
 */
function sentTo(scope: Scope): Required<Pick<Question, "filter" | "links">> {
  if (scope.table !== "account") return { filter: all(isMembershipOf(scope, isActiveMemberOf)), links: [] };
  const links = tables.map((table): QuestionLink => ({
    ...{ table, from: `${table}id`, to: "entityid", type: "outer", alias: `member_${table}` },
  }));
  const isActive = links.map(({ alias }): FilterItem => ({
    ...{ of: alias, column: "statecode", operator: "eq", value: 0 },
  }));
  return {
    filter: all(
      isMembershipOf(scope, (of, members) => all(isMemberOf(of, members))),
      either({ of: LIST, column: "ignoreinactivelistmembers", operator: "eq", value: false }, ...isActive),
    ),
    links,
  };
}

/**
 * How many in scope are on the static lists of each coming activity, accounts, contacts and leads by themselves, each once
 * however many lists it is on. They are few and lead to their memberships, so that the size of the lists does not matter.
 */
export function staticListsQuestion(scope: Scope, days: Days): Question {
  const { filter, links } = sentTo(scope);
  return {
    table: "listmember",
    aggregate: true,
    columns: [{ name: "entityid", aggregate: "countcolumn", distinct: true, alias: "people" }],
    filter,
    links: [
      ...links,
      {
        table: "list",
        from: "listid",
        to: "listid",
        type: "inner",
        alias: LIST,
        columns: [{ name: "createdfromcode", groupBy: true, alias: "members" }],
        filter: isList(false),
        links: [
          {
            table: "campaignactivityitem",
            from: "itemid",
            to: "listid",
            type: "inner",
            alias: "item",
            links: [
              {
                table: "campaignactivity",
                from: "activityid",
                to: "campaignactivityid",
                type: "inner",
                alias: "send",
                columns: [
                  { name: "activityid", groupBy: true, alias: "activity" },
                  { name: "subject", groupBy: true, alias: "title" },
                  { name: "regardingobjectid", groupBy: true, alias: "about" },
                  { name: "channeltypecode", groupBy: true, alias: "channel" },
                  { name: "scheduledstart", aggregate: "min", alias: "starts" },
                ],
                filter: all(...isComing(days)),
                links: [ofCampaign],
              },
            ],
          },
        ],
      },
    ],
  };
}

/** The dynamic lists of the coming activities, whomever they hold, with the queries that say so. */
export function dynamicListsQuestion(today: Day): Question {
  return {
    table: "campaignactivity",
    count: DYNAMIC_LISTS,
    page: 1,
    columns: ["activityid", "subject", "regardingobjectid", "channeltypecode", "scheduledstart"].map(
      (name) => ({ name }),
    ),
    orders: [{ by: "scheduledstart" }, { by: "activityid" }],
    filter: all(...isComing(daysAhead(today))),
    links: [
      ofCampaign,
      {
        table: "campaignactivityitem",
        from: "campaignactivityid",
        to: "activityid",
        type: "inner",
        alias: "item",
        links: [
          {
            table: "list",
            from: "listid",
            to: "itemid",
            type: "inner",
            alias: LIST,
            columns: ["listid", "listname", "createdfromcode", "query", "ignoreinactivelistmembers"].map(
              (name) => ({ name }),
            ),
            filter: isList(true),
          },
        ],
      },
    ],
  };
}

/**
 * Counts on static lists. One request, however many activities, lists and members there are; for an account so large
 * that more than 50,000 memberships are concerned, the days are asked for in parts.
 */
export async function readStaticLists(
  ask: AskQuestion,
  calendar: Calendar,
  scope: Scope,
  today: Day,
): Promise<Answer<readonly OnStaticLists[]>> {
  const answer = await askInParts(ask, (days) => staticListsQuestion(scope, days), daysAhead(today), null);
  if (!answer.ok) return answer;
  const byActivity = new Map<string, OnStaticLists>();
  for (const row of answer.value.flat()) {
    const id = textOf(row, "activity");
    const day = dayIn(calendar, row, "starts");
    if (id === null || day === null) continue;
    const campaign = textOf(row, "about");
    const activity: ScheduledActivity = {
      id,
      subject: textOf(row, "title") ?? "",
      campaign: campaign === null ? null : { id: campaign, name: labelOf(row, "about") ?? "" },
      channelName: labelOf(row, "channel"),
      day,
    };
    const others = byActivity.get(id) ?? { activity, people: 0, toAccount: false };
    const members = numberOf(row, "people") ?? 0;
    // Contacts and leads are different people: those of each kind add up.
    byActivity.set(
      id,
      memberTables.get(numberOf(row, "members")) === "account"
        ? { ...others, toAccount: members > 0 }
        : { ...others, people: others.people + members },
    );
  }
  return success([...byActivity.values()]);
}

export interface DynamicListsRead {
  readonly lists: readonly OnDynamicList[];
  /** FetchXML of each list, by the list's id; null for a list without. */
  readonly queries: ReadonlyMap<string, string | null>;
  /** Whether there may be more than those read. */
  readonly isCut: boolean;
}

/** The dynamic lists about to be sent to. One request. */
export async function readDynamicLists(
  ask: AskQuestion,
  calendar: Calendar,
  today: Day,
): Promise<Answer<DynamicListsRead>> {
  const answer = await ask(dynamicListsQuestion(today));
  if (!answer.ok) return answer;
  const queries = new Map<string, string | null>();
  const lists = answer.value.flatMap((row): OnDynamicList[] => {
    const activity = activityIn(calendar, row);
    const id = textOf(row, "audience.listid");
    if (activity === null || id === null) return [];
    const members = memberTables.get(numberOf(row, "audience.createdfromcode")) ?? "contact";
    queries.set(id, textOf(row, "audience.query"));
    const ignoresInactive = row[`${LIST}.ignoreinactivelistmembers`] !== false;
    const name = textOf(row, "audience.listname") ?? "";
    return [{ activity, list: { id, name, members, ignoresInactive } }];
  });
  return success({ lists, queries, isCut: answer.value.length >= DYNAMIC_LISTS });
}

function activityIn(calendar: Calendar, row: Row): ScheduledActivity | null {
  const id = textOf(row, "activityid");
  const day = dayIn(calendar, row, "scheduledstart");
  if (id === null || day === null) return null;
  const campaign = lookupOf(row, "regardingobjectid");
  return {
    id,
    subject: textOf(row, "subject") ?? "",
    campaign:
      campaign === null ? null : { id: campaign, name: lookupLabelOf(row, "regardingobjectid") ?? "" },
    channelName: labelOf(row, "channeltypecode"),
    day,
  };
}
