import {
  dynamicListsQuestion,
  readDynamicLists,
  readStaticLists,
  staticListsQuestion,
} from "../../dataverse/comingSends";
import { dayIn } from "../../dataverse/dayIn";
import type { Row } from "../../dataverse/host";
import { lastMeetingsQuestion } from "../../dataverse/meetings";
import { lastNotesQuestion, readLastNotes } from "../../dataverse/lastNotes";
import { newestSignalsQuestion, readNewestSignals } from "../../dataverse/newestSignals";
import { printQuestion, type Question } from "../../dataverse/question";
import { clientTables, isClientTable, isPerson, recordId } from "../../dataverse/client";
import { dayOfDate } from "../../domain/day";
import { Answering, calendar, lookup, shown } from "./answering";
import { askedIn } from "./asked";

const today = dayOfDate(2026, 11, 22);
const acme = { table: "account", id: "acme" } as const;
const ann = { table: "contact", id: "ann" } as const;
const asked = (question: Question) => askedIn(printQuestion(question));
const refused = () => new Answering(() => ({ refused: 0x80040220 })).asking.ask;

describe("the newest signals", () => {
  const row: Row = {
    ent_interactionid: "1",
    ent_occurredon: "2026-11-21T23:30:00Z",
    ent_name: "E-mail opened",
    ent_detail: "Spring news",
    ...lookup("ent_kindid", "k", "E-mail opened"),
    ...lookup("ent_topicid", "t", "Cloud"),
    ...lookup("ent_contactid", "ann", "Ann"),
  };
  const read = async (...rows: Row[]) => {
    const answer = await readNewestSignals(new Answering(() => rows).asking.ask, calendar, acme, today);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };

  it("are told with whose they are, on the user's day, of what kind and about what", async () => {
    expect(await read(row)).toEqual({
      happenings: [
        {
          source: "interaction",
          table: "ent_interaction",
          id: "1",
          at: new Date("2026-11-21T23:30:00Z"),
          day: today,
          person: { table: "contact", id: "ann", name: "Ann" },
          kind: { label: "E-mail opened" },
          what: "Spring news",
          topics: [{ id: "t", name: "Cloud" }],
        },
      ],
      isCut: false,
    });
  });

  it("of one note are one, with all of its topics", async () => {
    const of = (id: string, note: string, topic: string): Row => ({
      ...row,
      ent_interactionid: id,
      ...lookup("ent_fieldnoteid", note, "They fear it"),
      ...lookup("ent_topicid", topic, topic),
    });
    const { happenings } = await read(
      of("4", "n", "Cloud"),
      row,
      of("3", "m", "Cloud"),
      of("2", "n", "Security"),
    );
    expect(happenings.map(({ id, topics }) => [id, topics.map(({ name }) => name)])).toEqual([
      ["4", ["Cloud", "Security"]],
      ["1", ["Cloud"]],
      ["3", ["Cloud"]],
    ]);
    expect(asked(newestSignalsQuestion(acme, today)).columns).toContain("ent_fieldnoteid");
  });

  it("are cut where so many rows were read, however few things they tell of", async () => {
    const rows = Array.from({ length: 100 }, (_, id): Row => ({
      ...row,
      ent_interactionid: String(id),
      ...lookup("ent_fieldnoteid", "n", "They fear it"),
    }));
    const { happenings, isCut } = await read(...rows);
    expect([happenings.length, isCut]).toEqual([1, true]);
  });

  it("may be a lead's or nobody's, and are called by their name where nothing says more", async () => {
    const bare = { ent_interactionid: "1", ent_occurredon: row.ent_occurredon };
    const { happenings } = await read(
      { ...bare, ent_name: "Visit", ...lookup("ent_leadid", "lea", "Lea") },
      { ...bare, _ent_topicid_value: "t" },
    );
    expect(happenings).toMatchObject([
      { person: { table: "lead", id: "lea", name: "Lea" }, kind: { label: "" }, what: "Visit", topics: [] },
      { person: null, what: null, topics: [{ id: "t", name: "" }] },
    ]);
  });

  it("leave out what has no moment or no id, and say when there may be more", async () => {
    const { happenings } = await read(
      { ...row, ent_occurredon: null },
      { ...row, ent_interactionid: null },
      { ...row, ent_occurredon: null, ...lookup("ent_fieldnoteid", "n", "They fear it") },
    );
    expect(happenings).toEqual([]);
    const many = (count: number) => Array.from({ length: count }, () => row);
    expect([(await read(...many(99))).isCut, (await read(...many(100))).isCut]).toEqual([false, true]);
    expect((await readNewestSignals(refused(), calendar, acme, today)).ok).toBe(false);
  });

  it("are asked for up to today, of the account or of a contact of it that names no other", () => {
    const ofAccount = asked(newestSignalsQuestion(acme, today));
    expect([ofAccount.limits, ofAccount.orders]).toEqual([
      "top 100",
      ["ent_occurredon descending", "ent_interactionid descending"],
    ]);
    expect(ofAccount.filter).toBe(
      "and(statecode eq 0, ent_occurredon on-or-before 2026-11-22, " +
        "unionor(ent_accountid eq acme, and(ent_accountid null, person parentcustomerid eq acme)))",
    );
    expect(asked(newestSignalsQuestion(ann, today)).filter).toBe(
      "and(statecode eq 0, ent_occurredon on-or-before 2026-11-22, ent_contactid eq ann)",
    );
  });
});

