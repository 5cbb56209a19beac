import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import * as React from "react";
import { FieldNotesView } from "../../components/FieldNotes/FieldNotesView";
import { nothingKept } from "../../components/FieldNotes/kept";
import { InterestView } from "../../components/Interest/InterestView";
import { SendGuardView } from "../../components/SendGuard/SendGuardView";
import type { ClientOnForm } from "../../components/shared/clientOnForm";
import type { Row } from "../../dataverse/host";
import { Answering, lookup, type Reply } from "../dataverse/answering";
import { formHost, organisation, settled } from "./onTheForm";
import { ME, writingHost } from "./writing";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";
const OTHER = "00000000-0000-4000-8000-00000000a002";
const ANNE = "00000000-0000-4000-8000-00000000c001";
const ACTIVITY = "00000000-0000-4000-8000-00000000e001";

/** As browsers have it: every channel of the name hears what another says, each message by itself. */
class Channel {
  static readonly open = new Set<Channel>();
  static said: unknown[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor(readonly name: string) {
    Channel.open.add(this);
  }
  postMessage(message: unknown) {
    Channel.said.push(message);
    for (const other of Channel.open) {
      if (other !== this && other.name === this.name) {
        setTimeout(() => act(() => other.onmessage?.({ data: message })), 0);
      }
    }
  }
  close() {
    Channel.open.delete(this);
  }
}

const before = globalThis.BroadcastChannel;
beforeEach(() => {
  Channel.open.clear();
  Channel.said = [];
  globalThis.BroadcastChannel = Channel as unknown as typeof BroadcastChannel;
});
afterEach(() => {
  globalThis.BroadcastChannel = before;
});

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

/** Longer than what is saved together is waited for. */
const aWhile = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 700)));

/** Another component of the form or of another tab says something. */
async function hear(...messages: readonly unknown[]) {
  const other = new Channel("entente");
  for (const message of messages) other.postMessage(message);
  other.close();
  await settled();
}

/** Interest on the form of a record, and how often it was opened or read again. */
async function showInterest(table: "account" | "contact", id: string) {
  const service = organisation([]);
  const onForm: ClientOnForm = { kind: "client", client: { table, id } };
  const view = render(<InterestView host={formHost(service)} onForm={onForm} />);
  await settled();
  // Every reading asks for the policy, once and first.
  const times = () => service.requests.filter((asked) => asked.includes('"ent_policy"')).length;
  expect(times()).toBe(1);
  return { times, view };
}

const topics: Row[] = [
  {
    ent_topicid: "00000000-0000-4000-8000-00000000d001",
    ent_name: "Data platform",
    ent_keywords: "lakehouse",
  },
  { ent_topicid: "00000000-0000-4000-8000-00000000d002", ent_name: "Security", ent_keywords: "breach" },
];
const oneNote: Row = {
  ent_fieldnoteid: "n1",
  ent_text: "Fears the migration",
  ent_notedon: "2026-11-20T10:00:00Z",
  versionnumber: 7,
  ...lookup("ownerid", ME, "Me"),
};

async function showNotes(subject: { readonly table: "account" | "contact"; readonly id: string }) {
  const replies: Record<string, Reply> = {
    ent_topic: topics,
    ent_interactionkind: ["positive", "neutral", "negative"].map((each) => ({
      ent_code: `fieldnote-${each}`,
    })),
    ent_fieldnote: [oneNote],
  };
  const service = new Answering((table) => replies[table] ?? []);
  const host = {
    ...writingHost(service),
    kept: nothingKept,
    keep: () => undefined,
    userName: "Rita Rep",
    openFile: () => Promise.resolve(),
  };
  render(<FieldNotesView host={host} onForm={{ kind: "subject", subject }} />);
  await screen.findByText("Fears the migration");
  await settled();
  const times = () => service.requests.filter(({ table }) => table === "ent_salesnote").length;
  expect(times()).toBe(1);
  return { times };
}

async function takeNote() {
  const box = await screen.findByLabelText("What did you hear?");
  fireEvent.change(box, { target: { value: "Wants a lakehouse, fears a breach, call back in 3 months" } });
  fireEvent.keyDown(box, { key: "Enter", ctrlKey: true });
  await screen.findByText("Saved.");
  await settled();
}

