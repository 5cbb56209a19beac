import { campaignsQuestion, readCampaigns, saveAnswer, type AnswerToSave } from "../../dataverse/answerNote";
import { FIRST_OPTION } from "../../dataverse/writing";
import { printQuestion } from "../../dataverse/question";
import { Answering } from "./answering";
import { askedIn } from "./asked";
import { Recording } from "./recording";

const never = new AbortController().signal;
const note = { id: "n", ownerId: "rita", notedOn: new Date("2026-11-22T09:00:00Z") };
const answer: AnswerToSave = { id: "a", status: "used", campaign: null, reply: "", name: "Used" };
const told = { title: "Your note was used", body: "In the spring campaign" };

function host(writing: Recording, now = "2026-11-24T10:59:00Z") {
  return { isOffline: () => false, now: () => new Date(now), writing, userId: "mo" };
}

describe("an answer to a note", () => {
  it("is a row of its own, with how many whole hours after the note", async () => {
    const writing = new Recording();
    const given = { ...answer, reply: "Thanks", campaign: { id: "c", name: "Spring" } };
    expect(await saveAnswer(host(writing), note, given, told, never)).toEqual({
      ok: true,
      value: { isTold: true },
    });
    expect(writing.done[0]).toEqual({
      what: "create",
      table: "ent_fieldanswer",
      data: {
        ent_fieldanswerid: "a",
        ent_name: "Used",
        ent_status: FIRST_OPTION + 1,
        ent_reply: "Thanks",
        ent_answeredon: "2026-11-24T10:59:00.000Z",
        ent_answeredafterhours: 49,
        "ent_fieldnoteid@odata.bind": "/ent_fieldnotes(n)",
        "ent_campaignid@odata.bind": "/campaigns(c)",
      },
    });
  });

  it("names no campaign, reply or hours where there are none", async () => {
    const row = async (more: Partial<AnswerToSave>, notedOn: Date | null, now?: string) => {
      const writing = new Recording();
      await saveAnswer(host(writing, now), { ...note, notedOn }, { ...answer, ...more }, told, never);
      return writing.done[0]?.data;
    };
    const bare = await row({ reply: " \n" }, null);
    expect(bare).toMatchObject({ ent_reply: null, ent_answeredafterhours: null });
    expect(bare).not.toHaveProperty(["ent_campaignid@odata.bind"]);
    // The clock of whoever wrote the note was ahead.
    expect(await row({}, note.notedOn, "2026-11-22T08:00:00Z")).toMatchObject({ ent_answeredafterhours: 0 });
  });

  it("tells the rep whose note was used, and nobody of any other answer", async () => {
    const notified = async (status: AnswerToSave["status"], ownerId: string) => {
      const writing = new Recording();
      const saved = await saveAnswer(host(writing), { ...note, ownerId }, { ...answer, status }, told, never);
      expect(saved).toEqual({ ok: true, value: { isTold: true } });
      return writing.done.slice(1);
    };
    expect(await notified("used", "rita")).toEqual([
      {
        what: "create",
        table: "appnotification",
        data: {
          title: "Your note was used",
          body: "In the spring campaign",
          icontype: 100_000_001,
          toasttype: 200_000_000,
          "ownerid@odata.bind": "/systemusers(rita)",
        },
      },
    ]);
    expect(await notified("used", "mo")).toEqual([]);
    expect(await notified("read", "rita")).toEqual([]);
    expect(await notified("setAside", "rita")).toEqual([]);
  });

  it("stands although the rep could not be told, and is none where it could not be saved", async () => {
    const deaf = new Recording(({ table }) => (table === "appnotification" ? 0x80040220 : undefined));
    expect(await saveAnswer(host(deaf), note, answer, told, never)).toEqual({
      ok: true,
      value: { isTold: false },
    });
    const closed = new Recording(() => 0x80040220);
    expect(await saveAnswer(host(closed), note, answer, told, never)).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
    expect(closed.done).toHaveLength(1);
  });

  it("is what was said last where an earlier attempt had come through, and the rep is told of that alone", async () => {
    const isThere = () =>
      new Recording(({ what, table }) =>
        what === "create" && table === "ent_fieldanswer" ? 0x80040237 : undefined,
      );
    const used = isThere();
    const spring = { ...answer, campaign: { id: "c", name: "Spring" } };
    expect((await saveAnswer(host(used), note, spring, told, never)).ok).toBe(true);
    expect(used.done.map(({ what, table }) => `${what} ${table}`)).toEqual([
      "create ent_fieldanswer",
      "update ent_fieldanswer",
      "create appnotification",
    ]);
    expect(used.done[1]).toMatchObject({
      id: "a",
      data: { ent_status: FIRST_OPTION + 1, "ent_campaignid@odata.bind": "/campaigns(c)" },
    });
    const setAside = isThere();
    await saveAnswer(host(setAside), note, { ...answer, status: "setAside", reply: "Too late" }, told, never);
    expect(setAside.done).toHaveLength(2);
    expect(setAside.done[1]?.data).toMatchObject({
      ent_status: FIRST_OPTION + 2,
      ent_reply: "Too late",
      "ent_campaignid@odata.bind": null,
    });
  });

  it("that could not be brought to what was said last is not saved, and nobody is told", async () => {
    const half = new Recording(({ what }) => (what === "create" ? 0x80040237 : 0x80040220));
    expect((await saveAnswer(host(half), note, answer, told, never)).ok).toBe(false);
    expect(half.done).toHaveLength(2);
  });
});

describe("the campaigns in which a note may have been used", () => {
  it("are open ones that are no templates, the one planned last first", async () => {
    const service = new Answering(() => [{ campaignid: "c", name: "Spring" }, {}]);
    expect(await readCampaigns(service.asking.ask)).toEqual({
      ok: true,
      value: [
        { id: "c", name: "Spring" },
        { id: "", name: "" },
      ],
    });
    const { filter, orders } = askedIn(printQuestion(campaignsQuestion));
    expect(filter).toBe("and(statecode eq 0, istemplate ne true)");
    expect(orders).toEqual(["proposedstart descending", "name"]);
  });

  it("are not known where the question fails", async () => {
    const service = new Answering(() => ({ refused: 0x80040220 }));
    expect((await readCampaigns(service.asking.ask)).ok).toBe(false);
  });
});
