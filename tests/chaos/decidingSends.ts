import { createAsking, type Asking } from "../../dataverse/askQuestion";
import { createOnce, type RowToCreate } from "../../dataverse/createOnce";
import { checkAudience } from "../../dataverse/guard/checkAudience";
import { readSubject, type Subject } from "../../dataverse/guard/guardedSubject";
import { checkToRecord } from "../../dataverse/guard/recordCheck";
import { defaultPolicy } from "../../domain/policy";
import { dayOfMoment } from "../../domain/day";
import type { AudienceCheck } from "../../domain/guard/check";
import { CAMPAIGN_ACTIVITIES } from "../../sandbox/data/sample/campaigns";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { createWebApi } from "../../sandbox/host/pcf/webApi";
import type { OpenSandbox } from "../../sandbox/openSandbox";
import { xml } from "../sandbox/questions/organisation";
import { auditDecisions, type DecisionsAudit } from "./auditDecisions";
import { Chance } from "./chance";
import { Network, type FaultFigures, type Weather } from "./network";

export interface DecisionsRun {
  readonly sandbox: OpenSandbox;
  readonly chance: Chance;
  readonly checks: number;
}

/** What a run came to. All that stands in `audit` is a broken promise unless it is nought. */
export interface DecisionsFigures extends FaultFigures {
  readonly checksMade: number;
  readonly notChecked: number;
  readonly checksTold: number;
  readonly decisionsTold: number;
  readonly checksGivenUp: number;
  readonly requests: number;
  readonly writes: number;
  readonly audit: DecisionsAudit & {
    /** Told clear, or told fewer protected clients than there are, without a word that something could not be read. */
    readonly falselyKnown: number;
  };
}

const weather: Weather = { writes: 0.6, reads: 0.1, hanging: 0 };
/** Times that somebody presses "Try again" before leaving it. */
const MOST_TRIES = 6;
const marketer = SAMPLE_USERS.marketer.id;

/**
 * A marketer who checks audiences and decides about what is found, on a connection where everything goes wrong. Each check
 * is compared with what a calm one finds; each that was told saved has to be there, once and with all its decisions.
 */
export async function decideSends({ sandbox, chance, checks }: DecisionsRun): Promise<DecisionsFigures> {
  const network = new Network(sandbox.server, chance.below(2 ** 32), weather);
  const choosing = new Chance(chance.below(2 ** 32));
  const calm = new Network(sandbox.server, 0, { writes: 0, reads: 0, hanging: 0 });
  const truths = await truthsOf(marketersHost(sandbox, calm, "calm"));
  const told: RowToCreate[] = [];
  const counted = { checksMade: 0, notChecked: 0, checksGivenUp: 0, decisionsTold: 0 };
  let falselyKnown = 0;

  await withQuickWaits(async () => {
    for (let made = 0; made < checks; made += 1) {
      const { subject, check: truth } = choosing.oneOf(truths);
      // Each check has a chance of its own: whether it comes to decisions changes nothing for the next.
      const deciding = new Chance(choosing.below(2 ** 32));
      const host = marketersHost(sandbox, network, `check ${String(made)}`);
      const check = await host.check(subject);
      counted.checksMade += 1;
      if (check.reasons.length > 0) {
        counted.notChecked += 1;
        continue;
      }
      if (foundIn(check) !== foundIn(truth)) falselyKnown += 1;
      const row = checkToRecord({
        ...{ activityId: subject.record.id, listId: null, guardedListId: null, policyId: null, check },
        ...{ decided: check.found.length, state: "decided", at: sandbox.organization.now() },
        name: `chaos ${String(made)}`,
        decisions: check.found.map((about) => ({
          about,
          decision: deciding.is(0.5) ? "exclude" : "sendAnyway",
          reason: `chaos ${String(made)}`,
          askedOfId: null,
        })),
      });
      if (await saved(host, row)) {
        told.push(row);
        counted.decisionsTold += check.found.length;
      } else counted.checksGivenUp += 1;
    }
  });
  return {
    ...counted,
    checksTold: told.length,
    requests: network.requests,
    writes: network.writes,
    ...network.faultFigures(),
    audit: { ...(await auditDecisions(sandbox.server, told)), falselyKnown },
  };
}

interface MarketersHost {
  readonly asking: Asking;
  readonly check: (subject: Subject) => Promise<AudienceCheck>;
  readonly create: (row: RowToCreate) => Promise<boolean>;
}

/** @param from whose requests these are, for the network */
function marketersHost({ organization }: OpenSandbox, network: Network, from: string): MarketersHost {
  const webApi = createWebApi({
    entitySetName: (table) => organization.metadata.table(table)?.entitySetName,
    isOffline: () => false,
    send: (path, request) =>
      network.send(
        `/api/data/v9.2/${path}`,
        {
          ...request,
          headers: { ...(request.headers as Record<string, string>), "x-sandbox-user": marketer },
        },
        from,
      ),
  });
  const host = { webApi, writing: webApi, isOffline: () => false };
  const { signal } = new AbortController();
  const asking = createAsking(host, signal);
  const calendar = { timeZoneOffsetMinutes: () => 60, mayReadAll: () => true };
  return {
    asking,
    check: ({ originals: lists, campaign }) =>
      checkAudience(
        asking,
        calendar,
        {
          lists,
          campaign,
          policy: defaultPolicy,
          today: dayOfMoment(organization.now(), 60),
        },
        xml,
      ),
    create: async ({ table, data }) => (await createOnce(host, signal, table, data)).ok,
  };
}

/** What a calm check finds for each activity to come whose audience can be checked. */
async function truthsOf(
  host: MarketersHost,
): Promise<readonly { readonly subject: Subject; readonly check: AudienceCheck }[]> {
  const truths: { readonly subject: Subject; readonly check: AudienceCheck }[] = [];
  for (const { id, starts } of CAMPAIGN_ACTIVITIES) {
    if (starts < 0) continue;
    const subject = await readSubject(host.asking.ask, { table: "campaignactivity", id });
    if (!subject.ok) throw new Error(`An activity cannot be read: ${JSON.stringify(subject.failure)}`);
    const check = await host.check(subject.value);
    if (check.reasons.length === 0) truths.push({ subject: subject.value, check });
  }
  if (truths.every(({ check }) => check.found.length === 0)) throw new Error("Nobody is protected anywhere.");
  return truths;
}

function foundIn({ found, audience }: AudienceCheck): string {
  return JSON.stringify([found.map(({ key, members }) => [key, members]), audience]);
}

/** Presses "Save", and again when it failed: each time the same row. */
async function saved(host: MarketersHost, row: RowToCreate): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (await host.create(row)) return true;
  }
  return false;
}

/** While it works, waits of seconds pass at once: nobody looks at the clock here. */
async function withQuickWaits(work: () => Promise<void>): Promise<void> {
  const { setTimeout: wait } = globalThis;
  globalThis.setTimeout = ((run: () => void, milliseconds = 0, ...rest: unknown[]) =>
    wait(run, milliseconds >= 1000 ? milliseconds / 1000 : milliseconds, ...rest)) as typeof wait;
  try {
    await work();
  } finally {
    globalThis.setTimeout = wait;
  }
}