describe("the last field notes", () => {
  it("are told with day, type, author and person, as far as they are known", async () => {
    const service = new Answering(() => [
      {
        ent_fieldnoteid: "n",
        ent_text: "Heard",
        ent_notedon: "2026-11-21T23:30:00Z",
        ...shown("ent_type", 1, "Need"),
        ...lookup("ownerid", "rita", "Rita Rep"),
        ...lookup("ent_contactid", "ann", "Ann"),
      },
      { _ent_contactid_value: "bob" },
      {},
    ]);
    const answer = await readLastNotes(service.asking.ask, calendar, "acme");
    const bare = { id: "", text: "", day: null, type: null, owner: null, contact: null };
    expect(answer.ok && answer.value).toEqual([
      {
        id: "n",
        text: "Heard",
        day: today,
        type: "Need",
        owner: "Rita Rep",
        contact: { id: "ann", name: "Ann" },
      },
      { ...bare, contact: { id: "bob", name: "" } },
      bare,
    ]);
    expect((await readLastNotes(refused(), calendar, "acme")).ok).toBe(false);
  });

  it("are the five newest on the account, or on a contact of it", () => {
    expect(asked(lastNotesQuestion("acme"))).toMatchObject({
      limits: "top 5",
      orders: ["ent_notedon descending", "ent_fieldnoteid"],
      filter:
        "and(statecode eq 0, or(ent_accountid eq acme, and(ent_accountid null, " +
        "any contact.contactid = ent_contactid where and(parentcustomerid eq acme))))",
    });
  });
});

