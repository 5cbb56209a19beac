import {
  isPerson,
  isSubjectTable,
  isTalk,
  readSubject,
  subjectTables,
  withParticipants,
  type NoteSubject,
  type SubjectRead,
} from "../../dataverse/noteSubject";
import { noneKnown } from "../../dataverse/optionalColumns";
import type { Row } from "../../dataverse/host";
import { Answering, type Reply } from "./answering";
import { askedIn } from "./asked";

const LOGICAL_NAME = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const OBJECTION = "new_objects";

/** A lookup of several tables. */
const to = (column: string, table: string, id: string): Row => ({
  [`_${column}_value`]: id,
  [`_${column}_value${LOGICAL_NAME}`]: table,
});
/** The same of a linked record. */
const linked = (column: string, table: string, id: string): Row => ({
  [column]: id,
  [`${column}${LOGICAL_NAME}`]: table,
});

function read(subject: NoteSubject, reply: (table: string) => Reply, service = new Answering(reply)) {
  return readSubject(service.asking.ask, subject, OBJECTION, noneKnown());
}

async function clientOf(table: NoteSubject["table"], row: Row) {
  const answer = await read({ table, id: "x" }, () => [row]);
  if (!answer.ok) throw new Error(answer.failure.kind);
  const { client } = answer.value;
  return Object.fromEntries(Object.entries(client).filter(([, id]) => id !== null));
}

describe("whose client a form shows", () => {
  it("is the account itself, without a question", async () => {
    const service = new Answering(() => []);
    const answer = await read({ table: "account", id: "a" }, () => [], service);
    expect(answer).toEqual({
      ok: true,
      value: {
        client: {
          accountId: "a",
          contactId: null,
          leadId: null,
          opportunityId: null,
          appointmentId: null,
          phonecallId: null,
        },
        objects: false,
        isToDebrief: false,
      },
    });
    expect(service.requests).toEqual([]);
  });

  it("is a contact and its company, where it has one", async () => {
    expect(await clientOf("contact", to("parentcustomerid", "account", "a"))).toEqual({
      contactId: "x",
      accountId: "a",
    });
    expect(await clientOf("contact", to("parentcustomerid", "contact", "other"))).toEqual({ contactId: "x" });
  });

  it("is a lead and the account that it names", async () => {
    expect(await clientOf("lead", { _parentaccountid_value: "a" })).toEqual({ leadId: "x", accountId: "a" });
    expect(await clientOf("lead", {})).toEqual({ leadId: "x" });
  });

  it("is a deal's account: named, else the customer, else the company of the customer", async () => {
    const deal = { opportunityId: "x" };
    const contact = to("customerid", "contact", "c");
    expect(
      await clientOf("opportunity", { _parentaccountid_value: "p", ...to("customerid", "account", "a") }),
    ).toEqual({ ...deal, accountId: "p" });
    expect(await clientOf("opportunity", to("customerid", "account", "a"))).toEqual({
      ...deal,
      accountId: "a",
    });
    expect(
      await clientOf("opportunity", { ...contact, ...linked("contact.parentcustomerid", "account", "a") }),
    ).toEqual({ ...deal, contactId: "c", accountId: "a" });
    expect(
      await clientOf("opportunity", { ...contact, ...linked("contact.parentcustomerid", "contact", "b") }),
    ).toEqual({ ...deal, contactId: "c" });
  });

  it.each(["appointment", "phonecall"] as const)("is what a %s regards", async (table) => {
    const own = { [`${table}Id`]: "x" };
    const regarding = (regarded: string, more: Row = {}) =>
      clientOf(table, { ...to("regardingobjectid", regarded, "r"), ...more });
    expect(await regarding("account")).toEqual({ ...own, accountId: "r" });
    expect(await regarding("contact", linked("contact.parentcustomerid", "account", "a"))).toEqual({
      ...own,
      contactId: "r",
      accountId: "a",
    });
    expect(await regarding("lead")).toEqual({ ...own, leadId: "r" });
    expect(await regarding("opportunity", { "opportunity.parentaccountid": "p" })).toEqual({
      ...own,
      opportunityId: "r",
      accountId: "p",
    });
    expect(await regarding("opportunity", linked("opportunity.customerid", "account", "a"))).toEqual({
      ...own,
      opportunityId: "r",
      accountId: "a",
    });
    const person = linked("opportunity.customerid", "contact", "c");
    const deal = { ...own, opportunityId: "r", contactId: "c" };
    expect(await regarding("opportunity", person)).toEqual(deal);
    expect(
      await regarding("opportunity", { ...person, ...linked("customer.parentcustomerid", "account", "a") }),
    ).toEqual({ ...deal, accountId: "a" });
    expect(
      await regarding("opportunity", { ...person, ...linked("customer.parentcustomerid", "contact", "b") }),
    ).toEqual(deal);
    expect(await regarding("campaign")).toEqual(own);
    expect(await clientOf(table, {})).toEqual(own);
  });

  it.each(["appointment", "phonecall"] as const)(
    "is of a %s with a lead what the lead's own form says",
    async (table) => {
      const client = async (lead: Row) => {
        const answer = await read({ table, id: "x" }, (asked) => [
          asked === "lead" ? lead : to("regardingobjectid", "lead", "r"),
        ]);
        return answer.ok && answer.value.client;
      };
      expect(await client({ _parentaccountid_value: "a" })).toMatchObject({
        [`${table}Id`]: "x",
        leadId: "r",
        accountId: "a",
      });
      expect(await client({})).toMatchObject({ leadId: "r", accountId: null });
    },
  );

  it("costs one question, and of a talk with a lead two", async () => {
    const tables = async (regarded: string) => {
      const service = new Answering(() => [to("regardingobjectid", regarded, "r")]);
      await read({ table: "appointment", id: "x" }, () => [], service);
      return service.requests.map(({ table }) => table);
    };
    expect(await tables("contact")).toEqual(["appointment"]);
    expect(await tables("lead")).toEqual(["appointment", "lead"]);
  });

  it("is not known where the record is gone, or may not be read", async () => {
    expect(await read({ table: "contact", id: "c" }, () => [])).toEqual({
      ok: false,
      failure: { kind: "gone" },
    });
    expect(await read({ table: "contact", id: "c" }, () => ({ refused: 0x80040220 }))).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
  });
});

