import type { Day } from "../../domain/day";
import { isPromotional } from "../../domain/guard/campaign";
import { decisions } from "../../domain/guard/decision";
import { holdOver, type Holdable } from "../../domain/guard/holdOver";
import type { Hold, Named } from "../../domain/guard/protection";
import type { AskQuestion } from "../askQuestion";
import { success, type Answer } from "../attempt";
import type { RowToCreate } from "../createOnce";
import { dayIn, type Calendar } from "../dayIn";
import type { Row } from "../host";
import type { Held, HoldPlace } from "../holds";
import {
  all,
  either,
  type FilterItem,
  type Question,
  type QuestionFilter,
  type QuestionLink,
} from "../question";
import { lookupOf, momentOf, namedIn, numberOf, textOf } from "../row";
import { isSendToCome } from "../sendToCome";
import { bind, newId, optionOf } from "../writing";

/** A marketer asks whether a client may have a send. */
export interface OwnerAsked {
  readonly id: string;
  readonly activity: Named;
  /** The day that the activity is planned for. */
  readonly sendsOn: Day | null;
  /** Whether it promotes something, so that holds on promotional sends count; false where its campaign is not seen. */
  readonly isPromotional: boolean;
  readonly deal: Named | null;
  readonly hold: Named | null;
  readonly account: Named | null;
  /** The accounts that it reaches: the one named, and those that its deal is with; without any, the contact that the deal is with. */
  readonly clientIds: readonly string[];
  readonly by: Named | null;
  readonly on: Date | null;
  readonly members: number;
}

/** The customer of a deal, where that is a contact. */
const CUSTOMER = "customer";
/** The contact that a hold is on. */
const PERSON = "person";
/** The campaign of the send. */
const CAMPAIGN = "campaign";

const ASK = optionOf(decisions, "askTheOwner") ?? 0;
const AGREES = optionOf(decisions, "ownerAgrees") ?? 0;

/**
 * Questions to owners about sends that are still to come, and what was answered and decided about the same deals and holds,
 * the newest first: a question stands as long as it is the newest row about its deal or hold.
 */
function asksQuestion(place: HoldPlace): Question {
  // People of the account that the form shows, named by a deal or a hold. No form of theirs has the guard on it.
  const people = (to: string, alias: string): readonly QuestionLink[] =>
    place.table === "account" ? [{ table: "contact", from: "contactid", to, type: "outer", alias }] : [];
  return {
    table: "ent_senddecision",
    count: 500,
    page: 1,
    columns: [
      ...["ent_senddecisionid", "ent_campaignactivityid", "ent_opportunityid", "ent_holdid", "ent_accountid"],
      ...["ent_decision", "ent_members", "ent_askedofid", "createdby", "createdon"],
    ].map((name) => ({ name })),
    // Moments are kept to the second; of rows of one second, the version says which came later.
    orders: [
      { by: "createdon", descending: true },
      { by: "versionnumber", descending: true },
    ],
    filter: all({ column: "statecode", operator: "eq", value: 0 }, isAbout(place)),
    links: [
      {
        table: "campaignactivity",
        from: "activityid",
        to: "ent_campaignactivityid",
        type: "inner",
        alias: "send",
        columns: [{ name: "scheduledstart" }],
        filter: all(...isSendToCome),
        links: [
          {
            table: "campaign",
            from: "campaignid",
            to: "regardingobjectid",
            type: "outer",
            alias: CAMPAIGN,
            columns: [{ name: "campaignid" }, { name: "typecode" }],
          },
        ],
      },
      {
        table: "opportunity",
        from: "opportunityid",
        to: "ent_opportunityid",
        type: "outer",
        alias: "deal",
        columns: ["statecode", "ownerid", "customerid", "parentaccountid", "parentcontactid"].map((name) => ({
          name,
        })),
        links: people("customerid", CUSTOMER),
      },
      {
        table: "ent_hold",
        from: "ent_holdid",
        to: "ent_holdid",
        type: "outer",
        alias: "held",
        columns: ["statecode", "ownerid", "ent_opportunityid"].map((name) => ({ name })),
        links: people("ent_contactid", PERSON),
      },
    ],
  };
}

/** Whether the deal or the account of the form is what is asked about, or is reached by it. */
function isAbout({ table, id }: HoldPlace): QuestionFilter {
  const is = (column: string, of?: string): FilterItem => ({ of, column, operator: "eq", value: id });
  return table === "opportunity"
    ? either(is("ent_opportunityid"), is("ent_opportunityid", "held"))
    : either(
        is("ent_accountid"),
        is("customerid", "deal"),
        is("parentaccountid", "deal"),
        is("parentcustomerid", CUSTOMER),
        is("parentcustomerid", PERSON),
      );
}

/** Whoever owns the deal or the hold by now, as far as this user may see it. */
function ownersIn(row: Row): readonly string[] {
  return ["deal.ownerid", "held.ownerid"].flatMap((column) => textOf(row, column) ?? []);
}

/**
 * Whether somebody else has agreed about what this user owns. It does not count (`standingDecisions`), so that the question stands.
 * Who is of a team is not known here: who agrees about what a team owns is taken to be of it.
 */
function isInMyName(row: Row, userId: string): boolean {
  return (
    numberOf(row, "ent_decision") === AGREES &&
    lookupOf(row, "createdby") !== userId &&
    ownersIn(row).includes(userId)
  );
}

