import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import { FieldNotesView } from "../../components/FieldNotes/FieldNotesView";
import { keptIn, keptText, nothingKept, type Kept } from "../../components/FieldNotes/kept";
import { takeUpTyped } from "../../components/FieldNotes/leftBehind";
import type { NoteHost } from "../../components/FieldNotes/noteHost";
import type { SubjectOnForm } from "../../components/FieldNotes/subjectOnForm";
import type { Row, WebApi } from "../../dataverse/host";
import type { Writing } from "../../dataverse/writing";
import { emptyDraft, type Draft } from "../../domain/fieldNote";
import type { TextFile } from "../../domain/textFile";
import { Answering, lookup, refusal, shown, type Reply } from "../dataverse/answering";
import { formHost, violations } from "./onTheForm";
import type { Language } from "./strings";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";
const TOPIC = "00000000-0000-4000-8000-00000000d001";
const ANNE = "00000000-0000-4000-8000-00000000c001";
const BRAM = "00000000-0000-4000-8000-00000000c002";
const ME = "00000000-0000-4000-8000-00000000f001";
const OTHER = "00000000-0000-4000-8000-00000000f002";

const topics: Row[] = [{ ent_topicid: TOPIC, ent_name: "Data platform", ent_keywords: "lakehouse" }];
const people: Row[] = [
  { contactid: ANNE, fullname: "Anne Lambert", jobtitle: "CIO", msdyn_gdproptout: false },
  { contactid: BRAM, fullname: "Bram de Vries", jobtitle: null, msdyn_gdproptout: true },
];

function note(id: string, text: string, owner: string, more: Row = {}): Row {
  return {
    ent_fieldnoteid: id,
    ent_text: text,
    ent_notedon: "2026-11-20T10:00:00Z",
    versionnumber: 7,
    ...lookup("ownerid", owner, owner === ME ? "Me" : "Somebody"),
    ...more,
  };
}

/** A topic that a note counted for, as it is read with the note. */
const signal = (topic: string, name: string): Row => shown("signal.ent_topicid", topic, name);

/** What the service answers, and all that was written to it. */
class Service implements Writing {
  readonly created: (readonly [table: string, data: Row])[] = [];
  readonly updated: (readonly [table: string, id: string, data: Row])[] = [];
  readonly deleted: string[] = [];
  /** The note as it stands when it is read again before an edit. */
  standing: Row = {};
  readonly reading: WebApi;
  /** Tables that cannot be read for now. */
  refuses: (table: string) => boolean = () => false;
  /** How the next writes fail, in turn. */
  failures: (Error | undefined)[] = [];

  constructor(replies: Readonly<Record<string, Reply>> = {}) {
    const usual: Readonly<Record<string, Reply>> = {
      ent_topic: topics,
      ent_interactionkind: ["positive", "neutral", "negative"].map((each) => ({
        ent_code: `fieldnote-${each}`,
      })),
      contact: people,
    };
    this.reading = new Answering((table) =>
      this.refuses(table) ? { refused: 0x80040216 } : (replies[table] ?? usual[table] ?? []),
    );
  }

  async createRecord(table: string, data: Row): Promise<unknown> {
    await Promise.resolve();
    const failure = this.failures.shift();
    if (failure) throw failure;
    this.created.push([table, data]);
    return {};
  }
  updateRecord(table: string, id: string, data: Row): Promise<unknown> {
    const failure = this.failures.shift();
    if (failure) return Promise.reject(failure);
    this.updated.push([table, id, data]);
    return Promise.resolve({});
  }
  deleteRecord(table: string, id: string): Promise<unknown> {
    const failure = this.failures.shift();
    if (failure) return Promise.reject(failure);
    this.deleted.push(`${table} ${id}`);
    return Promise.resolve({});
  }
  retrieveRecord(): Promise<Row> {
    return Promise.resolve(this.standing);
  }
}

interface Given {
  readonly service?: Service;
  readonly onForm?: SubjectOnForm;
  readonly may?: NoteHost["may"];
  readonly kept?: Kept;
  readonly language?: Language;
  readonly keep?: (kept: Kept) => void;
  readonly openFile?: NoteHost["openFile"];
}

/** Forms on which something was typed. What a page knows of them goes with it, and each test is a page of its own. */
const typedOn = new Set<string>();
afterEach(() => {
  cleanup();
  takeUpTyped([...typedOn]);
});

function show(given: Given = {}) {
  const service = given.service ?? new Service();
  const host: NoteHost = {
    ...formHost(service.reading, { language: given.language ?? 1033 }),
    writing: service,
    userId: ME,
    may: given.may ?? (() => true),
    kept: given.kept ?? nothingKept,
    keep: (kept) => {
      Object.keys(kept.drafts).forEach((form) => typedOn.add(form));
      Object.values(kept.begun).forEach(({ on }) => typedOn.add(on));
      given.keep?.(kept);
    },
    userName: "Rita Rep",
    openFile: given.openFile ?? (() => Promise.resolve()),
  };
  const onForm = given.onForm ?? { kind: "subject", subject: { table: "account", id: ACCOUNT } };
  const view = render(<FieldNotesView host={host} onForm={onForm} />);
  return { service, host, view };
}

