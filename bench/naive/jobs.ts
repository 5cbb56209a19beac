import type { Row, WebApi } from "../../dataverse/host";
import { pageAndLookUp } from "./pageAndLookUp";
import { pagesOf } from "./pagesOf";

type Reading = Pick<WebApi, "retrieveMultipleRecords">;

/** Reads what it needs for a record and says what came out, a line each. */
export type Job = (webApi: Reading, id: string) => Promise<readonly string[]>;

const DAY = 86_400_000;
const HALF_LIFE_DAYS = 30;

/** The topics by their faded points, summed in the browser over all interactions ever. */
async function rankTopics(webApi: Reading, accountId: string): Promise<readonly string[]> {
  const signals = pagesOf(
    webApi,
    "ent_interaction",
    `?$filter=_ent_accountid_value eq ${accountId} or ent_contactid/_parentcustomerid_value eq ${accountId}` +
      "&$expand=ent_kindid($select=ent_points,ent_halflifedays)",
  );
  const scores = new Map<string, number>();
  for await (const page of signals) {
    for (const signal of page) {
      const topic = String(signal._ent_topicid_value);
      const age = (Date.now() - Date.parse(String(signal.ent_occurredon))) / DAY;
      const kind = signal.ent_kindid as Row | null;
      const halfLife = Number(kind?.ent_halflifedays ?? HALF_LIFE_DAYS);
      const points = Number(kind?.ent_points ?? 0);
      scores.set(topic, (scores.get(topic) ?? 0) + points * 2 ** (-age / halfLife));
    }
  }
  return [...scores]
    .sort(([, one], [, other]) => other - one)
    .map(([topic, score]) => `${topic} ${score.toFixed(0)}`);
}

/** All notes of an account, and then for each its answers and its topics. */
async function readNotes(webApi: Reading, accountId: string): Promise<readonly string[]> {
  const notes = await of(webApi, "ent_fieldnote", "_ent_accountid_value", accountId);
  return Promise.all(
    notes.map(async (note) => {
      const id = String(note.ent_fieldnoteid);
      const answers = await of(webApi, "ent_fieldanswer", "_ent_fieldnoteid_value", id);
      const topics = await of(webApi, "ent_interaction", "_ent_fieldnoteid_value", id);
      return `${String(note.ent_name)} ${id}: ${String(answers.length)} answers, ${String(topics.length)} topics`;
    }),
  );
}

async function of(webApi: Reading, table: string, column: string, id: string): Promise<readonly Row[]> {
  return (await webApi.retrieveMultipleRecords(table, `?$filter=${column} eq ${id}`)).entities;
}

/** The topics, and all people with their lists, deals and activities of an account with all their columns. */
async function brief(webApi: Reading, accountId: string): Promise<readonly string[]> {
  const [topics, people, deals, activities] = await Promise.all([
    rankTopics(webApi, accountId),
    countPeople(webApi, accountId),
    of(webApi, "opportunity", "_parentaccountid_value", accountId),
    of(webApi, "activitypointer", "_regardingobjectid_value", accountId),
  ]);
  return [
    ...topics,
    ...people,
    ...deals.map((deal) => `${String(deal.name)} ${String(deal.opportunityid)}`),
    `${String(activities.length)} activities`,
  ];
}

async function countPeople(webApi: Reading, accountId: string): Promise<readonly string[]> {
  const contacts = pagesOf(
    webApi,
    "contact",
    `?$filter=_parentcustomerid_value eq ${accountId}&$expand=listcontact_association($select=listname)`,
  );
  let people = 0;
  let onLists = 0;
  for await (const page of contacts) {
    people += page.length;
    for (const contact of page) onLists += (contact.listcontact_association as readonly Row[]).length;
  }
  return [`${String(people)} people`, `${String(onLists)} places on lists`];
}

/** The members of each list of a campaign activity that deals in closing concern. */
async function guard(webApi: Reading, activityId: string): Promise<readonly string[]> {
  const { entities: items } = await webApi.retrieveMultipleRecords(
    "campaignactivityitem",
    `?fetchXml=${encodeURIComponent(
      `<fetch><entity name="campaignactivityitem"><attribute name="itemid"/><filter>` +
        `<condition attribute="campaignactivityid" operator="eq" value="${activityId}"/></filter></entity></fetch>`,
    )}`,
  );
  const lines: string[] = [];
  for (const item of items) {
    const counts = await pageAndLookUp(webApi, String(item.itemid));
    for (const [deal, members] of counts) lines.push(`${deal}: ${String(members)}`);
  }
  return lines;
}

/** By the component whose job it is. */
export const jobs: Readonly<Record<string, Job | undefined>> = {
  Briefing: brief,
  FieldNotes: readNotes,
  Interest: rankTopics,
  SendGuard: guard,
};
