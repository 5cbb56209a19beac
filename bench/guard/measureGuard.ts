import { readFileSync } from "node:fs";
import { checkAudience } from "../../dataverse/guard/checkAudience";
import type { WebApi } from "../../dataverse/host";
import { guardedQuery } from "../../dataverse/guard/twin";
import { defaultPolicy } from "../../domain/policy";
import { dayOfMoment } from "../../domain/day";
import type { GuardedList } from "../../domain/guard/audience";
import { noneFreed } from "../../domain/guard/decision";
import { openSandbox, type OpenSandbox } from "../../sandbox/openSandbox";
import { findIds } from "../../sandbox/server/query/execute";
import { parseFetchXml } from "../../sandbox/server/query/fetchxml/parse";
import { pack } from "../../solution/pack";
import { xml } from "../../tests/sandbox/questions/organisation";
import { alternately, TookTooLong } from "../alternately";
import { counted, kilobytes, ratio, slope, spread, spreadWithin, whole } from "../figures";
import { pageAndLookUp } from "../naive/pageAndLookUp";
import type { BenchSettings, Cell, Section, Table } from "../section";
import type { Spread } from "../statistics";
import { serverHost, takeTraffic, type ServerHost } from "../serverHost";
import { beginnings, checkByHand, guardByHand, type Beginning } from "./handWritten";
import { plainQuery, withoutOpportunity } from "./listQueries";
import { seedAudiences, type Audience } from "./seedAudiences";

/** Members of the smallest list. */
export const SMALLEST_LIST = 1000;
/** Milliseconds after which nobody waits any longer for all members to be read. */
const PATIENCE = 600_000;

/** The guard's check, and what the guarded list costs at the send, on lists of 1,000 members and more. */
export async function measureGuard(settings: BenchSettings): Promise<Section> {
  const { root, members, say, randomPageCost } = settings;
  const sizes: number[] = [];
  for (let size = SMALLEST_LIST; size < members; size *= 10) sizes.push(size);
  sizes.push(members);
  const packed = await pack({ root, out: `${root}/out/bench/guard` });
  const sandbox = await openSandbox({
    solution: readFileSync(packed.unmanaged),
    seed: { kind: "sample", scale: 1 },
    onProgress: say,
  });
  try {
    say(`Seeding lists of up to ${whole(Math.max(...sizes))} contacts`);
    const audiences = await seedAudiences(sandbox.organization, sizes);
    if (randomPageCost !== null) {
      await sandbox.organization.database.execute(`set random_page_cost = ${String(randomPageCost)}`);
    }
    return {
      title:
        randomPageCost === null
          ? "The guard"
          : `The guard, with Postgres told that pages in no order cost ${String(randomPageCost)} times those in order`,
      about: [
        `Static lists of contacts in one organisation of ${whole(Math.max(...sizes))} contacts, one client in a hundred with a deal in closing, a stakeholder of it who works elsewhere, and holds; the organisation is the same beside every list.`,
        "The check is `dataverse/guard/checkAudience`, sent as the component sends it, as an administrator, answered by the sandbox without a browser. By hand: the same counts by SQL through the same driver, without rights, limits or the Web API; once beginning with whoever is reached in the organisation, once with the members of the list. The first ratio is to the quicker of the two. What all three find was compared and is equal.",
        `Paged: all members read into the client with their companies, 5,000 a page by the links that \`context.webAPI\` hands out, and looked up there, as most do; past ${whole(PATIENCE / 1000)} s nobody waits. It answers less: deals by their stage alone, no stakeholders, no holds. Of the deals that it finds it counts as many members as the guard or, where the stakeholder is on the list, one fewer: that was compared.`,
        "All that stands in one row was measured by turns. What has taken two minutes gets no further turn; ratios are of the guard to what stands before them.",
        "Evaluation is what Dataverse does with a list when it is sent to: every id of the list, without paging. Exclusion: a dynamic list of these contacts without an opportunity, by an outer join and a condition on null, the way it is usually built; it answers a smaller question.",
      ],
      tables: [await checks(sandbox, audiences, settings), await evaluations(sandbox, audiences, settings)],
    };
  } finally {
    await sandbox.close();
  }
}

/** What lists of several sizes cost, by kind of cost. */
class Costs {
  readonly #points = new Map<string, (readonly [size: number, cost: number])[]>();

