/// <reference types="xrm" />
import { strict, type Strictness } from "../pcf/strict";
import type { HostUser } from "../pcf/userSettings";
import { braced } from "./scriptRealm";

export interface GlobalSurroundings {
  readonly user: HostUser;
  readonly isOffline: () => boolean;
  readonly isPhone: () => boolean;
  readonly origin: string;
}

/** `Xrm.Utility.getGlobalContext()`: who is signed in, where, on what. */
export function createGlobalContext(
  strictness: Strictness,
  { user, isOffline, isPhone, origin }: GlobalSurroundings,
): Xrm.GlobalContext {
  return strict(strictness, "GlobalContext", "Xrm.Utility.getGlobalContext()", {
    client: {
      getClient: () => "Web",
      getClientState: () => (isOffline() ? "Offline" : "Online"),
      getFormFactor: () => (isPhone() ? 3 : 1),
      isOffline,
      isNetworkAvailable: () => !isOffline(),
    },
    userSettings: {
      languageId: user.languageId,
      userId: braced(user.id),
      userName: user.name,
      securityRoles: [...user.roleIds],
    },
    getClientUrl: () => origin,
  }) as unknown as Xrm.GlobalContext;
}
