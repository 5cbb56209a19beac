import { SAMPLE_USERS } from "../users";
import { Chance } from "./chance";
import { dayFrom, workingDayFrom } from "./days";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";
import { topicNamed } from "./topics";
import type { SampleTopic } from "./topics";

export interface SampleCampaign {
  readonly id: string;
  readonly name: string;
  readonly topic: SampleTopic;
  /** Days from now; negative is past. */
  readonly starts: number;
  readonly ends: number;
  /** Value of `campaign.typecode`. */
  readonly type: 1 | 2 | 3 | 4;
  readonly budget: number | null;
  readonly expectedRevenue: number | null;
  readonly owner: "marketer" | "nora" | "hugo";
}

type Plan = Omit<SampleCampaign, "id" | "topic"> & { readonly key: string; readonly about: string };

const PLANS: readonly Plan[] = [
  plan(
    "data-platform-launch",
    "Data platform launch",
    "Data platform",
    [-45, 40],
    2,
    48_000,
    650_000,
    "marketer",
  ),
  plan("security-briefing", "Security briefing tour", "Security", [-20, 30], 3, 32_000, 400_000, "nora"),
  plan(
    "assistants-webinars",
    "AI assistants webinar series",
    "AI assistants",
    [-75, 60],
    3,
    18_500,
    300_000,
    "nora",
  ),
  plan(
    "cloud-costs-autumn",
    "Cloud costs clinic",
    "Cloud costs",
    [-150, -60],
    2,
    12_000,
    150_000,
    "marketer",
  ),
  plan("migration-offer", "Migration offer", "Migration", [-210, -120], 1, 25_000, 500_000, "hugo"),
  plan("nis2", "NIS2 in plain words", "Compliance", [-120, 45], 2, 21_000, 220_000, "hugo"),
  plan("training-calendar", "Training calendar", "Training", [-300, 65], 2, 6_000, 80_000, "hugo"),
  plan("integration-days", "Integration days", "Integration", [-260, -200], 3, 40_000, 350_000, "nora"),
  // No amounts: beside any deal it counts as a minor campaign.
  plan("support-news", "Support newsletter", "Support", [-330, 35], 2, null, null, "marketer"),
  // No budget, but an expected revenue to compare a deal with.
  plan(
    "analytics-cobranding",
    "Analytics with partners",
    "Analytics",
    [-90, 20],
    4,
    null,
    180_000,
    "marketer",
  ),
  plan("spring-flagship", "Spring flagship event", "Data platform", [30, 120], 3, 260_000, 2_400_000, "nora"),
  plan("security-next", "Identity for field teams", "Security", [10, 90], 2, 15_000, 190_000, "marketer"),
];

function plan(
  key: string,
  name: string,
  about: string,
  [starts, ends]: readonly [number, number],
  type: SampleCampaign["type"],
  budget: number | null,
  expectedRevenue: number | null,
  owner: SampleCampaign["owner"],
): Plan {
  return { key, name, about, starts, ends, type, budget, expectedRevenue, owner };
}

/** The year's campaigns: past, running and to come. Their number does not grow with the scale. */
export const CAMPAIGNS: readonly SampleCampaign[] = PLANS.map(({ key, about, ...rest }) => ({
  id: sampleId("campaign", key),
  topic: topicNamed(about),
  ...rest,
}));

/** @throws Error for a campaign that the sample does not have */
export function campaignNamed(name: string): SampleCampaign {
  const campaign = CAMPAIGNS.find((candidate) => candidate.name === name);
  if (campaign === undefined) {
    throw new Error(`The sample has no campaign "${name}".`);
  }
  return campaign;
}

export function* campaignRows({ now, baseCurrencyId }: SampleScope): Iterable<SampleRow> {
  for (const [index, campaign] of CAMPAIGNS.entries()) {
    const over = campaign.ends < 0;
    const running = campaign.starts <= 0 && !over;
    yield {
      campaignid: campaign.id,
      name: campaign.name,
      codename: `CMP-${String(1001 + index)}`,
      typecode: campaign.type,
      objective: `Make clients who care about ${campaign.topic.name} talk to us.`,
      proposedstart: dayFrom(now, campaign.starts),
      proposedend: dayFrom(now, campaign.ends),
      actualstart: campaign.starts <= 0 ? dayFrom(now, campaign.starts) : null,
      actualend: over ? dayFrom(now, campaign.ends) : null,
      budgetedcost: campaign.budget,
      expectedrevenue: campaign.expectedRevenue,
      expectedresponse: 5 + index,
      transactioncurrencyid: baseCurrencyId,
      istemplate: false,
      statecode: 0,
      statuscode: over ? 3 : running ? 2 : 0,
      ownerid: { table: "systemuser", id: SAMPLE_USERS[campaign.owner].id },
      createdby: SAMPLE_USERS[campaign.owner].id,
      createdon: dayFrom(now, Math.min(campaign.starts, 0) - 25, 10),
    };
  }
}

