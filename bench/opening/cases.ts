import { CAMPAIGN_ACTIVITIES } from "../../sandbox/data/sample/campaigns";
import { NAMED_ACCOUNTS } from "../../sandbox/data/sample/namedAccounts";
import { SAMPLE_USERS } from "../../sandbox/data/users";

/** One component, opened alone on a form. */
export interface OpeningCase {
  readonly component: string;
  readonly table: "account" | "campaignactivity";
  /** Who opens it. */
  readonly userId: string;
  /** A record of usual size, and the one that grows with the scale. */
  readonly usual: string;
  readonly large: string;
  /** The first element that says something of the record, within the component. */
  readonly first: string;
}

const rep = {
  table: "account",
  userId: SAMPLE_USERS.rep.id,
  usual: NAMED_ACCOUNTS.hot.id,
  large: NAMED_ACCOUNTS.largest.id,
} as const;

/** A topic of the ranking: the button that opens its evidence. */
const RANKED = '[aria-controls^="entente-evidence"]';

/** @throws Error when no activity of the sample is sent to this list alone */
function activityTo(list: string): string {
  const activity = CAMPAIGN_ACTIVITIES.find(({ lists }) => lists.length === 1 && lists[0] === list);
  if (activity === undefined) throw new Error(`The sample sends nothing to "${list}".`);
  return activity.id;
}

export const openingCases: readonly OpeningCase[] = [
  { ...rep, component: "Interest", first: RANKED },
  {
    ...{ ...rep, component: "FieldNotes" },
    // An account with notes; people write them, so that no account has more in a larger organisation.
    ...{ usual: NAMED_ACCOUNTS.bank.id, large: NAMED_ACCOUNTS.bank.id },
    // A note: the box to write in says nothing of the record.
    first: 'li:not([aria-busy="true"] *)',
  },
  {
    component: "SendGuard",
    table: "campaignactivity",
    userId: SAMPLE_USERS.marketer.id,
    usual: activityTo("Data platform launch, invited"),
    large: activityTo("Newsletter"),
    // The lists that are being checked, later the verdict; not the line within the skeleton, which says that it is reading.
    first: 'p[role="status"]:not([aria-busy="true"] > *)',
  },
  // A row of whichever section comes first: they come as their answers do.
  { ...rep, component: "Briefing", first: 'li:not([aria-busy="true"] *)' },
];
