import {
  engagementOfQuestion,
  engagementQuestion,
  mostPointsQuestion,
  readEngagement,
  wholeQuestion,
} from "../../dataverse/engagement";
import { evidenceQuestion } from "../../dataverse/evidence";
import { failureOf } from "../../dataverse/failure";
import { isAbsence } from "../../dataverse/absence";
import { takenOffQuestion } from "../../dataverse/guard/takenOff";
import { daySumsQuestion } from "../../dataverse/interest";
import { leadPersonQuestion, readLeadPerson } from "../../dataverse/leadPerson";
import { openDealsQuestion } from "../../dataverse/deals";
import { policyQuestion, readPolicy } from "../../dataverse/policy";
import { printQuestion, type Question } from "../../dataverse/question";
import { optOutsQuestion } from "../../dataverse/sources/optOuts";
import { sources } from "../../dataverse/sources/catalogue";
import { sourceQuestion } from "../../dataverse/sources/read";
import { talkingPointsQuestion } from "../../dataverse/talkingPoints";
import { defaultPolicy } from "../../domain/policy";
import { dayOfDate } from "../../domain/day";
import { Answering } from "./answering";
import { askedIn } from "./asked";

const today = dayOfDate(2026, 11, 22);
const days = { first: today - 30, last: today };
const acme = { table: "account", id: "acme" } as const;
const asked = (question: Question) => askedIn(printQuestion(question));

/** Active signals of the window, of the account or of a contact of it that names no other. */
const SIGNALS =
  "statecode eq 0, ent_occurredon on-or-after 2026-10-23, ent_occurredon on-or-before 2026-11-22, " +
  "unionor(ent_accountid eq acme, and(ent_accountid null, person parentcustomerid eq acme))";
const NEWEST_DAY_FIRST = ["year descending", "month descending", "day descending"];

describe("what is added up of a client's signals", () => {
  const points = ["ent_halflifedays grouped halflife", "ent_points sum points"];
  const byDay = [
    "ent_occurredon grouped year year",
    "ent_occurredon grouped month month",
    "ent_occurredon grouped day day",
  ];

  it("is each person's, by day and half-life, the newest day first", () => {
    const question = asked(engagementQuestion(acme, days));
    expect(question).toMatchObject({
      limits: "aggregate true, count 2000, page 1",
      columns: ["ent_contactid grouped who", ...byDay],
      orders: NEWEST_DAY_FIRST,
      filter: `and(${SIGNALS})`,
    });
    expect(question.links.kind).toEqual({
      on: "inner ent_interactionkind.ent_interactionkindid = ent_kindid",
      columns: points,
      filter: "",
    });
  });

  it("is everybody's together, or that of certain people", () => {
    expect(asked(wholeQuestion(acme, days))).toMatchObject({
      limits: "aggregate true",
      columns: [...byDay],
      orders: NEWEST_DAY_FIRST,
      filter: `and(${SIGNALS})`,
    });
    expect(asked(engagementOfQuestion(acme, days, ["ann", "bob"])).filter).toBe(
      `and(and(${SIGNALS}), ent_contactid in ann bob)`,
    );
  });

  it("tells who has the most points, five times as many as are shown", () => {
    const question = asked(mostPointsQuestion(acme, days));
    expect(question).toMatchObject({
      limits: "aggregate true, top 200",
      columns: ["ent_contactid grouped who"],
      orders: ["points descending"],
      filter: `and(${SIGNALS})`,
    });
    expect(question.links.kind?.columns).toEqual(["ent_points sum points"]);
  });

  it("is, by topic, of the same signals", () => {
    expect(asked(daySumsQuestion(acme, days))).toMatchObject({
      orders: NEWEST_DAY_FIRST,
      filter: `and(${SIGNALS})`,
    });
  });

  it("is read of a busier client also where nobody is named, and not at all where a part is refused", async () => {
    const row = { year: 2026, month: 11, day: 22, points: 5 };
    const busy = (refusedPart: string | null) =>
      new Answering((_, xml) => {
        if (xml.includes("count=")) return { refused: 0x8004e023 };
        if (refusedPart !== null && xml.includes(refusedPart)) return { refused: 0x80040220 };
        // What was too much at once is asked in two parts.
        const isNewest = xml.includes('operator="on-or-before" value="2026-11-22"');
        return !isNewest || xml.includes('alias="points" descending') ? [] : [row];
      }).asking.ask;
    const whole = await readEngagement(busy(null), acme, days);
    expect(whole).toEqual({
      ok: true,
      value: {
        sums: [{ person: null, day: today, halfLifeDays: null, points: 5 }],
        names: new Map(),
        isComplete: false,
      },
    });
    for (const part of ['<order alias="points"', '<order alias="year"']) {
      expect((await readEngagement(busy(part), acme, days)).ok).toBe(false);
    }
  });
});

