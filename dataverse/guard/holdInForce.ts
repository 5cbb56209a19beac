import { isPromotional, type CampaignAtStake } from "../../domain/guard/campaign";
import { holdScopes } from "../../domain/hold";
import { all, either, type FilterItem, type QuestionFilter } from "../question";
import { optionOf } from "../writing";
import { dueWithin, notPast } from "./relativeDay";

/**
 * What every hold in force has: it is active, has begun, and concerns this kind of send. A hold without a scope concerns
 * every send.
 * @param freed ids of holds that protect nobody, by decision
 */
export function isOn(campaign: CampaignAtStake | null, freed: readonly string[]): readonly FilterItem[] {
  return [
    { column: "statecode", operator: "eq", value: 0 },
    either({ column: "ent_from", operator: "null" }, dueWithin("ent_from", 0)),
    ...(isPromotional(campaign)
      ? []
      : [
          either(
            { column: "ent_scope", operator: "null" },
            { column: "ent_scope", operator: "eq", value: optionOf(holdScopes, "everySend") ?? 0 },
          ),
        ]),
    ...(freed.length > 0 ? ([{ column: "ent_holdid", operator: "not-in", values: freed }] as const) : []),
  ];
}

const endless: FilterItem = { column: "ent_until", operator: "null" };

/**
 * Whether a hold has not run out: until its date; without one, until its deal closes; without a deal, until it is ended.
 * @param open whether its deal is open, in the terms of the question; none leaves holds that wait for a deal out
 */
export function lasts(...open: readonly FilterItem[]): QuestionFilter {
  return either(
    notPast("ent_until"),
    all(endless, { column: "ent_opportunityid", operator: "null" }),
    ...open.map((isOpen) => all(endless, isOpen)),
  );
}

/** Whether a hold that waits for a deal still does; its link goes on to the deal. */
const dealIsOpen: FilterItem = {
  is: "any",
  table: "opportunity",
  from: "opportunityid",
  to: "ent_opportunityid",
  filter: all({ column: "statecode", operator: "eq", value: 0 }),
};

/**
 * Whether a row of `ent_hold` is in force for the account and the contact that it names.
 * @param waiting whether holds that wait for a deal count as well, which takes a link more
 */
export function isInForce(
  campaign: CampaignAtStake | null,
  freed: readonly string[],
  waiting: boolean,
): QuestionFilter {
  return all(...isOn(campaign, freed), lasts(...(waiting ? [dealIsOpen] : [])));
}

/** The same for the clients of its deal, where it is known that the deal is open. */
export function isInForceOnOpenDeal(
  campaign: CampaignAtStake | null,
  freed: readonly string[],
): QuestionFilter {
  return all(...isOn(campaign, freed), either(notPast("ent_until"), endless));
}