export interface SampleCampaignActivity {
  readonly id: string;
  readonly subject: string;
  readonly campaign: SampleCampaign;
  /** Days from now. */
  readonly starts: number;
  /** Value of `campaignactivity.channeltypecode`: 1 phone, 2 appointment, 3 letter, 7 e-mail. */
  readonly channel: 1 | 2 | 3 | 7;
  /** Names of the marketing lists it goes to, all of the same kind of members. */
  readonly lists: readonly string[];
}

function activity(
  subject: string,
  campaign: string,
  starts: number,
  channel: SampleCampaignActivity["channel"],
  ...lists: readonly string[]
): SampleCampaignActivity {
  return {
    id: sampleId("campaignactivity", subject),
    subject,
    campaign: campaignNamed(campaign),
    starts,
    channel,
    lists,
  };
}

/** What marketing has sent and is about to send: this week's are there on every day of the week. */
export const CAMPAIGN_ACTIVITIES: readonly SampleCampaignActivity[] = [
  activity(
    "Data platform: invitation to the launch",
    "Data platform launch",
    0,
    7,
    "Data platform launch, invited",
  ),
  activity("Newsletter of this week", "Support newsletter", 1, 7, "Newsletter"),
  activity(
    "Security briefing: personal call",
    "Security briefing tour",
    2,
    1,
    "Security briefing, decision makers",
  ),
  activity("AI assistants: last places", "AI assistants webinar series", 3, 7, "Interested in AI assistants"),
  activity("Data platform: letter to finance", "Data platform launch", 4, 3, "Contacts in France"),
  activity("Analytics: offer with our partner", "Analytics with partners", 5, 7, "Newsletter"),
  // A static and a dynamic list on one activity; a client may be on both.
  activity(
    "Compliance: round table",
    "NIS2 in plain words",
    6,
    7,
    "Security briefing, decision makers",
    "Contacts in France",
  ),
  activity("NIS2: second reminder", "NIS2 in plain words", 8, 7, "Contacts in France"),
  activity("Identity: first mailing", "Identity for field teams", 15, 7, "Newsletter"),
  activity("Flagship: save the date", "Spring flagship event", 33, 7, "Newsletter"),
  activity("Flagship: dinner for key accounts", "Spring flagship event", 40, 2, "Key accounts"),
  activity("Cloud costs: call the new leads", "Identity for field teams", 12, 1, "Open leads"),
  activity(
    "Security briefing: invitation",
    "Security briefing tour",
    -14,
    7,
    "Security briefing, decision makers",
  ),
  activity("Data platform: teaser", "Data platform launch", -40, 7, "Newsletter"),
  activity("AI assistants: first webinar", "AI assistants webinar series", -70, 7, "Newsletter"),
  activity("NIS2: guide by post", "NIS2 in plain words", -100, 3, "Contacts in France"),
  activity("Cloud costs: calculator", "Cloud costs clinic", -140, 7, "Newsletter"),
  activity("Migration: offer", "Migration offer", -200, 7, "Newsletter"),
  activity("Integration days: programme", "Integration days", -250, 7, "Newsletter"),
  activity("Training: new calendar", "Training calendar", -290, 7, "Newsletter"),
];

export function* campaignActivityRows({ now, baseCurrencyId }: SampleScope): Iterable<SampleRow> {
  const chance = new Chance("campaignactivity");
  for (const planned of CAMPAIGN_ACTIVITIES) {
    const done = planned.starts < 0;
    const owner = SAMPLE_USERS[planned.campaign.owner].id;
    // This week's stand on their very day: a working day at the weekend would move them into next week.
    const start =
      planned.starts <= 5 ? dayFrom(now, planned.starts, 8) : workingDayFrom(now, planned.starts, 8);
    yield {
      activityid: planned.id,
      subject: planned.subject,
      regardingobjectid: { table: "campaign", id: planned.campaign.id },
      channeltypecode: planned.channel,
      typecode: planned.channel === 1 ? 7 : 5,
      scheduledstart: start,
      scheduledend: new Date(start.getTime() + 2 * 86_400_000),
      actualstart: done ? start : null,
      actualend: done ? start : null,
      budgetedcost: chance.amount(400, 9000, 100),
      transactioncurrencyid: baseCurrencyId,
      donotsendonoptout: true,
      ignoreinactivelistmembers: true,
      excludeifcontactedinxdays: 0,
      statecode: done ? 1 : 0,
      statuscode: done ? 2 : 1,
      ownerid: { table: "systemuser", id: owner },
      createdby: owner,
      createdon: dayFrom(now, Math.min(planned.starts - 20, -1), 13),
    };
  }
}