const box = () => screen.getByLabelText("What did you hear?");
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
const save = () => fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true });
const asksBeforeLeaving = () => {
  const event = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

describe("the capture", () => {
  it("saves what was typed with Ctrl+Enter, in one request, with its topics and its task", async () => {
    const { service } = show();
    await screen.findByLabelText("Other topic");
    type("Wants a lakehouse, call back in 3 months");
    expect(screen.getByRole("button", { name: /Data platform/ })).toHaveAttribute("aria-pressed", "true");
    expect(screen.getByLabelText("Recontact on")).toHaveValue("2027-02-22");
    save();
    await screen.findByText("Saved.");
    expect(service.created).toHaveLength(1);
    const [[table, data] = ["", {}]] = service.created;
    expect(table).toBe("ent_fieldnote");
    expect(data).toMatchObject({
      ent_text: "Wants a lakehouse, call back in 3 months",
      "ent_accountid@odata.bind": `/accounts(${ACCOUNT})`,
      ent_recontacton: "2027-02-22",
      ent_legalbasis: null,
    });
    expect(data.ent_fieldnote_interactions).toEqual([
      expect.objectContaining({
        "ent_kindid@odata.bind": "/ent_interactionkinds(ent_code='fieldnote-neutral')",
        "ent_topicid@odata.bind": `/ent_topics(${TOPIC})`,
      }),
    ]);
    expect(data.ent_taskid).toMatchObject({
      "regardingobjectid_account_task@odata.bind": `/accounts(${ACCOUNT})`,
    });
    expect(box()).toHaveValue("");
  });

  it("stores what was typed as it was typed: marks that hold a text together are for where it is shown", async () => {
    const { service } = show();
    await screen.findByLabelText("Other topic");
    type("שלום, call back in 3 months");
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1].ent_taskid).toMatchObject({
      subject: "Call back: שלום, call back in 3 months",
    });
  });

  it("lets a topic and a day of the text be taken off again", async () => {
    const { service } = show();
    await screen.findByLabelText("Other topic");
    type("Wants a lakehouse, call back in 3 months");
    fireEvent.click(screen.getByRole("button", { name: /Data platform/ }));
    fireEvent.click(screen.getByRole("button", { name: "No recontact" }));
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({ ent_recontacton: null });
    expect(service.created[0]?.[1]).not.toHaveProperty("ent_fieldnote_interactions");
    expect(service.created[0]?.[1]).not.toHaveProperty("ent_taskid");
  });

  it("writes what stays within sales to its own table, with nothing beside it", async () => {
    const { service } = show();
    await screen.findByLabelText("Other topic");
    type("Wants a lakehouse in 3 months");
    fireEvent.click(screen.getByLabelText("sales only"));
    save();
    await screen.findByText("Saved.");
    const [[table, data] = ["", {}]] = service.created;
    expect(table).toBe("ent_salesnote");
    expect(Object.keys(data)).not.toContain("ent_taskid");
    expect(Object.keys(data)).not.toContain("ent_fieldnote_interactions");
  });

  it("says that it offers the first two hundred contacts only, and nothing of that where there are fewer", async () => {
    const many = Array.from({ length: 200 }, (_, at) => ({
      contactid: `00000000-0000-4000-8000-0000000${String(10_000 + at)}`,
      fullname: `Contact ${String(at)}`,
    }));
    const cut = () => screen.queryByText(/^Only the first 200 contacts by name can be chosen here/);
    const first = show({ service: new Service({ contact: many }) });
    await screen.findByLabelText("Who");
    expect(cut()).toBeInTheDocument();
    first.view.unmount();
    show({ service: new Service({ contact: many.slice(1) }) });
    await screen.findByLabelText("Who");
    expect(cut()).toBeNull();
  });

  it("names the policy's legal basis with a person, and offers nobody who objects", async () => {
    const { service } = show();
    const who = await screen.findByLabelText("Who");
    expect(within(who).getByText("Bram de Vries: objects to being recorded")).toBeDisabled();
    type("Met her");
    fireEvent.change(who, { target: { value: ANNE } });
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({
      "ent_contactid@odata.bind": `/contacts(${ANNE})`,
      ent_legalbasis: 789_100_005,
    });
  });

  it("writes what is chosen beside the text: type, sentiment, how they heard of us, legal basis, a picked day", async () => {
    const { service } = show();
    const who = await screen.findByLabelText("Who");
    type("Met her at the fair about the lakehouse");
    fireEvent.click(screen.getByRole("button", { name: "objection" }));
    fireEvent.click(screen.getByRole("button", { name: /negative/ }));
    fireEvent.change(who, { target: { value: ANNE } });
    fireEvent.change(screen.getByLabelText("Recontact on"), { target: { value: "2027-01-15" } });
    fireEvent.click(screen.getByRole("button", { name: "More" }));
    fireEvent.change(screen.getByLabelText("Heard of us via"), { target: { value: "partner" } });
    fireEvent.change(screen.getByLabelText("Legal basis"), { target: { value: "consent" } });
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({
      ent_type: 789_100_001,
      ent_sentiment: 789_100_002,
      ent_heardofusvia: 789_100_003,
      ent_legalbasis: 789_100_000,
      ent_recontacton: "2027-01-15",
      ent_fieldnote_interactions: [
        { "ent_kindid@odata.bind": "/ent_interactionkinds(ent_code='fieldnote-negative')" },
      ],
    });
  });

  it("takes a day of recontact as a keyboard types it, digit by digit, and saves none that is no date yet", async () => {
    const { service } = show();
    await screen.findByLabelText("Other topic");
    type("Met her");
    const day = screen.getByLabelText("Recontact on");
    expect(day).toHaveAttribute("min", "2026-11-22");
    // No year of five digits, which a date column would not take.
    expect(day).toHaveAttribute("max", "9999-12-31");
    // What Chromium reports while 2027 is typed as the year.
    const saysUnlessSaved = {
      "0002-12-20": /^The day of recontact is incomplete/,
      "0202-12-20": /in the past/,
    };
    for (const [typed, why] of Object.entries(saysUnlessSaved)) {
      fireEvent.change(day, { target: { value: typed } });
      expect(day).toHaveValue(typed);
      expect(day).toHaveAttribute("aria-invalid", "false");
      save();
      expect(screen.getByText(why)).toBeInTheDocument();
      expect(day).toHaveAttribute("aria-invalid", "true");
      expect(day).toHaveFocus();
    }
    expect(service.created).toEqual([]);
    fireEvent.change(day, { target: { value: "2027-12-20" } });
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({ ent_text: "Met her", ent_recontacton: "2027-12-20" });
    // The next note begins with none, and its text proposes one again.
    expect(day).toHaveValue("");
    type("Call back in 3 months");
    expect(day).toHaveValue("2027-02-22");
  });

  it("does not take a day of recontact that is half typed for none, nor for the one that the text says", async () => {
    const { service } = show();
    await screen.findByLabelText("Other topic");
    type("Met her, call back in 3 months");
    const day = screen.getByLabelText<HTMLInputElement>("Recontact on");
    // A browser gives no text of a date without its year; jsdom has no such dates.
    const halfTyped = jest.spyOn(day.validity, "badInput", "get").mockReturnValue(true);
    fireEvent.change(day, { target: { value: "" } });
    save();
    expect(screen.getByText(/^The day of recontact is incomplete/)).toBeInTheDocument();
    expect(service.created).toEqual([]);
    halfTyped.mockReturnValue(false);
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({ ent_recontacton: null });
  });

  it("lets a type be taken back, and another sentiment take the first one's place", async () => {
    const { service } = show();
    await screen.findByLabelText("Other topic");
    type("Heard");
    const need = screen.getByRole("button", { name: "need" });
    fireEvent.click(need);
    expect(need).toHaveAttribute("aria-pressed", "true");
    fireEvent.click(need);
    fireEvent.click(screen.getByRole("button", { name: /negative/ }));
    fireEvent.click(screen.getByRole("button", { name: /positive/ }));
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({ ent_type: null, ent_sentiment: 789_100_000 });
  });

  it("says before anything is typed that a person objects", async () => {
    const service = new Service({
      contact: [
        { contactid: BRAM, msdyn_gdproptout: true, ...lookup("parentcustomerid", ACCOUNT, "Contoso") },
      ],
    });
    show({ service, onForm: { kind: "subject", subject: { table: "contact", id: BRAM } } });
    await screen.findByText("This person objects to being recorded.");
    expect(screen.queryByLabelText("What did you hear?")).toBeNull();
  });

  it("shows what was typed before it was known that the person objects, to be copied or discarded, and never saves it", async () => {
    let kept: Kept = nothingKept;
    const service = new Service({ contact: [{ contactid: BRAM, msdyn_gdproptout: true }] });
    const onForm = { kind: "subject", subject: { table: "contact", id: BRAM } } as const;
    const { view } = show({ service, onForm, keep: (now) => (kept = now) });
    box().focus();
    type("Heard of him");
    save();
    expect(Object.keys(kept.drafts)).toHaveLength(1);
    await screen.findByText("This person objects to being recorded.");
    const text = screen.getByLabelText("Text not saved yet");
    expect(text).toHaveValue("Heard of him");
    expect(text).toHaveAttribute("readonly");
    expect(text).toHaveFocus();
    expect(screen.getByRole("button", { name: "Copy the text" })).toBeInTheDocument();
    await waitFor(() => expect(kept.drafts).toEqual({}));
    expect(asksBeforeLeaving()).toBe(true);
    expect(await violations(view.container)).toEqual([]);
    const discard = screen.getByRole("button", { name: "Discard" });
    discard.focus();
    fireEvent.click(discard);
    expect(screen.queryByLabelText("Text not saved yet")).toBeNull();
    expect(screen.getByText("This person objects to being recorded.")).toBeInTheDocument();
    expect(document.activeElement).not.toBe(document.body);
    expect(asksBeforeLeaving()).toBe(false);
    expect(service.created).toEqual([]);
  });

  it("leaves the focus alone where a person objects and nobody was in the box", async () => {
    const service = new Service({ contact: [{ contactid: BRAM, msdyn_gdproptout: true }] });
    show({ service, onForm: { kind: "subject", subject: { table: "contact", id: BRAM } } });
    await screen.findByText("This person objects to being recorded.");
    expect(document.activeElement).toBe(document.body);
  });

  it("never saves about a person of whom it cannot know", async () => {
    const service = new Service({ contact: { refused: 0x80040216 } });
    show({ service, onForm: { kind: "subject", subject: { table: "contact", id: BRAM } } });
    await screen.findByText(/Whether this person objects .* could not be read/);
    type("Heard");
    save();
    expect(service.created).toEqual([]);
    expect(box()).toHaveValue("Heard");
  });

  it("saves as soon as the client is read for whoever is quicker than that", async () => {
    const { service } = show();
    type("Quick");
    save();
    await screen.findByText("Saved.");
    expect(service.created).toHaveLength(1);
  });

  it("asks for a text first, and keeps the user in the box", async () => {
    const { service } = show();
    await screen.findByLabelText("Other topic");
    save();
    await screen.findByText("Type what you heard first.");
    expect(service.created).toEqual([]);
  });

  it("says that a note is saved, also to whoever presses Save twice", async () => {
    const user = userEvent.setup();
    const { service } = show();
    await screen.findByLabelText("Other topic");
    type("Heard");
    await user.dblClick(screen.getByRole("button", { name: "Save" }));
    await screen.findByText("Saved.");
    save();
    expect(screen.getByText("Saved.")).toBeInTheDocument();
    expect(service.created).toHaveLength(1);
    // Whoever has begun another note, and taken it back, has nothing to save.
    type("x");
    type("");
    save();
    expect(screen.getByText("Type what you heard first.")).toBeInTheDocument();
    expect(service.created).toHaveLength(1);
  });

  it("reads topics and contacts again as soon as something is saved", async () => {
    const replies: Record<string, Reply> = { ent_topic: { refused: 0x80040216 } };
    const { service } = show({ service: new Service(replies) });
    await screen.findByText(/topics and contacts could not be read/);
    delete replies.ent_topic;
    type("Wants a lakehouse");
    save();
    await screen.findByText("Saved.");
    await waitFor(() => expect(screen.queryByText(/could not be read/)).toBeNull());
    type("Wants a lakehouse");
    save();
    await waitFor(() => expect(service.created).toHaveLength(2));
    expect(
      service.created.map(([, data]) => Object.keys(data).includes("ent_fieldnote_interactions")),
    ).toEqual([false, true]);
  });

  it("keeps showing what was chosen, and saves it, where topics and contacts cannot be read again", async () => {
    const user = userEvent.setup();
    const replies: Record<string, Reply> = {};
    const { service } = show({ service: new Service(replies) });
    await screen.findByLabelText("Other topic");
    type("Heard");
    fireEvent.change(screen.getByLabelText("Other topic"), { target: { value: TOPIC } });
    fireEvent.change(screen.getByLabelText("Who"), { target: { value: ANNE } });
    replies.ent_topic = { refused: 0x80040216 };
    await user.click(screen.getByRole("button", { name: "Read again" }));
    await screen.findByText(/topics and contacts could not be read/);
    expect(screen.getByRole("button", { name: /Data platform/ })).toHaveAttribute("aria-pressed", "true");
    expect(screen.getByLabelText("Who")).toHaveValue(ANNE);
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({
      "ent_contactid@odata.bind": `/contacts(${ANNE})`,
      ent_fieldnote_interactions: [{ "ent_topicid@odata.bind": `/ent_topics(${TOPIC})` }],
    });
  });

  it("keeps the topics of a person of whom it cannot be read again whether they object, and waits", async () => {
    const user = userEvent.setup();
    const replies: Record<string, Reply> = {};
    const onForm = { kind: "subject", subject: { table: "contact", id: ANNE } } as const;
    const { service } = show({ service: new Service({ ...replies, contact: [people[0]!] }), onForm });
    await screen.findByLabelText("Other topic");
    type("Wants a lakehouse");
    service.refuses = (table) => table === "contact";
    await user.click(screen.getByRole("button", { name: "Read again" }));
    await screen.findByText(/Whether this person objects .* could not be read/);
    expect(screen.getByRole("button", { name: /Data platform/ })).toHaveAttribute("aria-pressed", "true");
    save();
    expect(service.created).toEqual([]);
    service.refuses = () => false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("Saved.");
  });

  describe("that was begun earlier, with a person and a topic", () => {
    const draft: Draft = { ...emptyDraft, text: "Heard", contactId: ANNE, added: [TOPIC] };
    const kept: Kept = { ...nothingKept, drafts: { [`account ${ACCOUNT}`]: draft } };
    const both = {
      "ent_contactid@odata.bind": `/contacts(${ANNE})`,
      ent_fieldnote_interactions: [{ "ent_topicid@odata.bind": `/ent_topics(${TOPIC})` }],
    };

    it("waits until these are read, and says so", async () => {
      const user = userEvent.setup();
      const replies: Record<string, Reply> = { ent_topic: { refused: 0x80040216 } };
      const { service, view } = show({ service: new Service(replies), kept });
      await screen.findByText(/could not be read, and this note names some of them/);
      expect(within(screen.getByRole("group", { name: "Topics" })).queryByRole("button")).toBeNull();
      save();
      expect(service.created).toEqual([]);
      expect(box()).toHaveValue("Heard");
      expect(await violations(view.container)).toEqual([]);
      delete replies.ent_topic;
      await user.click(screen.getByRole("button", { name: "Try again" }));
      await screen.findByText("Saved.");
      expect(service.created.map(([, data]) => data)).toEqual([
        expect.objectContaining({ ent_text: "Heard" }),
      ]);
      expect(service.created[0]?.[1]).toMatchObject(both);
    });

    it("is saved as it is shown where they are no longer there: without them", async () => {
      const { service } = show({ service: new Service({ ent_topic: [], contact: [people[1]!] }), kept });
      expect(await screen.findByLabelText("Who")).toHaveValue("");
      expect(within(screen.getByRole("group", { name: "Topics" })).queryByRole("button")).toBeNull();
      save();
      await screen.findByText("Saved.");
      expect(service.created[0]?.[1]).not.toHaveProperty("ent_contactid@odata.bind");
      expect(service.created[0]?.[1]).not.toHaveProperty("ent_fieldnote_interactions");
    });
  });

  it("takes the focus from a button that goes to the day, the other topics or the chosen one", async () => {
    const user = userEvent.setup();
    show();
    await screen.findByLabelText("Other topic");
    type("Call back in 3 months");
    await user.click(screen.getByRole("button", { name: "No recontact" }));
    expect(screen.getByLabelText("Recontact on")).toHaveFocus();
    expect(screen.getByLabelText("Recontact on")).toHaveValue("");
    // The last of the other topics: there is nothing left to choose.
    screen.getByLabelText("Other topic").focus();
    await user.selectOptions(screen.getByLabelText("Other topic"), TOPIC);
    expect(screen.queryByLabelText("Other topic")).toBeNull();
    const chip = screen.getByRole("button", { name: /Data platform/ });
    expect(chip).toHaveFocus();
    await user.click(chip);
    expect(screen.queryByRole("button", { name: /Data platform/ })).toBeNull();
    expect(screen.getByLabelText("Other topic")).toHaveFocus();
  });

  it("is not there for who may not write notes", async () => {
    show({ may: (verb) => verb === "read" });
    await screen.findByText("No notes on this client yet.");
    expect(screen.queryByLabelText("What did you hear?")).toBeNull();
  });
});

