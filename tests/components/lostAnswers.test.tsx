import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import * as React from "react";
import { FieldNotesView } from "../../components/FieldNotes/FieldNotesView";
import { nothingKept } from "../../components/FieldNotes/kept";
import { HoldForm } from "../../components/shared/hold/HoldForm";
import { wordsOf } from "../../components/shared/words";
import { dayOfDate } from "../../domain/day";
import { FIRST_OPTION } from "../../dataverse/writing";
import type { Row } from "../../dataverse/host";
import { Answering, lookup } from "../dataverse/answering";
import { formHost, settled, silentService } from "./onTheForm";
import { Storing } from "./storing";
import { ME } from "./writing";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";
const RITA = "00000000-0000-4000-8000-00000000f002";
const NOTE = "n1";
const campaigns: Row[] = [
  { campaignid: "c1", name: "Spring" },
  { campaignid: "c2", name: "Autumn" },
];

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const notSaved = () => screen.findByText(/^It could not be saved\./);

/** A note on an account's form, as the service has it each time it is read. */
async function showNote(owner: string) {
  const service = new Storing();
  service.put("ent_fieldnote", NOTE, { ent_text: "Fears the migration" });
  const reading = new Answering((table) => {
    if (table === "campaign") return campaigns;
    if (table !== "ent_fieldnote") return [];
    const answers = service.of("ent_fieldanswer").map((answer) => ({
      "answer.ent_fieldanswerid": answer.ent_fieldanswerid,
      "answer.ent_status": answer.ent_status,
    }));
    return (answers.length === 0 ? [{}] : answers).map((answer) => ({
      ...service.rows.get(NOTE)?.data,
      ent_fieldnoteid: NOTE,
      ent_notedon: "2026-11-20T10:00:00Z",
      ...lookup("ownerid", owner, "Rita"),
      ...answer,
    }));
  });
  const host = {
    ...formHost(reading),
    writing: service,
    userId: ME,
    may: () => true,
    kept: nothingKept,
    keep: () => undefined,
    userName: "Mo",
    openFile: () => Promise.resolve(),
  };
  render(
    <FieldNotesView host={host} onForm={{ kind: "subject", subject: { table: "account", id: ACCOUNT } }} />,
  );
  await screen.findByText("Fears the migration");
  service.requests.length = 0;
  return service;
}

describe("an answer to a note whose word of being saved was lost", () => {
  const use = async (campaignId: string) => {
    const box = await screen.findByLabelText("Campaign");
    await within(box).findByText("Spring");
    fireEvent.change(box, { target: { value: campaignId } });
    press("Answer");
  };

  /** It names a campaign, and its word was lost. */
  const usedAndLost = async () => {
    const service = await showNote(RITA);
    press("Used in a campaign…");
    service.losing = 1;
    await use("c1");
    await notSaved();
    return service;
  };

  it("is the one given next, and the rep is told of that one, once", async () => {
    const service = await showNote(RITA);
    service.losing = 1;
    press("Mark as read");
    await notSaved();
    press("Used in a campaign…");
    await use("c1");
    await waitFor(() => expect(service.of("appnotification")).toHaveLength(1));
    expect(service.of("ent_fieldanswer")).toEqual([
      expect.objectContaining({
        ent_status: FIRST_OPTION + 1,
        "ent_campaignid@odata.bind": "/campaigns(c1)",
      }),
    ]);
  });

  it("names the campaign, and says the words, that were chosen last", async () => {
    const service = await usedAndLost();
    expect(service.of("appnotification")).toEqual([]);
    await use("c2");
    await waitFor(() => expect(service.of("appnotification")).toHaveLength(1));
    expect(service.of("appnotification")[0]?.body).toContain("Autumn");
    expect(service.of("ent_fieldanswer")).toEqual([
      expect.objectContaining({ "ent_campaignid@odata.bind": "/campaigns(c2)" }),
    ]);
  });

  it("names no campaign any more where it is set aside next", async () => {
    const service = await usedAndLost();
    press("Cancel");
    press("Set aside…");
    fireEvent.change(screen.getByLabelText("Tell the rep why"), { target: { value: "Too late" } });
    press("Answer");
    await waitFor(() => expect(screen.queryByLabelText("Tell the rep why")).toBeNull());
    expect(service.of("ent_fieldanswer")).toEqual([
      expect.objectContaining({
        ent_status: FIRST_OPTION + 2,
        ent_reply: "Too late",
        "ent_campaignid@odata.bind": null,
      }),
    ]);
    expect(service.of("appnotification")).toEqual([]);
  });

  it("stays what it was where the list shows by then that it came through, and another is given", async () => {
    const service = await usedAndLost();
    press("Read again");
    await screen.findByText(/^used in/);
    press("Cancel");
    press("Used in a campaign…");
    await use("c2");
    await waitFor(() => expect(service.of("ent_fieldanswer")).toHaveLength(2));
    expect(service.of("ent_fieldanswer").map((row) => row["ent_campaignid@odata.bind"])).toEqual([
      "/campaigns(c1)",
      "/campaigns(c2)",
    ]);
  });

  it("is not doubled by marking as read once more, whether the list shows it or not", async () => {
    const service = await showNote(RITA);
    service.losing = 2;
    press("Mark as read");
    await notSaved();
    press("Mark as read");
    await notSaved();
    press("Read again");
    await screen.findByText(/^read by/);
    press("Mark as read");
    await waitFor(() => expect(screen.queryByText(/^It could not be saved\./)).toBeNull());
    await settled();
    expect(service.of("ent_fieldanswer")).toHaveLength(1);
  });

  it("cannot be changed while it is being saved", async () => {
    const service = await showNote(RITA);
    press("Used in a campaign…");
    await use("c1");
    expect(screen.getByLabelText("Campaign")).toBeDisabled();
    expect(screen.getByLabelText("Reply to the rep")).toHaveAttribute("readonly");
    await waitFor(() => expect(service.of("appnotification")).toHaveLength(1));
  });
});