describe("which rows are asked for", () => {
  it("of a topic's evidence are ten at a time, the newest first", () => {
    expect(asked(evidenceQuestion(acme, "cloud", days, 2))).toEqual({
      table: "ent_interaction",
      limits: "count 10, page 2",
      columns: [
        ...["ent_interactionid", "ent_occurredon", "ent_name", "ent_detail"],
        ...["ent_kindid", "ent_contactid", "ent_leadid"],
      ],
      orders: ["ent_occurredon descending", "ent_interactionid descending"],
      filter: `and(ent_topicid eq cloud, and(${SIGNALS}))`,
      links: {
        kind: {
          on: "inner ent_interactionkind.ent_interactionkindid = ent_kindid",
          columns: ["ent_points", "ent_halflifedays"],
          filter: "",
        },
        person: { on: "outer contact.contactid = ent_contactid", columns: [], filter: "" },
      },
    });
  });

  it("of deals are the open ones that name the account, its people or the account above, those that close first at the top", () => {
    const isContacts = (column: string) =>
      `any contact.contactid = ${column} where and(parentcustomerid eq acme)`;
    const isAbove = (column: string) =>
      `any account.parentaccountid = ${column} where and(accountid eq acme)`;
    const below = (column: string) => ({
      on: `outer account.parentaccountid = ${column}`,
      columns: ["parentaccountid"],
      filter: "and(accountid eq acme)",
    });
    const person = (column: string) => ({
      on: `outer contact.contactid = ${column}`,
      columns: ["parentcustomerid"],
      filter: "and(parentcustomerid eq acme)",
    });
    expect(asked(openDealsQuestion("acme"))).toEqual({
      table: "opportunity",
      limits: "count 500, page 1",
      columns: [
        ...["opportunityid", "name", "salesstage", "stepname"],
        ...["estimatedvalue", "estimatedvalue_base", "transactioncurrencyid"],
        ...["estimatedclosedate", "closeprobability", "ownerid", "customerid", "parentaccountid"],
      ],
      orders: ["estimatedclosedate", "opportunityid"],
      filter:
        "and(statecode eq 0, unionor(customerid eq acme, parentaccountid eq acme, " +
        `${isContacts("customerid")}, ${isContacts("parentcontactid")}, ` +
        `${isAbove("customerid")}, ${isAbove("parentaccountid")}))`,
      links: {
        below_customerid: below("customerid"),
        below_parentaccountid: below("parentaccountid"),
        person_customerid: person("customerid"),
        person_parentcontactid: person("parentcontactid"),
      },
    });
  });

  it("of policies is the newest in effect, the one written last of two of one day", () => {
    expect(asked(policyQuestion(today))).toEqual({
      table: "ent_policy",
      limits: "top 1",
      columns: [
        ...["ent_policyid", "ent_name", "ent_effectivefrom", "ent_dealfloor", "ent_minorcampaignratio"],
        ...["ent_stagecolumn", "ent_closingstages", "ent_closingprobability", "ent_closingdays"],
        ...["ent_guardmode", "ent_recheckhours", "ent_halflifedays", "ent_windowdays"],
        ...["ent_interestreference", "ent_legalbasisdefault", "ent_objectioncolumn", "ent_retentiondays"],
        "ent_suppressionsegment",
      ],
      orders: ["ent_effectivefrom descending", "createdon descending"],
      filter: "and(statecode eq 0, or(ent_effectivefrom on-or-before 2026-11-22, ent_effectivefrom null))",
      links: {},
    });
  });

  it("of talking points are the active ones by name", () => {
    expect(asked(talkingPointsQuestion())).toMatchObject({
      orders: ["ent_name", "ent_talkingpointid"],
      filter: "and(statecode eq 0)",
    });
  });

  it("of opt-outs are the active contacts, whoever else spoke for it, or the lead itself, whose address is opted out of commercial mail", () => {
    const links = {
      consent: {
        on: "inner msdynmkt_contactpointconsent4.msdynmkt_contactpointvalue = emailaddress1",
        columns: [],
        filter:
          "and(msdynmkt_contactpointtype eq 534120000, msdynmkt_contactpointconsenttype eq 534120000, " +
          "msdynmkt_value eq 534120002, statecode eq 0)",
      },
    };
    expect(asked(optOutsQuestion(acme))).toEqual({
      table: "contact",
      limits: "distinct true",
      columns: ["contactid"],
      orders: [],
      filter:
        "and(statecode eq 0, unionor(parentcustomerid eq acme, " +
        "any ent_interaction.ent_contactid = contactid where and(ent_accountid eq acme, statecode eq 0)))",
      links,
    });
    expect(asked(optOutsQuestion({ table: "lead", id: "lea" }))).toEqual({
      table: "lead",
      limits: "distinct true",
      columns: ["leadid"],
      orders: [],
      filter: "and(leadid eq lea)",
      links,
    });
  });

  it("of the guard's checks are those by which a list comes back or no longer does, as the service wrote them", () => {
    expect(asked(takenOffQuestion("send"))).toMatchObject({
      limits: "top 500",
      orders: ["createdon descending", "versionnumber descending"],
      filter:
        "and(ent_campaignactivityid eq send, or(ent_state in 789100001 789100002 789100003 789100004, " +
        "and(ent_state eq 789100005, ent_listid not-null)))",
      links: { audience: { on: "outer list.listid = ent_listid" } },
    });
  });

  it.each(sources.map((source) => [source.key, source] as const))(
    "of the source %s are the newest hundred up to today, with a person or a party of the client",
    (_, source) => {
      const question = sourceQuestion(source, acme, today);
      if (question === null) throw new Error("no question");
      const { table, limits, columns, orders, filter, links } = asked(question);
      const { who, what, kind } = source;
      expect(columns).toEqual([
        ...[source.id, source.when],
        "column" in what ? what.column : what.lookup,
        ...("choice" in kind ? [kind.choice] : []),
        ...(who.via === "lookup" ? [who.contact] : []),
      ]);
      expect([table, limits, orders]).toEqual([
        source.table,
        "top 100",
        [`${source.when} descending`, `${source.id} descending`],
      ]);
      expect(filter).toContain(`${source.when} on-or-before 2026-11-22`);
      if (source.who.via === "party") {
        const role = source.who.role === undefined ? "" : `participationtypemask eq ${source.who.role}, `;
        expect(links.party).toEqual({
          on: "inner activityparty.activityid = activityid",
          columns: ["partyid"],
          filter: `and(${role}or(partyid eq acme, any contact.contactid = partyid where and(parentcustomerid eq acme)))`,
        });
        // Once more, so that the service finds the activities from the parties.
        const party = "any activityparty.activityid = activityid where and(";
        expect(filter).toContain(
          `unionor(${party}${role}partyid eq acme), ${party}${role}any contact.contactid = partyid where and(parentcustomerid eq acme)))`,
        );
      } else {
        expect(filter).toContain(
          `any contact.contactid = ${source.who.contact} where and(parentcustomerid eq acme)`,
        );
        expect(links).toEqual({});
      }
    },
  );
});

