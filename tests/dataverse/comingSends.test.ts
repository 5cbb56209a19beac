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
        members: 2,
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
          channelName: "Email",
          day: dayOfDate(2026, 11, 25),
        },
        people: 3,
        toAccount: false,
      },
      { activity: { ...bare, id: "2", campaign: { id: "d", name: "" } }, people: 0, toAccount: false },
      { activity: { ...bare, id: "3", campaign: null }, people: 0, toAccount: false },
    ]);
    expect(service.requests).toHaveLength(1);
    expect(service.requests[0]?.fetchXml).toContain('operator="on-or-after" value="2026-11-22"');
    expect(service.requests[0]?.fetchXml).toContain('operator="on-or-before" value="2026-12-21"');
  });

  it("on static lists add up contacts and leads, who are never the same, and tell the account itself apart", async () => {
    const on = (activity: string, members: number, people: number) => ({
      ...{ activity, members, people },
      starts: "2026-11-24T10:00:00Z",
    });
    const service = new Answering(() => [
      ...[on("1", 2, 3), on("1", 1, 1), on("1", 4, 2)],
      ...[on("2", 1, 1), on("3", 4, 5), on("4", 1, 0)],
    ]);
    const answer = await readStaticLists(service.asking.ask, calendar, scope, today);
    expect(
      answer.ok && answer.value.map(({ activity, people, toAccount }) => [activity.id, people, toAccount]),
    ).toEqual([
      ["1", 5, true],
      ["2", 0, true],
      ["3", 5, false],
      ["4", 0, false],
    ]);
  });

  it("on static lists are open ones of real campaigns, each member in scope counted once, inactive ones where the list says so", () => {
    expect(askedIn(printQuestion(staticListsQuestion(scope, { first: today, last: today + 6 })))).toEqual({
      table: "listmember",
      limits: "aggregate true",
      columns: ["entityid countcolumn distinct people"],
      orders: [],
      filter:
        "and(unionor(any account.accountid = entityid where and(accountid eq a), " +
        "any contact.contactid = entityid where and(parentcustomerid eq a), " +
        "any lead.leadid = entityid where and(or(parentaccountid eq a, " +
        "any contact.contactid = parentcontactid where and(parentcustomerid eq a)))), " +
        "or(audience ignoreinactivelistmembers eq false, member_account statecode eq 0, " +
        "member_contact statecode eq 0, member_lead statecode eq 0))",
      links: {
        ...Object.fromEntries(
          ["account", "contact", "lead"].map((table) => [
            `member_${table}`,
            { on: `outer ${table}.${table}id = entityid`, columns: [], filter: "" },
          ]),
        ),
        audience: {
          on: "inner list.listid = listid",
          columns: ["createdfromcode grouped members"],
          filter: "and(type eq false, statecode eq 0)",
        },
        item: { on: "inner campaignactivityitem.itemid = listid", columns: [], filter: "" },
        send: {
          on: "inner campaignactivity.activityid = campaignactivityid",
          columns: [
            "activityid grouped activity",
            "subject grouped title",
            "regardingobjectid grouped about",
            "channeltypecode grouped channel",
            "scheduledstart min starts",
          ],
          filter:
            "and(statecode eq 0, statuscode not-in 5 6, scheduledstart on-or-after 2026-11-22, " +
            "scheduledstart on-or-before 2026-11-28)",
        },
        campaign: {
          on: "inner campaign.campaignid = regardingobjectid",
          columns: [],
          filter: "and(istemplate ne true)",
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
      "audience.listid": "l",
      "audience.listname": "Interested",
      "audience.query": "<fetch/>",
    };
    const service = new Answering(() => [
      row,
      { ...row, activityid: "2", "audience.query": "<fetch/>" },
      {
        activityid: "3",
        scheduledstart: "2026-11-24",
        "audience.listid": "m",
        "audience.createdfromcode": 4,
        "audience.ignoreinactivelistmembers": false,
      },
    ]);
    const answer = await readDynamicLists(service.asking.ask, calendar, today);
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value.lists.map(({ activity, list }) => [activity.id, activity.day, list])).toEqual([
      [
        "1",
        dayOfDate(2026, 11, 25),
        { id: "l", name: "Interested", members: "contact", ignoresInactive: true },
      ],
      [
        "2",
        dayOfDate(2026, 11, 25),
        { id: "l", name: "Interested", members: "contact", ignoresInactive: true },
      ],
      ["3", dayOfDate(2026, 11, 24), { id: "m", name: "", members: "lead", ignoresInactive: false }],
    ]);
    expect([...answer.value.queries]).toEqual([
      ["l", "<fetch/>"],
      ["m", null],
    ]);
    expect(answer.value.lists[0]?.activity).toMatchObject({
      subject: "Last places",
      campaign: { id: "c", name: "Webinars" },
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
