/// <reference types="xrm" />
import { id, openForm } from "./exampleForm";

beforeEach(() => {
  jest.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Opens the form and gives the script's view of it. */
async function formContext(options: Parameters<typeof openForm>[1] = {}) {
  let context: Xrm.FormContext | undefined;
  const opened = await openForm(
    { onload: (execution: Xrm.Events.EventContext) => (context = execution.getFormContext()) },
    options,
  );
  if (!context) throw new Error("The onload handler was not called.");
  return { context, ...opened };
}

describe("a form's columns, as a script sees them", () => {
  it("have dates as Date, lookups as arrays with braced ids, and choices as numbers", async () => {
    const { context } = await formContext();
    expect(context.getAttribute("scheduledstart")?.getValue()).toEqual(new Date(2026, 11, 4));
    expect(context.getAttribute("regardingobjectid")?.getValue()).toEqual([
      { id: "{AAAAAAAA-2222-4333-8444-555555555555}", name: "Summer", entityType: "campaign" },
    ]);
    expect(context.getAttribute("statuscode")?.getValue()).toBe(1);
    expect(context.getAttribute<Xrm.Attributes.OptionSetAttribute>("statuscode")?.getText()).toBe("Proposed");
    expect(context.getAttribute("ent_guardstate")?.getValue()).toBe(789100000);
    expect(context.getAttribute("actualcost")).toBeNull();
  });

  it("have party lists as lookups of several rows", async () => {
    const { context, session } = await formContext();
    const from = context.getAttribute<Xrm.Attributes.LookupAttribute>("from");
    const rita = { id: "{BBBBBBBB-2222-4333-8444-555555555555}", name: "Rita Rep", entityType: "systemuser" };
    const marc = { id: "{CCCCCCCC-2222-4333-8444-555555555555}", name: "Marc", entityType: "systemuser" };
    expect([from?.getAttributeType(), from?.getIsPartyList(), from?.getValue()]).toEqual([
      "lookup",
      true,
      [rita],
    ]);
    from?.setValue([rita, marc]);
    expect([from?.getValue(), session.isDirty("from")]).toEqual([[rita, marc], true]);
    from?.setValue([]);
    expect(from?.getValue()).toBeNull();
    const regarding = context.getAttribute<Xrm.Attributes.LookupAttribute>("regardingobjectid");
    expect(regarding?.getIsPartyList()).toBe(false);
  });

  it("are dirty once they are set to something else, and no longer when set back", async () => {
    const { context, session } = await formContext();
    const attribute = context.getAttribute("statuscode");
    attribute?.setValue(0);
    expect([attribute?.getIsDirty(), context.data.entity.getIsDirty()]).toEqual([true, true]);
    expect(context.getAttribute<Xrm.Attributes.OptionSetAttribute>("statuscode")?.getInitialValue()).toBe(1);
    attribute?.setValue(1);
    expect([attribute?.getIsDirty(), session.isDirty()]).toEqual([false, false]);
  });

  it("have the initial value that they had when the form was opened, whatever was saved since", async () => {
    const { context, session } = await formContext();
    const status = context.getAttribute<Xrm.Attributes.OptionSetAttribute>("statuscode");
    session.change("statuscode", 0);
    await session.save();
    expect([status?.getInitialValue(), status?.getValue(), status?.getIsDirty()]).toEqual([1, 0, false]);
    session.change("statuscode", 1);
    expect(status?.getIsDirty()).toBe(true);
  });

  it("are saved by their submit mode", async () => {
    const { context, sent } = await formContext();
    context.getAttribute("subject")?.setValue("Winter letter");
    context.getAttribute("subject")?.setSubmitMode("never");
    context.getAttribute("ent_guardstate")?.setSubmitMode("always");
    context.getAttribute("scheduledstart")?.setValue(new Date(2026, 11, 24));
    await context.data.save();
    expect(sent[1]).toEqual({
      method: "PATCH",
      path: `campaignactivities(${id})`,
      body: { ent_guardstate: 789100000, scheduledstart: "2026-12-24" },
    });
  });

  it.each([
    ["statuscode", 7],
    ["statuscode", "1"],
    ["subject", "longer than the twenty characters of it"],
    ["scheduledstart", "2026-12-24"],
    ["regardingobjectid", { id, entityType: "campaign" }],
    ["regardingobjectid", [{ id, entityType: "account" }]],
    [
      "regardingobjectid",
      [
        { id, entityType: "campaign" },
        { id, entityType: "campaign" },
      ],
    ],
    ["from", [{ id, entityType: "account" }]],
    ["from", [{ id, entityType: "systemuser" }, "Marc"]],
    ["budgetedcost", "1200"],
  ])("refuse a value that %s cannot have: %j", async (name, value) => {
    const { context, breaches } = await formContext();
    expect(() => context.getAttribute(name)?.setValue(value as never)).toThrow(name);
    expect(breaches).toHaveLength(1);
  });

  it("tell the handlers of a change by the user, not of one by a script", async () => {
    const changes: unknown[] = [];
    const { session } = await openForm(
      {
        onchange: (execution: Xrm.Events.EventContext) => {
          const source = execution.getEventSource() as Xrm.Attributes.Attribute;
          changes.push([source.getName(), source.getValue()]);
        },
      },
      { handlers: ["onchange"] },
    );
    session.set("subject", "by a script");
    session.change("subject", "by the user");
    expect(changes).toEqual([["subject", "by the user"]]);
  });
});

describe("saving a form", () => {
  it("asks the onsave handlers, and does nothing when one prevents it", async () => {
    const modes: number[] = [];
    const { session, sent } = await openForm(
      {
        onsave: (execution: Xrm.Events.SaveEventContext) => {
          modes.push(execution.getEventArgs().getSaveMode());
          execution.getEventArgs().preventDefault();
          execution.getFormContext().ui.setFormNotification("Decide first.", "ERROR", "guard");
        },
      },
      { handlers: ["onsave"] },
    );
    session.change("statuscode", 0);
    await expect(session.save()).rejects.toMatchObject({
      message: expect.stringContaining("prevented") as string,
    });
    expect(modes).toEqual([1]);
    expect(sent).toHaveLength(1);
    expect(session.isDirty("statuscode")).toBe(true);
    expect(session.state.notices).toEqual([{ id: "guard", level: "ERROR", text: "Decide first." }]);
    expect(session.state.saveFault).toBeUndefined();
  });

  it("goes through when a handler throws, and shows the script error", async () => {
    const { session, sent } = await openForm(
      {
        onsave: () => {
          throw new Error("no such column");
        },
      },
      { handlers: ["onsave"] },
    );
    session.change("subject", "Winter letter");
    await session.save();
    expect(sent.map(({ method }) => method)).toEqual(["GET", "PATCH", "GET"]);
    expect(session.state.scriptFaults).toEqual([expect.stringContaining("no such column")]);
  });

  it("is blocked by a message beside a control until it is cleared", async () => {
    const { context } = await formContext();
    const control = context.getControl<Xrm.Controls.StandardControl>("subject");
    control?.setNotification("Say which season.", "season");
    await expect(context.data.save()).rejects.toMatchObject({ message: "Say which season." });
    control?.clearNotification("season");
    await expect(context.data.save()).resolves.toBeUndefined();
  });

  it("tells a script what the service answered", async () => {
    const { context, session } = await formContext({ refuses: true });
    context.getAttribute("subject")?.setValue("Winter letter");
    await expect(context.data.save()).rejects.toEqual({ errorCode: 0x80040220, message: "No privilege." });
    expect(session.state.saveFault).toBe("No privilege.");
  });

  it("goes on with the record that it creates, in the same form", async () => {
    const { context, session, created } = await formContext({ newRecord: true });
    expect([context.ui.getFormType(), context.data.entity.getId()]).toEqual([1, ""]);
    session.change("subject", "Winter letter");
    await session.save();
    expect(created).toEqual([id]);
    expect([context.ui.getFormType(), context.data.entity.getId()]).toEqual([2, `{${id}}`]);
    expect([context.getAttribute("subject")?.getValue(), session.isDirty()]).toEqual([
      "Winter letter",
      false,
    ]);
  });

  it("loads a new record's form once more when it is first saved, and its data at every save and refresh", async () => {
    const loads: string[] = [];
    const { session } = await openForm(
      {
        onload: (execution: Xrm.Events.LoadEventContext) => {
          loads.push(`form ${String(execution.getEventArgs().getDataLoadState())}`);
          execution.getFormContext().data.addOnLoad(heard);
        },
      },
      { newRecord: true },
    );
    function heard(execution: Xrm.Events.DataLoadEventContext) {
      loads.push(`data ${String(execution.getEventArgs().getDataLoadState())}`);
    }
    session.change("subject", "Winter letter");
    await session.save();
    session.change("subject", "Spring letter");
    await session.save();
    await session.refresh();
    expect(loads).toEqual(["form 1", "data 1", "form 2", "data 2", "data 2", "data 3"]);
  });
});

describe("a component's event", () => {
  it("reaches the handlers that the script added to that control, with its payload", async () => {
    const told: unknown[] = [];
    const { context, session } = await formContext();
    const control = context.getControl("guard") as unknown as {
      addEventHandler(name: string, handler: (payload: unknown) => void): void;
    };
    control.addEventHandler("onGuard", (payload) => told.push(payload));
    const payload = { lists: [id], done: () => undefined };
    session.raise("guard", "onGuard", payload);
    session.raise("guard", "onOther", payload);
    session.raise("otherGuard", "onGuard", payload);
    expect(told).toEqual([payload]);
  });

  it.each(["subject", "lists"])(
    "cannot be handled on %s, which is no component, and a script may see so",
    async (name) => {
      const { context, breaches } = await formContext();
      const control = context.getControl(name) as unknown as { readonly addEventHandler: unknown };
      expect(control.addEventHandler).toBeUndefined();
      expect(breaches).toEqual([]);
    },
  );

  it("is handled by the name of an event and a function", async () => {
    const { context, breaches } = await formContext();
    const control = context.getControl("guard") as unknown as { addEventHandler(...given: unknown[]): void };
    expect(() => control.addEventHandler("onGuard")).toThrow("takes the name of an event and a function");
    expect(breaches).toHaveLength(1);
  });
});

describe("a subgrid, as a script sees it", () => {
  it("can be made to read its rows again, and has nothing of a column", async () => {
    const { context, session } = await formContext();
    const grid = context.getControl<Xrm.Controls.GridControl>("lists");
    grid?.refresh();
    grid?.refresh();
    expect(session.state.gridsRefreshed).toEqual({ lists: 2 });
    expect(() => (grid as unknown as Xrm.Controls.StandardControl).getAttribute()).toThrow(
      "is not in the published types",
    );
  });

  it("tells that its rows have been read, and how many there are", async () => {
    const { context, session } = await formContext();
    const grid = context.getControl<Xrm.Controls.GridControl>("lists");
    const counts: (number | undefined)[] = [grid?.getGrid().getTotalRecordCount()];
    const heard = (execution?: Xrm.Events.EventContext) => {
      counts.push(grid?.getGrid().getTotalRecordCount());
      expect(execution?.getEventSource()).toBe(grid);
    };
    grid?.addOnLoad(heard);
    session.gridLoaded("lists", 3);
    session.gridLoaded("others", 7);
    grid?.removeOnLoad(heard);
    session.gridLoaded("lists", 4);
    expect(counts).toEqual([0, 3]);
    expect(() => (grid as unknown as { addOnLoad(what: string): void }).addOnLoad("heard")).toThrow(
      "addOnLoad takes a function",
    );
  });
});

describe("what a script is given", () => {
  it("is no more than is published, and says so", async () => {
    const { context, breaches } = await formContext();
    expect(() => (context as unknown as { guard: unknown }).guard).toThrow("is not in the published types");
    expect(() => context.ui.tabs).toThrow("formContext.ui.tabs is not supported by the sandbox.");
    expect(() => context.getAttribute()).toThrow("without a name is not supported");
    expect(() => (context.ui.getFormType as (more: number) => unknown)(1)).toThrow(
      "takes at most 0 arguments",
    );
    expect(breaches).toHaveLength(4);
  });

  it("names the user and the place", async () => {
    let global: Xrm.GlobalContext | undefined;
    await openForm({ onload: (execution: Xrm.Events.EventContext) => (global = execution.getContext()) });
    expect(global?.getClientUrl()).toBe("http://localhost:8181");
    expect(global?.userSettings.userId).toBe("{7F2B1C3D-0000-4000-8000-00000000000A}");
    expect(global?.client.isOffline()).toBe(false);
  });

  it("shows a missing function as a script error, and goes on", async () => {
    const { session } = await openForm({}, { handlers: ["onload", "ontabstatechange"] });
    expect(session.state.scriptFaults).toEqual([
      "The sandbox does not support the form event ontabstatechange.",
      expect.stringContaining("There is no function onload."),
    ]);
  });

  it("has the variables that an earlier handler of the same event left", async () => {
    const { context, session } = await formContext();
    const seen: unknown[] = [];
    const entity = context.data.entity;
    entity.addOnSave((execution: Xrm.Events.SaveEventContext) => {
      execution.setSharedVariable("checked", true);
    });
    entity.addOnSave((execution: Xrm.Events.SaveEventContext) => {
      seen.push([execution.getDepth(), execution.getSharedVariable("checked")]);
    });
    await session.save();
    expect(seen).toEqual([[1, true]]);
  });
});
