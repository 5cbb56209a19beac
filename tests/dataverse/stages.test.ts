import { printQuestion } from "../../dataverse/question";
import type { Scope } from "../../dataverse/scope";
import { processTables, readStages, stagesQuestion } from "../../dataverse/stages";
import { dayOfDate } from "../../domain/day";
import { Answering, calendar } from "./answering";
import { askedIn } from "./asked";

const scope = { table: "account", id: "a" } as const;

const inStage = (table: string, since: string) => ({ [`${table}.activestagestartedon`]: since });

describe("the stages of an account's deals", () => {
  it("come from both processes, in one request", async () => {
    const service = new Answering(() => [
      { opportunityid: "d", ...inStage("opportunitysalesprocess", "2026-10-22T10:00:00Z") },
      {
        opportunityid: "e",
        ...inStage("opportunitysalesprocess", "2026-10-22T10:00:00Z"),
        // In Brussels it is the next day.
        ...inStage("leadtoopportunitysalesprocess", "2026-11-01T23:30:00Z"),
      },
      { opportunityid: "f" },
    ]);
    expect(await readStages(service.asking.ask, calendar, scope)).toEqual({
      ok: true,
      value: [
        { dealId: "d", sinceDay: dayOfDate(2026, 10, 22) },
        { dealId: "e", sinceDay: dayOfDate(2026, 11, 2) },
        { dealId: "e", sinceDay: dayOfDate(2026, 10, 22) },
      ],
    });
    expect(service.requests).toHaveLength(1);
  });

  it("come from the other process where one is not there, or may not be read", async () => {
    for (const refused of [0x80041102, 0x80040220, 0x80060888]) {
      const service = new Answering((_, xml) =>
        xml.includes("leadtoopportunitysalesprocess")
          ? { refused }
          : [
              {
                opportunityid: "d",
                ...inStage("opportunitysalesprocess", "2026-10-22T10:00:00Z"),
              },
            ],
      );
      const answer = await readStages(service.asking.ask, calendar, scope);
      expect(answer.ok && answer.value.map(({ dealId }) => dealId)).toEqual(["d"]);
      expect(service.requests).toHaveLength(3);
    }
  });

  it("are silent where neither is there, and not where something went wrong", async () => {
    const read = async (reply: (xml: string) => number) => {
      const service = new Answering((_, xml) => ({ refused: reply(xml) }));
      return { answer: await readStages(service.asking.ask, calendar, scope), service };
    };
    expect((await read(() => 0x80041102)).answer).toEqual({ ok: true, value: [] });
    const { answer, service } = await read(() => 0x80040265);
    expect([answer.ok, service.requests.length]).toEqual([false, 1]);
    // Together they are absent; by itself, one of them is refused for another reason.
    const isBoth = (xml: string) => processTables.every((table) => xml.includes(`"${table}"`));
    expect((await read((xml) => (isBoth(xml) ? 0x80041102 : 0x80040265))).answer).toEqual({
      ok: false,
      failure: { kind: "unknown", code: "0x80040265", message: "refused" },
    });
  });

  it("are asked for of its open deals, where a process is in progress", () => {
    const filterOf = (of: Scope) => askedIn(printQuestion(stagesQuestion(of, processTables))).filter;
    const link = (table: string) => ({
      on: `outer ${table}.opportunityid = opportunityid`,
      columns: ["activestagestartedon"],
      filter: "and(statecode eq 0, statuscode eq 1)",
    });
    expect(askedIn(printQuestion(stagesQuestion(scope, processTables)))).toEqual({
      table: "opportunity",
      limits: "",
      columns: ["opportunityid"],
      orders: [],
      filter:
        "and(statecode eq 0, unionor(customerid eq a, parentaccountid eq a, " +
        "any contact.contactid = customerid where and(parentcustomerid eq a), " +
        "any contact.contactid = parentcontactid where and(parentcustomerid eq a)))",
      links: {
        leadtoopportunitysalesprocess: link("leadtoopportunitysalesprocess"),
        opportunitysalesprocess: link("opportunitysalesprocess"),
      },
    });
    const below = (column: string) => `any account.accountid = ${column} where and(accountid eq-or-under a)`;
    const ofContact = (column: string) =>
      `any contact.contactid = ${column} where and(${below("parentcustomerid")})`;
    expect(filterOf({ ...scope, withBelow: true })).toBe(
      `and(statecode eq 0, unionor(${below("customerid")}, ${below("parentaccountid")}, ` +
        `${ofContact("customerid")}, ${ofContact("parentcontactid")}))`,
    );
    expect(filterOf({ table: "opportunity", id: "d" })).toBe("and(statecode eq 0, opportunityid eq d)");
  });

  it("are a contact's by name, who is no account, and none of a lead's", () => {
    const none = "00000000-0000-0000-0000-000000000000";
    const filterOf = (table: "contact" | "lead") =>
      askedIn(printQuestion(stagesQuestion({ table, id: "p" }, processTables))).filter;
    const noAccount = `customerid eq ${none}, parentaccountid eq ${none}`;
    expect(filterOf("contact")).toBe(
      `and(statecode eq 0, unionor(${noAccount}, customerid eq p, parentcontactid eq p))`,
    );
    const noContact = (column: string) => `any contact.contactid = ${column} where and(contactid eq ${none})`;
    expect(filterOf("lead")).toBe(
      `and(statecode eq 0, unionor(${noAccount}, ${noContact("customerid")}, ${noContact("parentcontactid")}))`,
    );
  });
});
