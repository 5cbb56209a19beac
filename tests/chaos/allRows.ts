import type { FastifyInstance } from "fastify";
import type { Row } from "../../dataverse/host";
import { SAMPLE_USERS } from "../../sandbox/data/users";

/** Every row that a query finds, as the administrator sees it, whatever the pages. */
export async function allRows(server: FastifyInstance, path: string): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let url: string | undefined = `/api/data/v9.2/${path}`; url !== undefined;) {
    const answer = await server.inject({ url, headers: { "x-sandbox-user": SAMPLE_USERS.admin.id } });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    const page = JSON.parse(answer.body) as {
      readonly value: readonly Row[];
      readonly "@odata.nextLink"?: string;
    };
    found.push(...page.value);
    const next = page["@odata.nextLink"];
    url = next === undefined ? undefined : new URL(next).pathname + new URL(next).search;
  }
  return found;
}
