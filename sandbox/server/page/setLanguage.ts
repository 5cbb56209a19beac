import { DataverseError } from "../errors";
import type { Organization } from "../organization";

/** The languages that the organisation has: English, French, Dutch. */
const languageIds: readonly unknown[] = [1033, 1036, 1043];

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
  if (!languageIds.includes(languageId)) {
    throw new DataverseError(
      400,
      "0x80040203",
      `The organization does not have the language ${String(languageId)}.`,
    );
  }
  await organization.caller(userId);
  await organization.database.query(
    "update usersettings set uilanguageid = $2, localeid = $2 where systemuserid = $1",
    [userId, languageId],
  );
}
