import { staticListsQuestion } from "../../dataverse/comingSends";
import { newestSignalsQuestion } from "../../dataverse/newestSignals";
import { printQuestion, type Question } from "../../dataverse/question";
import type { Scope } from "../../dataverse/scope";
import { sources } from "../../dataverse/sources/catalogue";
import { optOutsQuestion } from "../../dataverse/sources/optOuts";
import { sourceQuestion } from "../../dataverse/sources/read";
import { dayOfDate } from "../../domain/day";
import { askedIn } from "./asked";

const today = dayOfDate(2026, 11, 22);
const account = { table: "account", id: "acme" } as const;
const withBelow = { ...account, withBelow: true } as const;
const contact = { table: "contact", id: "ann" } as const;
const lead = { table: "lead", id: "lea" } as const;
const opportunity = { table: "opportunity", id: "deal" } as const;

const asked = (question: Question | null) => {
  if (question === null) throw new Error("no question");
  return askedIn(printQuestion(question));
};
/** What is in every question's filter before what is meant. */
const after = (start: string, { filter }: { readonly filter: string }) => {
  expect(filter.startsWith(start)).toBe(true);
  return filter.slice(start.length, -1);
};

const below = (column: string) => `any account.accountid = ${column} where and(accountid eq-or-under acme)`;
const ofDeal = (column: string) =>
  ["parentaccountid", "customerid"].map((from) => inDeal(from, column)).join(", ");
const inDeal = (from: string, column: string) =>
  `any opportunity.${from} = ${column} where and(opportunityid eq deal)`;
const dealsContacts = `or(or(${ofDeal("parentcustomerid")}), ${inDeal("parentcontactid", "contactid")}, ${inDeal("customerid", "contactid")})`;
/** No record has this id. */
const NONE = "00000000-0000-0000-0000-000000000000";

describe("whose signals are meant", () => {
  const signals = (scope: Scope) => asked(newestSignalsQuestion(scope, today));
  const whose = (scope: Scope) =>
    after("and(statecode eq 0, ent_occurredon on-or-before 2026-11-22, ", signals(scope));
  const kind = {
    on: "inner ent_interactionkind.ent_interactionkindid = ent_kindid",
    columns: [],
    filter: "",
  };

  it("on an account are those that name it, or no account and a contact of it", () => {
    expect(whose(account)).toBe(
      "unionor(ent_accountid eq acme, and(ent_accountid null, person parentcustomerid eq acme))",
    );
    expect(signals(account).links).toEqual({
      kind,
      person: { on: "outer contact.contactid = ent_contactid", columns: [], filter: "" },
    });
  });

  it("on an account with the companies below it are those of each of them", () => {
    expect(whose(withBelow)).toBe(
      `unionor(${below("ent_accountid")}, ` +
        `and(ent_accountid null, any contact.contactid = ent_contactid where and(${below("parentcustomerid")})))`,
    );
    expect(signals(withBelow).links).toEqual({ kind });
  });

  it("on a contact and a lead are those that name them, whatever the account", () => {
    expect([whose(contact), whose(lead)]).toEqual(["ent_contactid eq ann", "ent_leadid eq lea"]);
    for (const scope of [contact, lead]) expect(signals(scope).links).toEqual({ kind });
  });

  it("on an opportunity are its account's, and all that name its own contact", () => {
    expect(whose(opportunity)).toBe(
      `unionor(or(${ofDeal("ent_accountid")}), ` +
        `and(ent_accountid null, any contact.contactid = ent_contactid where and(${dealsContacts})), ` +
        `${inDeal("parentcontactid", "ent_contactid")}, ${inDeal("customerid", "ent_contactid")})`,
    );
    expect(signals(opportunity).links).toEqual({ kind });
  });
});

describe("whose contacts are meant", () => {
  const contacts = (scope: Scope) => after("and(statecode eq 0, ", asked(optOutsQuestion(scope)));
  /** Whoever has spoken for an account without being one of its contacts is listed among its people, and may have opted out too. */
  const andSpeakers = (own: string, isAccount: string) =>
    `unionor(${own}, any ent_interaction.ent_contactid = contactid where and(${isAccount}, statecode eq 0))`;

  it("on an account are its own and whoever spoke for it, or those of the companies below it as well", () => {
    expect(contacts(account)).toBe(andSpeakers("parentcustomerid eq acme", "ent_accountid eq acme"));
    expect(contacts(withBelow)).toBe(andSpeakers(below("parentcustomerid"), below("ent_accountid")));
  });

  it("on a contact is that one, also when it has left, and on an opportunity its account's and its own", () => {
    expect(asked(optOutsQuestion(contact)).filter).toBe("and(contactid eq ann)");
    expect(contacts(opportunity)).toBe(dealsContacts);
  });

  it("on a lead are none: it is a person of its own", () => {
    const { filter } = asked(staticListsQuestion(lead, { first: today, last: today }));
    expect(filter).toContain(
      `any contact.contactid = entityid where and(statecode eq 0, contactid eq ${NONE})`,
    );
  });

  it("are found by a lookup as well", () => {
    const source = sources.find(({ key }) => key === "eventCheckIn");
    if (source === undefined) throw new Error("no such source");
    const named = (scope: Scope) =>
      after("and(createdon on-or-before 2026-11-22, ", asked(sourceQuestion(source, scope, today)));
    const among = (which: string) => `any contact.contactid = msevtmgt_contactid where and(${which})`;
    expect(named(withBelow)).toBe(among(below("parentcustomerid")));
    expect(named(contact)).toBe("msevtmgt_contactid eq ann");
    expect(named(opportunity)).toBe(among(dealsContacts));
  });
});
