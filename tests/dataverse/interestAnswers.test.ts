import { openInterest, type AnswersOptions } from "../../dataverse/interestAnswers";
import { noneKnown } from "../../dataverse/optionalColumns";
import { MOST_PEOPLE_ROWS, readPeople } from "../../dataverse/people";
import type { Client } from "../../dataverse/client";
import { createAsk } from "../../dataverse/ask";
import type { Row } from "../../dataverse/host";
import { after } from "../../dataverse/when";
import { refusal, Answering, type Reply } from "./answering";
import { askedIn } from "./asked";

const never = new AbortController().signal;
/** An organisation without any of the tables and columns that not everyone has. */
const bare = { getEntityMetadata: () => Promise.reject(refusal(0x80040217)) };

function open(
  client: Client,
  reply: (table: string, xml: string) => Reply = () => [],
  more: Partial<AnswersOptions> = {},
) {
  const service = new Answering(reply);
  const host = {
    webApi: service,
    isOffline: () => false,
    now: () => new Date("2026-11-22T23:30:00Z"),
    timeZoneOffsetMinutes: () => 60,
  };
  const answers = openInterest(createAsk(host, never), host, bare, client, never, {
    known: new Map(),
    columns: noneKnown(),
    ...more,
  });
  return { answers, service };
}

const contact = (id: string): Row => ({ contactid: id, fullname: id, statecode: 0 });
/** What Ann and the others did: a group each, today. */
const did = (who: string, points: number): Row => ({
  who,
  year: 2026,
  month: 11,
  day: 22,
  points,
});

describe("the answers about a client", () => {
  it("come of an account with its people, their engagement, meetings, signals and sources", async () => {
    const { answers, service } = open({ table: "account", id: "acme" }, (table, xml) =>
      table === "contact" && !xml.includes("aggregate") ? [contact("ann")] : [],
    );
    const people = await answers.people;
    expect(people.ok && people.value.people.map(({ id }) => id)).toEqual(["ann"]);
    for (const answer of [answers.policy, answers.interest, answers.following, answers.engagement]) {
      expect((await answer).ok).toBe(true);
    }
    expect([(await answers.meetings).ok, (await answers.signals).ok]).toEqual([true, true]);
    expect([...(await answers.sources).values()].every(({ kind }) => kind === "absent")).toBe(true);
    // The day is the user's, not that of UTC.
    const signals = service.requests.find(({ fetchXml }) => fetchXml.includes('top="100"'));
    expect(signals?.fetchXml).toContain('operator="on-or-before" value="2026-11-23"');
  });

  it("are asked for by what is looked at first, and all else when it is told", async () => {
    let tell: () => void = () => undefined;
    const rest = after(new Promise<void>((resolve) => (tell = resolve)));
    const { answers, service } = open({ table: "account", id: "acme" }, () => [], { rest });
    expect([(await answers.policy).ok, (await answers.interest).ok]).toEqual([true, true]);
    expect(service.requests.map(({ table }) => table)).toEqual([
      "ent_policy",
      "ent_interaction",
      "ent_interaction",
    ]);
    tell();
    await Promise.all(Object.values(answers));
    expect(service.requests).toHaveLength(8);
  });

  it("add whoever is engaged among more people than one answer holds, the most engaged first", async () => {
    const most = Array.from({ length: MOST_PEOPLE_ROWS }, (_, index) => contact(`c${index}`));
    const { answers, service } = open({ table: "account", id: "acme" }, (table, xml) => {
      if (table === "ent_interaction" && xml.includes('alias="who"')) {
        return [did("c1", 99), did("little", 1), did("much", 50)];
      }
      if (table === "contact" && xml.includes("<value>much</value>"))
        return [contact("much"), contact("little")];
      return table === "contact" && !xml.includes("aggregate") ? most : [];
    });
    const people = await answers.people;
    if (!people.ok) throw new Error(people.failure.kind);
    expect(people.value.isCut).toBe(true);
    expect(people.value.people).toHaveLength(MOST_PEOPLE_ROWS + 2);
    const byId = service.requests.find(({ fetchXml }) => fetchXml.includes("<value>much</value>"));
    expect(askedIn(byId?.fetchXml ?? "").filter).toContain("contactid in much little");
    expect(byId?.fetchXml).not.toContain("<value>c1</value>");
  });

  it("keep the people that were read where the others, or who is engaged, cannot be", async () => {
    const most = Array.from({ length: MOST_PEOPLE_ROWS }, (_, index) => contact(`c${index}`));
    const counted = async (reply: (table: string, xml: string) => Reply | undefined) => {
      const { answers } = open(
        { table: "account", id: "acme" },
        (table, xml) => reply(table, xml) ?? (table === "contact" && !xml.includes("aggregate") ? most : []),
      );
      const people = await answers.people;
      return people.ok && [people.value.people.length, people.value.isCut];
    };
    const isEngagement = (xml: string) => xml.includes('alias="who"');
    expect(
      await counted((table, xml) =>
        table === "ent_interaction" && isEngagement(xml) ? { refused: 0x80040220 } : undefined,
      ),
    ).toEqual([MOST_PEOPLE_ROWS, true]);
    expect(
      await counted((table, xml) => {
        if (table === "ent_interaction" && isEngagement(xml)) return [did("much", 50)];
        return xml.includes("<value>much</value>") ? { refused: 0x80040220 } : undefined;
      }),
    ).toEqual([MOST_PEOPLE_ROWS, true]);
  });

  it("are not rejected, but a failure, where the people cannot be read", async () => {
    const { answers } = open({ table: "account", id: "acme" }, (table) =>
      table === "contact" ? { refused: 0x80040220 } : [],
    );
    expect(await answers.people).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
  });

  it("add nobody where all are there: who else was engaged is active no longer", async () => {
    const { answers } = open({ table: "account", id: "acme" }, (table, xml) => {
      if (table === "ent_interaction" && xml.includes('alias="who"')) return [did("gone", 50)];
      if (table !== "contact" || xml.includes("aggregate")) return [];
      return [contact(xml.includes("<value>gone</value>") ? "gone" : "ann")];
    });
    const people = await answers.people;
    expect(people.ok && people.value.people.map(({ id }) => id)).toEqual(["ann"]);
  });

  it("ask of a lead once who it is, and nothing that only contacts have", async () => {
    const { answers, service } = open({ table: "lead", id: "lea" }, (table) =>
      table === "lead" ? [{ leadid: "lea", fullname: "Lea", statecode: 0, followemail: false }] : [],
    );
    const people = await answers.people;
    expect(people.ok && people.value.people.map(({ name }) => name)).toEqual(["Lea"]);
    const engagement = await answers.engagement;
    expect(engagement).toEqual({ ok: true, value: { sums: [], names: new Map(), isComplete: true } });
    const following = await answers.following;
    expect(following.ok && following.value).toMatchObject({ contacts: 1, refused: 1 });
    await Promise.all(Object.values(answers));
    expect(service.requests).toHaveLength(6);
    expect(service.requests.filter(({ table }) => table === "lead")).toHaveLength(1);
    expect(service.requests.filter(({ table }) => table === "contact")).toEqual([]);
  });

  it("do not know of a lead what cannot be read", async () => {
    const { answers } = open({ table: "lead", id: "lea" }, (table) =>
      table === "lead" ? { refused: 0x80040220 } : [],
    );
    const refused = { ok: false, failure: { kind: "noPrivilege" } };
    expect([await answers.people, await answers.following]).toEqual([refused, refused]);
  });

  it("are asked for by the one who was given, where nobody wants to know how far a long history is", async () => {
    const service = new Answering(() => []);
    let asked = 0;
    const host = {
      webApi: service,
      isOffline: () => false,
      now: () => new Date("2026-11-22T23:30:00Z"),
      timeZoneOffsetMinutes: () => 60,
    };
    const answers = openInterest(
      (question) => {
        asked += 1;
        return service.asking.ask(question);
      },
      host,
      bare,
      { table: "account", id: "acme" },
      never,
      { known: new Map(), columns: noneKnown() },
    );
    await Promise.all(Object.values(answers));
    expect([asked, service.requests.length]).toEqual([8, 8]);
  });

  it("tell how far a long history has been added up, where somebody wants to know", async () => {
    const told: string[] = [];
    const { answers } = open({ table: "account", id: "acme" }, () => [], {
      onAnswered: () => told.push("answered"),
    });
    await answers.interest;
    expect(told.length).toBeGreaterThan(0);
  });
});

