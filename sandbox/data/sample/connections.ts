import { SAMPLE_USERS } from "../users";
import type { SampleAccount } from "./accounts";
import { Chance } from "./chance";
import type { SampleContact } from "./contacts";
import { momentAgo } from "./days";
import type { SampleOpportunity } from "./opportunities";
import type { Reference, SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";

const STAKEHOLDER = 1000;
const SALES_TEAM = 1001;

interface Role {
  readonly id: string;
  readonly name: string;
  /** Value of `connectionrole.category`. */
  readonly category: number;
}

function role(name: string, category: number): Role {
  return { id: sampleId("connectionrole", name), name, category };
}

const DECISION_MAKER = role("Decision Maker", STAKEHOLDER);
const CHAMPION = role("Champion", STAKEHOLDER);
const INFLUENCER = role("Influencer", STAKEHOLDER);
const TECHNICAL_BUYER = role("Technical Buyer", STAKEHOLDER);
const OPPONENT = role("Opponent", STAKEHOLDER);
const OPPORTUNITY = role("Opportunity", STAKEHOLDER);
const SALES_PROFESSIONAL = role("Sales Professional", SALES_TEAM);

const STAKEHOLDER_ROLES = [DECISION_MAKER, CHAMPION, INFLUENCER, INFLUENCER, TECHNICAL_BUYER, OPPONENT];

export function* connectionRoleRows(): Iterable<SampleRow> {
  for (const each of new Set([...STAKEHOLDER_ROLES, OPPORTUNITY, SALES_PROFESSIONAL])) {
    yield {
      connectionroleid: each.id,
      name: each.name,
      category: each.category,
      statecode: 0,
      statuscode: 1,
    };
  }
}

/** Values of `record1objecttypecode` and `record2objecttypecode`. */
const TYPE_CODES: Readonly<Record<string, number>> = { contact: 2, opportunity: 3, systemuser: 8 };

function typeCode(reference: Reference): number | null {
  return TYPE_CODES[reference.table] ?? null;
}

/** A connection is two rows, one seen from each end, each naming the other. */
function pair(
  key: string,
  [one, roleOfOne, nameOfOne]: readonly [Reference, Role, string],
  [other, roleOfOther, nameOfOther]: readonly [Reference, Role, string],
  more: SampleRow,
): SampleRow[] {
  const master = sampleId("connection", key);
  const mirror = sampleId("connection", `${key}/mirror`);
  return [
    {
      connectionid: master,
      name: nameOfOther,
      record1id: one,
      record1objecttypecode: typeCode(one),
      record1roleid: roleOfOne.id,
      record2id: other,
      record2objecttypecode: typeCode(other),
      record2roleid: roleOfOther.id,
      ismaster: true,
      relatedconnectionid: mirror,
      statecode: 0,
      statuscode: 1,
      ...more,
    },
    {
      connectionid: mirror,
      name: nameOfOne,
      record1id: other,
      record1objecttypecode: typeCode(other),
      record1roleid: roleOfOther.id,
      record2id: one,
      record2objecttypecode: typeCode(one),
      record2roleid: roleOfOne.id,
      ismaster: false,
      relatedconnectionid: master,
      statecode: 0,
      statuscode: 1,
      ...more,
    },
  ];
}

/**
 * Stakeholders and sales teams of the open opportunities that are far enough. Two stakeholders of the bank's deal
 * work elsewhere: at a consultancy and at the holding.
 */
export function* connectionRows(
  opportunities: readonly SampleOpportunity[],
  accounts: readonly SampleAccount[],
  contacts: readonly SampleContact[],
  { now }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("connection");
  const firstContact = new Map<string, number>();
  for (const [index, contact] of contacts.entries()) {
    if (!firstContact.has(contact.account.id)) {
      firstContact.set(contact.account.id, index);
    }
  }
  const contactAt = (account: SampleAccount, index: number): SampleContact | undefined => {
    const first = firstContact.get(account.id);
    return first === undefined || index >= account.contacts ? undefined : contacts[first + index];
  };
  const outsiders = ["holding", "newcomer"].flatMap((key) => {
    const account = accounts.find((candidate) => candidate.key === key);
    const contact = account === undefined ? undefined : contactAt(account, 0);
    return contact === undefined ? [] : [contact];
  });

  for (const opportunity of opportunities) {
    const { account } = opportunity;
    if (!opportunity.open || (account.key === undefined && (opportunity.stage < 2 || chance.happens(0.3)))) {
      continue;
    }
    const people = Array.from({ length: Math.min(account.contacts, chance.int(1, 4)) }, (_, index) =>
      contactAt(account, index),
    ).filter((contact) => contact !== undefined);
    if (account.key === "bank") {
      people.push(...outsiders);
    }
    const deal: Reference = { table: "opportunity", id: opportunity.id };
    const owner: Reference =
      account.owner.table === "team" ? { table: "systemuser", id: SAMPLE_USERS.thomas.id } : account.owner;
    const more: SampleRow = {
      ownerid: owner,
      createdby: owner.id,
      createdon: momentAgo(now, chance.int(2, 60), chance),
    };
    for (const [index, person] of people.entries()) {
      yield* pair(
        `${opportunity.id}/${person.id}`,
        [deal, OPPORTUNITY, opportunity.name],
        [
          { table: "contact", id: person.id },
          index === 0 ? DECISION_MAKER : chance.pick(STAKEHOLDER_ROLES),
          `${person.firstName} ${person.lastName}`,
        ],
        { ...more, description: person.account === account ? null : `Works at ${person.account.name}` },
      );
    }
    if (account.owner.table === "team") {
      yield* pair(
        `${opportunity.id}/team`,
        [deal, OPPORTUNITY, opportunity.name],
        [{ table: "systemuser", id: SAMPLE_USERS.rep.id }, SALES_PROFESSIONAL, SAMPLE_USERS.rep.fullName],
        { ...more, description: null },
      );
    }
  }
}
