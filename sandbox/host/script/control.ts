/// <reference types="xrm" />
import type { FormCell, FormControl } from "../form/formModel";
import { strict, type Strictness } from "../pcf/strict";
import type { Handler } from "./handlers";
import { misuse, type ScriptRealm } from "./scriptRealm";

/** The topic that a control's `addEventHandler` listens to: each component on the form has events of its own. */
export function eventTopic(control: string, event: string): string {
  return `event ${control} ${event}`;
}

/** The topic that a subgrid's `addOnLoad` listens to. */
export function gridTopic(control: string): string {
  return `grid ${control}`;
}

/**
 * `addEventHandler` is documented (clientapi/reference/controls/addeventhandler), but not in the published types. Code components
 * have it; a script may see that another control has none.
 */
function mayAskForEvents(strictness: Strictness, path: string): Strictness {
  return { ...strictness, exceptions: { [path]: ["addEventHandler"] } };
}

/** A subgrid, as a script sees it. */
function createGrid(realm: ScriptRealm, cell: FormCell, id: string): Xrm.Controls.Control {
  const { session, handlers, strictness } = realm;
  const path = `formContext.getControl("${id}")`;
  const onLoad = (method: string, handler: unknown): Handler => {
    if (typeof handler === "function") return handler as Handler;
    throw misuse(realm, `${path}.${method} takes a function.`);
  };
  return strict(mayAskForEvents(strictness, path), "Controls.GridControl", path, {
    addOnLoad: (handler: unknown) => {
      handlers.add(gridTopic(id), onLoad("addOnLoad", handler));
    },
    removeOnLoad: (handler: unknown) => {
      handlers.remove(gridTopic(id), onLoad("removeOnLoad", handler));
    },
    getGrid: () =>
      strict(strictness, "Controls.Grid", `${path}.getGrid()`, {
        getTotalRecordCount: () => session.gridCount(id),
      }),
    getName: () => id,
    getLabel: () => cell.label ?? "",
    getVisible: () => cell.visible,
    refresh: () => {
      session.refreshGrid(id);
    },
  }) as unknown as Xrm.Controls.Control;
}

/** One control of the form, as a script sees it. */
export function createControl(
  realm: ScriptRealm,
  cell: FormCell,
  control: FormControl,
  attributeOf: (column: string) => Xrm.Attributes.Attribute | null,
): Xrm.Controls.Control {
  const { session, handlers, strictness } = realm;
  const { id } = control;
  if (id in session.form.subgrids) return createGrid(realm, cell, id);
  const path = `formContext.getControl("${id}")`;
  const label = (): string => cell.label ?? session.form.columns[control.column ?? ""]?.label ?? "";
  const members = {
    getName: () => id,
    getLabel: label,
    getVisible: () => cell.visible,
    getDisabled: () => session.state.disabled[id] ?? control.disabled,
    setDisabled: (disabled: unknown) => {
      if (typeof disabled !== "boolean") throw misuse(realm, `${path}.setDisabled takes true or false.`);
      session.setDisabled(id, disabled);
    },
    getAttribute: () => (control.column === undefined ? null : attributeOf(control.column)),
    setNotification: (text: unknown, uniqueId: unknown) => {
      if (typeof text !== "string" || typeof uniqueId !== "string") {
        throw misuse(realm, `${path}.setNotification takes a message and an id.`);
      }
      session.setControlNotice(id, { id: uniqueId, text });
      return true;
    },
    clearNotification: (uniqueId?: string) => session.clearControlNotice(id, uniqueId),
    ...(control.custom.size === 0
      ? {}
      : {
          addEventHandler: (event: unknown, handler: unknown, ...more: unknown[]) => {
            if (typeof event !== "string" || typeof handler !== "function" || more.length > 0) {
              throw misuse(realm, `${path}.addEventHandler takes the name of an event and a function.`);
            }
            handlers.add(eventTopic(id, event), handler as Handler);
          },
        }),
  };
  return strict(
    mayAskForEvents(strictness, path),
    "Controls.StandardControl",
    path,
    members,
  ) as unknown as Xrm.Controls.Control;
}
