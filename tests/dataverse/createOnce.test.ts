import { createOnce, createOrReplace, type RowToSave } from "../../dataverse/createOnce";
import { Recording, type Written } from "./recording";

const never = new AbortController().signal;

describe("a row whose id was made here", () => {
  const created = (reply?: number) =>
    createOnce({ isOffline: () => false, writing: new Recording(() => reply) }, never, "list", {
      listid: "l",
    });

  it("is created, or was by an earlier request whose answer was lost", async () => {
    expect((await created()).ok).toBe(true);
    expect((await created(0x80040237)).ok).toBe(true);
  });

  it("is not there where the service refused it for anything else, or did not answer", async () => {
    expect(await created(0x80040220)).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    expect(await created(0x80040265)).toMatchObject({ ok: false, failure: { code: "0x80040265" } });
    expect(await created(0)).toMatchObject({ ok: false, failure: { kind: "unknown", code: null } });
  });
});

describe("a row that may have changed between two attempts to save it", () => {
  const row = {
    table: "ent_hold",
    id: "h",
    content: { ent_until: null },
    blank: { ent_until: 1, statecode: 0 },
  };
  const saved = async (reply: (request: Written) => number | undefined, more: Partial<RowToSave> = {}) => {
    const writing = new Recording(reply);
    const answer = await createOrReplace({ isOffline: () => false, writing }, never, { ...row, ...more });
    return { answer, done: writing.done };
  };

  it("is created in one request", async () => {
    const { answer, done } = await saved(() => undefined);
    expect(answer.ok).toBe(true);
    expect(done).toEqual([{ what: "create", table: "ent_hold", data: { ent_holdid: "h", ent_until: null } }]);
  });

  it("holds what the last attempt says where an earlier one came through, and nothing else of that one", async () => {
    const { answer, done } = await saved(({ what }) => (what === "create" ? 0x80040237 : undefined));
    expect(answer.ok).toBe(true);
    expect(done.slice(1)).toEqual([
      { what: "update", table: "ent_hold", id: "h", data: { ent_until: null, statecode: 0 } },
    ]);
  });

  it("keeps what only a new row is given", async () => {
    const atFirst = { ent_name: "Audit" };
    const { done: fresh } = await saved(() => undefined, { atFirst });
    expect(fresh.map(({ data }) => data)).toEqual([{ ent_holdid: "h", ent_name: "Audit", ent_until: null }]);
    const { done } = await saved(({ what }) => (what === "create" ? 0x80040237 : undefined), { atFirst });
    expect(done[1]?.data).toEqual({ ent_until: null, statecode: 0 });
  });

  it("is not saved where that last word could not be written, nor where it was refused for anything else", async () => {
    const half = await saved(({ what }) => (what === "create" ? 0x80040237 : 0x80040220));
    expect(half.answer).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    const refused = await saved(() => 0x80040220);
    expect(refused.answer).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    expect(refused.done).toHaveLength(1);
  });
});
