import { readDynamicLists, readStaticLists, staticListsQuestion } from "../../dataverse/comingSends";
import { printQuestion } from "../../dataverse/question";
import { readTalkingPoints } from "../../dataverse/talkingPoints";
import { dayOfDate } from "../../domain/day";
import { Answering, calendar, lookup, shown } from "./answering";
import { askedIn } from "./asked";

const today = dayOfDate(2026, 11, 22);
const scope = { table: "account", id: "a" } as const;
/** Of a send of which little is known. */
const bare = {
  subject: "",
  amounts: { budgetedCostBase: null, expectedRevenueBase: null },
  channel: null,
  channelName: null,
  day: dayOfDate(2026, 11, 24),
};

describe("coming sends", () => {
  it("on static lists come counted, with campaign, channel and day", async () => {
    const service = new Answering(() => [
      {
        activity: "1",
        title: "Newsletter",
        ...shown("about", "c", "Support news"),
        ...shown("channel", 7, "Email"),
        starts: "2026-11-24T23:30:00Z",
        cost: 48000,
        revenue: 300000,
        people: 3,
      },
      { activity: "2", about: "d", starts: "2026-11-24T10:00:00Z" },
      { activity: "3", starts: "2026-11-24T10:00:00Z" },
    ]);
    const answer = await readStaticLists(service.asking.ask, calendar, scope, today);
    expect(answer.ok && answer.value).toEqual([
      {
        activity: {
          id: "1",
          subject: "Newsletter",
          campaign: { id: "c", name: "Support news" },
          amounts: { budgetedCostBase: 48000, expectedRevenueBase: 300000 },
          channel: 7,
          channelName: "Email",
          day: dayOfDate(2026, 11, 25),
        },
        people: 3,
      },
      { activity: { ...bare, id: "2", campaign: { id: "d", name: "" } }, people: 0 },
      { activity: { ...bare, id: "3", campaign: null }, people: 0 },
    ]);
    expect(service.requests).toHaveLength(1);
    expect(service.requests[0]?.fetchXml).toContain('operator="on-or-after" value="2026-11-22"');
    expect(service.requests[0]?.fetchXml).toContain('operator="on-or-before" value="2026-12-21"');
  });

  it("on static lists are open ones of real campaigns, each active contact counted once", () => {
    expect(askedIn(printQuestion(staticListsQuestion(scope, { first: today, last: today + 6 })))).toEqual({
      table: "campaignactivity",
      limits: "aggregate true",
      columns: [
        "activityid grouped activity",
        "subject grouped title",
        "regardingobjectid grouped about",
        "channeltypecode grouped channel",
        "scheduledstart min starts",
      ],
      orders: [],
      filter:
        "and(statecode eq 0, statuscode not-in 5 6, scheduledstart on-or-after 2026-11-22, " +
        "scheduledstart on-or-before 2026-11-28)",
      links: {
        campaign: {
          on: "inner campaign.campaignid = regardingobjectid",
          columns: ["budgetedcost_base max cost", "expectedrevenue_base max revenue"],
          filter: "and(istemplate ne true)",
        },
        item: {
          on: "inner campaignactivityitem.campaignactivityid = activityid",
          columns: [],
          filter: "",
        },
        audience: {
          on: "inner list.listid = itemid",
          columns: [],
          filter: "and(type eq false, createdfromcode eq 2, statecode eq 0)",
        },
        member: { on: "inner listmember.listid = listid", columns: [], filter: "" },
        person: {
          on: "inner contact.contactid = entityid",
          columns: ["contactid countcolumn distinct people"],
          filter: "and(statecode eq 0, parentcustomerid eq a)",
        },
      },
    });
  });

  it("on dynamic lists come with the lists' own queries, one list once", async () => {
    const row = {
      activityid: "1",
      subject: "Last places",
      scheduledstart: "2026-11-25",
      ...lookup("regardingobjectid", "c", "Webinars"),
      "campaign.expectedrevenue_base": 300000,
      "audience.listid": "l",
      "audience.listname": "Interested",
      "audience.query": "<fetch/>",
    };
    const service = new Answering(() => [
      row,
      { ...row, activityid: "2", "audience.query": "<fetch/>" },
      { activityid: "3", scheduledstart: "2026-11-24", "audience.listid": "m" },
    ]);
    const answer = await readDynamicLists(service.asking.ask, calendar, today);
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value.lists.map(({ activity, list }) => [activity.id, activity.day, list])).toEqual([
      ["1", dayOfDate(2026, 11, 25), { id: "l", name: "Interested" }],
      ["2", dayOfDate(2026, 11, 25), { id: "l", name: "Interested" }],
      ["3", dayOfDate(2026, 11, 24), { id: "m", name: "" }],
    ]);
    expect([...answer.value.queries]).toEqual([
      ["l", "<fetch/>"],
      ["m", null],
    ]);
    expect(answer.value.lists[0]?.activity).toMatchObject({
      subject: "Last places",
      campaign: { id: "c", name: "Webinars" },
      amounts: { budgetedCostBase: null, expectedRevenueBase: 300000 },
    });
    expect(answer.value.lists[2]?.activity).toEqual({ ...bare, id: "3", campaign: null });
    expect(service.requests).toHaveLength(1);
  });
});

describe("talking points", () => {
  it("have the opportunity's numbers for their stages, and are told as far as they are known", async () => {
    const service = new Answering(() => [
      {
        ent_talkingpointid: "1",
        ent_name: "Reference",
        ...shown("ent_salesstage", 789100002, "Propose"),
        ...lookup("ent_topicid", "t", "Data platform"),
        ent_message: "Same sector, live in four months.",
        ent_asseturl: "https://example.com/ref",
      },
      { ent_talkingpointid: "2", ent_name: "For everybody", ent_message: "Hello" },
      {},
    ]);
    const bare = { stage: null, topic: null, topicName: null, assetUrl: null };
    const answer = await readTalkingPoints(service.asking.ask);
    expect(answer.ok && answer.value).toEqual([
      {
        id: "1",
        title: "Reference",
        message: "Same sector, live in four months.",
        stage: 2,
        topic: "t",
        topicName: "Data platform",
        assetUrl: "https://example.com/ref",
      },
      { id: "2", title: "For everybody", message: "Hello", ...bare },
      { id: "", title: "", message: "", ...bare },
    ]);
  });
});