describe("a note that is not saved yet", () => {
  it("stays, says why, and can be sent again at once", async () => {
    const service = new Service();
    service.failures = [{ errorCode: 0, message: "no answer" } as unknown as Error];
    show({ service });
    await screen.findByLabelText("Other topic");
    type("Heard");
    save();
    await screen.findByText("Not saved yet.");
    expect(screen.getByLabelText("Text not saved yet")).toHaveValue("Heard");
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("Saved.");
    expect(service.created).toHaveLength(1);
    expect(screen.queryByLabelText("Text not saved yet")).toBeNull();
  });

  it("is named when it is saved while the next one is typed, and not spoken of on another record", async () => {
    const service = new Service();
    const answers: (() => void)[] = [];
    jest
      .spyOn(service, "createRecord")
      .mockImplementation(() => new Promise((resolve) => answers.push(() => resolve({}))));
    const { view, host } = show({ service });
    await screen.findByLabelText("Other topic");
    type("First");
    save();
    type("Second");
    await waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.();
    const said = await screen.findByText(/^Saved: /);
    expect(said).toHaveTextContent("Saved: “First”");
    expect(screen.queryByText("Saved.")).toBeNull();
    save();
    await waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.();
    await screen.findByText("Saved.");
    const subject = { table: "account", id: "00000000-0000-4000-8000-00000000a002" } as const;
    view.rerender(<FieldNotesView host={host} onForm={{ kind: "subject", subject }} />);
    expect(screen.queryByText("Saved.")).toBeNull();
    await screen.findByLabelText("Other topic");
    await screen.findByText("No notes on this client yet.");
  });

  it("is saved when the service says that it has it", async () => {
    const service = new Service();
    service.failures = [refusal(0x80040237)];
    show({ service });
    await screen.findByLabelText("Other topic");
    type("Heard");
    save();
    await screen.findByText("Saved.");
  });

  it.each([
    ["the privilege", 0x80040220, /Your role does not let you save it here/],
    ["the client", 0x80040217, /no longer exists/],
  ])("can be copied out and let go when %s is gone", async (_, code, why) => {
    const service = new Service();
    service.failures = [refusal(code)];
    show({ service });
    await screen.findByLabelText("Other topic");
    type("Heard");
    save();
    await screen.findByText(why);
    const copy: string[] = [];
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(copy.push(text)) },
    });
    fireEvent.click(screen.getByRole("button", { name: "Copy the text" }));
    await screen.findByText("Copied.");
    expect(copy).toEqual(["Heard"]);
    fireEvent.click(screen.getByRole("button", { name: "Discard" }));
    await waitFor(() => expect(screen.queryByLabelText("Text not saved yet")).toBeNull());
  });

  it("is taken up again by the component's next life, as is a draft", async () => {
    let kept: Kept = nothingKept;
    const service = new Service();
    service.failures = [{ errorCode: 0, message: "no answer" } as unknown as Error];
    const first = show({ service, keep: (now) => (kept = now) });
    await screen.findByLabelText("Other topic");
    type("Under way");
    save();
    await screen.findByText("Not saved yet.");
    type("A draft");
    first.view.unmount();
    expect(kept.underWay).toHaveLength(1);

    const again = keptIn({ entente: keptText(kept) });
    show({ service, kept: again });
    expect(box()).toHaveValue("A draft");
    await waitFor(() => expect(service.created).toHaveLength(1));
    expect(service.created[0]?.[1]).toMatchObject({
      ent_text: "Under way",
      ent_fieldnoteid: kept.underWay[0]?.id,
    });
  });

  it("keeps a day of recontact as far as it is typed, with its draft", async () => {
    let kept: Kept = nothingKept;
    const first = show({ keep: (now) => (kept = now) });
    await screen.findByLabelText("Other topic");
    type("A draft");
    fireEvent.change(screen.getByLabelText("Recontact on"), { target: { value: "0020-12-20" } });
    first.view.unmount();
    const { service } = show({ kept: keptIn({ entente: keptText(kept) }) });
    await screen.findByLabelText("Other topic");
    expect(screen.getByLabelText("Recontact on")).toHaveValue("0020-12-20");
    save();
    expect(screen.getByText(/^The day of recontact is incomplete/)).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText("Recontact on"), { target: { value: "" } });
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({ ent_text: "A draft", ent_recontacton: null });
  });

  it("asks before the page goes as long as a draft waits for its form, whichever form is shown meanwhile", async () => {
    let kept: Kept = nothingKept;
    const first = show({ keep: (now) => (kept = now) });
    await screen.findByLabelText("Other topic");
    type("A draft");
    first.view.unmount();
    expect(asksBeforeLeaving()).toBe(true);

    const other = "00000000-0000-4000-8000-00000000a002";
    const second = show({ onForm: { kind: "subject", subject: { table: "account", id: other } } });
    await screen.findByLabelText("Other topic");
    expect(box()).toHaveValue("");
    expect(asksBeforeLeaving()).toBe(true);
    second.view.unmount();

    show({ kept: keptIn({ entente: keptText(kept) }) });
    await screen.findByLabelText("Other topic");
    expect(box()).toHaveValue("A draft");
    expect(asksBeforeLeaving()).toBe(true);
    type("");
    expect(asksBeforeLeaving()).toBe(false);
  });

  it("goes along to the next form, whichever it is, and leaving the page is asked about meanwhile", async () => {
    const service = new Service();
    service.failures = [{ errorCode: 0, message: "no answer" } as unknown as Error];
    const first = show({ service });
    await screen.findByLabelText("Other topic");
    type("Heard on the other form");
    save();
    await screen.findByText("Not saved yet.");
    first.view.unmount();
    expect(asksBeforeLeaving()).toBe(true);

    const other = "00000000-0000-4000-8000-00000000a002";
    show({ service, onForm: { kind: "subject", subject: { table: "account", id: other } } });
    await waitFor(() => expect(service.created).toHaveLength(1));
    expect(service.created[0]?.[1]).toMatchObject({
      ent_text: "Heard on the other form",
      "ent_accountid@odata.bind": `/accounts(${ACCOUNT})`,
    });
    await screen.findByText("Saved.");
    expect(asksBeforeLeaving()).toBe(false);
  });

  it("does not come back from what a form kept, once it is saved or let go of on another", async () => {
    let kept: Kept = nothingKept;
    const service = new Service();
    service.failures = [{ errorCode: 0, message: "no answer" } as unknown as Error];
    const first = show({ service, keep: (now) => (kept = now) });
    await screen.findByLabelText("Other topic");
    type("Once only");
    save();
    await screen.findByText("Not saved yet.");
    first.view.unmount();
    const second = show({ service });
    await screen.findByText("Saved.");
    second.view.unmount();
    expect(kept.underWay).toHaveLength(1);
    show({ service, kept });
    await screen.findByLabelText("Other topic");
    expect(service.created).toHaveLength(1);
    expect(screen.queryByLabelText("Text not saved yet")).toBeNull();
  });

  describe("that has the focus", () => {
    /** Notes that could not be saved, the first of them first. */
    async function showUnsaved(...texts: readonly string[]) {
      const service = new Service();
      show({ service });
      await screen.findByLabelText("Other topic");
      for (const text of texts) {
        service.failures = [{ errorCode: 0, message: "no answer" } as unknown as Error];
        type(text);
        save();
        const item = (await screen.findByDisplayValue(text)).closest("li")!;
        await within(item).findByText("Not saved yet.");
      }
    }
    const item = (text: string) => screen.getByDisplayValue(text).closest("li")!;
    const pressIn = (text: string, name: string) => {
      const button = within(item(text)).getByRole("button", { name });
      button.focus();
      fireEvent.click(button);
    };

    it("hands it on when it is let go of: to the next one, then to what is said of the last", async () => {
      await showUnsaved("First", "Second");
      pressIn("First", "Discard");
      expect(screen.queryByDisplayValue("First")).toBeNull();
      expect(item("Second")).toHaveFocus();
      pressIn("Second", "Discard");
      expect(screen.queryByLabelText("Text not saved yet")).toBeNull();
      expect(screen.getByText("Discarded.")).toHaveFocus();
    });

    it("hands it to what is said when it is saved after all", async () => {
      await showUnsaved("First");
      pressIn("First", "Try again");
      expect(screen.getByDisplayValue("First")).toHaveFocus();
      expect(await screen.findByText("Saved.")).toBeInTheDocument();
      await waitFor(() => expect(screen.getByText("Saved.")).toHaveFocus());
    });

    it("does not lose it to the page on a form where no notes are taken", async () => {
      let kept: Kept = nothingKept;
      const service = new Service();
      service.failures = [{ errorCode: 0, message: "no answer" } as unknown as Error];
      const { view } = show({ service, keep: (now) => (kept = now) });
      await screen.findByLabelText("Other topic");
      type("First");
      save();
      await screen.findByText("Not saved yet.");
      view.unmount();
      service.failures = [{ errorCode: 0, message: "no answer" } as unknown as Error];
      show({ service, kept, may: (verb) => verb !== "create" });
      await screen.findByText("Not saved yet.");
      pressIn("First", "Discard");
      expect(screen.queryByDisplayValue("First")).toBeNull();
      expect(document.activeElement).not.toBe(document.body);
    });
  });

  it.each([
    ["by its code", { errorCode: 0x8005f101, message: "The requested resource requires authentication." }],
    ["by its status", { errorCode: 0x80004005, message: "The service answered 401 Unauthorized" }],
  ])("says that the sign-in has expired, known %s, and goes out after it", async (_, failure) => {
    const service = new Service();
    service.failures = [failure as unknown as Error];
    show({ service });
    await screen.findByLabelText("Other topic");
    type("Heard");
    save();
    await screen.findByText(/Your sign-in has expired/);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("Saved.");
  });

  it("goes out again when its own wait is over, whatever becomes of the notes after it", async () => {
    const service = new Service();
    const noAnswer = { errorCode: 0, message: "no answer" } as unknown as Error;
    service.failures = [noAnswer, noAnswer];
    const { view } = show({ service });
    await screen.findByLabelText("Other topic");
    const random = jest.spyOn(Math, "random").mockReturnValue(0);
    jest.useFakeTimers();
    const pass = (milliseconds: number) =>
      act(async () => {
        await jest.advanceTimersByTimeAsync(milliseconds);
      });
    const sent = () => service.created.map(([, data]) => data.ent_text);
    try {
      type("First");
      save();
      await pass(4000);
      type("Second");
      save();
      await pass(500);
      expect(screen.getAllByText("Not saved yet.")).toHaveLength(2);
      await pass(600);
      expect(sent()).toEqual(["First"]);
      await pass(4000);
      expect(sent()).toEqual(["First", "Second"]);

      service.failures = [noAnswer];
      type("Third");
      save();
      await pass(100);
      view.unmount();
      show({ service });
      await pass(10_000);
      expect(sent()).toEqual(["First", "Second", "Third"]);
    } finally {
      jest.useRealTimers();
      random.mockRestore();
    }
  });

  it("takes what the host hands over for nothing when it is something else", () => {
    for (const state of [undefined, null, {}, { entente: "{" }, { entente: "[]" }, { entente: 3 }]) {
      expect(keptIn(state as never)).toEqual(nothingKept);
    }
  });
});

