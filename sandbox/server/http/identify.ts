import { DataverseError } from "../errors";
import { isGuid } from "../odata/rowKey";
import type { Organization } from "../organization";
import type { Caller } from "../security/caller";

type Headers = Readonly<Record<string, string | undefined>>;

/** Name of the cookie with which the page says who is signed in. */
export const USER_COOKIE = "sandbox-user";

/** The user who is signed in: the header `X-Sandbox-User`, else the page's cookie, else the default. */
export function signedInUser(headers: Headers, defaultUserId: string): string {
  return headers["x-sandbox-user"] ?? cookie(headers["cookie"]) ?? defaultUserId;
}

function cookie(header: string | undefined): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === USER_COOKIE && value !== undefined && value !== "") return value;
  }
  return undefined;
}

/**
 * Who the request runs as: the user named by `MSCRMCallerID` or `CallerObjectId`, else the one who is signed in
 * (learn.microsoft.com, "Impersonate another user using the Web API").
 */
export async function callerOf(
  organization: Organization,
  headers: Headers,
  defaultUserId: string,
): Promise<Caller> {
  const impersonated = headers["mscrmcallerid"];
  if (impersonated !== undefined) return organization.caller(requireUserId(impersonated));
  const objectId = headers["callerobjectid"];
  if (objectId !== undefined)
    return organization.caller(await userOfObjectId(organization, requireUserId(objectId)));
  return organization.caller(requireUserId(signedInUser(headers, defaultUserId)));
}

function requireUserId(text: string): string {
  const id = text.trim().replace(/^\{(.*)\}$/, "$1");
  if (isGuid(id)) return id.toLowerCase();
  throw new DataverseError(400, "0x80040203", "The caller's id is not a GUID.");
}

async function userOfObjectId(organization: Organization, objectId: string): Promise<string> {
  const column = organization.metadata.table("systemuser")?.columns.get("azureactivedirectoryobjectid");
  // Where users have no Entra id of their own, theirs is their row's.
  if (column === undefined) return objectId;
  const rows = await organization.database.query<{ id: string }>(
    "select systemuserid as id from systemuser where azureactivedirectoryobjectid = $1",
    [objectId],
  );
  return rows[0]?.id ?? objectId;
}
