import { isInForce, isInForceOnOpenDeal } from "../../../dataverse/guard/holdInForce";
import { isProtected } from "../../../dataverse/guard/protectedDeal";
import { everyStep, isReached, isReachedByNone, type Terms } from "../../../dataverse/guard/ways";
import { printQuestion, type QuestionFilter } from "../../../dataverse/question";
import type { MemberTable } from "../../../domain/guard/audience";
import { defaultPolicy as policy } from "../../../domain/policy";
import { askedIn } from "../asked";

const freed = { deals: ["free"], holds: ["freed"] };
const terms: Terms = { policy, campaign: null, freed };
const filterOf = (filter: QuestionFilter) =>
  askedIn(printQuestion({ table: "x", columns: [], filter })).filter;
const stepsOf = (members: MemberTable) => everyStep(members, terms, (name) => name);

/** In closing, or open and on hold. */
const inClosing = filterOf(isProtected(policy, null, freed.deals));
const isOnHold =
  "and(statecode eq 0, any ent_hold.ent_opportunityid = opportunityid where " +
  `${filterOf(isInForceOnOpenDeal(null, freed.holds))})`;
const deal = (column: string, to: string) =>
  `any opportunity.${column} = ${to} where or(${inClosing}, ${isOnHold})`;
const hold = (column: string, to: string) =>
  `any ent_hold.${column} = ${to} where ${filterOf(isInForce(null, freed.holds, true))}`;
/** A connection from the member at one end to a deal in closing at the other. */
const stake = (member: 1 | 2, to: string) =>
  `any connection.record${member}id = ${to} where and(statecode eq 0) with ` +
  `inner opportunity.opportunityid = record${3 - member}id where ${inClosing}`;
const above = [
  deal("customerid", "parentaccountid"),
  deal("parentaccountid", "parentaccountid"),
  hold("ent_accountid", "parentaccountid"),
];
const aboveCompany = (to: string) => `any account.accountid = ${to} where or(${above.join(", ")})`;

const expected: Readonly<Record<MemberTable, readonly string[]>> = {
  account: [
    deal("customerid", "accountid"),
    deal("parentaccountid", "accountid"),
    hold("ent_accountid", "accountid"),
    stake(2, "accountid"),
    ...above,
    stake(1, "accountid"),
  ],
  contact: [
    deal("customerid", "contactid"),
    deal("parentcontactid", "contactid"),
    deal("customerid", "parentcustomerid"),
    deal("parentaccountid", "parentcustomerid"),
    hold("ent_contactid", "contactid"),
    hold("ent_accountid", "parentcustomerid"),
    stake(2, "contactid"),
    aboveCompany("parentcustomerid"),
    stake(1, "contactid"),
  ],
  lead: [
    deal("originatingleadid", "leadid"),
    deal("opportunityid", "qualifyingopportunityid"),
    deal("customerid", "parentcontactid"),
    deal("parentcontactid", "parentcontactid"),
    deal("customerid", "parentaccountid"),
    deal("parentaccountid", "parentaccountid"),
    hold("ent_contactid", "parentcontactid"),
    hold("ent_accountid", "parentaccountid"),
    stake(2, "leadid"),
    stake(2, "parentcontactid"),
    aboveCompany("parentaccountid"),
    stake(1, "leadid"),
  ],
};

describe("what protects a member", () => {
  it.each(["account", "contact", "lead"] as const)(
    "are deals and holds of its own, of what it belongs to and of what is above, and deals it has a stake in: %s",
    (members) => {
      expect(filterOf(isReached(stepsOf(members), false))).toBe(`or(${expected[members].join(", ")})`);
    },
  );

  it("lets a member through where there is none of them, and what else is asked holds", () => {
    const others = [{ column: "statecode", operator: "eq", value: 0 }] as const;
    // Only the member's own question is turned round, not those within it.
    const none = expected.contact.map((step) => `not ${step}`);
    expect(filterOf(isReachedByNone(stepsOf("contact"), others))).toBe(
      `and(${none.join(", ")}, statecode eq 0)`,
    );
  });

  it("is looked for way by way where that is quicker, and there are two ways at least to unite", () => {
    const [first, second] = stepsOf("contact");
    expect(filterOf(isReached([first!, second!], true))).toMatch(/^unionor\(/);
    expect(filterOf(isReached([first!], true))).toMatch(/^or\(/);
  });
});
