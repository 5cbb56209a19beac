import type { Locator, Page } from "playwright-core";
import { CAMPAIGN_ACTIVITIES, type SampleCampaignActivity } from "../../sandbox/data/sample/campaigns";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import type { BrowserSandbox, OpenPage, PageSettings } from "./browserSandbox";
import { control } from "./interestRanking";

export type Row = Readonly<Record<string, unknown>>;

/** The machine may be busy with other tests. */
export const SLOW = 120_000;

const admin = SAMPLE_USERS.admin.id;

export const guard = (page: Page): Locator => control(page, "SendGuard");

/** What is found of a client. */
export function item(page: Page, name: string): Locator {
  return guard(page).getByRole("listitem").filter({ hasText: name });
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** @throws Error for an activity that the sample does not have */
export function activityNamed(subject: string): SampleCampaignActivity {
  const found = CAMPAIGN_ACTIVITIES.find((each) => each.subject === subject);
  if (found === undefined) throw new Error(`The sample has no activity "${subject}".`);
  return found;
}

/** The sandbox with campaign activities in view: what stands on them, and what becomes of them. */
export class GuardedSandbox {
  constructor(private readonly sandbox: BrowserSandbox) {}

  openActivity(id: string, userId: string, more = "", settings: PageSettings = {}): Promise<OpenPage> {
    const path = `/main.aspx?pagetype=entityrecord&etn=campaignactivity&id=${id}&user=${userId}${more}`;
    return this.sandbox.open(path, settings);
  }

  async rows(path: string): Promise<readonly Row[]> {
    const response = await this.sandbox.send(admin, "GET", path);
    if (!response.ok) throw new Error(await response.text());
    return ((await response.json()) as { readonly value: readonly Row[] }).value;
  }

  async send(userId: string, method: string, path: string, body?: object): Promise<void> {
    const response = await this.sandbox.send(userId, method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  }

  async activity(id: string): Promise<Row> {
    const [row] = await this.rows(
      `campaignactivities?$select=ent_guardstate,statuscode&$filter=activityid eq ${id}`,
    );
    if (row === undefined) throw new Error("The activity is gone.");
    return row;
  }

  /** The lists that are on an activity now. */
  async listsOn(activityId: string): Promise<readonly Row[]> {
    const items = await this.rows(`campaignactivityitems?$filter=_campaignactivityid_value eq ${activityId}`);
    const lists = await Promise.all(
      items.map(({ itemid }) => this.rows(`lists?$filter=listid eq ${text(itemid)}`)),
    );
    return lists.flat().sort((a, b) => text(a.listname).localeCompare(text(b.listname)));
  }

  async namesOn(activityId: string): Promise<readonly string[]> {
    return (await this.listsOn(activityId)).map(({ listname }) => text(listname));
  }

  /** What was decided on an activity, the oldest first. */
  decisionsOn(activityId: string): Promise<readonly Row[]> {
    return this.rows(
      `ent_senddecisions?$select=ent_decision,ent_reason,_createdby_value&$orderby=createdon asc,versionnumber asc&$filter=_ent_campaignactivityid_value eq ${activityId}`,
    );
  }

  takeOff(userId: string, activityId: string, listId: string): Promise<void> {
    return this.send(userId, "POST", "RemoveItemCampaignActivity", {
      CampaignActivity: {
        "@odata.type": "Microsoft.Dynamics.CRM.campaignactivity",
        activityid: activityId,
      },
      Item: { "@odata.type": "Microsoft.Dynamics.CRM.list", listid: listId },
    });
  }
}
