import type { Found, CannotGuard, NotChecked } from "../../domain/guard/check";
import type { Count } from "../../domain/guard/audience";
import type { DecisionTaken } from "../../domain/guard/decision";
import { clientNamedBy, ownerOf, type Protection } from "../../domain/guard/protection";
import type { GuardState } from "../../domain/guard/guardState";
import type { Way } from "../../domain/guard/way";
import { answeredOn } from "../../dataverse/guard/askOwner";
import { nameOf } from "../../dataverse/guard/recordCheck";
import type { TwinTexts } from "../../dataverse/guard/twins";
import { withMissing } from "../shared/missingPrivilege";
import type { TextKey, Texts, Words } from "../shared/words";
import { canGuard, clientsFound, reasonsOf, waitsFor, type GuardModel } from "./guardModel";

export const stateKeys: Readonly<Record<GuardState, TextKey>> = {
  notChecked: "SendGuard_State_NotChecked",
  clear: "SendGuard_State_Clear",
  toDecide: "SendGuard_State_ToDecide",
  decided: "SendGuard_State_Decided",
  guarded: "SendGuard_State_Guarded",
  listsTakenOff: "SendGuard_State_ListsTakenOff",
};

/** "12,480", "more than 50,000", "between 3 and 5" */
export function countText({ atLeast, atMost }: Count, words: Words): string {
  if (atMost === null) return words.say("SendGuard_MoreThan", words.integer(atLeast));
  if (atMost === atLeast) return words.integer(atLeast);
  return words.say("SendGuard_Between", words.integer(atLeast), words.integer(atMost));
}

export function policyName({ policyRow }: Pick<GuardModel, "policyRow">, words: Texts): string {
  return policyRow === null
    ? words.say("SendGuard_DefaultPolicy")
    : words.say("SendGuard_Policy", policyRow.name);
}

/** The one sentence above everything. */
export function headline(model: GuardModel, words: Words): string {
  const { check, state, subject } = model;
  if (check.reasons.length > 0) return notCheckedHead(reasonsOf(model), words);
  if (state === "listsTakenOff") return words.say(canGuard(model) ? "SendGuard_Off" : "SendGuard_TakenOff");
  const audience = check.audience === null ? null : countText(check.audience, words);
  if (check.found.length === 0) {
    const isWhole = check.notFollowed.length === 0 && subject.lost.length === 0;
    return audience === null
      ? words.say(isWhole ? "SendGuard_Head_Clear" : "SendGuard_Head_NoneSeen")
      : words.say(isWhole ? "SendGuard_Head_ClearAmong" : "SendGuard_Head_NoneSeenAmong", audience);
  }
  const count = (alone: TextKey, among: TextKey, clients: number, ...others: readonly string[]) =>
    audience === null
      ? words.count(alone, clients, ...others)
      : words.count(among, clients, ...others, audience);
  const { inClosing, onHold } = clientsFound(model);
  if (inClosing === 0) return count("SendGuard_Head_Held", "SendGuard_Head_HeldAmong", onHold);
  if (onHold === 0) return count("SendGuard_Head_Found", "SendGuard_Head_FoundAmong", inClosing);
  const held = words.integer(onHold);
  return count("SendGuard_Head_FoundHeld", "SendGuard_Head_FoundHeldAmong", inClosing, held);
}

function notCheckedHead(reasons: readonly NotChecked[], words: Words): string {
  const has = (kind: NotChecked["kind"]) => reasons.some((reason) => reason.kind === kind);
  const isOfDeals = reasons.some((reason) => reason.kind === "seesPart" && reason.table === "opportunity");
  return words.say(
    isOfDeals
      ? "SendGuard_Head_SeesPart"
      : has("seesPart")
        ? "SendGuard_Head_SeesPartElse"
        : has("noLists")
          ? "SendGuard_Head_NoLists"
          : "SendGuard_Head_NotChecked",
  );
}

const because: Readonly<Record<CannotGuard | "otherMembers", TextKey>> = {
  noQuery: "SendGuard_Cannot_NoQuery",
  malformed: "SendGuard_Cannot_Malformed",
  otherTable: "SendGuard_Cannot_OtherTable",
  otherMembers: "SendGuard_Cannot_OtherTable",
  limited: "SendGuard_Cannot_Limited",
  aggregate: "SendGuard_Cannot_Aggregate",
  tooManyLinks: "SendGuard_Cannot_TooComplex",
  tooLong: "SendGuard_Cannot_TooComplex",
  tooManyNamed: "SendGuard_Cannot_TooManyNamed",
  refused: "SendGuard_Cannot_Refused",
  noPrivilege: "SendGuard_Cannot_NoPrivilege",
};