describe("one save", () => {
  it("is one message and one reading again, whatever rows a note makes", async () => {
    const interest = await showInterest("account", ACCOUNT);
    const notes = await showNotes({ table: "account", id: ACCOUNT });
    await takeNote();
    expect(Channel.said).toEqual([
      { saved: ["ent_interaction", "task", "ent_fieldnote"], of: { table: "account", id: ACCOUNT } },
    ]);
    await aWhile();
    expect([notes.times(), interest.times()]).toEqual([2, 2]);
  });

  it("is one reading again when a note is deleted", async () => {
    const interest = await showInterest("account", ACCOUNT);
    const notes = await showNotes({ table: "account", id: ACCOUNT });
    press("Delete");
    press("Delete");
    await aWhile();
    expect(Channel.said).toHaveLength(1);
    expect([notes.times(), interest.times()]).toEqual([2, 2]);
  });

  it.each([
    ["a channel", true],
    ["none", false],
  ])("is one reading again of the owner's own hold, with %s", async (_, isThere) => {
    if (!isThere) delete (globalThis as { BroadcastChannel?: unknown }).BroadcastChannel;
    const service = new Answering(() => []);
    const host = {
      ...writingHost(service),
      order: () => undefined,
      tell: () => undefined,
      openFile: () => Promise.resolve(),
    };
    render(
      <SendGuardView host={host} onForm={{ kind: "owner", place: { table: "account", id: ACCOUNT } }} />,
    );
    fireEvent.click(await screen.findByRole("button", { name: "Hold sends…" }));
    fireEvent.change(screen.getByLabelText("Why should nothing be sent?"), { target: { value: "Legal" } });
    press("Hold");
    await screen.findByText(/^On hold: marketing sees it/);
    await aWhile();
    expect(service.requests.filter(({ table }) => table === "ent_hold")).toHaveLength(2);
  });
});

describe("what is saved elsewhere", () => {
  it("about another account is nothing to an account's form, and may be to a person's", async () => {
    const ofAccount = await showInterest("account", ACCOUNT);
    const ofAnne = await showInterest("contact", ANNE);
    await hear({ saved: ["ent_fieldnote"], of: { table: "account", id: OTHER } });
    await aWhile();
    expect([ofAccount.times(), ofAnne.times()]).toEqual([1, 2]);
  });

  it("about nobody for certain, or about the same account in capitals, is read again", async () => {
    const { times } = await showInterest("account", ACCOUNT);
    await hear({ saved: ["ent_fieldnote"], of: null });
    await aWhile();
    expect(times()).toBe(2);
    await hear({ saved: ["ent_fieldnote"], of: { table: "account", id: ACCOUNT.toUpperCase() } });
    expect(times()).toBe(3);
  });

  it("about another account is read again where the companies below are shown", async () => {
    const { times } = await showInterest("account", ACCOUNT);
    fireEvent.click(screen.getByRole("switch"));
    await settled();
    const withBelow = times();
    await hear({ saved: ["ent_fieldnote"], of: { table: "account", id: OTHER } });
    expect(times()).toBeGreaterThan(withBelow);
  });

  it("all at once is read at once, and once more a little later", async () => {
    const { times } = await showInterest("account", ACCOUNT);
    await hear(...Array.from({ length: 5 }, () => ({ saved: ["ent_fieldnote"], of: null })));
    await waitFor(() => expect(times()).toBe(3));
    await aWhile();
    expect(times()).toBe(3);
  });

  it("is not read again by a component that has gone meanwhile", async () => {
    const { times, view } = await showInterest("account", ACCOUNT);
    const [channel] = Channel.open;
    for (let saves = 0; saves < 2; saves++) {
      act(() => channel?.onmessage?.({ data: { saved: ["ent_fieldnote"], of: null } }));
    }
    expect(times()).toBe(2);
    view.unmount();
    await aWhile();
    expect(times()).toBe(2);
  });

  it("about another activity leaves an activity's audience alone; a hold has it checked again", async () => {
    const service = new Answering((table) =>
      table === "campaignactivity" ? [{ subject: "Newsletter", statecode: 0, statuscode: 1 }] : [],
    );
    const host = {
      ...writingHost(service),
      order: () => undefined,
      tell: () => undefined,
      openFile: () => Promise.resolve(),
    };
    const record = { table: "campaignactivity", id: ACTIVITY } as const;
    render(<SendGuardView host={host} onForm={{ kind: "sent", record }} />);
    await settled();
    const times = () => service.requests.filter(({ table }) => table === "campaignactivity").length;
    const opening = times();
    await hear({ saved: ["ent_senddecision"], of: { table: "campaignactivity", id: OTHER } });
    await aWhile();
    expect(times()).toBe(opening);
    await hear({ saved: ["ent_senddecision"], of: record });
    await aWhile();
    expect(times()).toBe(2 * opening);
    await hear({ saved: ["ent_hold"], of: { table: "account", id: OTHER } });
    expect(times()).toBe(3 * opening);
  });
});