describe("whether a person objects to being recorded", () => {
  const objects = async (table: NoteSubject["table"], row: Row, lead: Reply = []) => {
    const answer = await read({ table, id: "x" }, (asked) =>
      asked === "lead" && table !== "lead" ? lead : [row],
    );
    return answer.ok && answer.value.objects;
  };

  it("is read on the person, on a deal's customer and on whom a talk regards", async () => {
    expect(await objects("contact", { [OBJECTION]: true })).toBe(true);
    expect(await objects("contact", { [OBJECTION]: false })).toBe(false);
    expect(await objects("opportunity", { [`contact.${OBJECTION}`]: true })).toBe(true);
    const deal = to("regardingobjectid", "opportunity", "o");
    expect(await objects("appointment", { ...deal, [`customer.${OBJECTION}`]: true })).toBe(true);
    expect(await objects("appointment", { ...deal, [`customer.${OBJECTION}`]: false })).toBe(false);
    const contact = to("regardingobjectid", "contact", "c");
    expect(await objects("appointment", { ...contact, [`contact.${OBJECTION}`]: true })).toBe(true);
    const lead = to("regardingobjectid", "lead", "l");
    expect(await objects("phonecall", lead, [{ [OBJECTION]: true }])).toBe(true);
    expect(await objects("phonecall", lead, [{}])).toBe(false);
  });

  it("is a lead's as well where the contact that it became, or was all along, objects", async () => {
    const asked = async (table: "lead" | "phonecall", lead: Row, contact: Reply) => {
      const service = new Answering((of) =>
        of === "contact"
          ? contact
          : [of === "lead" ? { [OBJECTION]: false, ...lead } : to("regardingobjectid", "lead", "l")],
      );
      const answer = await read({ table, id: "x" }, () => [], service);
      const { filter } = askedIn(service.requests[service.requests.length - 1]?.fetchXml ?? "");
      return [answer.ok ? answer.value.objects : answer.failure.kind, filter];
    };
    const became = { _parentcontactid_value: "c" };
    const filter = "and(contactid in c)";
    expect(await asked("lead", became, [{ [OBJECTION]: true }])).toEqual([true, filter]);
    expect(await asked("lead", became, [{ [OBJECTION]: false }])).toEqual([false, filter]);
    expect(await asked("lead", to("customerid", "contact", "c"), [{ [OBJECTION]: true }])).toEqual([
      true,
      filter,
    ]);
    expect(await asked("phonecall", became, [{ [OBJECTION]: true }])).toEqual([true, filter]);
    expect(await asked("lead", became, { refused: 0x80040220 })).toEqual(["noPrivilege", filter]);
    // Two stand behind it, one of whom objects.
    const two = { ...became, ...to("customerid", "contact", "d") };
    const [one] = await asked("lead", two, [{ [OBJECTION]: false }, { [OBJECTION]: true }]);
    expect(one).toBe(true);
    // Nobody stands behind it.
    expect(await asked("lead", to("customerid", "account", "a"), [{ [OBJECTION]: true }])).toEqual([
      false,
      "and(leadid eq x)",
    ]);
  });

  it("is not guessed where the lead of a talk cannot be read", async () => {
    const answer = await read({ table: "appointment", id: "x" }, (table) =>
      table === "lead" ? { refused: 0x80040220 } : [to("regardingobjectid", "lead", "l")],
    );
    expect(answer).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
  });

  it("is asked of persons alone: a meeting has no such column", async () => {
    const columns = async (table: NoteSubject["table"]) => {
      const service = new Answering(() => [{}]);
      await read({ table, id: "x" }, () => [], service);
      const { columns: own, links, filter } = askedIn(service.requests[0]?.fetchXml ?? "");
      return [own, Object.entries(links).map(([alias, link]) => [alias, link.on, ...link.columns]), filter];
    };
    expect(await columns("contact")).toEqual([
      ["contactid", "parentcustomerid", OBJECTION],
      [],
      "and(contactid eq x)",
    ]);
    expect(await columns("lead")).toEqual([
      ["leadid", "parentaccountid", "parentcontactid", "customerid", OBJECTION],
      [],
      "and(leadid eq x)",
    ]);
    expect(await columns("opportunity")).toEqual([
      ["opportunityid", "parentaccountid", "customerid"],
      [["contact", "outer contact.contactid = customerid", "parentcustomerid", OBJECTION]],
      "and(opportunityid eq x)",
    ]);
    expect(await columns("appointment")).toEqual([
      ["activityid", "regardingobjectid", "statecode"],
      [
        [
          "opportunity",
          "outer opportunity.opportunityid = regardingobjectid",
          "parentaccountid",
          "customerid",
        ],
        ["customer", "outer contact.contactid = customerid", "parentcustomerid", OBJECTION],
        ["contact", "outer contact.contactid = regardingobjectid", "parentcustomerid", OBJECTION],
        ["note", "outer ent_fieldnote.ent_appointmentid = activityid", "ent_fieldnoteid"],
      ],
      "and(activityid eq x)",
    ]);
  });
});

