/// <reference types="xrm" />
import { cellsOf } from "../form/formModel";
import { SAVE, type FormNotice } from "../form/formSession";
import { fieldText } from "../form/record";
import { strict } from "../pcf/strict";
import { createAttribute } from "./attribute";
import { createControl } from "./control";
import type { Handler } from "./handlers";
import { braced, misuse, type ScriptRealm } from "./scriptRealm";

export const SAVE_TOPIC = "save";
export const POST_SAVE_TOPIC = "post save";
export const LOAD_TOPIC = "data load";

const levels: readonly unknown[] = ["ERROR", "WARNING", "INFO"];

/** The modes that `save` may be called with, by what `getSaveMode` then gives. */
const saveModes: readonly unknown[] = [undefined, SAVE];

/** The form as its scripts see it: what the sandbox lacks says so when it is asked for. */
export function createFormContext(realm: ScriptRealm): Xrm.FormContext {
  const { session, model, handlers, strictness } = realm;
  const { table } = session;

  const attributes = new Map(
    session.columns
      .filter(({ logicalName }) => logicalName !== table.primaryIdColumn)
      .map((column) => [column.logicalName, createAttribute(realm, column)]),
  );
  const attribute = (name: string): Xrm.Attributes.Attribute | null => attributes.get(name) ?? null;
  const controls = new Map(
    cellsOf(model).flatMap((cell) =>
      cell.control ? [[cell.control.id, createControl(realm, cell, cell.control, attribute)] as const] : [],
    ),
  );
  const byName =
    <Item>(method: string, find: (name: string) => Item | null) =>
    (name?: unknown): Item | null => {
      if (typeof name === "string") return find(name);
      throw misuse(realm, `formContext.${method} without a name is not supported by the sandbox.`);
    };

  const save = async (mode: unknown): Promise<void> => {
    if (!saveModes.includes(mode)) {
      throw misuse(realm, `Saving with mode ${String(mode)} is not supported by the sandbox.`);
    }
    await session.save();
  };
  const nameColumn = table.primaryNameColumn;

  const entity = {
    getId: () => (session.id === "" ? "" : braced(session.id)),
    getEntityName: () => table.logicalName,
    getEntityReference: () => ({
      id: braced(session.id),
      entityType: table.logicalName,
      name: primaryName(),
    }),
    getPrimaryAttributeValue: () => primaryName(),
    getIsDirty: () => session.isDirty(),
    addOnSave: (handler: Handler) => {
      handlers.add(SAVE_TOPIC, handler);
    },
    removeOnSave: (handler: Handler) => {
      handlers.remove(SAVE_TOPIC, handler);
    },
    addOnPostSave: (handler: Handler) => {
      handlers.add(POST_SAVE_TOPIC, handler);
    },
    removeOnPostSave: (handler: Handler) => {
      handlers.remove(POST_SAVE_TOPIC, handler);
    },
    save: (mode?: unknown) => {
      // Returns nothing: whoever wants to know how it went calls formContext.data.save.
      save(mode).catch(() => undefined);
    },
  };
  const primaryName = (): string => (nameColumn === undefined ? "" : fieldText(session.field(nameColumn)));

  const data = {
    entity,
    getIsDirty: () => session.isDirty(),
    save: (options?: { readonly saveMode?: unknown }) => save(options?.saveMode),
    refresh: async (saveFirst?: boolean) => {
      if (saveFirst === true && session.isDirty()) await session.save();
      else await session.refresh();
    },
    addOnLoad: (handler: Handler) => {
      handlers.add(LOAD_TOPIC, handler);
    },
    removeOnLoad: (handler: Handler) => {
      handlers.remove(LOAD_TOPIC, handler);
    },
  };

  const ui = {
    setFormNotification: (text: unknown, level: unknown, uniqueId: unknown) => {
      if (typeof text !== "string" || !levels.includes(level) || typeof uniqueId !== "string") {
        throw misuse(
          realm,
          "formContext.ui.setFormNotification takes a message, ERROR, WARNING or INFO, and an id.",
        );
      }
      session.setNotice({ id: uniqueId, level: level as FormNotice["level"], text });
      return true;
    },
    clearFormNotification: (uniqueId: string) => session.clearNotice(uniqueId),
    // Create, update, and read-only; the sandbox knows no other.
    getFormType: () => (session.id === "" ? 1 : session.editable ? 2 : 3),
    // The sandbox has no commands whose rules a script could change.
    refreshRibbon: () => undefined,
  };

  return strict(strictness, "FormContext", "formContext", {
    data,
    ui,
    getAttribute: byName("getAttribute", attribute),
    getControl: byName("getControl", (name) => controls.get(name) ?? null),
  }) as unknown as Xrm.FormContext;
}
