import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import * as React from "react";
import { FieldNotesView } from "../../components/FieldNotes/FieldNotesView";
import { nothingKept } from "../../components/FieldNotes/kept";
import { SendGuardView } from "../../components/SendGuard/SendGuardView";
import type { Row } from "../../dataverse/host";
import { Answering, lookup, type Reply } from "../dataverse/answering";
import { formHost, settled, violations } from "./onTheForm";
import { ME, writingHost } from "./writing";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";
const SECOND = 1000;

function note(id: string, more: Row = {}): Row {
  return {
    ent_fieldnoteid: id,
    ent_text: `Text of ${id}`,
    // The higher the number, the newer.
    ent_notedon: new Date(Date.UTC(2026, 10, 20) + Number(id.slice(1)) * SECOND).toISOString(),
    ent_type: 789_100_000,
    versionnumber: 7,
    ...lookup("ownerid", ME, "Me"),
    ...more,
  };
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const readAgain = async () => {
  press("Read again");
  await settled();
};

/** The notes of an account, which the test changes while the form is open. */
async function showNotes(width = 900) {
  const service = { notes: Array.from({ length: 8 }, (_, at) => note(`n${String(8 - at)}`)) as Reply };
  const reading = new Answering((table) => (table === "ent_fieldnote" ? service.notes : []));
  const host = {
    ...formHost(reading, { width }),
    userId: ME,
    may: () => true,
    kept: nothingKept,
    keep: () => undefined,
    userName: "Me",
    openFile: () => Promise.resolve(),
  };
  const view = render(
    <FieldNotesView host={host} onForm={{ kind: "subject", subject: { table: "account", id: ACCOUNT } }} />,
  );
  await screen.findByText("Text of n8");
  const item = (id: string) => within(screen.getByText(`Text of ${id}`).closest("li")!);
  const box = () => screen.getByLabelText<HTMLTextAreaElement>("Text of the note");
  const edit = (id: string) => {
    fireEvent.click(item(id).getByRole("button", { name: "Edit" }));
    box().focus();
    fireEvent.change(box(), { target: { value: "Half typed" } });
  };
  const isAsTyped = () => {
    expect(box()).toHaveValue("Half typed");
    expect(box()).toHaveFocus();
  };
  return { service, view, item, box, edit, isAsTyped };
}

describe("what is typed in a note of the list", () => {
  it("stays when the list cannot be read again, which is said above it and can be tried again", async () => {
    const { service, view, edit, isAsTyped } = await showNotes();
    const { notes } = service;
    edit("n7");
    service.notes = { refused: 0x80040216 };
    await readAgain();
    isAsTyped();
    expect(screen.getByText("This could not be read.")).toBeInTheDocument();
    expect(screen.getByText("What follows was read before.")).toBeInTheDocument();
    expect(screen.getByText("Text of n8")).toBeInTheDocument();
    expect(await violations(view.container)).toEqual([]);
    // It goes on failing, then it does not.
    press("Try again");
    await settled();
    isAsTyped();
    service.notes = [note("n9"), ...(notes as Row[])];
    press("Try again");
    await screen.findByText("Text of n9");
    isAsTyped();
    expect(screen.queryByText("This could not be read.")).toBeNull();
    expect(screen.queryByText("What follows was read before.")).toBeNull();
  });

  it("stays when a new note pushes it below the rows that are shown at first", async () => {
    const { service, edit, isAsTyped } = await showNotes();
    edit("n3");
    service.notes = [note("n9"), ...(service.notes as Row[])];
    await readAgain();
    await screen.findByText("Text of n9");
    isAsTyped();
    // Six rows and the one typed in, of nine.
    expect(screen.getByRole("button", { name: /^Show 2 more/ })).toBeInTheDocument();
    press("Cancel");
    expect(screen.queryByText("Text of n3")).toBeNull();
    expect(screen.getByRole("button", { name: /^Show 3 more/ })).toBeInTheDocument();
  });

  it("stays when the list is filtered by what the note is not, and when it is folded up again", async () => {
    const { edit, isAsTyped } = await showNotes();
    press("Show 2 more");
    edit("n1");
    press("Show fewer");
    isAsTyped();
    expect(screen.queryByText("Text of n2")).toBeNull();
    fireEvent.change(screen.getByLabelText("All types"), { target: { value: "objection" } });
    isAsTyped();
    expect(screen.queryByText("Text of n8")).toBeNull();
    press("Cancel");
    expect(screen.queryByText("Text of n1")).toBeNull();
  });

  it("stays when the note is no longer there, alone or among others", async () => {
    const { service, edit, isAsTyped } = await showNotes();
    edit("n7");
    const without = (service.notes as Row[]).filter(({ ent_fieldnoteid: id }) => id !== "n7");
    service.notes = without;
    await readAgain();
    isAsTyped();
    service.notes = [];
    await readAgain();
    isAsTyped();
    service.notes = { refused: 0x80040216 };
    await readAgain();
    isAsTyped();
    press("Cancel");
    service.notes = [];
    await readAgain();
    await screen.findByText("No notes on this client yet.");
  });

  it("stays in an answer as well", async () => {
    const { service, item } = await showNotes(320);
    fireEvent.click(item("n6").getByRole("button", { name: "Set aside…" }));
    const why = screen.getByLabelText("Tell the rep why");
    fireEvent.change(why, { target: { value: "Not th" } });
    service.notes = [note("n9"), ...(service.notes as Row[])];
    await readAgain();
    expect(screen.getByLabelText("Tell the rep why")).toBe(why);
    service.notes = { refused: 0x80040216 };
    await readAgain();
    expect(screen.getByLabelText("Tell the rep why")).toBe(why);
    expect(why).toHaveValue("Not th");
  });

  it("leaves with the form without a word of React's", async () => {
    const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const { view, edit } = await showNotes();
    edit("n7");
    view.unmount();
    await settled();
    expect(said.mock.calls).toEqual([]);
    said.mockRestore();
  });
});

describe("what an owner types on the form of an account", () => {
  const ask = (id: string): Row => ({
    ent_senddecisionid: id,
    ent_decision: 789_100_002,
    ent_members: 3,
    createdon: "2026-11-21T10:00:00Z",
    ...lookup("ent_campaignactivityid", `send ${id}`, `Newsletter ${id}`),
    ...lookup("ent_opportunityid", `deal ${id}`, `Deal ${id}`),
    ...lookup("createdby", "marc", "Marc"),
    "deal.statecode": 0,
    "deal.ownerid": ME,
  });

  async function showOwner() {
    const service: { asks: Reply } = { asks: ["1", "2", "3"].map(ask) };
    const reading = new Answering((table) => (table === "ent_senddecision" ? service.asks : []));
    const host = {
      ...writingHost(reading, { width: 320 }),
      order: () => undefined,
      tell: () => undefined,
      openFile: () => Promise.resolve(),
    };
    render(
      <SendGuardView host={host} onForm={{ kind: "owner", place: { table: "account", id: ACCOUNT } }} />,
    );
    await screen.findByText(/Newsletter 3/);
    return { service };
  }
  const reason = () => screen.getByLabelText<HTMLTextAreaElement>("Why should nothing be sent?");
  const type = () => {
    reason().focus();
    fireEvent.change(reason(), { target: { value: "Legal rev" } });
  };
  const isAsTyped = () => {
    expect(reason()).toHaveValue("Legal rev");
    expect(reason()).toHaveFocus();
  };

  it("in a hold, stays when the asks and holds cannot be read again", async () => {
    const { service } = await showOwner();
    press("Hold sends…");
    type();
    service.asks = { refused: 0x80040216 };
    await readAgain();
    isAsTyped();
    expect(screen.getByText("This could not be read.")).toBeInTheDocument();
    expect(screen.getByText(/Newsletter 3/)).toBeInTheDocument();
  });

  it("in the answer to a question, stays when others push that down, and when it is no longer asked", async () => {
    const { service } = await showOwner();
    const asked = within(screen.getByText(/Newsletter 3/).closest("li")!);
    fireEvent.click(asked.getByRole("button", { name: /wait/i }));
    type();
    service.asks = ["5", "4", "1", "2", "3"].map(ask);
    await readAgain();
    await screen.findByText(/Newsletter 5/);
    isAsTyped();
    service.asks = ["5"].map(ask);
    await readAgain();
    await waitFor(() => expect(screen.queryByText(/Newsletter 1/)).toBeNull());
    isAsTyped();
    service.asks = [];
    await readAgain();
    isAsTyped();
    press("Cancel");
    await act(() => Promise.resolve());
    expect(screen.queryByText(/Newsletter/)).toBeNull();
  });
});