describe("the column of objection", () => {
  const asked = async (table: NoteSubject["table"], known = noneKnown()) => {
    const service = new Answering((_, xml) => (xml.includes(OBJECTION) ? { refused: 0x80041103 } : [{}]));
    await readSubject(service.asking.ask, { table, id: "x" }, OBJECTION, known);
    return { requests: service.requests.length, missing: [...known.missing] };
  };

  it("is learned to be missing of leads or of contacts, for each has its own", async () => {
    expect(await asked("lead")).toEqual({ requests: 2, missing: [`lead.${OBJECTION}`] });
    for (const table of ["contact", "opportunity", "appointment"] as const) {
      expect(await asked(table)).toEqual({ requests: 2, missing: [`contact.${OBJECTION}`] });
    }
  });

  it("is not asked for where it is known to be missing", async () => {
    const known = noneKnown();
    known.missing.add(`lead.${OBJECTION}`);
    expect((await asked("lead", known)).requests).toBe(1);
    expect((await asked("contact", known)).requests).toBe(2);
  });

  it("is not asked for where what the policy says is no column's name", async () => {
    const service = new Answering(() => [{ contactid: "x" }]);
    const answer = await readSubject(
      service.asking.ask,
      { table: "contact", id: "x" },
      "Do not mail",
      noneKnown(),
    );
    expect(answer).toMatchObject({ ok: true, value: { objects: false } });
    expect(service.requests).toHaveLength(1);
  });
});

