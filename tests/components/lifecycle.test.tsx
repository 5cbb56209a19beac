import { act, render, screen, waitFor } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as React from "react";
import { Briefing } from "../../components/Briefing";
import { Interest } from "../../components/Interest";
import type { ControlPlace } from "../../sandbox/host/pcf/context";
import { ControlInstance } from "../../sandbox/host/pcf/controlInstance";
import { readManifest } from "../../sandbox/host/pcf/manifest";
import type { ControlConstructor } from "../../sandbox/host/pcf/registry";
import { exampleHost, place, type ExampleHost } from "../sandbox/host/exampleHost";
import { components, stringFiles, stringsIn } from "./strings";

/**
 * The components under the sandbox's strict context: it throws on whatever the published types do not have, and on
 * what the manifest does not declare.
 */
const controls = [
  ["Interest", Interest, join(components, "Interest", "ControlManifest.Input.xml"), 8],
  ["Briefing", Briefing, join(components, "..", "ControlManifest.Input.xml"), 15],
] as const;

const strings = new Map(
  stringFiles()
    .filter((file) => file.endsWith(".1033.resx"))
    .flatMap((file) => [...stringsIn(file)]),
);

beforeAll(() => {
  // jsdom has no layout to observe.
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

function start(name: string, construct: unknown, manifest: string, host: ExampleHost, at: ControlPlace) {
  const failures: unknown[] = [];
  const view = render(<p>nothing yet</p>);
  const instance = new ControlInstance(
    {
      ...host,
      table: (table) =>
        ({ ...host.table("account"), logicalName: table, entitySetName: `${table}s` }) as never,
    },
    {
      fullName: `ent_Entente.${name}`,
      manifest: readManifest(readFileSync(manifest, "utf8")),
      strings,
      construct: construct as ControlConstructor,
    },
    at,
    document.createElement("div"),
    {
      draw: (element) => view.rerender(element),
      outputs: () => undefined,
      fullScreen: () => undefined,
      failed: (error) => failures.push(error),
      keepState: () => undefined,
      raised: () => undefined,
    },
  );
  act(() => instance.start({}));
  return { instance, view, failures };
}

/** An organisation without rows, but for the account itself. jsdom has no Response; the host reads no more than this. */
const empty = () =>
  Promise.resolve({
    ok: true,
    json: () => Promise.resolve({ value: [], name: "Contoso" }),
  } as Response);

describe.each(controls)("the life of %s on a form", (name, construct, manifest, requests) => {
  it("goes from init to destroy without asking the host for anything it does not promise", async () => {
    const host = exampleHost(empty);
    const { instance, failures, view } = start(name, construct, manifest, host, place);
    await waitFor(() => expect(host.sent.length).toBeGreaterThanOrEqual(requests));
    expect((await screen.findAllByText(/No signals yet|No contacts yet/)).length).toBeGreaterThan(0);

    act(() => host.switch({ dark: true }));
    act(() => instance.update(["layout"]));
    act(() => host.switch({ newLook: false, phone: true }));
    act(() => instance.update(["layout"]));
    view.unmount();
    instance.destroy();
    expect(host.breaches).toEqual([]);
    expect(failures).toEqual([]);
  });

  it("takes the record from the undocumented context where the form binds nothing", async () => {
    const host = exampleHost(empty);
    start(name, construct, manifest, host, { ...place, sources: {} });
    await waitFor(() => expect(host.sent.length).toBeGreaterThanOrEqual(requests));
    expect(decodeURIComponent(host.sent.map(({ path }) => path).join())).toContain(place.record.id);
    expect(host.breaches).toEqual([]);
  });

  it("takes the table from the form's setting before that", () => {
    const host = exampleHost(empty);
    start(name, construct, manifest, host, {
      ...place,
      sources: {
        ...place.sources,
        tableName: { kind: "static", ofType: "SingleLine.Text", value: "campaign" },
      },
    });
    expect(screen.getByRole("status")).toHaveTextContent("does not belong on this form");
    expect(host.sent).toEqual([]);
  });

  it("waits for a new record to be saved, then reads", async () => {
    const host = exampleHost(empty);
    const unsaved: ControlPlace = { ...place, sources: {}, record: { table: "account", id: "", name: "" } };
    const { instance } = start(name, construct, manifest, host, unsaved);
    expect(screen.getByRole("status")).toHaveTextContent("Save the record first");
    expect(host.sent).toEqual([]);
    act(() => instance.update([], place));
    await waitFor(() => expect(host.sent.length).toBeGreaterThanOrEqual(requests));
  });

  it("says that it is offline without asking", () => {
    const host = exampleHost(empty);
    host.switch({ offline: true });
    start(name, construct, manifest, host, place);
    expect(screen.getAllByText("You are offline.").length).toBeGreaterThanOrEqual(1);
    expect(host.sent).toEqual([]);
  });

  it("drops what is under way when it is destroyed", async () => {
    const errors = jest.spyOn(console, "error").mockImplementation(() => undefined);
    let answer: (response: Response) => void = () => undefined;
    const host = exampleHost(() => new Promise((resolve) => (answer = resolve)));
    const { instance, view } = start(name, construct, manifest, host, place);
    instance.destroy();
    view.unmount();
    answer(await empty());
    await act(() => Promise.resolve());
    expect(errors).not.toHaveBeenCalled();
    errors.mockRestore();
  });
});
