import type { Row, WebApi } from "../../dataverse/host";
import { pageAndLookUp } from "./pageAndLookUp";
import { readAll } from "./readAll";

type Reading = Pick<WebApi, "retrieveMultipleRecords">;

/** Reads what it needs for a record and says what came out, a line each. */
export type Job = (webApi: Reading, id: string) => Promise<readonly string[]>;

const DAY = 86_400_000;
const HALF_LIFE_DAYS = 30;

/** The topics by their faded points, summed in the browser over all interactions ever. */
async function rankTopics(webApi: Reading, accountId: string): Promise<readonly string[]> {
  const signals = await readAll(
    webApi,
    "ent_interaction",
    `<entity name="ent_interaction"><all-attributes/><order attribute="ent_interactionid"/>` +
      `<filter type="or"><condition attribute="ent_accountid" operator="eq" value="${accountId}"/>` +
      `<condition entityname="person" attribute="parentcustomerid" operator="eq" value="${accountId}"/></filter>` +
      `<link-entity name="contact" from="contactid" to="ent_contactid" link-type="outer" alias="person"/>` +
      `<link-entity name="ent_interactionkind" from="ent_interactionkindid" to="ent_kindid" link-type="outer" alias="kind">` +
      `<attribute name="ent_points"/><attribute name="ent_halflifedays"/></link-entity></entity>`,
  );
  const scores = new Map<string, number>();
  for (const signal of signals) {
    const topic = String(signal._ent_topicid_value);
    const age = (Date.now() - Date.parse(String(signal.ent_occurredon))) / DAY;
    const halfLife = Number(signal["kind.ent_halflifedays"] ?? HALF_LIFE_DAYS);
    const points = Number(signal["kind.ent_points"] ?? 0);
    scores.set(topic, (scores.get(topic) ?? 0) + points * 2 ** (-age / halfLife));
  }
  return [...scores]
    .sort(([, one], [, other]) => other - one)
    .map(([topic, score]) => `${topic} ${score.toFixed(0)}`);
}

/** All notes of an account, and then for each its answers and its topics. */
async function readNotes(webApi: Reading, accountId: string): Promise<readonly string[]> {
  const notes = await readAll(
    webApi,
    "ent_fieldnote",
    `<entity name="ent_fieldnote"><all-attributes/><order attribute="ent_fieldnoteid"/>` +
      `<filter><condition attribute="ent_accountid" operator="eq" value="${accountId}"/></filter></entity>`,
  );
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

/** The topics, and all people, deals and activities of an account with all their columns. */
async function brief(webApi: Reading, accountId: string): Promise<readonly string[]> {
  const [topics, contacts, deals, activities, onLists] = await Promise.all([
    rankTopics(webApi, accountId),
    readAll(
      webApi,
      "contact",
      `<entity name="contact"><all-attributes/><order attribute="contactid"/><filter>` +
        `<condition attribute="parentcustomerid" operator="eq" value="${accountId}"/></filter></entity>`,
    ),
    of(webApi, "opportunity", "_parentaccountid_value", accountId),
    of(webApi, "activitypointer", "_regardingobjectid_value", accountId),
    readAll(
      webApi,
      "listmember",
      `<entity name="listmember"><all-attributes/><order attribute="listmemberid"/>` +
        `<link-entity name="contact" from="contactid" to="entityid" link-type="inner" alias="person"><filter>` +
        `<condition attribute="parentcustomerid" operator="eq" value="${accountId}"/></filter></link-entity></entity>`,
    ),
  ]);
  return [
    ...topics,
    `${String(contacts.length)} people`,
    ...deals.map((deal) => `${String(deal.name)} ${String(deal.opportunityid)}`),
    `${String(activities.length)} activities`,
    `${String(onLists.length)} places on lists`,
  ];
}

/** The members of each list of a campaign activity that deals in closing concern. */
async function guard(webApi: Reading, activityId: string): Promise<readonly string[]> {
  const items = await readAll(
    webApi,
    "campaignactivityitem",
    `<entity name="campaignactivityitem"><attribute name="itemid"/><filter>` +
      `<condition attribute="campaignactivityid" operator="eq" value="${activityId}"/></filter></entity>`,
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
