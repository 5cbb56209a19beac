import type { FastifyInstance } from "fastify";
import { createOrganization, type Sandbox } from "../../../sandbox/server/createOrganization";
import { createServer } from "../../../sandbox/server/http/server";
import { SAMPLE_USERS } from "../../../sandbox/data/users";
import { emptyDatabase } from "../../copies";
import { packedSolution } from "../packedSolution";

/** Wednesday 18 March 2026, half past eleven in Paris. */
export const NOW = new Date("2026-03-18T10:30:00Z");

export interface TestSandbox {
  readonly organization: Sandbox;
  readonly server: FastifyInstance;
  /** Asks the Web API, as a user; the sample's rep unless told. */
  readonly get: (path: string, userId?: string) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

export type Row = Readonly<Record<string, unknown>>;

/**
 * An organisation with the packed solution and nothing else in it.
 * @param before what to do before the solution comes
 */
export async function openOrganization(
  before?: (organization: Sandbox) => Promise<void>,
): Promise<TestSandbox> {
  const solution = packedSolution();
  const organization = await createOrganization({
    copyOf: await emptyDatabase(),
    now: () => NOW,
    installedApps: ["customerInsightsJourneys", "journeysSegments"],
  });
  await before?.(organization);
  await organization.importSolution(solution);
  const server = createServer(organization, {
    defaultUserId: organization.administratorId,
    onFault: (error) => {
      throw error;
    },
  });
  await server.ready();
  return {
    organization,
    server,
    async get(path, userId = SAMPLE_USERS.rep.id) {
      const response = await server.inject({
        method: "GET",
        url: `/api/data/v9.2/${path}`,
        headers: { "x-sandbox-user": userId },
      });
      if (response.statusCode !== 200) throw new Error(`${path}: ${response.body}`);
      return response.json<{ readonly value: readonly Row[] }>().value;
    },
    async close() {
      await server.close();
      await organization.close();
    },
  };
}
