/// <reference types="xrm" />
import { strict, type Strictness } from "../pcf/strict";

type Dialogs = Pick<
  ComponentFramework.Navigation,
  "openAlertDialog" | "openConfirmDialog" | "openErrorDialog"
>;

/** `Xrm` itself: what the sandbox has of it; the rest says so when it is asked for. */
export function createXrm(
  strictness: Strictness,
  parts: { readonly webApi: object; readonly globalContext: Xrm.GlobalContext; readonly dialogs: Dialogs },
): Xrm.XrmStatic {
  const { openAlertDialog, openConfirmDialog, openErrorDialog } = parts.dialogs;
  return strict(strictness, "XrmStatic", "Xrm", {
    WebApi: parts.webApi,
    Utility: { getGlobalContext: () => parts.globalContext },
    Navigation: { openAlertDialog, openConfirmDialog, openErrorDialog },
  }) as unknown as Xrm.XrmStatic;
}
