import { readCampaigns, saveAnswer, type AnswerToSave } from "../../../dataverse/answerNote";
import type { Answer } from "../../../dataverse/attempt";
import { editNote } from "../../../dataverse/changeNote";
import type { Row } from "../../../dataverse/host";
import { endHold, saveHold } from "../../../dataverse/holds";
import { nobody } from "../../../dataverse/noteSubject";
import { noteToSave, saveNote } from "../../../dataverse/saveNote";
import { newId } from "../../../dataverse/writing";
import { dayOfDate, type Day } from "../../../domain/day";
import { SAMPLE_USERS } from "../../../sandbox/data/users";
import { NOW, openSample, type Sample, type Seat } from "./sample";

const REP = SAMPLE_USERS.rep.id;
const MARKETER = SAMPLE_USERS.marketer.id;
const open = new AbortController().signal;

let sample: Sample;
let rep: Seat;
let marketer: Seat;

beforeAll(async () => {
  sample = await openSample();
  rep = sample.seat(REP);
  marketer = sample.seat(MARKETER);
}, 240_000);

afterAll(() => sample.close());

async function someId(set: string, column: string, more = ""): Promise<string> {
  const [row] = await sample.rows(`${set}?$select=${column}&$top=1${more}`, REP);
  return String(row?.[column]);
}

/** Saved, but the answer that says so never came. */
async function losing(seat: Seat, request: () => Promise<Answer<unknown>>): Promise<void> {
  seat.losses.push("after");
  expect(await request()).toMatchObject({ ok: false });
}