describe("a talk to debrief", () => {
  const isToDebrief = async (table: NoteSubject["table"], row: Row) => {
    const answer = await read({ table, id: "x" }, () => [row]);
    return answer.ok && answer.value.isToDebrief;
  };

  it("is over, and nobody has noted anything on it", async () => {
    expect(await isToDebrief("appointment", { statecode: 1 })).toBe(true);
    expect(await isToDebrief("phonecall", { statecode: 1 })).toBe(true);
    expect(await isToDebrief("appointment", { statecode: 1, "note.ent_fieldnoteid": "n" })).toBe(false);
    for (const statecode of [0, 2, 3]) expect(await isToDebrief("appointment", { statecode })).toBe(false);
    expect(await isToDebrief("contact", { statecode: 1 })).toBe(false);
  });

  it.each(["appointment", "phonecall"] as const)(
    "is not a %s of which a note within sales was taken, for whoever may read these",
    async (table) => {
      const row = { statecode: 1, "within.ent_salesnoteid": "s" };
      const asked = async (mayReadSalesNotes?: boolean) => {
        const service = new Answering(() => [row]);
        const subject = { table, id: "x" } as const;
        const answer = await readSubject(
          service.asking.ask,
          subject,
          OBJECTION,
          noneKnown(),
          mayReadSalesNotes,
        );
        const { links } = askedIn(service.requests[0]?.fetchXml ?? "");
        return [answer.ok && answer.value.isToDebrief, links.within?.on];
      };
      expect(await asked(true)).toEqual([false, `outer ent_salesnote.ent_${table}id = activityid`]);
      // The service would refuse the whole question to anybody else.
      expect(await asked(false)).toEqual([true, undefined]);
      expect(await asked()).toEqual([true, undefined]);
    },
  );
});

describe("a talk that regards no client", () => {
  const none: SubjectRead = {
    client: {
      accountId: null,
      contactId: null,
      leadId: null,
      opportunityId: null,
      appointmentId: "m",
      phonecallId: null,
    },
    objects: false,
    isToDebrief: true,
  };
  const ann = { id: "ann", accountId: "a", objects: true };
  const bob = { id: "bob", accountId: "a", objects: true };
  const eve = { id: "eve", accountId: "e", objects: false };

  it("is with the only one who took part, whose objection counts", () => {
    expect(withParticipants(none, [ann])).toEqual({
      client: { ...none.client, accountId: "a", contactId: "ann" },
      objects: true,
      isToDebrief: true,
    });
    expect(withParticipants(none, [eve]).objects).toBe(false);
    expect(withParticipants({ ...none, objects: true }, [eve]).objects).toBe(true);
  });

  it("is with the account that all share, and with no one person", () => {
    expect(withParticipants(none, [ann, bob])).toMatchObject({
      client: { accountId: "a", contactId: null },
      objects: false,
    });
    expect(withParticipants(none, [ann, bob, eve]).client.accountId).toBeNull();
  });

  it("is with nobody where nobody took part, and with its client where it regards one", () => {
    expect(withParticipants(none, [])).toBe(none);
    for (const column of ["accountId", "contactId", "leadId", "opportunityId"] as const) {
      const regards = { ...none, client: { ...none.client, [column]: "r" } };
      expect(withParticipants(regards, [ann])).toBe(regards);
    }
  });
});

it("tells persons and talks from other records", () => {
  expect(subjectTables.filter(isPerson)).toEqual(["contact", "lead"]);
  expect(subjectTables.filter(isTalk)).toEqual(["appointment", "phonecall"]);
  expect([isSubjectTable("lead"), isSubjectTable("campaign")]).toEqual([true, false]);
});
