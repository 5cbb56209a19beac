import type { GuardedList, MemberTable } from "../../domain/guard/audience";
import type { CampaignAtStake } from "../../domain/guard/campaign";
import { guardStates, type GuardState } from "../../domain/guard/guardState";
import type { AskQuestion } from "../askQuestion";
import { failed, success, type Answer } from "../attempt";
import type { Row } from "../host";
import { all, type Question, type QuestionLink } from "../question";
import { numberOf, textOf } from "../row";
import { valueOf } from "../writing";
import { copiedFrom } from "./staticCopy";
import { markIn } from "./twin";

/** What a guard stands on: a campaign activity, a campaign with its own lists, or one list. */
export interface GuardedRecord {
  readonly table: "campaignactivity" | "campaign" | "list";
  readonly id: string;
}

/** What is about to be sent, and to whom. */
export interface Subject {
  readonly record: GuardedRecord;
  readonly name: string;
  readonly campaign: CampaignAtStake | null;
  /** As they stand on the record, guarded ones among them. */
  readonly lists: readonly GuardedList[];
  /** To be checked: in place of each guarded list, the list that it was made from. */
  readonly originals: readonly GuardedList[];
  /** Ids of lists that a guarded list was made from and that are gone. */
  readonly lost: readonly string[];
  /** Of an activity: closed, canceled, broken off or carried out. */
  readonly isDone: boolean;
  /** Of an activity: what the guard said last. */
  readonly guardState: GuardState | null;
}

const listColumns = [
  ...["listid", "listname", "type", "createdfromcode", "query", "membercount", "description"],
  ...["ignoreinactivelistmembers", "donotsendonoptout"],
].map((name) => ({ name }));
const campaignColumns = ["campaignid", "name", "typecode", "budgetedcost_base", "expectedrevenue_base"].map(
  (name) => ({ name }),
);

/** `list.createdfromcode` */
export const memberTables: ReadonlyMap<number | null, MemberTable> = new Map([
  [1, "account"],
  [2, "contact"],
  [4, "lead"],
]);

/** The code that a list of such members has. */
export function memberCodeOf(members: MemberTable): number {
  return { account: 1, contact: 2, lead: 4 }[members];
}

/** The list that a column leads to; its own columns come as `audience.…`. */
export function listAt(column: string): QuestionLink {
  return {
    table: "list",
    from: "listid",
    to: column,
    type: "outer",
    alias: "audience",
    columns: listColumns,
  };
}

function listsThrough(table: "campaignactivityitem" | "campaignitem", owner: string): QuestionLink {
  const isOfActivity = table === "campaignactivityitem";
  return {
    table,
    from: isOfActivity ? "campaignactivityid" : "campaignid",
    to: owner,
    type: "outer",
    alias: "item",
    links: [listAt(isOfActivity ? "itemid" : "entityid")],
  };
}

export function subjectQuestion({ table, id }: GuardedRecord): Question {
  switch (table) {
    case "campaignactivity":
      return {
        table,
        columns: ["subject", "statecode", "statuscode", "ent_guardstate"].map((name) => ({ name })),
        filter: all({ column: "activityid", operator: "eq", value: id }),
        links: [
          {
            table: "campaign",
            from: "campaignid",
            to: "regardingobjectid",
            type: "outer",
            alias: "campaign",
            columns: campaignColumns,
          },
          listsThrough("campaignactivityitem", "activityid"),
        ],
      };
    case "campaign":
      return {
        table,
        columns: campaignColumns,
        filter: all({ column: "campaignid", operator: "eq", value: id }),
        links: [listsThrough("campaignitem", "campaignid")],
      };
    case "list":
      return {
        table,
        columns: listColumns,
        filter: all({ column: "listid", operator: "eq", value: id }),
      };
  }
}

function originalsQuestion(ids: readonly string[]): Question {
  return {
    table: "list",
    columns: listColumns,
    filter: all({ column: "listid", operator: "in", values: ids }),
  };
}