describe("a lead's person", () => {
  it("is that lead, and nobody where it is gone", async () => {
    expect(asked(leadPersonQuestion("lea"))).toEqual({
      table: "lead",
      limits: "",
      columns: [
        ...["leadid", "fullname", "jobtitle"],
        ...["donotemail", "donotbulkemail", "donotphone", "donotpostalmail", "donotsendmm", "followemail"],
        ...["emailaddress1", "telephone1", "mobilephone"],
      ],
      orders: [],
      filter: "and(leadid eq lea)",
      links: {},
    });
    const read = (rows: readonly Record<string, unknown>[]) =>
      readLeadPerson(new Answering(() => rows).asking.ask, "lea");
    expect(await read([{ leadid: "lea", fullname: "Lea", statecode: 0 }])).toMatchObject({
      value: { people: [{ id: "lea", name: "Lea", isActive: true }], isCut: false },
    });
    const refused = new Answering(() => ({ refused: 0x80040220 }));
    expect((await readLeadPerson(refused.asking.ask, "lea")).ok).toBe(false);
  });
});

describe("a policy as an admin wrote it", () => {
  const policyOf = async (row: object) => {
    const answer = await readPolicy(new Answering(() => [{ ...row }]).asking.ask, today);
    if (!answer.ok) throw new Error(answer.failure.kind);
    return answer.value;
  };

  it("may have no name, and stages with lines, semicolons and spaces between", async () => {
    const { policy, row } = await policyOf({ ent_closingstages: " 2;3 \n\n 10 ; " });
    expect(row).toEqual({ id: "", name: "" });
    expect(policy.closingStages).toEqual([2, 3, 10]);
  });

  it("keeps the default stages where what stands there is none", async () => {
    for (const text of ["close", "3x", "x3", "1234567890", ""]) {
      expect((await policyOf({ ent_closingstages: text })).policy.closingStages).toEqual(
        defaultPolicy.closingStages,
      );
    }
  });

  it("takes a probability from 0 to 100, both included", async () => {
    const probability = async (value: number) =>
      (await policyOf({ ent_closingprobability: value })).policy.closingProbability;
    expect([await probability(0), await probability(100)]).toEqual([0, 100]);
    expect([await probability(-1), await probability(101)]).toEqual(
      Array(2).fill(defaultPolicy.closingProbability),
    );
  });
});