export function cannotText(why: CannotGuard | "otherMembers", words: Words): string {
  return words.say(because[why]);
}

const seenKeys: Readonly<Record<string, TextKey>> = {
  account: "SendGuard_Sees_Accounts",
  opportunity: "SendGuard_Sees_Opportunities",
  connection: "SendGuard_Sees_Connections",
  ent_hold: "SendGuard_Sees_Holds",
  list: "SendGuard_Sees_Lists",
  contact: "SendGuard_Sees_Contacts",
  lead: "SendGuard_Sees_Leads",
};

const tooManyKeys: Readonly<Record<Extract<NotChecked, { kind: "tooMany" }>["of"], TextKey>> = {
  deals: "SendGuard_TooMany_Deals",
  holds: "SendGuard_TooMany_Holds",
  lists: "SendGuard_TooMany_Lists",
  people: "SendGuard_TooMany_People",
};

/** Why the guard does not know, and what to do: each reason once, all tables that are seen in part in one. */
export function reasonTexts(reasons: readonly NotChecked[], words: Words): readonly string[] {
  const seenInPart = reasons.flatMap((reason) =>
    reason.kind === "seesPart" ? [words.say(seenKeys[reason.table] ?? "SendGuard_Sees_Else")] : [],
  );
  return [
    ...(seenInPart.length === 0
      ? []
      : [words.say("SendGuard_SeesPart", enumerated([...new Set(seenInPart)], words))]),
    ...new Set(reasons.flatMap((reason) => (reason.kind === "seesPart" ? [] : [reasonText(reason, words)]))),
  ];
}

/** "accounts, opportunities and holds" */
function enumerated(things: readonly string[], words: Words): string {
  const last = things[things.length - 1];
  if (last === undefined || things.length === 1) return last || "";
  return words.say("SendGuard_And", things.slice(0, -1).join(", "), last);
}

function reasonText(reason: Exclude<NotChecked, { readonly kind: "seesPart" }>, words: Words): string {
  switch (reason.kind) {
    case "noLists":
      return words.say("SendGuard_NoLists_Help");
    case "cannotAsk":
      return words.say("SendGuard_CannotAsk", reason.list.name, cannotText(reason.because, words));
    case "otherMembers":
      return words.say("SendGuard_CannotAsk", reason.list.name, cannotText(reason.kind, words));
    case "tooMany":
      return words.say(tooManyKeys[reason.of]);
    case "failed":
      return failedText(reason, words);
  }
}

function failedText(
  { failure, detail }: Extract<NotChecked, { readonly kind: "failed" }>,
  words: Words,
): string {
  switch (failure) {
    case "offline":
      return words.say("Shared_Offline_Help");
    case "throttled":
      return words.say("Shared_Throttled_Help");
    case "noPrivilege": {
      const privilege = detail === "" ? {} : { privilege: detail };
      return withMissing(
        `${words.say("Shared_NoPrivilege")} ${words.say("Shared_NoPrivilege_Help")}`,
        privilege,
        words,
      );
    }
    default:
      return words.say("SendGuard_Failed", detail);
  }
}

const wayKeys: Readonly<Record<Way, TextKey>> = {
  deals: "SendGuard_Way_Deals",
  holds: "SendGuard_Way_Holds",
  stakeholders: "SendGuard_Way_Stakeholders",
  dealsAbove: "SendGuard_Way_DealsAbove",
  holdsAbove: "SendGuard_Way_HoldsAbove",
  waitingHoldsAbove: "SendGuard_Way_HoldsAbove",
  heldDeals: "SendGuard_Way_HeldDeals",
  halfConnections: "SendGuard_Way_HalfConnections",
};

/** What was not followed, because a list's own query leaves no room for it. */
export function notFollowedText(ways: readonly Way[], words: Words): string {
  return [...new Set(ways.map((way) => words.say(wayKeys[way])))].join(", ");
}

/** "closes in 12 days", "overdue by 3 days" */
export function closesText(daysLeft: number | null, words: Words): string | null {
  if (daysLeft === null) return null;
  if (daysLeft === 0) return words.say("SendGuard_ClosesToday");
  return daysLeft > 0
    ? words.count("SendGuard_ClosesIn", daysLeft)
    : words.count("SendGuard_Overdue", -daysLeft);
}

/** What a row is about: whose client, and which deal or hold. */
export function clientOf(protection: Protection): string {
  const named = clientNamedBy(protection) ?? (protection.kind === "hold" ? protection.hold.deal : null);
  return named?.name || "";
}

