import type { Sandbox } from "../../../sandbox/server/createOrganization";

/**
 * How Postgres answers the one statement of a question, a line a step.
 * @param part what tells the statement from the others that the question comes to
 */
export async function planOf(
  { database }: Sandbox,
  part: string,
  ask: () => Promise<unknown>,
): Promise<readonly string[]> {
  const listening = jest.spyOn(database, "query");
  await ask();
  const statements = [...listening.mock.calls];
  listening.mockRestore();
  const asked = statements.filter(([sql]) => sql.includes(part));
  expect(asked).toHaveLength(1);
  const [sql, parameters] = asked[0] ?? [""];
  const plan = await database.query<Record<string, string>>(`explain ${sql}`, parameters);
  return plan.map((row) => Object.values(row)[0] ?? "");
}
