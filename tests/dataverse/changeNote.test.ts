import { deleteNote, editNote } from "../../dataverse/changeNote";
import type { Row } from "../../dataverse/host";
import { Answering, type Reply } from "./answering";
import { askedIn } from "./asked";
import { Recording, type Written } from "./recording";

const never = new AbortController().signal;
const note = { table: "ent_fieldnote", id: "n" } as const;
const two = () => [{ ent_interactionid: "i1" }, { ent_interactionid: "i2" }];

function hostOf(writing: Recording, reply: () => Reply = () => []) {
  const webApi = new Answering(reply);
  return { isOffline: () => false, webApi, writing };
}

describe("editing a note", () => {
  const stored = ({ what }: Written) =>
    what === "read" ? { versionnumber: 7, ent_text: "as it stands" } : undefined;

  const columns = "?$select=versionnumber,ent_text,_ent_taskid_value";

  it("writes text and name where the note is still as it was read", async () => {
    const writing = new Recording(stored);
    expect(await editNote(hostOf(writing), note, "7", "New text\nof two lines")).toEqual({ kind: "done" });
    expect(writing.done).toEqual([
      { what: "read", table: "ent_fieldnote", id: "n", options: columns },
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

  it("first gives the interactions that it made their new name, so that the old words stand nowhere", async () => {
    const writing = new Recording(stored);
    const host = hostOf(writing, two);
    expect(await editNote(host, note, "7", "New  text")).toEqual({ kind: "done" });
    expect(writing.done.slice(1)).toEqual([
      { what: "update", table: "ent_interaction", id: "i1", data: { ent_name: "New text" } },
      { what: "update", table: "ent_interaction", id: "i2", data: { ent_name: "New text" } },
      {
        what: "update",
        table: "ent_fieldnote",
        id: "n",
        data: { ent_text: "New  text", ent_name: "New text" },
      },
    ]);
    expect(askedIn(host.webApi.requests[0]?.fetchXml ?? "").filter).toBe("and(ent_fieldnoteid eq n)");
    const within = new Recording(stored);
    const ofSales = hostOf(within, two);
    expect(await editNote(ofSales, { table: "ent_salesnote", id: "s" }, "7", "x")).toEqual({ kind: "done" });
    expect([ofSales.webApi.requests, within.done.length]).toEqual([[], 2]);
  });

  it("leaves the note as it is where what repeats it cannot be written: the edit is seen not to be done", async () => {
    const unread = new Recording(stored);
    const refused = hostOf(unread, () => ({ refused: 0x80040216 }));
    expect((await editNote(refused, note, "7", "x")).kind).toBe("failed");
    expect(unread.done.map(({ what }) => what)).toEqual(["read"]);
    const kept = new Recording((request) => (request.what === "update" ? 0x80040220 : stored(request)));
    expect(await editNote(hostOf(kept, two), note, "7", "x")).toEqual({
      kind: "failed",
      failure: { kind: "noPrivilege" },
    });
    expect(kept.done.map(({ table }) => table)).toEqual(["ent_fieldnote", "ent_interaction"]);
    const meanwhile = new Recording(stored);
    expect((await editNote(hostOf(meanwhile, two), note, "6", "x")).kind).toBe("conflict");
    expect(meanwhile.done).toHaveLength(1);
  });
});

describe("the task of a note that is edited", () => {
  const open = { subject: "Call back: as it stands", description: "as it stands", statecode: 0 };
  const withTask = (task: Row | number, refused?: number) =>
    new Recording(({ what, table }) => {
      if (what === "read" && table === "task") return task;
      if (what === "read") return { versionnumber: 7, ent_text: "as it stands", _ent_taskid_value: "t" };
      return table === "task" ? refused : undefined;
    });
  const edited = async (writing: Recording, tried?: readonly string[]) => {
    const outcome = await editNote(hostOf(writing), note, "7", "Something else", tried);
    return [outcome.kind, ...writing.done.slice(2).map(({ table, data }) => [table, data])];
  };
  const ofNote = ["ent_fieldnote", { ent_text: "Something else", ent_name: "Something else" }];
  const ofTask = ["task", { subject: "Call back: Something else", description: "Something else" }];

  it("says the new words, before the note does", async () => {
    const writing = withTask(open);
    expect(await edited(writing)).toEqual(["done", ofTask, ofNote]);
    expect(writing.done[1]).toEqual({
      what: "read",
      table: "task",
      id: "t",
      options: "?$select=subject,description,statecode",
    });
    // It has been given them by an attempt whose answer was lost.
    const again = withTask({ ...open, subject: "Call back: Tried", description: "Tried" });
    expect(await edited(again, ["Tried"])).toEqual(["done", ofTask, ofNote]);
  });

  it("stays as it is where it is done, or somebody has written it anew", async () => {
    for (const task of [
      { ...open, statecode: 1 },
      { ...open, statecode: 2 },
      { ...open, description: "Ask for Anne" },
      { ...open, description: null },
      { ...open, subject: null },
    ]) {
      expect(await edited(withTask(task))).toEqual(["done", ofNote]);
    }
  });

  it("keeps no note from being changed where it is gone or somebody else's, and does where there is no answer", async () => {
    expect(await edited(withTask(0x80040217))).toEqual(["done", ofNote]);
    expect(await edited(withTask(open, 0x80040220))).toEqual(["done", ofTask, ofNote]);
    expect(await edited(withTask(open, 0))).toEqual(["failed", ofTask]);
    expect(await edited(withTask(0x80040216))).toEqual(["failed"]);
  });
});

describe("deleting a note", () => {
  const written = (writing: Recording) => writing.done.filter(({ what }) => what !== "read");
  const deleted = (writing: Recording) => written(writing).map(({ what, table, id }) => [what, table, id]);

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
    expect(writing.done).toEqual([{ what: "delete", table: "ent_salesnote", id: "s" }]);
    expect(host.webApi.requests).toEqual([]);
  });

  it("goes on where a part is gone already, so that a repeat finishes what was broken off", async () => {
    const writing = new Recording(() => 0x80040217);
    expect((await deleteNote(hostOf(writing, two), note, never)).ok).toBe(true);
    expect(written(writing)).toHaveLength(3);
  });

  it("keeps the note where its interactions cannot be read or taken back", async () => {
    const unread = new Recording();
    const refused = hostOf(unread, () => ({ refused: 0x80040220 }));
    expect(await deleteNote(refused, note, never)).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    expect(written(unread)).toEqual([]);
    const kept = new Recording(({ what }) => (what === "read" ? {} : 0x80040220));
    expect((await deleteNote(hostOf(kept, two), note, never)).ok).toBe(false);
    expect(written(kept)).toHaveLength(1);
    const unknown = new Recording(() => 0x80040220);
    expect((await deleteNote(hostOf(unknown, two), note, never)).ok).toBe(false);
    expect(written(unknown)).toEqual([]);
  });

  /** A note with a task, of which deleting and writing are refused with these codes. */
  const withTask = (task: Row, refused: { readonly delete?: number; readonly update?: number }) =>
    new Recording(({ what, table }) => {
      if (what === "read") return table === "task" ? task : { _ent_taskid_value: "t" };
      return table === "task" && what !== "create" ? refused[what] : undefined;
    });

  it("takes the task of its recontact along, done or not: it says what the note says", async () => {
    const writing = withTask({}, {});
    expect(await deleteNote(hostOf(writing, two), note, never)).toEqual({ ok: true, value: null });
    expect(writing.done[0]).toEqual({
      what: "read",
      table: "ent_fieldnote",
      id: "n",
      options: "?$select=_ent_taskid_value",
    });
    expect(deleted(writing)).toEqual([
      ["delete", "ent_interaction", "i1"],
      ["delete", "ent_interaction", "i2"],
      ["delete", "task", "t"],
      ["delete", "ent_fieldnote", "n"],
    ]);
    const gone = withTask({}, { delete: 0x80040217 });
    expect((await deleteNote(hostOf(gone), note, never)).ok).toBe(true);
    expect(deleted(gone)).toEqual([
      ["delete", "task", "t"],
      ["delete", "ent_fieldnote", "n"],
    ]);
  });

  it("empties and cancels a task that the user may write and not delete", async () => {
    const emptied = async (statecode: number) => {
      const writing = withTask({ statecode }, { delete: 0x80040220 });
      expect((await deleteNote(hostOf(writing), note, never)).ok).toBe(true);
      expect(written(writing).map(({ what, table }) => [what, table])).toEqual([
        ["delete", "task"],
        ["update", "task"],
        ["delete", "ent_fieldnote"],
      ]);
      expect(writing.done.filter(({ what, table }) => what === "read" && table === "task")).toEqual([
        { what: "read", table: "task", id: "t", options: "?$select=statecode" },
      ]);
      return written(writing)[1]?.data;
    };
    expect(await emptied(0)).toEqual({ subject: "…", description: null, statecode: 2 });
    expect(await emptied(1)).toEqual({ subject: "…", description: null });
  });

  it("keeps the note where its task can neither be deleted nor emptied: nobody would find the words there", async () => {
    const others = withTask({ statecode: 0 }, { delete: 0x80040220, update: 0x80040220 });
    expect(await deleteNote(hostOf(others), note, never)).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
    const unknown = withTask({ statecode: 0 }, { delete: 0x80040216 });
    expect((await deleteNote(hostOf(unknown), note, never)).ok).toBe(false);
    for (const writing of [others, unknown]) {
      expect(deleted(writing)).not.toContainEqual(["delete", "ent_fieldnote", "n"]);
    }
    expect(written(unknown)).toHaveLength(1);
  });
});
