/** What a component or script asks the user, or tells them. */
export interface Dialog {
  readonly kind: "alert" | "confirm" | "error";
  readonly title?: string;
  readonly text: string;
  readonly details?: string;
  readonly confirmLabel?: string;
  readonly cancelLabel?: string;
}

export interface NavigationDoor {
  /** Goes to the form of a record, or to a new record's form when there is no id. */
  openRecord(table: string, id: string | undefined, newWindow: boolean): void;
  openUrl(url: string): void;
  /** @returns whether the user agreed */
  dialog(dialog: Dialog): Promise<boolean>;
}

type Supported = Omit<ComponentFramework.Navigation, "openWebResource">;

/** `context.navigation`; web resources are not supported by the sandbox, and say so when asked for. */
export function createNavigation(door: NavigationDoor): ComponentFramework.Navigation {
  const navigation: Supported = {
    async openAlertDialog({ text, confirmButtonLabel }) {
      await door.dialog({ kind: "alert", text, confirmLabel: confirmButtonLabel });
    },
    async openConfirmDialog({ title, subtitle, text, confirmButtonLabel, cancelButtonLabel }) {
      const confirmed = await door.dialog({
        kind: "confirm",
        title,
        text: subtitle === undefined ? text : `${subtitle}\n${text}`,
        confirmLabel: confirmButtonLabel,
        cancelLabel: cancelButtonLabel,
      });
      return { confirmed };
    },
    async openErrorDialog({ message, details, errorCode }) {
      const text = message ?? (errorCode === undefined ? "" : `0x${errorCode.toString(16)}`);
      await door.dialog({ kind: "error", text, details });
    },
    openForm({ entityName, entityId, useQuickCreateForm, openInNewWindow, createFromEntity }, parameters) {
      if (useQuickCreateForm || createFromEntity || parameters) {
        return Promise.reject(
          new Error(
            "context.navigation.openForm with a quick create form, createFromEntity or parameters " +
              "is not supported by the sandbox.",
          ),
        );
      }
      door.openRecord(entityName, entityId, openInNewWindow ?? false);
      return Promise.resolve({ savedEntityReference: [] });
    },
    openFile({ fileContent, mimeType }, options) {
      if (options?.openMode === 2) {
        return Promise.reject(
          new Error("context.navigation.openFile that saves a file is not supported by the sandbox."),
        );
      }
      const bytes = Uint8Array.from(atob(fileContent), (character) => character.charCodeAt(0));
      door.openUrl(URL.createObjectURL(new Blob([bytes], { type: mimeType })));
      return Promise.resolve();
    },
    openUrl(url) {
      door.openUrl(url);
    },
  };
  return navigation as ComponentFramework.Navigation;
}
