import type { Sandbox } from "../server/createOrganization";
import { within } from "../server/organization";
import type { Organization } from "../server/organization";
import { assignTeamRole, createUser } from "../server/security/createUser";
import { bulkInsert } from "./bulkInsert";
import { sampleStructure } from "./sample/staff";
import { MARKETER, SEGMENT_BUILDER, UNIT_MARKETER } from "./sampleRoles";
import { KEY_ACCOUNTS_TEAM, SAMPLE_BUSINESS_UNITS, SAMPLE_USERS } from "./users";
import type { SampleUser } from "./users";

/**
 * Brings the sample's people: business units, teams, users with their roles. The roles come with the solution, so that has
 * to be imported before.
 * @throws Error when a role is not there; nothing is written then
 */
export async function seedStaff(
  organization: Organization & Pick<Sandbox, "administratorId" | "rootBusinessUnitId">,
): Promise<void> {
  const roleIds = new Map([...organization.metadata.roles.values()].map((role) => [role.name, role.id]));
  const roleId = (name: string): string => {
    const id = roleIds.get(name);
    if (id === undefined) {
      throw new Error(`There is no security role "${name}". Import the solution before the sample.`);
    }
    return id;
  };
  const rolesOf = ({ roles }: SampleUser): readonly string[] => {
    const isMarketer = roles.includes(MARKETER) || roles.includes(UNIT_MARKETER);
    return isMarketer && roleIds.has(SEGMENT_BUILDER) ? [...roles, SEGMENT_BUILDER] : roles;
  };
  const { administratorId, rootBusinessUnitId } = organization;
  await organization.database.transaction(async (transaction) => {
    const inside = within(organization, transaction);
    for (const { table, rows } of sampleStructure(rootBusinessUnitId, administratorId)) {
      await bulkInsert(inside, table, rows, { authorId: administratorId });
    }
    for (const [key, user] of Object.entries<SampleUser>(SAMPLE_USERS)) {
      await createUser(
        transaction,
        {
          id: user.id,
          firstName: user.firstName,
          lastName: user.lastName,
          email: user.email,
          title: user.title,
          businessUnitId: user.businessUnit && SAMPLE_BUSINESS_UNITS[user.businessUnit].id,
          timeZone: user.timeZone,
          languageId: user.languageId,
          roleIds: rolesOf(user).map(roleId),
          teamIds: (KEY_ACCOUNTS_TEAM.members as readonly string[]).includes(key)
            ? [KEY_ACCOUNTS_TEAM.id]
            : [],
        },
        organization.now(),
      );
    }
    for (const role of KEY_ACCOUNTS_TEAM.roles) {
      await assignTeamRole(transaction, KEY_ACCOUNTS_TEAM.id, roleId(role));
    }
  });
}
