import { DataverseError, notSupportedBySandbox } from "../errors";
import { isGuid } from "../odata/rowKey";
import type { Organization } from "../organization";
import { SYSTEM_ADMINISTRATOR } from "../security/administrator";
import type { Caller } from "../security/caller";
import { privilegeMissing } from "../security/denied";

type Headers = Readonly<Record<string, string | undefined>>;

/** The user who is signed in: the header `X-Sandbox-User`, else the default. */
export function signedInUser(headers: Headers, defaultUserId: string): string {
  return namedUser(headers) ?? defaultUserId;
}

function namedUser(headers: Headers): string | undefined {
  return headers["x-sandbox-user"];
}

/**
 * Who the request runs as: the user named by `MSCRMCallerID` or `CallerObjectId`, else the one who is signed in
 * (learn.microsoft.com, "Impersonate another user using the Web API").
 * @throws DataverseError 403 0x80040220 when who is signed in may not act on behalf of others
 */
export async function callerOf(
  organization: Organization,
  headers: Headers,
  defaultUserId: string,
): Promise<Caller> {
  const impersonated = await impersonatedUser(organization, headers);
  if (impersonated === undefined) {
    return organization.caller(requireUserId(signedInUser(headers, defaultUserId)));
  }
  // Where nobody has signed in, the header is how a tool chooses its user: there is nobody to act on behalf of.
  const signedIn = namedUser(headers);
  if (signedIn !== undefined) await requireImpersonation(organization, requireUserId(signedIn), impersonated);
  return organization.caller(impersonated);
}

/** Who a part of a batch runs as: it may name a user to act for, but nobody else signs in within a batch. */
export function callerOfPart(
  organization: Organization,
  batch: { readonly headers: Headers; readonly caller: Caller },
  part: Headers,
): Promise<Caller> {
  const { mscrmcallerid, callerobjectid } = part;
  if (mscrmcallerid === undefined && callerobjectid === undefined) return Promise.resolve(batch.caller);
  const headers = { "x-sandbox-user": namedUser(batch.headers), mscrmcallerid, callerobjectid };
  return callerOf(organization, headers, batch.caller.userId);
}

async function impersonatedUser(organization: Organization, headers: Headers): Promise<string | undefined> {
  const id = headers["mscrmcallerid"];
  if (id !== undefined) return requireUserId(id);
  const objectId = headers["callerobjectid"];
  return objectId === undefined ? undefined : userOfObjectId(organization, requireUserId(objectId));
}

async function requireImpersonation(
  organization: Organization,
  signedInId: string,
  impersonatedId: string,
): Promise<void> {
  if (signedInId === impersonatedId) return;
  const signedIn = await organization.caller(signedInId);
  if (signedIn.hasPrivilege?.(IMPERSONATE) !== true) throw privilegeMissing(signedIn, IMPERSONATE);
  // What both may do is what counts. An administrator may do everything, so that only the other's roles are left.
  if (!signedIn.roleIds.includes(SYSTEM_ADMINISTRATOR)) {
    throw notSupportedBySandbox("impersonation by a user who is no System Administrator");
  }
}

const IMPERSONATE = "prvActOnBehalfOfAnotherUser";

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
