/** @jest-environment jsdom */
import * as React from "react";
import { ControlInstance, type ControlOwner } from "../../../sandbox/host/pcf/controlInstance";
import type { ControlConstructor } from "../../../sandbox/host/pcf/registry";
import { exampleHost, loaded, place, type ManifestParts } from "./exampleHost";

type Context = ComponentFramework.Context<Record<string, ComponentFramework.PropertyTypes.Property>>;

interface Behaviour {
  init?(context: Context, notify: () => void, state: unknown, container: unknown): void;
  updateView?(context: Context): unknown;
  getOutputs?(): Record<string, unknown>;
}

/** A component that writes down how it was called. */
function recorded(behaviour: Behaviour, called: string[]): ControlConstructor {
  return class {
    init(context: Context, notify: () => void, state: unknown, container: unknown): void {
      called.push("init");
      behaviour.init?.(context, notify, state, container);
    }
    updateView(context: Context): unknown {
      called.push(`updateView ${context.updatedProperties.join(",")}`.trim());
      return behaviour.updateView ? behaviour.updateView(context) : React.createElement("p");
    }
    getOutputs(): Record<string, unknown> {
      called.push("getOutputs");
      return behaviour.getOutputs?.() ?? {};
    }
    destroy(): void {
      called.push("destroy");
    }
  };
}

function owner(): ControlOwner & { readonly told: unknown[][] } {
  const told: unknown[][] = [];
  return {
    told,
    draw: (element) => told.push(["draw", element.type]),
    outputs: (values) => told.push(["outputs", values]),
    fullScreen: (value) => told.push(["full screen", value]),
    failed: (error) => told.push(["failed", (error as Error).message]),
    keepState: (state) => told.push(["state", state]),
    raised: (event, payload) => told.push(["raised", event, payload]),
  };
}

function start(behaviour: Behaviour, parts: ManifestParts = {}, state: ComponentFramework.Dictionary = {}) {
  const called: string[] = [];
  const seen = owner();
  const container = document.createElement("div");
  const instance = new ControlInstance(
    exampleHost(),
    loaded(recorded(behaviour, called), parts),
    place,
    container,
    seen,
  );
  instance.start(state);
  return { instance, called, told: seen.told, container };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe("the life of a component on a form", () => {
  it("is initialised with the state it kept, drawn, updated and destroyed", () => {
    let given: unknown;
    const { instance, called, told } = start(
      { init: (_context, _notify, state) => (given = state) },
      {},
      { open: "Security" },
    );
    expect(given).toEqual({ open: "Security" });
    instance.update(["layout"]);
    instance.destroy();
    expect(called).toEqual(["init", "updateView", "updateView layout", "destroy"]);
    expect(told).toEqual([
      ["draw", "p"],
      ["draw", "p"],
    ]);
  });

  it("raises the events of its manifest, with one payload each, for as long as it lives", () => {
    let raise = (..._payload: unknown[]): void => undefined;
    const { instance, told } = start(
      { init: (context) => (raise = context.events.onGuard as typeof raise) },
      { properties: `<event name="onGuard" display-name-key="OnGuard" />` },
    );
    raise({ lists: ["spring"] });
    raise();
    expect(() => {
      raise("spring", "summer");
    }).toThrow("takes one payload");
    instance.destroy();
    raise("late");
    expect(told.filter(([what]) => what === "raised")).toEqual([
      ["raised", "onGuard", { lists: ["spring"] }],
      ["raised", "onGuard", undefined],
    ]);
  });

  it("gives a container to a standard control alone", () => {
    let given: unknown = "nothing";
    const init: Behaviour["init"] = (_context, _notify, _state, container) => (given = container);
    start({ init });
    expect(given).toBeUndefined();
    const { container, told } = start({ init, updateView: () => undefined }, { controlType: "standard" });
    expect(given).toBe(container);
    expect(told).toEqual([]);
  });

  it("asks for outputs later, once, however often the component says that they changed", () => {
    let notify = (): void => undefined;
    const { called, told } = start(
      {
        init: (_context, given) => (notify = given),
        getOutputs: () => ({ note: "Afraid of the migration" }),
      },
      {
        properties: `<property name="note" display-name-key="Note" of-type="Multiple" usage="output" required="false" />`,
      },
    );
    notify();
    notify();
    expect(called).not.toContain("getOutputs");
    jest.runAllTimers();
    expect(called.filter((call) => call === "getOutputs")).toHaveLength(1);
    expect(told).toContainEqual(["outputs", { note: "Afraid of the migration" }]);
  });

  it("fails a component that gives an output which its manifest does not have", () => {
    let notify = (): void => undefined;
    const { told } = start({ init: (_context, given) => (notify = given), getOutputs: () => ({ nope: 1 }) });
    notify();
    jest.runAllTimers();
    expect(told).toContainEqual([
      "failed",
      "getOutputs gave nope, which is not a bound or output property of the manifest.",
    ]);
  });

  it("stops a component that answers every update with an output", () => {
    let notify = (): void => undefined;
    const begun = start({
      init: (_context, given) => (notify = given),
      updateView: () => {
        notify();
        return React.createElement("p");
      },
    });
    for (let round = 0; round < 100; round++) {
      jest.advanceTimersByTime(1);
      begun.instance.update(["note"]);
    }
    expect(begun.told).toContainEqual([
      "failed",
      "notifyOutputChanged is called without end: does updateView call it?",
    ]);
  });

  it("renders again when it is asked to, not at once", () => {
    let context: Context | undefined;
    const { called } = start({ init: (given) => (context = given) });
    context?.factory.requestRender();
    context?.factory.requestRender();
    expect(called).toEqual(["init", "updateView"]);
    jest.runAllTimers();
    expect(called).toEqual(["init", "updateView", "updateView"]);
  });

  it("is not called again after it threw, and tells the form why", () => {
    const { instance, called, told } = start({
      updateView: () => {
        throw new Error("no such topic");
      },
    });
    instance.update(["layout"]);
    instance.destroy();
    expect(called).toEqual(["init", "updateView"]);
    expect(told).toEqual([["failed", "no such topic"]]);
  });

  it("must give a React element when it is virtual", () => {
    const { told } = start({ updateView: () => "text" });
    expect(told).toEqual([["failed", "updateView of a virtual control must return a React element."]]);
  });

  it("keeps what setControlState gives", () => {
    const { told } = start({ init: (context) => context.mode.setControlState({ open: "Security" }) });
    expect(told[0]).toEqual(["state", { open: "Security" }]);
  });

  it("hears nothing after it was destroyed", () => {
    let notify = (): void => undefined;
    const { instance, called } = start({ init: (_context, given) => (notify = given) });
    notify();
    instance.destroy();
    jest.runAllTimers();
    instance.update(["layout"]);
    expect(called).toEqual(["init", "updateView", "destroy"]);
  });
});