describe("after a meeting or a call", () => {
  const talk = "00000000-0000-4000-8000-00000000b001";
  const row = (more: Row = {}): Row => ({ activityid: talk, statecode: 1, ...more });
  const onTalk = (table: "appointment" | "phonecall", rows: readonly Row[], more: Partial<Given> = {}) =>
    show({
      service: new Service({ [table]: rows }),
      onForm: { kind: "subject", subject: { table, id: talk } },
      ...more,
    });
  const regarding = (table: string, id: string): Row => ({
    ...lookup("regardingobjectid", id, "Regarded"),
    "_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname": table,
  });

  it.each(["appointment", "phonecall"] as const)(
    "the box has the focus, on the form of a completed %s",
    async (table) => {
      onTalk(table, [row(regarding("account", ACCOUNT))]);
      await waitFor(() => expect(box()).toHaveFocus());
    },
  );

  it("the focus stays where it is before the meeting, and when somebody has noted it down", async () => {
    for (const rows of [[row({ statecode: 3 })], [row({ "note.ent_fieldnoteid": "n1" })]]) {
      const { view } = onTalk("appointment", rows);
      await screen.findByLabelText("Other topic");
      expect(box()).not.toHaveFocus();
      view.unmount();
    }
  });

  it("the note names the talk and the client that it regards", async () => {
    const { service } = onTalk("phonecall", [row(regarding("account", ACCOUNT))]);
    await screen.findByLabelText("Other topic");
    type("Heard on the phone");
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({
      "ent_phonecallid@odata.bind": `/phonecalls(${talk})`,
      "ent_accountid@odata.bind": `/accounts(${ACCOUNT})`,
    });
  });

  it("the only one who took part is whom the note names, where the talk regards nobody", async () => {
    const anne: Row = {
      contactid: ANNE,
      fullname: "Anne Lambert",
      ...lookup("parentcustomerid", ACCOUNT, "Contoso"),
      "_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "account",
    };
    const service = new Service({ appointment: [row()], contact: [anne] });
    onTalk("appointment", [], { service });
    await screen.findByLabelText("Other topic");
    type("Heard");
    save();
    await screen.findByText("Saved.");
    expect(service.created[0]?.[1]).toMatchObject({
      "ent_appointmentid@odata.bind": `/appointments(${talk})`,
      "ent_accountid@odata.bind": `/accounts(${ACCOUNT})`,
      "ent_contactid@odata.bind": `/contacts(${ANNE})`,
      ent_legalbasis: 789_100_005,
    });
  });

  it("nothing is noted where that one objects", async () => {
    const service = new Service({ appointment: [row()], contact: [people[1]!] });
    onTalk("appointment", [], { service });
    await screen.findByText("This person objects to being recorded.");
  });
});