describe("a changed text whose word of being saved was lost", () => {
  const box = () => screen.getByLabelText<HTMLTextAreaElement>("Text of the note");
  const save = () => {
    fireEvent.click(within(box().closest("li")!).getByRole("button", { name: "Save" }));
  };
  const edit = (text: string) => fireEvent.change(box(), { target: { value: text } });
  const editedAndLost = async () => {
    const service = await showNote(ME);
    press("Edit");
    edit("Mine");
    service.losing = 1;
    save();
    await notSaved();
    return service;
  };

  it("is saved when it is sent again: nobody else wrote it", async () => {
    const service = await editedAndLost();
    save();
    await waitFor(() => expect(screen.queryByLabelText("Text of the note")).toBeNull());
    expect(service.rows.get(NOTE)?.data.ent_text).toBe("Mine");
    expect(service.requests).toEqual(["update ent_fieldnote"]);
  });

  it("may be changed once more: what stands there is one's own", async () => {
    const service = await editedAndLost();
    edit("Mine, and more");
    save();
    await waitFor(() => expect(screen.queryByLabelText("Text of the note")).toBeNull());
    expect(service.rows.get(NOTE)?.data.ent_text).toBe("Mine, and more");
  });

  it("does not hide what somebody else has written since", async () => {
    const service = await editedAndLost();
    service.put("ent_fieldnote", NOTE, { ent_text: "Theirs" });
    save();
    await screen.findByText("Theirs");
    expect(box()).toHaveValue("Mine");
    expect(service.rows.get(NOTE)?.data.ent_text).toBe("Theirs");
  });

  it("takes no further typing while it is being saved, so that none is lost", async () => {
    const service = await showNote(ME);
    press("Edit");
    edit("Mine");
    save();
    expect(box()).toHaveAttribute("readonly");
    await waitFor(() => expect(screen.queryByLabelText("Text of the note")).toBeNull());
    expect(service.rows.get(NOTE)?.data.ent_text).toBe("Mine");
  });
});

describe("a hold whose word of being saved was lost", () => {
  const DEAL = { id: "d1", name: "Platform renewal" };

  function showForm() {
    const service = new Storing();
    const host = { ...formHost(silentService), writing: service, userId: ME, may: () => true };
    const done = jest.fn();
    render(
      <HoldForm
        host={host}
        words={wordsOf(host)}
        held={{ accountId: ACCOUNT, contactId: null }}
        deals={[DEAL]}
        today={dayOfDate(2026, 11, 22)}
        onDone={done}
        onCancel={() => undefined}
      />,
    );
    fireEvent.change(screen.getByLabelText("Why should nothing be sent?"), { target: { value: "Audit" } });
    return { service, done };
  }
  const until = (day: string) =>
    fireEvent.change(screen.getByLabelText("Last day of the hold"), { target: { value: day } });

  it("lasts until the day that was given last", async () => {
    const { service, done } = showForm();
    until("2026-12-01");
    service.losing = 1;
    press("Hold");
    await notSaved();
    until("2026-12-20");
    press("Hold");
    await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
    expect(service.of("ent_hold")).toEqual([expect.objectContaining({ ent_until: "2026-12-20" })]);
  });

  it("waits no longer for a deal where a day is given next", async () => {
    const { service, done } = showForm();
    service.losing = 1;
    press("Hold");
    await notSaved();
    until("2026-12-20");
    press("Hold");
    await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
    expect(service.of("ent_hold")).toEqual([
      expect.objectContaining({ ent_until: "2026-12-20", "ent_opportunityid@odata.bind": null }),
    ]);
  });

  it("cannot be changed while it is being saved", async () => {
    const { done } = showForm();
    press("Hold");
    expect(screen.getByLabelText("Why should nothing be sent?")).toHaveAttribute("readonly");
    expect(screen.getByLabelText("Last day of the hold")).toBeDisabled();
    expect(screen.getByLabelText("Which sends")).toBeDisabled();
    await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  });
});
