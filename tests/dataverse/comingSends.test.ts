import { readDynamicLists, readStaticLists } from "../../dataverse/comingSends";
import { readTalkingPoints } from "../../dataverse/talkingPoints";
import { dayOfDate } from "../../domain/day";
import { Answering, calendar, lookup, shown } from "./answering";

const today = dayOfDate(2026, 11, 22);
const scope = { table: "account", id: "a" } as const;

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
        people: 3,
      },
    ]);
    const answer = await readStaticLists(service.asking.ask, calendar, scope, today);
    expect(answer.ok && answer.value).toEqual([
      {
        activity: {
          id: "1",
          subject: "Newsletter",
          campaign: { id: "c", name: "Support news" },
          amounts: { budgetedCostBase: 48000, expectedRevenueBase: null },
          channel: 7,
          channelName: "Email",
          day: dayOfDate(2026, 11, 25),
        },
        people: 3,
      },
    ]);
    expect(service.requests).toHaveLength(1);
    expect(service.requests[0]?.fetchXml).toContain('operator="on-or-after" value="2026-11-22"');
    expect(service.requests[0]?.fetchXml).toContain('operator="on-or-before" value="2026-12-21"');
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
    const service = new Answering(() => [row, { ...row, activityid: "2", "audience.query": "<fetch/>" }]);
    const answer = await readDynamicLists(service.asking.ask, calendar, today);
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value.lists.map(({ activity, list }) => [activity.id, activity.day, list])).toEqual([
      ["1", dayOfDate(2026, 11, 25), { id: "l", name: "Interested" }],
      ["2", dayOfDate(2026, 11, 25), { id: "l", name: "Interested" }],
    ]);
    expect([...answer.value.queries]).toEqual([["l", "<fetch/>"]]);
    expect(answer.value.lists[0]?.activity.amounts).toEqual({
      budgetedCostBase: null,
      expectedRevenueBase: 300000,
    });
    expect(service.requests).toHaveLength(1);
  });
});

describe("talking points", () => {
  it("have the opportunity's numbers for their stages", async () => {
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
    ]);
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
      {
        id: "2",
        title: "For everybody",
        message: "Hello",
        stage: null,
        topic: null,
        topicName: null,
        assetUrl: null,
      },
    ]);
  });
});
