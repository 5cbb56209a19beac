/// <reference types="xrm" />
import { ORDER_EVENT } from "../../../dataverse/formOrder";
import { onLoad } from "../../../solution/scripts/campaignActivity";
import { onLoad as onListLoad } from "../../../solution/scripts/marketingList";
import { messageText } from "../../../solution/scripts/guard/messageText";
import { openForm } from "../../sandbox/host/exampleForm";

beforeEach(() => {
  const online = { retrieveMultipleRecords: () => Promise.resolve({ entities: [] }) };
  const global = { userSettings: { languageId: 1036 }, client: { isOffline: () => false } };
  Object.assign(globalThis, { Xrm: { WebApi: { online }, Utility: { getGlobalContext: () => global } } });
  jest.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  delete (globalThis as { Xrm?: unknown }).Xrm;
});

/** The form, with a component that takes no handler. */
function withRefusingComponent(execution: Xrm.Events.EventContext): Xrm.Events.EventContext {
  const form = execution.getFormContext();
  const { data, ui } = form;
  const addEventHandler = () => {
    throw new Error("It takes no handler.");
  };
  const getControl = (name: string) => (name === "subject" ? { addEventHandler } : null);
  const getAttribute = (name: string) => form.getAttribute(name);
  return { getFormContext: () => ({ data, ui, getAttribute, getControl }) } as never;
}

describe("a form that loads the script for a guard that is not where it looks for it", () => {
  it.each([
    ["campaign activity", (execution: Xrm.Events.EventContext) => onLoad(execution, "elsewhere")],
    // The form of the example has none of a list's controls.
    ["marketing list", (execution: Xrm.Events.EventContext) => onListLoad(execution)],
  ])("of a %s says so above itself, in the user's language", async (_, onload) => {
    const { session, breaches } = await openForm({ onload });
    expect(session.state.notices).toMatchObject([{ level: "WARNING", text: messageText("noGuard", 1036) }]);
    expect([session.state.scriptFaults, breaches]).toEqual([[], []]);
  });

  it.each(["subject", "lists"])(
    "says so as well where %s stands there, which has no events of a component's",
    async (control) => {
      const { session, breaches } = await openForm({
        onload: (execution: Xrm.Events.EventContext) => onLoad(execution, control),
      });
      expect(session.state.notices).toMatchObject([{ level: "WARNING", text: messageText("noGuard", 1036) }]);
      expect([session.state.scriptFaults, breaches]).toEqual([[], []]);
    },
  );

  it.each([
    ["has no addEventHandler", (execution: Xrm.Events.EventContext) => execution],
    ["refuses a handler", withRefusingComponent],
  ])("holds the status all the same, where what stands there %s", async (_, opened) => {
    const { session, sent } = await openForm({
      onload: (execution: Xrm.Events.EventContext) => onLoad(opened(execution), "subject"),
    });
    const before = sent.length;
    session.change("statuscode", 0);
    await expect(session.save()).rejects.toMatchObject({
      message: expect.stringContaining("prevented") as string,
    });
    expect(sent).toHaveLength(before);
  });

  it("serves the guard on the control that the form names to the handler", async () => {
    const { session } = await openForm({
      onload: (execution: Xrm.Events.EventContext) => onLoad(execution, "guard"),
    });
    expect(session.state.notices).toEqual([]);
    let isAccepted = false;
    const order = {
      ...{ actions: [], accepted: () => (isAccepted = true) },
      ...{ progress: () => undefined, finished: () => undefined },
    };
    session.raise("guard", ORDER_EVENT, order);
    expect(isAccepted).toBe(true);
  });
});