describe("the export from a contact's form", () => {
  const onContact = { kind: "subject", subject: { table: "contact", id: ANNE } } as const;

  it("hands out all that is held, and says what it had to leave out", async () => {
    const files: TextFile[] = [];
    const service = new Service({
      contact: [{ contactid: ANNE, fullname: "Anne Lambert" }],
      ent_fieldnote: [note("n1", "Fears <b>it</b>", ME, { ent_type: 789_100_001 })],
      ent_hold: { refused: 0x80041102 },
    });
    show({
      service,
      onForm: onContact,
      may: (_verb, table, depth) => !(depth === "everybody" && table === "ent_salesnote"),
      openFile: (file) => Promise.resolve(void files.push(file)),
    });
    fireEvent.click(await screen.findByRole("button", { name: /^Export what Entente holds/ }));
    await screen.findByText(/Left out.*: ent_salesnote, ent_hold$/);
    const [file] = files;
    expect(file).toMatchObject({ fileName: "Entente Anne Lambert.json", mimeType: "application/json" });
    const written = JSON.parse(Buffer.from(file?.fileContent ?? "", "base64").toString("utf8")) as object;
    expect(written).toMatchObject({
      contact: { id: ANNE, name: "Anne Lambert" },
      exportedBy: "Rita Rep",
      leftOut: ["ent_salesnote", "ent_hold"],
      ent_fieldnote: [{ ent_fieldnoteid: "n1", ent_text: "Fears <b>it</b>" }],
    });
  });

  it("says why there is none: more rows than can be read, or what the service says", async () => {
    const openFile = jest.fn(() => Promise.resolve());
    const contact = [{ contactid: ANNE, fullname: "Anne Lambert" }];
    const full = Array.from({ length: 5000 }, (_, n) => ({ ent_holdid: String(n) }));
    const first = show({ service: new Service({ contact, ent_hold: full }), onForm: onContact, openFile });
    fireEvent.click(await screen.findByRole("button", { name: /^Export what Entente holds/ }));
    await screen.findByText(/^50,000 rows or more of one table name this person.*There is no file/);
    first.view.unmount();
    const refused = new Service({ contact, ent_hold: { refused: 0x80040265 } });
    show({ service: refused, onForm: onContact, openFile });
    fireEvent.click(await screen.findByRole("button", { name: /^Export what Entente holds/ }));
    await screen.findByText(/^This could not be read\. Try again.*0x80040265/);
    expect(openFile).not.toHaveBeenCalled();
  });

  it("is not offered to who may not read it all, nor on other forms", async () => {
    const first = show({ onForm: onContact, may: (_verb, _table, depth) => depth !== "everybody" });
    await screen.findByText("No notes on this client yet.");
    expect(screen.queryByRole("button", { name: /^Export/ })).toBeNull();
    first.view.unmount();
    show();
    await screen.findByText("No notes on this client yet.");
    expect(screen.queryByRole("button", { name: /^Export/ })).toBeNull();
  });
});

