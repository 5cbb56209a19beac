import type { Sandbox } from "../server/createOrganization";
import { bulkInsert } from "./bulkInsert";
import { currencyRows } from "./sample/currencies";
import { sampleRoles } from "./sampleRoles";
import { seedStaff } from "./seedStaff";

/**
 * An organisation as an admin finds it who has just imported the solution: people with their roles and currencies, and not one
 * row of business data.
 * @throws Error when the solution is not there
 */
export async function seedEmpty(organization: Sandbox): Promise<void> {
  const roles = sampleRoles(organization.metadata);
  if (roles) await organization.importSolution(roles);
  await seedStaff(organization);
  await bulkInsert(organization, "transactioncurrency", currencyRows(), {
    authorId: organization.administratorId,
  });
}