// With the roles that ship: whoever creates these rows may also change their own.
describe("what was changed after its answer was lost, and saved again,", () => {
  it("is what an answer to a note holds, and what the rep is told", async () => {
    const campaigns = await readCampaigns(marketer.ask);
    if (!campaigns.ok) throw new Error(campaigns.failure.kind);
    const [spring = null, autumn = null] = campaigns.value;
    expect(autumn).not.toBeNull();
    const note = {
      id: await someId("ent_fieldnotes", "ent_fieldnoteid"),
      ownerId: REP,
      notedOn: null,
    };
    const id = newId();
    const save = (more: Pick<AnswerToSave, "status" | "campaign" | "reply">) => {
      const notification = { title: "Used after a lost answer", body: more.campaign?.name ?? "" };
      return saveAnswer(marketer.host, note, { id, name: more.status, ...more }, notification, open);
    };
    const held = () =>
      sample.rows(
        `ent_fieldanswers?$select=ent_name,ent_status,ent_reply,_ent_campaignid_value&$filter=ent_fieldanswerid eq ${id}`,
        REP,
      );
    const told = () => sample.rows("appnotifications?$filter=title eq 'Used after a lost answer'", REP);

    await losing(marketer, () => save({ status: "used", campaign: spring, reply: "Thanks" }));
    await losing(marketer, () => save({ status: "setAside", campaign: null, reply: "Too late" }));
    expect(await told()).toEqual([]);
    // The second attempt was refused as a duplicate, and its answer lost as well: it changed nothing yet.
    expect(await held()).toMatchObject([{ ent_name: "used", _ent_campaignid_value: spring?.id }]);

    expect(await save({ status: "setAside", campaign: null, reply: "Too late" })).toMatchObject({ ok: true });
    expect(await held()).toMatchObject([
      { ent_name: "setAside", ent_reply: "Too late", _ent_campaignid_value: null },
    ]);
    expect(await save({ status: "used", campaign: autumn, reply: "" })).toMatchObject({ ok: true });
    expect(await held()).toMatchObject([
      { ent_name: "used", ent_reply: null, _ent_campaignid_value: autumn?.id },
    ]);
    expect(await told()).toMatchObject([{ body: autumn?.name }]);
  });

  it("is what a hold holds: until the day given last, for no deal, in force even if ended since", async () => {
    const held = { accountId: await someId("accounts", "accountid"), contactId: null };
    const dealId = await someId("opportunities", "opportunityid", "&$filter=statecode eq 0");
    const id = newId();
    const save = (until: Day | null, reason: string) =>
      saveHold(
        rep.host,
        id,
        held,
        { reason, scope: "everySend", until, dealId: until === null ? dealId : null },
        open,
      );
    await losing(rep, () => save(null, "Legal review"));
    expect(await endHold(rep.host, id, open)).toMatchObject({ ok: true });
    expect(await save(dayOfDate(2026, 12, 20), "Audit")).toMatchObject({ ok: true });
    const holds = await sample.rows(
      `ent_holds?$select=ent_reason,ent_until,statecode,_ent_opportunityid_value,_ent_accountid_value&$filter=ent_holdid eq ${id}`,
      REP,
    );
    expect(holds).toMatchObject([
      {
        ent_reason: "Audit",
        ent_until: "2026-12-20",
        statecode: 0,
        _ent_opportunityid_value: null,
        _ent_accountid_value: held.accountId,
      },
    ]);
  });

  it("is what a note says, and all that repeats it, and nobody else is said to have changed it", async () => {
    const text = "Fears the migration";
    const topics = await sample.rows("ent_topics?$select=ent_topicid&$top=2", REP);
    const made = noteToSave({
      note: {
        text,
        name: text,
        type: null,
        sentiment: null,
        topicIds: topics.map((row) => String(row.ent_topicid)),
        contactId: null,
        recontactOn: dayOfDate(2026, 6, 18),
        heardOfUsVia: null,
        isSalesOnly: false,
        legalBasis: null,
      },
      client: { ...nobody, accountId: await someId("accounts", "accountid") },
      notedOn: NOW,
      kindCodes: ["fieldnote-neutral"],
      taskSubject: text,
      timeZoneOffsetMinutes: () => 60,
    });
    expect(await saveNote(rep.host, made)).toEqual({ kind: "acknowledged" });
    const note = { table: "ent_fieldnote", id: made.id } as const;
    const read = await rep.host.writing.retrieveRecord(note.table, note.id, "?$select=versionnumber");
    const version = String(read.versionnumber);
    /** The note, and what repeats it. */
    const says = async () => {
      const [row] = await sample.rows(
        `ent_fieldnotes?$select=ent_text&$expand=ent_taskid($select=subject,description),ent_fieldnote_interactions($select=ent_name)&$filter=ent_fieldnoteid eq ${note.id}`,
        REP,
      );
      const task = row?.ent_taskid as Row;
      const interactions = row?.ent_fieldnote_interactions as readonly Row[];
      const repeated = [...interactions.map((each) => each.ent_name), task.subject, task.description];
      return [row?.ent_text, ...repeated];
    };
    const all = (words: string) => [words, words, words, words, words];
    expect(await says()).toEqual(all(text));

    // Of the interaction, then of the task: the note still says what it said, and the edit is seen not to be done.
    rep.losses.push("after");
    expect(await editNote(rep.host, note, version, "Mine")).toMatchObject({ kind: "failed" });
    rep.losses.push("none", "none", "after");
    expect(await editNote(rep.host, note, version, "Mine", ["Mine"])).toMatchObject({ kind: "failed" });
    expect(await says()).toEqual([text, ...all("Mine").slice(1)]);
    // Of the note: what repeats it has been written.
    rep.losses.push("none", "none", "none", "after");
    expect(await editNote(rep.host, note, version, "Mine", ["Mine"])).toMatchObject({ kind: "failed" });
    expect(await says()).toEqual(all("Mine"));
    expect(await editNote(rep.host, note, version, "Mine", ["Mine"])).toEqual({ kind: "done" });
    expect(await editNote(rep.host, note, version, "Mine, and more", ["Mine"])).toEqual({ kind: "done" });
    expect(await says()).toEqual(all("Mine, and more"));
  });
});