/**
 * Reads what is about to be sent. One request, and one more where guarded lists stand on it, for those lists behind them
 * that nobody reads otherwise.
 * @param otherwise lists that are being read anyhow, as they are now; does not reject
 */
export async function readSubject(
  ask: AskQuestion,
  record: GuardedRecord,
  otherwise: Promise<readonly GuardedList[]> = Promise.resolve([]),
): Promise<Answer<Subject>> {
  const answer = await ask(subjectQuestion(record));
  if (!answer.ok) return answer;
  const [row] = answer.value;
  if (row === undefined) return failed({ kind: "gone" });
  const prefix = record.table === "list" ? "" : "audience.";
  const lists = distinct(answer.value.flatMap((each) => listIn(each, prefix)));

  const behind = lists.flatMap(({ twin }) => (twin === null ? [] : [twin.listId]));
  const there = behind.length === 0 ? lists : [...lists, ...(await otherwise)];
  const missing = [...new Set(behind)].filter((id) => !there.some((list) => list.id === id));
  const read = missing.length === 0 ? success([]) : await ask(originalsQuestion(missing));
  if (!read.ok) return read;
  const known = [...there, ...read.value.flatMap((each) => listIn(each, ""))];
  const byId = new Map(known.map((list) => [list.id, list] as const));
  return success({
    record,
    name:
      textOf(
        row,
        record.table === "campaignactivity" ? "subject" : record.table === "campaign" ? "name" : "listname",
      ) || "",
    campaign: campaignIn(row, record.table === "campaign" ? "" : "campaign."),
    lists,
    originals: distinct(lists.flatMap(({ id, twin }) => byId.get(twin?.listId ?? id) ?? [])),
    lost: missing.filter((id) => !byId.has(id)),
    isDone: record.table === "campaignactivity" && isOver(row),
    guardState: valueOf(guardStates, numberOf(row, "ent_guardstate")),
  });
}

/** Whether an activity is over. Broken off (5) and carried out (6) are states of an open one. */
function isOver(row: Row): boolean {
  return numberOf(row, "statecode") !== 0 || [5, 6].includes(numberOf(row, "statuscode") ?? 0);
}

/** Each once, by its id. */
export function distinct<T extends { readonly id: string }>(given: readonly T[]): readonly T[] {
  return [...new Map(given.map((each) => [each.id, each] as const)).values()];
}

export function listIn(row: Row, prefix: string): GuardedList[] {
  const id = textOf(row, `${prefix}listid`);
  if (id === null) return [];
  const isDynamic = row[`${prefix}type`] === true;
  const description = textOf(row, `${prefix}description`);
  return [
    {
      id,
      name: textOf(row, `${prefix}listname`) || "",
      members: memberTables.get(numberOf(row, `${prefix}createdfromcode`)) ?? null,
      isDynamic,
      query: textOf(row, `${prefix}query`),
      memberCount: numberOf(row, `${prefix}membercount`),
      ignoresInactive: row[`${prefix}ignoreinactivelistmembers`] !== false,
      respectsOptOut: row[`${prefix}donotsendonoptout`] !== false,
      // A static copy that somebody made of a guarded list may have taken its description along, and guards nobody.
      twin: isDynamic ? markIn(description) : null,
      copyOf: copiedFrom(description),
    },
  ];
}

/** The campaign whose columns stand in a row; null where there are none, as of a list. */
function campaignIn(row: Row, prefix: string): CampaignAtStake | null {
  const id = textOf(row, `${prefix}campaignid`);
  if (id === null) return null;
  return {
    id,
    name: textOf(row, `${prefix}name`) || "",
    typeCode: numberOf(row, `${prefix}typecode`),
    amounts: {
      budgetedCostBase: numberOf(row, `${prefix}budgetedcost_base`),
      expectedRevenueBase: numberOf(row, `${prefix}expectedrevenue_base`),
    },
  };
}