describe("the list of notes", () => {
  const notes = [
    note("n1", "Fears the <b>migration</b>", ME, {
      "answer.ent_fieldanswerid": "a1",
      "answer.ent_status": 789_100_001,
      "answer.ent_campaignid@OData.Community.Display.V1.FormattedValue": "Data days",
      "answer.ownerid@OData.Community.Display.V1.FormattedValue": "Marc",
      "answer.ent_reply": "Thanks",
    }),
    note("n2", "Budget in Q1", OTHER, { ent_type: 789_100_000 }),
  ];

  it("shows to the letter what was heard, and what became of it", async () => {
    show({ service: new Service({ ent_fieldnote: notes }) });
    await screen.findByText("Fears the <b>migration</b>");
    expect(screen.getByText("used in “Data days” by Marc")).toBeTruthy();
    expect(screen.getByText("“Thanks”")).toBeTruthy();
    const own = screen.getByText("Fears the <b>migration</b>").closest("li");
    const others = screen.getByText("Budget in Q1").closest("li");
    expect(within(own!).getByRole("button", { name: "Edit" })).toBeTruthy();
    expect(within(others!).queryByRole("button", { name: "Edit" })).toBeNull();
  });

  it("is filtered by what has no answer yet", async () => {
    show({ service: new Service({ ent_fieldnote: notes }) });
    fireEvent.click(await screen.findByLabelText("unread only (1)"));
    expect(screen.queryByText("Fears the <b>migration</b>")).toBeNull();
    expect(screen.getByText("Budget in Q1")).toBeTruthy();
  });

  it("marks a note as read with a row of its own", async () => {
    const { service } = show({ service: new Service({ ent_fieldnote: [notes[1]!] }) });
    fireEvent.click(await screen.findByRole("button", { name: "Mark as read" }));
    await waitFor(() => expect(service.created).toHaveLength(1));
    expect(service.created[0]).toEqual([
      "ent_fieldanswer",
      expect.objectContaining({
        ent_status: 789_100_000,
        "ent_fieldnoteid@odata.bind": "/ent_fieldnotes(n2)",
      }),
    ]);
  });

  it("is filtered by type, by topic and by sentiment, and says when nothing is like that", async () => {
    const many = [
      note("n1", "First", OTHER, { ent_type: 789_100_000, ent_sentiment: 789_100_000 }),
      note("n2", "Second", OTHER, {
        ent_type: 789_100_001,
        ent_sentiment: 789_100_000,
        ...signal(TOPIC, "Data platform"),
      }),
      note("n3", "Third", OTHER, { ent_type: 789_100_001, ent_sentiment: 789_100_002 }),
    ];
    show({ service: new Service({ ent_fieldnote: many }) });
    const filter = within(await screen.findByRole("group", { name: "Filter the notes" }));
    const choose = (label: string, value: string) =>
      fireEvent.change(filter.getByLabelText(label), { target: { value } });
    const shown = () => ["First", "Second", "Third"].filter((text) => screen.queryByText(text) !== null);
    expect(shown()).toEqual(["First", "Second", "Third"]);
    choose("All types", "objection");
    expect(shown()).toEqual(["Second", "Third"]);
    choose("All sentiments", "negative");
    expect(shown()).toEqual(["Third"]);
    choose("All topics", TOPIC);
    expect(shown()).toEqual([]);
    expect(screen.getByText("No note is like that.")).toBeTruthy();
    choose("All sentiments", "");
    expect(shown()).toEqual(["Second"]);
    choose("All types", "");
    choose("All topics", "");
    expect(shown()).toEqual(["First", "Second", "Third"]);
  });

  it("goes on saying by what it is filtered when few notes are left, until that is undone", async () => {
    const user = userEvent.setup();
    const types = [0, 1, 0, 1, 0, 0];
    const many = types.map((typed, at) =>
      note(`n${String(at)}`, `Text ${String(at)}`, ME, { ent_type: 789_100_000 + typed }),
    );
    const replies: Record<string, Reply> = { ent_fieldnote: many };
    show({ service: new Service(replies), may: (_verb, table) => table !== "ent_fieldanswer" });
    fireEvent.change(await screen.findByLabelText("All types"), { target: { value: "objection" } });
    const item = within(screen.getByText("Text 1").closest("li")!);
    await user.click(item.getByRole("button", { name: "Delete" }));
    replies.ent_fieldnote = many.filter((_, at) => at !== 1);
    await user.click(item.getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(screen.queryByText("Text 1")).toBeNull());
    expect(screen.queryByText("Text 0")).toBeNull();
    const all = screen.getByLabelText("All types");
    expect(all).toHaveValue("objection");
    all.focus();
    fireEvent.change(all, { target: { value: "" } });
    expect(screen.getByText("Text 0")).toBeInTheDocument();
    expect(screen.getByLabelText("All types")).toHaveFocus();
  });

  it("is no longer filtered by a topic whose last note has gone", async () => {
    const [first, second] = [notes[0]!, notes[1]!];
    const replies: Record<string, Reply> = {
      ent_fieldnote: [
        { ...first, ...signal(TOPIC, "Data platform") },
        { ...second, ...signal("t2", "Security") },
      ],
    };
    show({ service: new Service(replies) });
    fireEvent.change(await screen.findByLabelText("All topics"), { target: { value: TOPIC } });
    expect(screen.queryByText("Budget in Q1")).toBeNull();
    replies.ent_fieldnote = [{ ...second, ...signal("t2", "Security") }];
    fireEvent.click(screen.getByRole("button", { name: "Read again" }));
    await screen.findByText("Budget in Q1");
    expect(screen.getByLabelText("All topics")).toHaveValue("");
    // No topic at all: the choice goes, and the notes stay.
    fireEvent.change(screen.getByLabelText("All topics"), { target: { value: "t2" } });
    replies.ent_fieldnote = [second];
    fireEvent.click(screen.getByRole("button", { name: "Read again" }));
    await waitFor(() => expect(screen.queryByLabelText("All topics")).toBeNull());
    expect(screen.getByText("Budget in Q1")).toBeInTheDocument();
  });

  it("says that older notes are not read, also where none of those read is as wanted", async () => {
    const many = Array.from({ length: 201 }, (_, at) =>
      note(`n${String(at)}`, `Text ${String(at)}`, OTHER, { ent_type: 789_100_000 }),
    );
    const replies: Record<string, Reply> = { ent_fieldnote: many };
    show({ service: new Service(replies) });
    await screen.findByText("Text 0");
    const cut = () => screen.queryByText(/^Only the newest 200 notes are read/);
    expect(cut()).toBeInTheDocument();
    expect(screen.getByLabelText("unread only (200)")).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText("All types"), { target: { value: "objection" } });
    expect(screen.getByText("No note is like that.")).toBeInTheDocument();
    expect(cut()).toBeInTheDocument();
    replies.ent_fieldnote = many.slice(0, 200);
    fireEvent.click(screen.getByRole("button", { name: "Read again" }));
    await waitFor(() => expect(cut()).toBeNull());
  });

  describe("in which something is typed, when its form is left", () => {
    const standing = { versionnumber: 7, ent_text: "Fears the <b>migration</b>" };
    /** The form, and what it leaves to its next life as text. */
    function showKept(given: Given = {}) {
      let now = given.kept ?? nothingKept;
      const shown = show({ ...given, keep: (kept) => (now = kept) });
      const leave = () => {
        shown.view.unmount();
        return keptIn({ entente: keptText(now) });
      };
      return { ...shown, leave };
    }
    const changed = () => screen.getByLabelText("Text of the note");
    const begin = async (text: string) => {
      fireEvent.click(await screen.findByRole("button", { name: "Edit" }));
      expect(asksBeforeLeaving()).toBe(false);
      fireEvent.change(changed(), { target: { value: text } });
      expect(asksBeforeLeaving()).toBe(true);
    };

    it("keeps a changed text for the next time, asks before the page goes, and no longer once it is saved", async () => {
      const service = new Service({ ent_fieldnote: notes });
      service.standing = standing;
      const first = showKept({ service });
      await begin("Half typed");
      const kept = first.leave();

      const second = showKept({ service, kept });
      await screen.findByText("Budget in Q1");
      expect(changed()).toHaveValue("Half typed");
      expect(changed()).not.toHaveFocus();
      expect(asksBeforeLeaving()).toBe(true);
      expect(await violations(second.view.container)).toEqual([]);
      const item = within(changed().closest("li")!);
      fireEvent.click(item.getByRole("button", { name: "Save" }));
      await waitFor(() => expect(service.updated[0]?.[2]).toMatchObject({ ent_text: "Half typed" }));
      await waitFor(() => expect(screen.queryByLabelText("Text of the note")).toBeNull());
      expect(asksBeforeLeaving()).toBe(false);
      expect(second.leave().begun).toEqual({});
    });

    it("keeps it while other records are shown, and lets go of it when that is asked for", async () => {
      const { view, host } = show({ service: new Service({ ent_fieldnote: notes }) });
      await begin("Half typed");
      const on = (id: string) => (
        <FieldNotesView host={host} onForm={{ kind: "subject", subject: { table: "lead", id } }} />
      );
      view.rerender(on("00000000-0000-4000-8000-00000000e001"));
      await screen.findByText("Budget in Q1");
      // The same note, listed there as well.
      expect(changed()).toHaveValue("Half typed");
      fireEvent.click(within(changed().closest("li")!).getByRole("button", { name: "Cancel" }));
      expect(asksBeforeLeaving()).toBe(false);
      view.rerender(on("00000000-0000-4000-8000-00000000e002"));
      await screen.findByText("Fears the <b>migration</b>");
      expect(screen.queryByLabelText("Text of the note")).toBeNull();
    });

    it("still knows what somebody else wrote meanwhile, and which version that was", async () => {
      const service = new Service({ ent_fieldnote: notes });
      service.standing = { versionnumber: 8, ent_text: "Theirs" };
      const first = showKept({ service });
      const item = await edit("Mine");
      await item.findByText("Theirs");
      show({ service, kept: first.leave() });
      await screen.findByText("Theirs");
      fireEvent.click(screen.getByRole("button", { name: "Save mine over it" }));
      await waitFor(() => expect(service.updated[0]?.[2]).toMatchObject({ ent_text: "Mine" }));
    });

    it("shows it wherever the note stands by then, and where it is no longer listed", async () => {
      const service = new Service({ ent_fieldnote: notes });
      const first = showKept({ service });
      await begin("Half typed");
      const kept = first.leave();
      const newer = Array.from({ length: 8 }, (_, at) =>
        note(`m${String(at)}`, `Newer ${String(at)}`, OTHER, { ent_notedon: "2026-11-21T10:00:00Z" }),
      );
      const second = show({ service: new Service({ ent_fieldnote: [...newer, ...notes] }), kept });
      await screen.findByText("Newer 0");
      expect(changed()).toHaveValue("Half typed");
      expect(screen.queryByText("Newer 7")).toBeNull();
      second.view.unmount();
      const third = show({ service: new Service({ ent_fieldnote: [] }), kept });
      await waitFor(() => expect(changed()).toHaveValue("Half typed"));
      third.view.unmount();
      // On other records it is not theirs.
      const subject = { table: "account", id: "00000000-0000-4000-8000-00000000a002" } as const;
      show({ service: new Service({ ent_fieldnote: [] }), kept, onForm: { kind: "subject", subject } });
      await screen.findByText("No notes on this client yet.");
    });

    it("has nothing left to ask about where it came through after all", async () => {
      const service = new Service({ ent_fieldnote: notes });
      const first = showKept({ service });
      await begin("Saved by then");
      const kept = first.leave();
      const saved = { ...notes[0]!, ent_text: "Saved by then", versionnumber: 8 };
      show({ service: new Service({ ent_fieldnote: [saved, notes[1]!] }), kept });
      await screen.findByText("Saved by then");
      expect(screen.queryByLabelText("Text of the note")).toBeNull();
      expect(asksBeforeLeaving()).toBe(false);
    });

    it("keeps the words of an answer, which is the same one when it is given at last", async () => {
      const service = new Service({ ent_fieldnote: [notes[1]!] });
      const first = showKept({ service });
      fireEvent.click(await screen.findByRole("button", { name: "Set aside…" }));
      expect(asksBeforeLeaving()).toBe(false);
      fireEvent.change(screen.getByLabelText("Tell the rep why"), { target: { value: "Not this year" } });
      expect(asksBeforeLeaving()).toBe(true);
      const kept = first.leave();
      const { id } = kept.begun.n2!.answer!;

      const second = showKept({ service, kept });
      await screen.findByText("Budget in Q1");
      expect(screen.getByLabelText("Tell the rep why")).toHaveValue("Not this year");
      fireEvent.click(screen.getByRole("button", { name: "Answer" }));
      await waitFor(() => expect(service.created).toHaveLength(1));
      expect(service.created[0]?.[1]).toMatchObject({ ent_fieldanswerid: id, ent_reply: "Not this year" });
      await waitFor(() => expect(asksBeforeLeaving()).toBe(false));
      second.leave();

      // Left before its word came: the list shows that it was given.
      const given = {
        ...notes[1]!,
        "answer.ent_fieldanswerid": id,
        "answer.ent_status": 789_100_002,
        "answer.ent_reply": "Not this year",
      };
      show({ service: new Service({ ent_fieldnote: [given] }), kept });
      await screen.findByText("“Not this year”");
      expect(screen.queryByLabelText("Tell the rep why")).toBeNull();
      expect(asksBeforeLeaving()).toBe(false);
    });
  });

  describe("in which an answer names a campaign, when its form is left", () => {
    const SPRING = { campaignid: "c1", name: "Spring" };
    const campaign = () => screen.findByLabelText("Campaign");
    /** The form of a note that is being answered, and what is left of the answer. */
    async function begin(reply = "") {
      const service = new Service({ ent_fieldnote: [notes[1]!], campaign: [SPRING] });
      let kept = nothingKept;
      const { view } = show({ service, keep: (now) => (kept = now) });
      fireEvent.click(await screen.findByRole("button", { name: "Used in a campaign…" }));
      fireEvent.change(await campaign(), { target: { value: "c1" } });
      if (reply !== "") fireEvent.change(screen.getByLabelText(/Reply/), { target: { value: reply } });
      return {
        service,
        leave: () => {
          view.unmount();
          return keptIn({ entente: keptText(kept) });
        },
      };
    }
    const left = (answer: object) =>
      keptIn({
        entente: JSON.stringify({
          begun: {
            n2: {
              on: `account ${ACCOUNT}`,
              note: { id: "n2", table: "ent_fieldnote", text: "Budget in Q1", notedOn: null, answers: [] },
              edit: null,
              answer,
            },
          },
        }),
      });
    const answer = () => screen.getByRole("button", { name: "Answer" });

    it.each([
      ["with the words", "Thanks"],
      ["alone", ""],
    ])("keeps it %s for the next time, to be saved as it stands", async (_, reply) => {
      const first = await begin(reply);
      expect(asksBeforeLeaving()).toBe(true);
      const kept = first.leave();
      const service = new Service({
        ent_fieldnote: [notes[1]!],
        campaign: [
          { campaignid: "c2", name: "Autumn" },
          { ...SPRING, name: "Spring, renamed" },
        ],
      });
      show({ service, kept });
      expect(await campaign()).toHaveValue("c1");
      expect(screen.getByLabelText(/Reply/)).toHaveValue(reply);
      expect(screen.queryByText(/no longer among/)).toBeNull();
      fireEvent.click(answer());
      await waitFor(() => expect(service.created).toHaveLength(2));
      expect(service.created[0]?.[1]).toMatchObject({
        ent_fieldanswerid: kept.begun.n2!.answer!.id,
        ent_reply: reply === "" ? null : reply,
        "ent_campaignid@odata.bind": "/campaigns(c1)",
      });
      // As it is called by now.
      expect(service.created[1]?.[1].body).toContain("Spring, renamed");
      await waitFor(() => expect(asksBeforeLeaving()).toBe(false));
    });

    it("keeps it while the campaigns are yet to be read, and lets nothing be saved until then", async () => {
      const kept = (await begin("Thanks")).leave();
      const service = new Service({ ent_fieldnote: [notes[1]!], campaign: [SPRING] });
      service.refuses = (table) => table === "campaign";
      let now = nothingKept;
      show({ service, kept, keep: (latest) => (now = latest) });
      await screen.findByText("This could not be read.");
      expect(answer()).toBeDisabled();
      fireEvent.change(screen.getByLabelText(/Reply/), { target: { value: "Thanks a lot" } });
      expect(now.begun.n2?.answer).toMatchObject({
        campaign: { id: "c1", name: "Spring" },
        reply: "Thanks a lot",
      });
      service.refuses = () => false;
      fireEvent.click(screen.getByRole("button", { name: "Try again" }));
      expect(await campaign()).toHaveValue("c1");
      expect(answer()).toBeEnabled();
    });

    it("says that it is no longer to be chosen, and saves none until another one is", async () => {
      const kept = (await begin("Thanks")).leave();
      const service = new Service({
        ent_fieldnote: [notes[1]!],
        campaign: [{ campaignid: "c2", name: "Autumn" }],
      });
      const { view } = show({ service, kept });
      expect(await campaign()).toHaveValue("");
      const said = screen.getByText(/no longer among/);
      expect(said).toHaveTextContent(
        "“Spring”, which you had chosen, is no longer among the campaigns to choose from.",
      );
      expect(said).toHaveAttribute("role", "status");
      expect(await violations(view.container)).toEqual([]);
      expect(answer()).toBeDisabled();
      fireEvent.change(await campaign(), { target: { value: "c2" } });
      expect(screen.queryByText(/no longer among/)).toBeNull();
      fireEvent.click(answer());
      await waitFor(() =>
        expect(service.created[0]?.[1]).toMatchObject({ "ent_campaignid@odata.bind": "/campaigns(c2)" }),
      );
    });

    it("lets go of it when that is asked for, and when no campaign is chosen any more", async () => {
      const first = await begin();
      fireEvent.change(await campaign(), { target: { value: "" } });
      expect(asksBeforeLeaving()).toBe(false);
      fireEvent.change(await campaign(), { target: { value: "c1" } });
      expect(asksBeforeLeaving()).toBe(true);
      fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
      expect(asksBeforeLeaving()).toBe(false);
      expect(first.leave().begun).toEqual({});
    });

    it.each([
      ["as it was chosen", "c1", true],
      ["with another campaign", "c2", false],
    ])("has nothing left where the answer came through %s", async (_, campaignId, isGiven) => {
      const kept = (await begin()).leave();
      const given = {
        ...notes[1]!,
        "answer.ent_fieldanswerid": kept.begun.n2!.answer!.id,
        "answer.ent_status": 789_100_001,
        ...shown("answer.ent_campaignid", campaignId, "Some campaign"),
      };
      const service = new Service({ ent_fieldnote: [given], campaign: [SPRING] });
      show({ service, kept });
      await screen.findByText(/^used in/);
      expect(screen.queryByRole("button", { name: "Answer" }) === null).toBe(isGiven);
      expect(asksBeforeLeaving()).toBe(!isGiven);
    });

    it.each<[string, unknown]>([
      ["missing, as an earlier version left it", undefined],
      ["a text", "c1"],
      ["without a name", { id: "c1" }],
      ["of other types", { id: ["c1"], name: { toString: "Spring" } }],
    ])("is chosen anew where what was left of it is %s, and the words stay", async (_, campaignLeft) => {
      const kept = left({ id: "a", status: "used", reply: "Thanks", campaign: campaignLeft });
      show({ service: new Service({ ent_fieldnote: [notes[1]!], campaign: [SPRING] }), kept });
      expect(await campaign()).toHaveValue("");
      expect(screen.getByLabelText(/Reply/)).toHaveValue("Thanks");
      expect(screen.queryByText(/no longer among/)).toBeNull();
    });

    it.each<[string, object]>([
      ["of another status", { id: "a", status: "constructor", reply: "Thanks", campaign: null }],
      ["without its words", { id: "a", status: "used", campaign: { id: "c1", name: "Spring" } }],
      ["without an id", { id: 1, status: "used", reply: "Thanks", campaign: null }],
    ])("leaves nothing of what is no answer: %s", async (_, answerLeft) => {
      const kept = left(answerLeft);
      expect(kept.begun.n2?.answer).toBeNull();
      show({ service: new Service({ ent_fieldnote: [notes[1]!], campaign: [SPRING] }), kept });
      await screen.findByRole("button", { name: "Used in a campaign…" });
      expect(asksBeforeLeaving()).toBe(false);
    });

    it("never sends what was left as the id of a campaign, and shows its name to the letter", async () => {
      const hostile = { id: "c1)/x?$filter=", name: "<img src=x onerror=alert(1)>" };
      const service = new Service({ ent_fieldnote: [notes[1]!], campaign: [SPRING] });
      show({ service, kept: left({ id: "a", status: "used", reply: "Thanks", campaign: hostile }) });
      expect(await screen.findByText(/no longer among/)).toHaveTextContent(hostile.name);
      expect(answer()).toBeDisabled();
      fireEvent.click(answer());
      expect(service.created).toEqual([]);
    });
  });

  it("sets a note aside only with a word on why, which stays when it cannot be saved", async () => {
    const service = new Service({ ent_fieldnote: [notes[1]!] });
    show({ service });
    fireEvent.click(await screen.findByRole("button", { name: "Set aside…" }));
    const answer = screen.getByRole("button", { name: "Answer" });
    expect(answer).toBeDisabled();
    fireEvent.change(screen.getByLabelText("Tell the rep why"), { target: { value: "Not this year" } });
    service.failures = [refusal(0x80040220)];
    fireEvent.click(answer);
    await screen.findByText("Your role does not let you do this.");
    expect(screen.getByLabelText("Tell the rep why")).toHaveValue("Not this year");
    fireEvent.click(screen.getByRole("button", { name: "Answer" }));
    await waitFor(() => expect(service.created).toHaveLength(1));
    expect(service.created[0]).toEqual([
      "ent_fieldanswer",
      expect.objectContaining({
        ent_status: 789_100_002,
        ent_reply: "Not this year",
        "ent_fieldnoteid@odata.bind": "/ent_fieldnotes(n2)",
      }),
    ]);
  });

  const edit = async (text: string) => {
    fireEvent.click(await screen.findByRole("button", { name: "Edit" }));
    fireEvent.change(screen.getByLabelText("Text of the note"), { target: { value: text } });
    const item = within(screen.getByLabelText("Text of the note").closest("li")!);
    fireEvent.click(item.getByRole("button", { name: "Save" }));
    return item;
  };

  it("lets one's own note be changed", async () => {
    const service = new Service({ ent_fieldnote: notes });
    service.standing = { versionnumber: 7, ent_text: "Fears the <b>migration</b>" };
    show({ service });
    await edit("Fears nothing");
    await waitFor(() =>
      expect(service.updated).toEqual([
        ["ent_fieldnote", "n1", { ent_text: "Fears nothing", ent_name: "Fears nothing" }],
      ]),
    );
    await waitFor(() => expect(screen.queryByLabelText("Text of the note")).toBeNull());
  });

  it("shows what somebody else wrote meanwhile, and overwrites it only when asked to", async () => {
    const service = new Service({ ent_fieldnote: notes });
    service.standing = { versionnumber: 8, ent_text: "Theirs" };
    show({ service });
    const item = await edit("Mine");
    await item.findByText("Somebody has changed the note meanwhile. It now says:");
    expect(item.getByText("Theirs")).toBeTruthy();
    expect(screen.getByLabelText("Text of the note")).toHaveValue("Mine");
    expect(service.updated).toEqual([]);
    fireEvent.click(item.getByRole("button", { name: "Save mine over it" }));
    await waitFor(() => expect(service.updated[0]?.[2]).toMatchObject({ ent_text: "Mine" }));
  });

  it("keeps a changed text that cannot be saved, and says why", async () => {
    const service = new Service({ ent_fieldnote: notes });
    service.standing = { versionnumber: 7, ent_text: "Fears the <b>migration</b>" };
    service.failures = [refusal(0x80040217)];
    show({ service });
    const item = await edit("Mine");
    await item.findByRole("alert");
    expect(screen.getByLabelText("Text of the note")).toHaveValue("Mine");
  });

  it("deletes one's own note with what it counted for, once that is confirmed", async () => {
    const service = new Service({ ent_fieldnote: notes, ent_interaction: [{ ent_interactionid: "i1" }] });
    show({ service });
    fireEvent.click(await screen.findByRole("button", { name: "Delete" }));
    await screen.findByText("Delete this note and what it counted for?");
    expect(service.deleted).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(service.deleted).toEqual(["ent_interaction i1", "ent_fieldnote n1"]));
  });

  it.each([
    [
      1033,
      "Delete",
      "Delete this note, what it counted for and its recontact task?",
      "Delete this note and what it counted for?",
    ],
    [
      1036,
      "Supprimer",
      "Supprimer cette note, ce pour quoi elle comptait et sa tâche de reprise de contact\u00a0?",
      "Supprimer cette note et ce pour quoi elle comptait\u00a0?",
    ],
    [
      1043,
      "Verwijderen",
      "Deze notitie, waarvoor die meetelde en de taak om opnieuw contact op te nemen verwijderen?",
      "Deze notitie en waarvoor die meetelde verwijderen?",
    ],
  ] as const)(
    "names the task that is deleted with a note, and none where there is none, in the language %i",
    async (language, name, withTask, without) => {
      const own = [
        note("n1", "With a task", ME, lookup("ent_taskid", "task", "Call back")),
        note("n2", "Without", ME),
      ];
      const service = new Service({ ent_fieldnote: own });
      service.standing = { _ent_taskid_value: "task" };
      show({ service, language });
      const item = async (text: string) => within((await screen.findByText(text)).closest("li")!);
      fireEvent.click((await item("Without")).getByRole("button", { name }));
      expect((await item("Without")).getByRole("status").textContent).toBe(without);
      fireEvent.click((await item("With a task")).getByRole("button", { name }));
      expect((await item("With a task")).getByRole("status").textContent).toBe(withTask);
      fireEvent.click((await item("With a task")).getByRole("button", { name }));
      await waitFor(() => expect(service.deleted).toEqual(["task task", "ent_fieldnote n1"]));
    },
  );

  /** Presses a button by keyboard. */
  const press = async (name: string, item: { getByRole: typeof screen.getByRole } = screen) => {
    item.getByRole("button", { name }).focus();
    await userEvent.setup().keyboard("{Enter}");
  };

  it("takes the focus into what is edited, and back to the button when that is done or left", async () => {
    const service = new Service({ ent_fieldnote: notes });
    service.standing = { versionnumber: 7, ent_text: "Fears the <b>migration</b>" };
    show({ service });
    await screen.findByText("Budget in Q1");
    await press("Edit");
    const text = () => screen.getByLabelText("Text of the note");
    expect(text()).toHaveFocus();
    await press("Cancel");
    expect(screen.getByRole("button", { name: "Edit" })).toHaveFocus();

    await press("Edit");
    fireEvent.change(text(), { target: { value: "Fears nothing" } });
    const item = within(text().closest("li")!);
    service.failures = [refusal(0x80040216)];
    await press("Save", item);
    // A button that waits keeps the focus, and one press is one request.
    expect(item.getByRole("button", { name: "Save" })).toHaveFocus();
    await item.findByRole("alert");
    await press("Save", item);
    await waitFor(() => expect(service.updated).toHaveLength(1));
    await waitFor(() => expect(screen.getByRole("button", { name: "Edit" })).toHaveFocus());
  });

  it("asks once more before it deletes with the focus where nothing is lost, and goes on with the next note then", async () => {
    const list = [...notes, note("n3", "Third", ME)];
    const replies: Record<string, Reply> = { ent_fieldnote: list };
    const { service } = show({ service: new Service(replies) });
    const first = within((await screen.findByText("Fears the <b>migration</b>")).closest("li")!);
    await press("Delete", first);
    expect(first.getByRole("button", { name: "Cancel" })).toHaveFocus();
    await press("Cancel", first);
    expect(first.getByRole("button", { name: "Delete" })).toHaveFocus();
    await press("Delete", first);
    replies.ent_fieldnote = list.slice(1);
    await press("Delete", first);
    await waitFor(() => expect(screen.getByText("Budget in Q1").closest("li")).toHaveFocus());
    expect(service.deleted).toEqual(["ent_fieldnote n1"]);

    const last = within(screen.getByText("Third").closest("li")!);
    await press("Delete", last);
    replies.ent_fieldnote = list.slice(1, 2);
    await press("Delete", last);
    await waitFor(() => expect(screen.getByText("Budget in Q1").closest("li")).toHaveFocus());
  });

  it("has the focus itself when its last note is deleted", async () => {
    const replies: Record<string, Reply> = { ent_fieldnote: notes.slice(0, 1) };
    show({ service: new Service(replies) });
    await screen.findByText("Fears the <b>migration</b>");
    await press("Delete");
    replies.ent_fieldnote = [];
    await press("Delete");
    const empty = await screen.findByText("No notes on this client yet.");
    expect(document.activeElement).not.toBe(document.body);
    expect(document.activeElement).toContainElement(empty);
  });

  it("keeps the focus on what marks a note as read; where only unread ones are listed, it goes to the next", async () => {
    const answer = { "answer.ent_fieldanswerid": "a2", "answer.ent_status": 789_100_000 };
    const unread = [note("n2", "Budget in Q1", OTHER), note("n3", "Third", OTHER)];
    const replies: Record<string, Reply> = { ent_fieldnote: unread };
    const { service } = show({ service: new Service(replies) });
    const item = (text: string) => within(screen.getByText(text).closest("li")!);
    await screen.findByText("Third");
    await press("Mark as read", item("Third"));
    expect(item("Third").getByRole("button", { name: "Mark as read" })).toHaveFocus();
    await waitFor(() => expect(service.created).toHaveLength(1));
    expect(item("Third").getByRole("button", { name: "Mark as read" })).toHaveFocus();

    fireEvent.click(screen.getByLabelText("unread only (2)"));
    replies.ent_fieldnote = [{ ...unread[0]!, ...answer }, unread[1]!];
    await press("Mark as read", item("Budget in Q1"));
    await waitFor(() => expect(screen.queryByText("Budget in Q1")).toBeNull());
    expect(screen.getByText("Third").closest("li")).toHaveFocus();
  });

  it("takes the focus into an answer, and back to the button that began it when it is given or left", async () => {
    const { service } = show({
      service: new Service({
        ent_fieldnote: [notes[1]!],
        campaign: [{ campaignid: "c1", name: "Data days" }],
      }),
    });
    await screen.findByText("Budget in Q1");
    await press("Set aside…");
    expect(screen.getByLabelText("Tell the rep why")).toHaveFocus();
    await press("Cancel");
    expect(screen.getByRole("button", { name: "Set aside…" })).toHaveFocus();

    await press("Used in a campaign…");
    // Until there is a campaign to choose, the form itself.
    expect(document.activeElement).not.toBe(document.body);
    const campaign = await screen.findByLabelText("Campaign");
    await waitFor(() => expect(campaign).toHaveFocus());
    fireEvent.change(campaign, { target: { value: "c1" } });
    await press("Answer");
    await waitFor(() => expect(service.created[0]?.[0]).toBe("ent_fieldanswer"));
    await waitFor(() => expect(screen.getByRole("button", { name: "Used in a campaign…" })).toHaveFocus());
  });

  it("shows ten thousand characters to the letter when asked for all of them", async () => {
    const text = "né\u202e<b>&amp;".repeat(1000).slice(0, 10_000);
    show({ service: new Service({ ent_fieldnote: [note("n1", text, OTHER)] }) });
    fireEvent.click(await screen.findByRole("button", { name: "Show all" }));
    const whole = [...document.querySelectorAll("p")].map(({ textContent }) => textContent);
    expect(whole).toContain(text);
    expect(document.querySelector("li b")).toBeNull();
  });

  it.each([1033, 1036, 1043] as const)("has no accessibility fault in language %s", async (language) => {
    const { view } = show({ service: new Service({ ent_fieldnote: notes }), language });
    await screen.findByText("Budget in Q1");
    expect(await violations(view.container)).toEqual([]);
  });
});