describe("a failure", () => {
  it("is known by its code, however a client writes it", () => {
    for (const errorCode of [0x80040220, -2147220960, "2147746336", "0x80040220", "-2147220960"]) {
      expect(failureOf({ errorCode, message: "" }, false)).toEqual({ kind: "noPrivilege" });
    }
    expect(failureOf({ code: 0x80040217 }, false)).toEqual({ kind: "gone" });
  });

  it("has no code where none was given, and is then for want of a connection, if there is none", () => {
    for (const errorCode of [undefined, null, "", " ", "no", 0, 1.5, NaN]) {
      expect(failureOf({ errorCode, message: "lost" }, false)).toEqual({
        kind: "unknown",
        code: null,
        message: "lost",
      });
      expect(failureOf({ errorCode, message: "lost" }, true)).toEqual({ kind: "offline" });
    }
    expect(failureOf("text", false)).toEqual({ kind: "unknown", code: null, message: "text" });
    expect(failureOf(null, false)).toEqual({ kind: "unknown", code: null, message: "" });
  });

  it("keeps a code that it does not know, in eight capital digits, also without a connection", () => {
    expect(failureOf({ errorCode: 0x8004abcd, message: "no" }, true)).toEqual({
      kind: "unknown",
      code: "0x8004ABCD",
      message: "no",
    });
    expect(failureOf({ errorCode: 0xabc }, false)).toEqual({
      kind: "unknown",
      code: "0x00000ABC",
      message: "",
    });
  });

  it("names the privilege that is missing, where the service does", () => {
    const failure = (message: unknown) => failureOf({ errorCode: 0x80040220, message }, false);
    expect(failure("Principal is missing prvReadConnection privilege")).toEqual({
      kind: "noPrivilege",
      privilege: "prvReadConnection",
    });
    expect(failure("no privilege")).toEqual({ kind: "noPrivilege" });
    expect(failure(5)).toEqual({ kind: "noPrivilege" });
  });

  it("says that something is absent, or that something else went wrong", () => {
    const unknown = (code: string | null) => isAbsence({ kind: "unknown", code, message: "" });
    expect([unknown("0x80041102"), unknown("0x80060888")]).toEqual([true, true]);
    expect([unknown("0x80040265"), unknown(null)]).toEqual([false, false]);
    expect([isAbsence({ kind: "noPrivilege" }), isAbsence({ kind: "noSuchColumn" })]).toEqual([true, true]);
    expect([isAbsence({ kind: "gone" }), isAbsence({ kind: "offline" })]).toEqual([false, false]);
  });
});