describe("the last meetings", () => {
  const about = (scope: Parameters<typeof lastMeetingsQuestion>[0]) => {
    const { filter } = asked(lastMeetingsQuestion(scope));
    return /unionor\((.*)\), not any/.exec(filter)?.[1];
  };

  it("are completed appointments and calls that left more than a message, the last first", () => {
    const { limits, orders, filter } = asked(lastMeetingsQuestion(ann));
    expect([limits, orders]).toEqual(["top 10", ["actualend descending", "activityid"]]);
    expect(filter).toBe(
      "and(activitytypecode in appointment phonecall, statecode eq 1, " +
        "unionor(regardingobjectid eq ann, any activityparty.activityid = activityid where and(partyid eq ann)), " +
        "not any phonecall.activityid = activityid where and(leftvoicemail eq true))",
    );
  });

  it("are with an account where they regard it, its contacts or its deals, or where one of its people took part", () => {
    expect(about(acme)).toBe(
      "regardingobjectid eq acme, " +
        "any contact.contactid = regardingobjectid where and(parentcustomerid eq acme), " +
        "any opportunity.opportunityid = regardingobjectid where or(customerid eq acme, parentaccountid eq acme), " +
        "any activityparty.activityid = activityid where and(partyid eq acme), " +
        "any activityparty.activityid = activityid where and(any contact.contactid = partyid where and(parentcustomerid eq acme))",
    );
  });

  it("are with a lead in person, and about a deal where they regard it or its account", () => {
    expect(about({ table: "lead", id: "lea" })).toBe(
      "regardingobjectid eq lea, any activityparty.activityid = activityid where and(partyid eq lea)",
    );
    expect(about({ table: "opportunity", id: "d" })).toMatch(
      /^regardingobjectid eq d, or\(any opportunity\.parentaccountid = regardingobjectid .*any activityparty/,
    );
  });
});

describe("coming sends", () => {
  const coming = (last: string) =>
    `statecode eq 0, statuscode not-in 5 6, scheduledstart on-or-after 2026-11-22, scheduledstart on-or-before ${last}`;

  it("to static lists are open ones of real campaigns, counted by the active members of the client on them", () => {
    const { table, limits, columns, filter, links } = asked(
      staticListsQuestion(acme, { first: today, last: today + 6 }),
    );
    expect([table, limits, columns]).toEqual([
      "listmember",
      "aggregate true",
      ["entityid countcolumn distinct people"],
    ]);
    expect(filter).toBe(
      "and(unionor(any account.accountid = entityid where and(accountid eq acme), " +
        "any contact.contactid = entityid where and(parentcustomerid eq acme), " +
        "any lead.leadid = entityid where and(or(parentaccountid eq acme, " +
        "any contact.contactid = parentcontactid where and(parentcustomerid eq acme)))), " +
        "or(audience ignoreinactivelistmembers eq false, member_account statecode eq 0, " +
        "member_contact statecode eq 0, member_lead statecode eq 0))",
    );
    expect(links).toMatchObject({
      audience: {
        on: "inner list.listid = listid",
        columns: ["createdfromcode grouped members"],
        filter: "and(type eq false, statecode eq 0)",
      },
      item: { on: "inner campaignactivityitem.itemid = listid" },
      send: {
        on: "inner campaignactivity.activityid = campaignactivityid",
        filter: `and(${coming("2026-11-28")})`,
      },
      campaign: { on: "inner campaign.campaignid = regardingobjectid", filter: "and(istemplate ne true)" },
    });
  });

  it("to dynamic lists are those of the next thirty days, the nearest first", () => {
    const { limits, orders, filter, links } = asked(dynamicListsQuestion(today));
    expect([limits, orders]).toEqual(["count 100, page 1", ["scheduledstart", "activityid"]]);
    expect(filter).toBe(`and(${coming("2026-12-21")})`);
    expect(links).toMatchObject({
      campaign: { on: "inner campaign.campaignid = regardingobjectid", filter: "and(istemplate ne true)" },
      item: { on: "inner campaignactivityitem.campaignactivityid = activityid" },
      audience: {
        on: "inner list.listid = itemid",
        columns: ["listid", "listname", "createdfromcode", "query", "ignoreinactivelistmembers"],
        filter: "and(type eq true, statecode eq 0)",
      },
    });
  });

  it("are told as far as they are known, and left out without a day", async () => {
    const counted = { activity: "1", starts: "2026-11-25", people: 3 };
    const statics = new Answering(() => [
      counted,
      { ...counted, starts: null },
      { ...counted, activity: null },
      { activity: "2", starts: "2026-11-25", _about_value: "c" },
    ]);
    const read = await readStaticLists(statics.asking.ask, calendar, acme, today);
    const bare = {
      subject: "",
      campaign: null,
      channelName: null,
      day: dayOfDate(2026, 11, 25),
    };
    expect(read.ok && read.value).toEqual([
      { activity: { id: "1", ...bare }, people: 3, toAccount: false },
      { activity: { id: "2", ...bare }, people: 0, toAccount: false },
    ]);

    const listed: Row = { activityid: "1", scheduledstart: "2026-11-25", "audience.listid": "l" };
    const dynamics = new Answering(() => [
      {
        ...listed,
        _regardingobjectid_value: "c",
        ...shown("channeltypecode", 7, "E-mail"),
      },
      { ...listed, scheduledstart: null },
      { ...listed, activityid: null },
      { ...listed, "audience.listid": null },
    ]);
    const lists = await readDynamicLists(dynamics.asking.ask, calendar, today);
    expect(lists.ok && lists.value).toEqual({
      lists: [
        {
          activity: {
            id: "1",
            ...bare,
            campaign: { id: "c", name: "" },
            channelName: "E-mail",
          },
          list: { id: "l", name: "", members: "contact", ignoresInactive: true },
        },
      ],
      queries: new Map([["l", null]]),
      isCut: false,
    });
  });

  it("say when there may be more dynamic lists, and are not known where a question fails", async () => {
    const rows = (count: number) =>
      new Answering(() => Array.from({ length: count }, (): Row => ({}))).asking.ask;
    const isCut = async (count: number) => {
      const answer = await readDynamicLists(rows(count), calendar, today);
      return answer.ok && answer.value.isCut;
    };
    expect([await isCut(99), await isCut(100)]).toEqual([false, true]);
    expect((await readDynamicLists(refused(), calendar, today)).ok).toBe(false);
    expect((await readStaticLists(refused(), calendar, acme, today)).ok).toBe(false);
  });
});

describe("a day in a date column", () => {
  const day = (value: unknown) => dayIn(calendar, { on: value }, "on");

  it("is that date, or the user's day of that moment", () => {
    expect(day("2026-11-22")).toBe(today);
    expect(day("2026-11-21T22:59:00Z")).toBe(today - 1);
    expect(day("2026-11-21T23:00:00Z")).toBe(today);
  });

  it("is that date west of Greenwich, too, where its midnight is the day before", () => {
    const hawaii = { timeZoneOffsetMinutes: () => -600 };
    expect(dayIn(hawaii, { on: "2026-11-22" }, "on")).toBe(today);
    expect(dayIn(hawaii, { on: "2026-11-22T00:00:00Z" }, "on")).toBe(today - 1);
  });

  it("is none where nothing, or no date, stands there", () => {
    for (const none of [null, undefined, "", "soon", "x2026-11-22"]) expect(day(none)).toBeNull();
  });
});

describe("a record on a form", () => {
  it("is of a table that clients stand in, and one person or not", () => {
    expect(clientTables.filter(isClientTable)).toEqual(clientTables);
    expect([isClientTable("account"), isClientTable("campaign")]).toEqual([true, false]);
    expect(clientTables.filter((table) => isPerson({ table }))).toEqual(["contact", "lead"]);
  });

  it("has its id in one spelling, and none while it is new", () => {
    const id = "00000000-0000-4000-8000-00000000abcd";
    expect(recordId(`{${id.toUpperCase()}}`)).toBe(id);
    for (const none of [null, undefined, "", "new", `${id}0`, `0${id}`, id.slice(1)]) {
      expect(recordId(none)).toBeNull();
    }
  });
});