  add(size: number, costs: Readonly<Record<string, number>>): void {
    for (const [kind, cost] of Object.entries(costs)) {
      this.#points.set(kind, [...(this.#points.get(kind) ?? []), [size, cost]]);
    }
  }

  /** How steeply it grows with the size, as far as it was measured. */
  slope(kind: string): Cell {
    return slope((this.#points.get(kind) ?? []).filter(([, cost]) => !Number.isNaN(cost)));
  }
}

function guardedList({ listId, name, members }: Audience): GuardedList {
  return {
    ...{ id: listId, name, members: "contact", isDynamic: false },
    ...{ query: null, memberCount: members, twin: null },
  };
}

function check(host: ServerHost, sandbox: OpenSandbox, audience: Audience) {
  const today = dayOfMoment(sandbox.organization.now(), 60);
  return checkAudience(
    host.asking,
    host,
    { lists: [guardedList(audience)], campaign: null, policy: defaultPolicy, today },
    xml,
  );
}

/** How many members each deal and each hold concerns, by `deal:` or `hold:` and its id. */
type Found = ReadonlyMap<string, number>;

/**
 * What the guard finds.
 * @throws Error when the guard and the SQL do not find the same
 */
async function compare(host: ServerHost, sandbox: OpenSandbox, audience: Audience): Promise<Found> {
  const ours = await check(host, sandbox, audience);
  const counts = (entries: Iterable<readonly [string, number]>): string =>
    JSON.stringify([...entries].sort());
  const found = ours.found.map(({ key, members }) => [key, members.atLeast] as const);
  const ids = found.map(([key, members]) => [key.replace(/^\w+:/, ""), members] as const);
  for (const beginning of beginnings) {
    const byHand = await checkByHand(sandbox.organization.database, audience.listId, beginning);
    if (
      ours.reasons.length > 0 ||
      ours.audience?.atLeast !== byHand.audience ||
      counts(ids) !== counts(byHand.members)
    ) {
      throw new Error(
        `${audience.name}: the guard and the SQL disagree. ${JSON.stringify(ours.reasons)}\n${counts(ids).slice(0, 500)}\n${counts(byHand.members).slice(0, 500)}`,
      );
    }
  }
  return new Map(found);
}

/**
 * Paging knows no stakeholders, and each deal here has one: it finds the guard's deals, with all members or all but that one.
 * @throws Error when it finds others
 */
function comparePaged({ name }: Audience, guard: Found, paged: ReadonlyMap<string, number>): void {
  const deals = [...guard.keys()].filter((key) => key.startsWith("deal:"));
  for (const key of new Set([...deals, ...[...paged.keys()].map((id) => `deal:${id}`)])) {
    const [ours, theirs] = [guard.get(key) ?? 0, paged.get(key.slice("deal:".length)) ?? 0];
    if (ours !== theirs && ours !== theirs + 1) {
      throw new Error(
        `${name}: of ${key} paging counts ${String(theirs)} members, the guard ${String(ours)}.`,
      );
    }
  }
}

/** The same, until nobody waits any longer: then it throws TookTooLong. */
function impatient({ webApi }: ServerHost): Pick<WebApi, "retrieveMultipleRecords"> {
  const started = performance.now();
  return {
    retrieveMultipleRecords: (...question) => {
      if (performance.now() - started > PATIENCE) throw new TookTooLong();
      return webApi.retrieveMultipleRecords(...question);
    },
  };
}

/** The quicker of the two ways to write it by hand. */
function quicker({ reached, list }: Readonly<Record<Beginning, Spread>>): Spread {
  return reached.median <= list.median ? reached : list;
}

async function checks(
  sandbox: OpenSandbox,
  audiences: readonly Audience[],
  { runs, say }: BenchSettings,
): Promise<Table> {
  const { organization } = sandbox;
  const rows: Cell[][] = [];
  const costs = new Costs();
  for (const audience of audiences) {
    say(`Checking ${audience.name}`);
    const host = serverHost(sandbox, organization.administratorId);
    const found = await compare(host, sandbox, audience);
    const traffic = takeTraffic(host.traffic);
    const paging = serverHost(sandbox, organization.administratorId);
    const times = await alternately(runs, {
      ours: () => check(host, sandbox, audience),
      reached: () => checkByHand(organization.database, audience.listId, "reached"),
      list: () => checkByHand(organization.database, audience.listId, "list"),
      paged: async () => {
        takeTraffic(paging.traffic);
        comparePaged(audience, found, await pageAndLookUp(impatient(paging), audience.listId));
      },
    });
    // Of its newest turn.
    const paged = takeTraffic(paging.traffic);
    const isPaged = !Number.isNaN(times.paged.median);
    costs.add(audience.members, {
      ...{ ours: times.ours.median, reached: times.reached.median, list: times.list.median },
      ...{ requests: traffic.requests, bytes: traffic.bytes },
      paged: times.paged.median,
      pagedRequests: isPaged ? paged.requests : NaN,
      pagedBytes: isPaged ? paged.bytes : NaN,
    });
    rows.push([
      counted(audience.members),
      counted(found.size),
      spread(times.ours),
      spread(times.reached),
      spread(times.list),
      ratio(times.ours, quicker(times)),
      counted(traffic.requests),
      kilobytes(traffic.bytes),
      spreadWithin(PATIENCE, times.paged),
      ratio(times.ours, times.paged),
      isPaged ? counted(paged.requests) : "–",
      isPaged ? kilobytes(paged.bytes) : "–",
    ]);
  }
  rows.push([
    ...["slope", "", costs.slope("ours"), costs.slope("reached"), costs.slope("list"), ""],
    ...[costs.slope("requests"), costs.slope("bytes")],
    ...[costs.slope("paged"), "", costs.slope("pagedRequests"), costs.slope("pagedBytes")],
  ]);
  return {
    caption: "The check of one list, in milliseconds",
    head: [
      ...[
        "members",
        "deals and holds found",
        "guard",
        "SQL by hand",
        "from the list",
        "ratio",
        "requests",
        "KB",
      ],
      ...["paged", "ratio", "requests", "KB"],
    ],
    rows,
  };
}

async function evaluations(
  sandbox: OpenSandbox,
  audiences: readonly Audience[],
  { runs, say }: BenchSettings,
): Promise<Table> {
  const { organization } = sandbox;
  const caller = await organization.caller(organization.administratorId);
  const evaluate = (fetchXml: string): Promise<readonly string[]> =>
    findIds(organization, caller, parseFetchXml(fetchXml));
  const rows: Cell[][] = [];
  const costs = new Costs();
  for (const audience of audiences) {
    say(`Evaluating ${audience.name}`);
    const guarded = guardedQuery(
      guardedList(audience),
      { policy: defaultPolicy, campaign: null, freed: noneFreed, found: [] },
      xml,
    );
    if (!guarded.ok) throw new Error(`The list cannot be guarded: ${guarded.because}`);
    const ours = await evaluate(guarded.fetchXml);
    for (const beginning of beginnings) {
      const byHand = await guardByHand(organization.database, audience.listId, beginning);
      if (new Set([...ours, ...byHand]).size !== ours.length || ours.length !== byHand.length) {
        throw new Error(
          `${audience.name}: the guarded list has ${String(ours.length)} members, by hand ${String(byHand.length)}.`,
        );
      }
    }
    const times = await alternately(runs, {
      ours: () => evaluate(guarded.fetchXml),
      reached: () => guardByHand(organization.database, audience.listId, "reached"),
      list: () => guardByHand(organization.database, audience.listId, "list"),
      plain: () => evaluate(plainQuery(audience.listId)),
      exclusion: () => evaluate(withoutOpportunity(audience.listId)),
    });
    costs.add(audience.members, {
      ...{ ours: times.ours.median, reached: times.reached.median, list: times.list.median },
      ...{ plain: times.plain.median, exclusion: times.exclusion.median },
    });
    rows.push([
      counted(audience.members),
      counted(audience.members - ours.length),
      spread(times.ours),
      spread(times.reached),
      spread(times.list),
      ratio(times.ours, quicker(times)),
      spread(times.plain),
      ratio(times.ours, times.plain),
      spread(times.exclusion),
      ratio(times.ours, times.exclusion),
    ]);
  }
  rows.push([
    ...["slope", "", costs.slope("ours"), costs.slope("reached"), costs.slope("list"), ""],
    ...[costs.slope("plain"), "", costs.slope("exclusion"), ""],
  ]);
  return {
    caption: "The evaluation of one list, in milliseconds",
    head: [
      ...["members", "left out", "guarded list", "SQL by hand", "from the list", "ratio"],
      ...["plain list", "ratio", "exclusion", "ratio"],
    ],
    rows,
  };
}