/** The rules that a deal meets, each with the figures that decided. */
export function whyLines({ protection }: Found, model: GuardModel, words: Words): readonly string[] {
  const { policy } = model;
  if (protection.kind === "hold") {
    return [
      words.say("SendGuard_Why_Hold", protection.hold.owner?.name || ""),
      words.say(
        protection.hold.scope === "everySend" ? "SendGuard_Why_EverySend" : "SendGuard_Why_Promotional",
      ),
    ];
  }
  const { verdict, deal } = protection;
  const { campaign, from } = verdict.outweighs;
  return [
    ...(verdict.closing.byStage ? [words.say("SendGuard_Why_ByStage", deal.stageName || "")] : []),
    ...(verdict.closing.byDate
      ? [
          words.say(
            "SendGuard_Why_ByDate",
            words.decimal(deal.probability || 0),
            words.decimal(policy.closingProbability),
            words.integer(policy.closingDays),
          ),
        ]
      : []),
    words.say("SendGuard_Why_Floor", words.integer(deal.baseValue || 0), words.integer(policy.dealFloor)),
    campaign.kind === "minor"
      ? words.say("SendGuard_Why_Minor")
      : words.say(
          campaign.kind === "budgetedCost" ? "SendGuard_Why_OutweighsCost" : "SendGuard_Why_OutweighsRevenue",
          words.decimal(policy.minorCampaignRatio),
          words.integer(campaign.amountBase),
          words.integer(from),
        ),
  ];
}

/** "Excluded by Marc Delvaux, 25/11/2026 10:42" */
export function decisionText(
  decision: DecisionTaken,
  found: Found,
  model: Pick<GuardModel, "nobodyToAsk" | "check">,
  words: Words,
): string {
  const when = words.moment(decision.on);
  const by = decision.by.name;
  switch (decision.decision) {
    case "exclude":
      return words.say("SendGuard_Decided_Exclude", by, when);
    case "sendAnyway":
      return words.say("SendGuard_Decided_Send", by, when, decision.reason || "");
    case "askTheOwner":
      return askedText(decision, found, model, words);
    case "ownerAgrees":
      return words.say("SendGuard_Decided_Agrees", by, when);
  }
}

/** What became of a question to the owner, as far as that is known: a hold says that the send has to wait. */
function askedText(
  { by, on, askedOf }: DecisionTaken,
  found: Found,
  model: Pick<GuardModel, "nobodyToAsk" | "check">,
  words: Words,
): string {
  const owner = ownerOf(found.protection)?.name || "";
  const asked = [by.name, words.moment(on)] as const;
  const hold = waitsFor(found, model);
  if (hold !== null) {
    return words.say(
      "SendGuard_Decided_AskWaits",
      ...asked,
      askedOf?.name || owner,
      hold.owner?.name || owner,
      hold.reason,
    );
  }
  return model.nobodyToAsk.has(found.key)
    ? words.say("SendGuard_Decided_AskNobody", ...asked, owner)
    : words.say("SendGuard_Decided_Ask", ...asked, askedOf?.name || owner);
}

/** What others decided in the meantime, because of which a decision was not saved. */
export function overtakenText(
  by: readonly { readonly about: Found; readonly taken: DecisionTaken }[],
  model: GuardModel,
  words: Words,
): string {
  return [
    words.say("SendGuard_Overtaken"),
    ...by.map(
      ({ about, taken }) => `${clientOf(about.protection)}: ${decisionText(taken, about, model, words)}.`,
    ),
  ].join(" ");
}

/** The question to an owner, as it arrives. */
export function askText(model: GuardModel, about: Found, words: Texts) {
  const question = words.count(
    "SendGuard_Ask_Body",
    about.members.atLeast,
    model.subject.name,
    clientOf(about.protection),
  );
  const isOnHoldItself = answeredOn(about.protection).table === "ent_hold";
  return {
    title: words.say("SendGuard_Ask_Title", nameOf(about)),
    body: isOnHoldItself ? `${question} ${words.say("SendGuard_Ask_EndHold")}` : question,
    linkTitle: words.say(isOnHoldItself ? "SendGuard_Ask_OpenHold" : "SendGuard_Ask_Link"),
  };
}

/** What a guarded list is called, and what it says of itself. */
export function twinTexts(model: GuardModel, words: Texts): TwinTexts {
  const { sorted, subject } = model;
  return {
    name: (original) => words.say("SendGuard_Twin_Name", original),
    describe: (original) =>
      [
        words.say("SendGuard_Twin_Description", original, policyName(model, words)),
        ...(subject.record.table === "campaignactivity"
          ? [words.say("SendGuard_Twin_For", subject.name)]
          : []),
        ...(sorted.freed.length === 0
          ? []
          : [words.say("SendGuard_Twin_Freed", words.listed(sorted.freed.map(nameOf)))]),
      ].join(" "),
  };
}
