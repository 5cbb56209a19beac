import { deleteNote, editNote } from "../../dataverse/changeNote";
import { Answering, type Reply } from "./answering";
import { askedIn } from "./asked";
import { Recording, type Written } from "./recording";

const never = new AbortController().signal;
const note = { table: "ent_fieldnote", id: "n" } as const;

function hostOf(writing: Recording, reply: () => Reply = () => []) {
  const webApi = new Answering(reply);
  return { isOffline: () => false, webApi, writing };
}

describe("editing a note", () => {
  const stored = ({ what }: Written) =>
    what === "read" ? { versionnumber: 7, ent_text: "as it stands" } : undefined;

  it("writes text and name where the note is still as it was read", async () => {
    const writing = new Recording(stored);
    expect(await editNote(hostOf(writing), note, "7", "New text\nof two lines")).toEqual({ kind: "done" });
    expect(writing.done).toEqual([
      { what: "read", table: "ent_fieldnote", id: "n", options: "?$select=versionnumber,ent_text" },
      {
        what: "update",
        table: "ent_fieldnote",
        id: "n",
        data: { ent_text: "New text\nof two lines", ent_name: "New text of two lines" },
      },
    ]);
  });

  it("overwrites nobody: it says what stands there now", async () => {
    const writing = new Recording(stored);
    expect(await editNote(hostOf(writing), note, "6", "New text")).toEqual({
      kind: "conflict",
      text: "as it stands",
      version: "7",
    });
    expect(writing.done.map(({ what }) => what)).toEqual(["read"]);
    const emptied = new Recording(() => ({ versionnumber: "8" }));
    expect(await editNote(hostOf(emptied), note, "7", "x")).toEqual({
      kind: "conflict",
      text: "",
      version: "8",
    });
  });

  it("takes for its own what stands there after a lost answer, and goes on from it", async () => {
    const again = new Recording(stored);
    expect(await editNote(hostOf(again), note, "6", "as it stands")).toEqual({ kind: "done" });
    expect(again.done.map(({ what }) => what)).toEqual(["read"]);
    const onwards = new Recording(stored);
    expect(await editNote(hostOf(onwards), note, "6", "changed once more", ["as it stands"])).toEqual({
      kind: "done",
    });
    expect(onwards.done[1]).toMatchObject({ what: "update", data: { ent_text: "changed once more" } });
    const others = new Recording(stored);
    expect(await editNote(hostOf(others), note, "6", "mine", ["an earlier one of mine"])).toMatchObject({
      kind: "conflict",
    });
  });

  it("says why it could not be written", async () => {
    const gone = new Recording(() => 0x80040217);
    expect(await editNote(hostOf(gone), note, "7", "x")).toEqual({
      kind: "failed",
      failure: { kind: "gone" },
    });
  });
});

describe("deleting a note", () => {
  const two = () => [{ ent_interactionid: "i1" }, { ent_interactionid: "i2" }];
  const deleted = (writing: Recording) => writing.done.map(({ what, table, id }) => [what, table, id]);

  it("first takes back the interactions that it made, then the note", async () => {
    const writing = new Recording();
    const host = hostOf(writing, two);
    expect(await deleteNote(host, note, never)).toEqual({ ok: true, value: null });
    expect(deleted(writing)).toEqual([
      ["delete", "ent_interaction", "i1"],
      ["delete", "ent_interaction", "i2"],
      ["delete", "ent_fieldnote", "n"],
    ]);
    expect(askedIn(host.webApi.requests[0]?.fetchXml ?? "")).toEqual({
      table: "ent_interaction",
      limits: "",
      columns: ["ent_interactionid"],
      orders: [],
      filter: "and(ent_fieldnoteid eq n)",
      links: {},
    });
  });

  it("of sales alone takes nothing back: it made no interactions", async () => {
    const writing = new Recording();
    const host = hostOf(writing, two);
    await deleteNote(host, { table: "ent_salesnote", id: "s" }, never);
    expect(deleted(writing)).toEqual([["delete", "ent_salesnote", "s"]]);
    expect(host.webApi.requests).toEqual([]);
  });

  it("goes on where a part is gone already, so that a repeat finishes what was broken off", async () => {
    const writing = new Recording(() => 0x80040217);
    expect((await deleteNote(hostOf(writing, two), note, never)).ok).toBe(true);
    expect(writing.done).toHaveLength(3);
  });

  it("keeps the note where its interactions cannot be read or taken back", async () => {
    const unread = new Recording();
    const refused = hostOf(unread, () => ({ refused: 0x80040220 }));
    expect(await deleteNote(refused, note, never)).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    expect(unread.done).toEqual([]);
    const kept = new Recording(() => 0x80040220);
    expect((await deleteNote(hostOf(kept, two), note, never)).ok).toBe(false);
    expect(kept.done).toHaveLength(1);
  });
});