describe("the people asked for", () => {
  const scopes = {
    account: { table: "account", id: "acme" },
    contact: { table: "contact", id: "ann" },
  } as const;
  const asked = async (scope: (typeof scopes)[keyof typeof scopes], refuse = false) => {
    const service = new Answering((_, xml) =>
      refuse && xml.includes("connectionrole") ? { refused: 0x80040220 } : [],
    );
    await readPeople(service.asking.ask, scope, { first: 20_000, last: 20_030 }, noneKnown());
    return askedIn(service.requests.at(-1)?.fetchXml ?? "");
  };

  it("are the active ones of the account, and whoever has spoken for it over the window, touched last first", async () => {
    const { limits, orders, filter, links } = await asked(scopes.account);
    expect([limits, orders]).toEqual(["count 1500, page 1", ["modifiedon descending", "contactid"]]);
    expect(filter).toBe(
      "and(statecode eq 0, unionor(parentcustomerid eq acme, any ent_interaction.ent_contactid = contactid " +
        "where and(ent_accountid eq acme, statecode eq 0, ent_occurredon on-or-after 2024-10-04)))",
    );
    expect(links).toMatchObject({
      primaryof: { on: "outer account.primarycontactid = contactid", filter: "and(accountid eq acme)" },
      stake: {
        on: "outer connection.record1id = contactid",
        filter: "and(statecode eq 0, record1roleid not-null)",
      },
      role: { on: "outer connectionrole.connectionroleid = record1roleid", filter: "and(category eq 1000)" },
    });
  });

  it("are the contact alone on its own form, also when it has left", async () => {
    expect((await asked(scopes.contact)).filter).toBe("and(contactid eq ann)");
  });

  it("come without their parts in deals where connections may not be read", async () => {
    expect(Object.keys((await asked(scopes.account, true)).links)).toEqual(["primaryof"]);
  });
});