/**
 * Questions that stand and are this user's to answer: about what they or a team of theirs own by now, whoever was asked at the time;
 * where this user does not see the owner, asked of them. One request.
 * @param me the user, and the teams that they are of
 */
export async function readAsksToMe(
  ask: AskQuestion,
  calendar: Calendar,
  me: { readonly userId: string; readonly teamIds: readonly string[] },
  place: HoldPlace,
): Promise<Answer<readonly OwnerAsked[]>> {
  const answer = await ask(asksQuestion(place));
  if (!answer.ok) return answer;
  const mine = new Set<string | null>([me.userId, ...me.teamIds]);
  const newest = new Map<string, Row>();
  for (const row of answer.value) {
    if (isInMyName(row, me.userId)) continue;
    const key = [
      lookupOf(row, "ent_campaignactivityid"),
      lookupOf(row, "ent_opportunityid"),
      lookupOf(row, "ent_holdid"),
    ].join();
    if (!newest.has(key)) newest.set(key, row);
  }
  const isMine = (row: Row) => {
    const owners = ownersIn(row);
    const asked = owners.length > 0 ? owners : [lookupOf(row, "ent_askedofid")];
    return asked.some((id) => mine.has(id));
  };
  const isStanding = (row: Row) =>
    numberOf(row, "ent_decision") === ASK &&
    (numberOf(row, "deal.statecode") ?? 0) === 0 &&
    (numberOf(row, "held.statecode") ?? 0) === 0;
  return success(
    [...newest.values()]
      .filter((row) => isStanding(row) && isMine(row))
      .flatMap((row) => askIn(calendar, row)),
  );
}

function askIn(calendar: Calendar, row: Row): OwnerAsked[] {
  const activity = namedIn(row, "ent_campaignactivityid");
  if (activity === null) return [];
  return [
    {
      id: textOf(row, "ent_senddecisionid") ?? "",
      activity,
      sendsOn: dayIn(calendar, row, "send.scheduledstart"),
      isPromotional:
        textOf(row, `${CAMPAIGN}.campaignid`) !== null &&
        isPromotional({ typeCode: numberOf(row, `${CAMPAIGN}.typecode`) }),
      deal: namedIn(row, "ent_opportunityid"),
      hold: namedIn(row, "ent_holdid"),
      account: namedIn(row, "ent_accountid"),
      clientIds: clientsIn(row),
      by: namedIn(row, "createdby"),
      on: momentOf(row, "createdon"),
      members: numberOf(row, "ent_members") ?? 0,
    },
  ];
}

function clientsIn(row: Row): readonly string[] {
  const customer = textOf(row, "deal.customerid");
  const isPerson = textOf(row, "deal.customerid@Microsoft.Dynamics.CRM.lookuplogicalname") === "contact";
  const idsOf = (...ids: readonly (string | null)[]) => [
    ...new Set(ids.filter((id): id is string => id !== null)),
  ];
  const accounts = idsOf(
    lookupOf(row, "ent_accountid"),
    isPerson ? null : customer,
    textOf(row, "deal.parentaccountid"),
  );
  return accounts.length > 0
    ? accounts
    : idsOf((isPerson ? customer : null) || textOf(row, "deal.parentcontactid"));
}

/**
 * Whether a hold keeps back all that is asked about: one on that deal or on each of its clients. Where the kind of send is not known,
 * only holds on every send count.
 */
function isKeptBack(asked: Holdable & Pick<OwnerAsked, "isPromotional">, holds: readonly Hold[]): boolean {
  const concerned = holds.filter(({ scope }) => scope === "everySend" || asked.isPromotional);
  return holdOver(asked, concerned) !== null;
}

/** Whether a hold keeps back already what is asked about: one on it, or the hold that the question is about. */
export function isOnHold(asked: OwnerAsked, holds: readonly Hold[]): boolean {
  return holds.some(({ id }) => id === asked.hold?.id) || isKeptBack(asked, holds);
}

/**
 * Whether a hold is the answer to a question: "please wait", for as long as it lasts. With a last day it names no deal, and is on
 * whom holds made on that form are on: on one of several clients, or on the account of whom the deal is with. A question about a
 * hold asks for more than that it is there.
 * @param held whom a hold made here is on
 */
export function isClosedByHold(asked: OwnerAsked, holds: readonly Hold[], held: Held): boolean {
  const there = { ...asked, clientIds: [held.accountId || held.contactId] };
  return asked.hold === null && (isKeptBack(asked, holds) || isKeptBack(there, holds));
}

/** The teams that a user is of, to know what is theirs. */
export function myTeamsQuestion(): Question {
  return {
    table: "teammembership",
    columns: [{ name: "teamid" }],
    filter: all({ column: "systemuserid", operator: "eq-userid" }),
  };
}

/** "Fine": the owner's own row. A "please wait" is a hold instead. */
export function ownerAgrees(asked: OwnerAsked, name: string): RowToCreate {
  const id = newId();
  const { activity, deal, hold, account } = asked;
  return {
    table: "ent_senddecision",
    id,
    data: {
      ent_senddecisionid: id,
      ent_name: name.slice(0, 200),
      ent_decision: AGREES,
      ent_members: asked.members,
      "ent_campaignactivityid@odata.bind": `/campaignactivities(${activity.id})`,
      ...bind("ent_opportunityid", "opportunities", deal?.id || null),
      ...bind("ent_holdid", "ent_holds", hold?.id || null),
      ...bind("ent_accountid", "accounts", account?.id || null),
    },
  };
}
