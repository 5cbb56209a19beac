import type { Organization } from "../organization";
import { hasLanguage, noSuchLanguage } from "../security/languages";

/**
 * Changes a user's personal options, as the real page's settings do: labels, formatted values and the page itself are in the
 * new language from the next request on.
 * @throws DataverseError 400 for a language that the organisation does not have, 401 when there is no such user
 */
export async function setLanguage(
  organization: Organization,
  userId: string,
  languageId: unknown,
): Promise<void> {
  if (!hasLanguage(languageId)) throw noSuchLanguage(languageId);
  await organization.caller(userId);
  await organization.database.query(
    "update usersettings set uilanguageid = $2, localeid = $2 where systemuserid = $1",
    [userId, languageId],
  );
}
