import type { Host } from "../../dataverse/host";

const PHONE = 3;
const PHONE_WIDTH = 360;

/**
 * Maps the PCF context to what Entente needs of it.
 * @param closed aborted in the component's `destroy`
 */
export function hostOf<I>(context: ComponentFramework.Context<I>, closed: AbortSignal): Host {
  const { client, fluentDesignLanguage: look, mode } = context;
  const isPhone = client.getFormFactor() === PHONE;
  return {
    webApi: context.webAPI,
    formatting: context.formatting,
    isOffline: () => client.isOffline() || !client.isNetworkAvailable(),
    now: () => new Date(),
    timeZoneOffsetMinutes: (at) => context.userSettings.getTimeZoneOffsetMinutes(at),
    text: (key) => context.resources.getString(key),
    look: look?.tokenTheme
      ? {
          tokens: look.tokenTheme as object as Readonly<Record<string, unknown>>,
          isDark: look.isDarkTheme === true,
        }
      : undefined,
    width: mode.allocatedWidth > 0 ? mode.allocatedWidth : isPhone ? PHONE_WIDTH : 0,
    openRecord: (table, id) => {
      // The host says itself why a record cannot be opened.
      context.navigation.openForm({ entityName: table, entityId: id }).catch(() => undefined);
    },
    closed,
  };
}
