/** @jest-environment jsdom */
import * as React from "react";
import * as ReactDOM from "react-dom";
import { act } from "react-dom/test-utils";
import { ControlHost, type ControlHostProps } from "../../../sandbox/host/pcf/ControlHost";
import type { ControlConstructor } from "../../../sandbox/host/pcf/registry";
import { exampleHost, loaded, place } from "./exampleHost";

type Context = ComponentFramework.Context<unknown>;

function control(draw: (context: Context) => React.ReactElement, called: string[] = []): ControlConstructor {
  return class {
    init(): void {
      called.push("init");
    }
    updateView(context: Context): React.ReactElement {
      called.push(`updateView ${context.updatedProperties.join(",")}`.trim());
      return draw(context);
    }
    destroy(): void {
      called.push("destroy");
    }
  };
}

function Throwing(): React.ReactElement {
  throw new Error("no such topic");
}

function props(construct: ControlConstructor, more: Partial<ControlHostProps> = {}): ControlHostProps {
  return {
    environment: exampleHost(),
    fullName: "ent_Example.Control",
    load: () => Promise.resolve(loaded(construct)),
    place,
    switches: { offline: false, theme: "light" },
    onOutputs: () => undefined,
    onEvent: () => undefined,
    readState: () => ({}),
    keepState: () => undefined,
    failedText: "Error loading control",
    ...more,
  };
}

let root: HTMLDivElement;
beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
});
afterEach(() => {
  ReactDOM.unmountComponentAtNode(root);
  root.remove();
  jest.restoreAllMocks();
});

async function draw(...all: ControlHostProps[]): Promise<void> {
  await act(async () => {
    ReactDOM.render(
      React.createElement(
        React.Fragment,
        null,
        React.createElement("h1", null, "Contoso"),
        ...all.map((one, key) => React.createElement(ControlHost, { key, ...one })),
      ),
      root,
    );
    await Promise.resolve();
  });
}

describe("a cell with a component", () => {
  it("draws the element that the component gives", async () => {
    await draw(props(control((context) => React.createElement("p", null, context.mode.label))));
    expect(root.textContent).toBe("ContosoInterest");
  });

  it.each([
    ["while it draws", control(() => React.createElement(Throwing))],
    [
      "in updateView",
      control(() => {
        throw new Error("no such topic");
      }),
    ],
  ])(
    "shows the host's message when the component throws %s, and leaves the form alone",
    async (_when, construct) => {
      const reported = jest.spyOn(console, "error").mockImplementation(() => undefined);
      await draw(props(construct), props(control(() => React.createElement("p", null, "fine"))));
      const alert = root.querySelector("[role=alert]");
      expect(alert?.textContent).toBe("Error loading controlno such topic");
      expect(root.querySelector("h1")?.textContent).toBe("Contoso");
      expect(root.textContent).toContain("fine");
      expect(reported).toHaveBeenCalledWith("ent_Example.Control:", expect.any(Error));
    },
  );

  it("shows the host's message when the component cannot be loaded", async () => {
    jest.spyOn(console, "error").mockImplementation(() => undefined);
    const load = (): Promise<never> => Promise.reject(new Error("No imported solution has the component."));
    await draw({ ...props(control(() => React.createElement("p"))), load });
    expect(root.querySelector("[role=alert]")?.textContent).toContain(
      "No imported solution has the component.",
    );
  });

  it("updates the component with the names of what changed", async () => {
    const called: string[] = [];
    const construct = control(() => React.createElement("p"), called);
    const load = (): Promise<ReturnType<typeof loaded>> => Promise.resolve(loaded(construct));
    const given = props(construct, { load });
    await draw(given);
    await draw({ ...given, switches: { offline: true, theme: "light" } });
    await draw({ ...given, switches: { offline: true, theme: "dark" } });
    await draw({ ...given, switches: { offline: true, theme: "dark" }, place: { ...place, disabled: true } });
    await draw({ ...given, switches: { offline: true, theme: "dark" }, place: { ...place, disabled: true } });
    expect(called).toEqual([
      "init",
      "updateView",
      "updateView offline",
      "updateView theme",
      "updateView isControlDisabled",
    ]);
  });

  it("gives the component the new value of a bound column", async () => {
    const called: string[] = [];
    const given = props(control(() => React.createElement("p"), called));
    await draw(given);
    const source = place.sources.recordId;
    if (source?.kind !== "column") throw new Error("The example is bound to a column.");
    await draw({
      ...given,
      place: {
        ...place,
        sources: { recordId: { ...source, value: "99999999-2222-4333-8444-555555555555" } },
      },
    });
    expect(called).toContain("updateView recordId,parameters");
  });

  it("destroys the component when its tab is left", async () => {
    const called: string[] = [];
    await draw(props(control(() => React.createElement("p"), called)));
    await draw();
    expect(called).toEqual(["init", "updateView", "destroy"]);
  });
});
