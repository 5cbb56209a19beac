import { checkAudience, type GuardHost } from "../../../dataverse/guard/checkAudience";
import { createAsking, type Asking } from "../../../dataverse/askQuestion";
import type { Policy } from "../../../domain/policy";
import type { Day } from "../../../domain/day";
import type { GuardedList } from "../../../domain/guard/audience";
import type { CampaignAtStake } from "../../../domain/guard/campaign";
import type { AudienceCheck } from "../../../domain/guard/check";
import type { Sandbox } from "../../../sandbox/server/createOrganization";
import { hostOf, openOrganisation, xml, type Asked } from "../questions/organisation";

/** An organisation with a marketer in it, as the solution makes one. */
export interface GuardOrganisation {
  readonly organization: Sandbox;
  readonly marketerId: string;
  readonly host: Asked & GuardHost & { readonly requests: string[] };
  readonly asking: Asking;
  check(asked: Checking): Promise<AudienceCheck>;
  /** Ids that a query finds, as the marketer. */
  ids(table: string, fetchXml: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Checking {
  readonly lists: readonly GuardedList[];
  readonly policy: Policy;
  readonly campaign: CampaignAtStake | null;
  readonly today: Day;
}

export async function openGuardOrganisation(timeZone = "Europe/Brussels"): Promise<GuardOrganisation> {
  const opened = await openOrganisation({ timeZone });
  const { organization } = opened;
  const role = [...organization.metadata.roles.values()].find(({ name }) => name === "Entente Marketer");
  if (role === undefined) throw new Error("The solution has no role for marketers.");
  const marketerId = await organization.createUser({
    firstName: "Mo",
    lastName: "Marketer",
    email: "mo@entente.example",
    timeZone,
    roleIds: [role.id],
  });
  const host = { ...hostOf(organization, marketerId), mayReadAll: () => true };
  const asking = createAsking(host, new AbortController().signal);
  return {
    organization,
    marketerId,
    host,
    asking,
    check: (asked) => checkAudience(asking, host, asked, xml),
    async ids(table, fetchXml) {
      const { entities } = await host.webApi.retrieveMultipleRecords(
        table,
        `?fetchXml=${encodeURIComponent(fetchXml)}`,
      );
      return entities.map((row) => String(row[`${table}id`]));
    },
    close: () => opened.close(),
  };
}
