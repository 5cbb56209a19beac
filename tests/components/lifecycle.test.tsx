import { act, render, screen, waitFor } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as React from "react";
import { Briefing } from "../../components/Briefing";
import { FieldNotes } from "../../components/FieldNotes";
import { Health } from "../../components/Health";
import { Interest } from "../../components/Interest";
import { SendGuard } from "../../components/SendGuard";
import type { ControlPlace } from "../../sandbox/host/pcf/context";
import { ControlInstance } from "../../sandbox/host/pcf/controlInstance";
import { readManifest } from "../../sandbox/host/pcf/manifest";
import type { ControlConstructor } from "../../sandbox/host/pcf/registry";
import { exampleHost, place, type ExampleHost } from "../sandbox/host/exampleHost";
import { countHeldOpen } from "./heldOpen";
import { settled } from "./onTheForm";
import { components, stringFiles, stringsIn } from "./strings";

interface Standing {
  readonly name: string;
  readonly construct: unknown;
  /** On whose form it stands. */
  readonly table: string;
  /** How many requests it makes at least, where there are no rows. */
  readonly requests: number;
  /** What it says then. */
  readonly said: RegExp;
}

/**
 * The components under the sandbox's strict context: it throws on whatever the published types do not have, and on
 * what the manifest does not declare.
 */
const aboutRecords: readonly Standing[] = [
  { name: "Interest", construct: Interest, table: "account", requests: 8, said: /No contacts yet/ },
  { name: "Briefing", construct: Briefing, table: "account", requests: 15, said: /No contacts yet/ },
  {
    name: "FieldNotes",
    construct: FieldNotes,
    table: "account",
    requests: 2,
    said: /No notes on this client/,
  },
  { name: "SendGuard", construct: SendGuard, table: "account", requests: 4, said: /Nothing is on hold/ },
  {
    name: "SendGuard",
    construct: SendGuard,
    table: "campaignactivity",
    requests: 4,
    said: /no longer exists/,
  },
];
const everywhere: readonly Standing[] = [
  ...aboutRecords,
  { name: "Health", construct: Health, table: "ent_policy", requests: 32, said: /keep Entente from working/ },
];

/** The Briefing's manifest stands at the root: see scripts/build.ts. */
function manifestOf(name: string): string {
  return join(components, name === "Briefing" ? ".." : name, "ControlManifest.Input.xml");
}

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

function placeOn(table: string): ControlPlace {
  return { ...place, record: { ...place.record, table } };
}

function start({ name, construct, table }: Standing, host: ExampleHost, at = placeOn(table)) {
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
      manifest: readManifest(readFileSync(manifestOf(name), "utf8")),
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

const never = () => new Promise<Response>(() => undefined);

/** Asks for patience: the component waits seconds before it asks again. */
const busy = () =>
  Promise.resolve({
    ok: false,
    status: 429,
    json: () => Promise.resolve({ error: { code: "0x80072322", message: "Too many requests" } }),
  } as Response);

describe.each(everywhere)("the life of $name on the form of $table", (standing) => {
  const { requests, said } = standing;

  it("goes from init to destroy without asking the host for anything it does not promise", async () => {
    const host = exampleHost(empty);
    const { instance, failures, view } = start(standing, host);
    await waitFor(() => expect(host.sent.length).toBeGreaterThanOrEqual(requests));
    expect((await screen.findAllByText(said)).length).toBeGreaterThan(0);

    act(() => host.switch({ dark: true }));
    act(() => instance.update(["layout"]));
    act(() => host.switch({ newLook: false, phone: true }));
    act(() => instance.update(["layout"]));
    view.unmount();
    instance.destroy();
    expect(host.breaches).toEqual([]);
    expect(failures).toEqual([]);
  });

  it.each([
    ["once everything is read", empty, requests, /ResizeObserver/],
    ["while answers are awaited", never, 1, /ResizeObserver/],
    ["while it waits before it asks again", busy, 1, /timer of \d{4}/],
  ])("holds on to nothing when it is destroyed %s", async (_, answer, asked, opened) => {
    const held = countHeldOpen();
    try {
      const host = exampleHost(answer);
      const { instance, view } = start(standing, host);
      await waitFor(() => expect(host.sent.length).toBeGreaterThanOrEqual(asked));
      await settled();
      expect(held.now().join()).toMatch(opened);
      instance.destroy();
      view.unmount();
      await settled();
      expect(held.now()).toEqual([]);
    } finally {
      held.stop();
    }
  });

  it("asks before it draws what it waits for, and draws that in the same turn", () => {
    const drawn: (Element | null)[] = [];
    const waits = () => document.querySelector('[aria-busy="true"], textarea');
    const host = exampleHost(() => {
      drawn.push(waits());
      return never();
    });
    start(standing, host);
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.filter((element) => element !== null)).toEqual([]);
    expect(waits()).not.toBeNull();
  });

  it("says that it is offline without asking", () => {
    const host = exampleHost(empty);
    host.switch({ offline: true });
    start(standing, host);
    expect(screen.getAllByText("You are offline.").length).toBeGreaterThanOrEqual(1);
    expect(host.sent).toEqual([]);
  });

  it("drops what is under way when it is destroyed", async () => {
    const errors = jest.spyOn(console, "error").mockImplementation(() => undefined);
    let answer: (response: Response) => void = () => undefined;
    const host = exampleHost(() => new Promise((resolve) => (answer = resolve)));
    const { instance, view } = start(standing, host);
    instance.destroy();
    view.unmount();
    answer(await empty());
    await act(() => Promise.resolve());
    expect(errors).not.toHaveBeenCalled();
    errors.mockRestore();
  });
});

describe.each(aboutRecords)("the record of $name on the form of $table", (standing) => {
  const { table, requests } = standing;

  it("comes from the undocumented context where the form binds nothing", async () => {
    const host = exampleHost(empty);
    start(standing, host, { ...placeOn(table), sources: {} });
    await waitFor(() => expect(host.sent.length).toBeGreaterThanOrEqual(requests));
    expect(decodeURIComponent(host.sent.map(({ path }) => path).join())).toContain(place.record.id);
    expect(host.breaches).toEqual([]);
  });

  it("is of the table that the form's setting names, before that", () => {
    const host = exampleHost(empty);
    start(standing, host, {
      ...place,
      sources: {
        ...place.sources,
        tableName: { kind: "static", ofType: "SingleLine.Text", value: "task" },
      },
    });
    expect(screen.getByRole("status")).toHaveTextContent("does not belong on this form");
    expect(host.sent).toEqual([]);
  });

  it("is waited for while it is new and not saved", async () => {
    const host = exampleHost(empty);
    const unsaved: ControlPlace = { ...place, sources: {}, record: { table, id: "", name: "" } };
    const { instance } = start(standing, host, unsaved);
    expect(screen.getByRole("status")).toHaveTextContent("Save the record first");
    expect(host.sent).toEqual([]);
    act(() => instance.update([], placeOn(table)));
    await waitFor(() => expect(host.sent.length).toBeGreaterThanOrEqual(requests));
  });
});
