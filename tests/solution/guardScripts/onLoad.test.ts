/// <reference types="xrm" />
import { NEWS_EVENT, ORDER_EVENT, type GuardNews, type Order } from "../../../dataverse/formOrder";
import { optionOf } from "../../../dataverse/writing";
import { guardStates } from "../../../domain/guard/guardState";
import { defaultPolicy } from "../../../domain/policy";
import type { FormSession } from "../../../sandbox/host/form/formSession";
import { onLoad } from "../../../solution/scripts/campaignActivity";
import { openForm } from "../../sandbox/host/exampleForm";

const PROPOSED = 1;
const IN_PROGRESS = 0;
const list = "bbbbbbbb-2222-4333-8444-555555555555";

const executed: string[] = [];
const asked: string[] = [];
/** What the script is answered, by table. */
let answers: Readonly<Record<string, () => Promise<object[]>>>;
beforeEach(() => {
  executed.length = 0;
  asked.length = 0;
  answers = {};
  const online = {
    execute: (request: { getMetadata(): { operationName: string } }) => {
      executed.push(request.getMetadata().operationName);
      return Promise.resolve(Response.json({ StaticListId: list }));
    },
    retrieveMultipleRecords: async (table: string) => {
      asked.push(table);
      return { entities: (await answers[table]?.()) ?? [] };
    },
  };
  const global = { userSettings: { languageId: 1033 }, client: { isOffline: () => false } };
  Object.assign(globalThis, { Xrm: { WebApi: { online }, Utility: { getGlobalContext: () => global } } });
});
afterEach(() => {
  delete (globalThis as { Xrm?: unknown }).Xrm;
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** The guard on a form gives an order. */
async function order(session: FormSession) {
  const told: string[] = [];
  const given: Order = {
    actions: [{ kind: "copyToStatic", listId: list }],
    accepted: () => told.push("accepted"),
    progress: (done) => told.push(`${String(done)} done`),
    finished: ({ ok }) => told.push(ok ? "finished" : "failed"),
  };
  session.raise("subject1", ORDER_EVENT, given);
  await settled();
  return told;
}

/** The guard on a form has read that there is a list with somebody to decide about. */
function tell(session: FormSession, more: Partial<GuardNews> = {}) {
  const news: GuardNews = {
    ...{ state: "toDecide", inClosing: 1, onHold: 0, hasLists: true, isDone: false, listCount: 1 },
    ...{ isWritten: false, mayNotGuard: false, unseen: [] },
    ...{ policy: { ...defaultPolicy, guardMode: "decide" }, readAgain: () => true, ...more },
  };
  session.raise("subject1", NEWS_EVENT, news);
}

/** Nothing is sent of a change from Proposed to In Progress, and why is said above the form. */
async function isHeldBack({ session, sent }: Awaited<ReturnType<typeof openForm>>, because: string) {
  const before = sent.length;
  session.change("statuscode", IN_PROGRESS);
  await expect(session.save()).rejects.toMatchObject({
    message: expect.stringContaining("prevented") as string,
  });
  expect(sent).toHaveLength(before);
  expect(session.state.notices).toMatchObject([
    { level: "ERROR", text: expect.stringContaining(because) as string },
  ]);
}

describe("a form whose OnLoad runs twice", () => {
  it("carries an order out once on a new record, which runs it again when it is first saved", async () => {
    const { session } = await openForm({ onload: onLoad }, { newRecord: true });
    session.change("subject", "Winter letter");
    await session.save();
    expect(await order(session)).toEqual(["accepted", "1 done", "finished"]);
    expect(executed).toEqual(["CopyDynamicListToStatic"]);
  });

  it("carries an order out once, keeps the segment once and has the guard read once, whatever runs it again", async () => {
    const suppressionSegment = "cccccccc-2222-4333-8444-555555555555";
    const { session, breaches } = await openForm({
      onload: (execution: Xrm.Events.EventContext) => {
        onLoad(execution);
        onLoad(execution);
      },
    });
    expect(await order(session)).toEqual(["accepted", "1 done", "finished"]);
    expect(executed).toEqual(["CopyDynamicListToStatic"]);
    asked.length = 0;
    let readAgain = 0;
    tell(session, { policy: { ...defaultPolicy, suppressionSegment }, readAgain: () => ++readAgain > 0 });
    await settled();
    expect(asked.filter((table) => table === "msdynmkt_segment")).toHaveLength(1);
    session.gridLoaded("lists", 2);
    expect(readAgain).toBe(1);
    expect([session.state.scriptFaults, breaches]).toEqual([[], []]);
  });

  it("shows once what the guard has written", async () => {
    const { session, sent } = await openForm({
      onload: (execution: Xrm.Events.EventContext) => {
        onLoad(execution);
        onLoad(execution);
      },
    });
    const before = sent.length;
    tell(session, { isWritten: true });
    await settled();
    expect(sent.slice(before).map(({ method }) => method)).toEqual(["GET"]);
  });
});

describe("one record on two forms at a time", () => {
  it("carries out each form's orders, each of them once", async () => {
    const { session: first } = await openForm({ onload: onLoad });
    const { session: second } = await openForm({ onload: onLoad });
    for (const session of [first, second, first]) {
      executed.length = 0;
      expect(await order(session)).toEqual(["accepted", "1 done", "finished"]);
      expect(executed).toEqual(["CopyDynamicListToStatic"]);
    }
  });

  it("has its status held back on both", async () => {
    const first = await openForm({ onload: onLoad });
    tell(first.session);
    const second = await openForm({ onload: onLoad });
    tell(second.session);
    await isHeldBack(first, "Decide about each");
    await isHeldBack(second, "Decide about each");
  });
});

describe("under the mode “decide”, a status that leaves Proposed", () => {
  async function leaves(opened: Awaited<ReturnType<typeof openForm>>) {
    const { session } = opened;
    session.change("statuscode", PROPOSED);
    session.change("subject", "Winter letter");
    await session.save();
    tell(session);
    await isHeldBack(opened, "Decide about each");
  }

  it("is held back though the form was opened In Progress, and Proposed only saved since", async () => {
    await leaves(await openForm({ onload: onLoad }, { stored: { statuscode: IN_PROGRESS } }));
  });

  it("is held back on a record that this form has created", async () => {
    await leaves(await openForm({ onload: onLoad }, { newRecord: true }));
  });

  it("is free again once In Progress is saved", async () => {
    const { session, sent } = await openForm({ onload: onLoad });
    tell(session, { state: "clear" });
    session.change("statuscode", IN_PROGRESS);
    await session.save();
    tell(session);
    session.change("statuscode", 0);
    session.change("subject", "Winter letter");
    await session.save();
    expect(sent.filter(({ method }) => method === "PATCH")).toHaveLength(2);
  });
});

describe("whom the form warns of, and refuses a status for", () => {
  it.each([
    ["who are in closing", { inClosing: 2, onHold: 0 }, "VIP clients in closing are in this audience. "],
    ["who are on hold only", { inClosing: 0, onHold: 1 }, "Clients on hold are in this audience. "],
    [
      "of both",
      { inClosing: 1, onHold: 3 },
      "VIP clients in closing and clients on hold are in this audience. ",
    ],
  ])("are the clients %s", async (_, found, text) => {
    const form = await openForm({ onload: onLoad });
    tell(form.session, { ...found, policy: { ...defaultPolicy, guardMode: "warn" } });
    expect(form.session.state.notices).toMatchObject([
      { level: "WARNING", text: `${text}Look under Guard before you send.` },
    ]);
    tell(form.session, found);
    await isHeldBack(form, `${text}Decide about each`);
  });
});

it("the form does not ask a user to decide who may not guard the audience: it says that a role is missing", async () => {
  const form = await openForm({ onload: onLoad });
  tell(form.session, { mayNotGuard: true });
  await isHeldBack(
    form,
    "your role does not let you guard it. Ask an administrator for the Entente Marketer role",
  );
  tell(form.session);
  await isHeldBack(form, "Decide about each");
});

describe("an activity that is over", () => {
  const warn = { ...defaultPolicy, guardMode: "warn" } as const;
  const CLOSED = 2;

  it("is not warned of, though there was somebody to decide about", async () => {
    const { session } = await openForm({ onload: onLoad });
    tell(session, { policy: warn });
    expect(session.state.notices).toMatchObject([{ level: "WARNING" }]);
    tell(session, { policy: warn, isDone: true });
    expect(session.state.notices).toEqual([]);
  });

  it("is read again by the guard when it is closed on the form, once, and when it is taken up again", async () => {
    const { session } = await openForm({ onload: onLoad });
    let readAgain = 0;
    const told = { policy: warn, readAgain: () => ++readAgain > 0 };
    const save = async (status: number) => {
      session.change("statuscode", status);
      await session.save();
    };
    await session.refresh();
    tell(session, told);
    await session.refresh();
    await save(IN_PROGRESS);
    expect(readAgain).toBe(0);
    await save(CLOSED);
    expect(readAgain).toBe(1);
    tell(session, { ...told, isDone: true });
    await session.refresh();
    expect(readAgain).toBe(1);
    await save(PROPOSED);
    expect(readAgain).toBe(2);
  });
});

describe("under the mode “decide”, lists that somebody changes beside the guard", () => {
  it("hold the status back until it has read again, though the subgrid is filtered to none", async () => {
    const form = await openForm({ onload: onLoad });
    form.session.gridLoaded("lists", 1);
    tell(form.session, { state: "clear" });
    form.session.gridLoaded("lists", 0);
    await isHeldBack(form, "has not checked this audience wholly");
    tell(form.session, { state: "clear" });
    form.session.change("statuscode", IN_PROGRESS);
    await form.session.save();
    expect(form.sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
  });
});

describe("a status that is about to leave Proposed on a form that has been open for a while", () => {
  let now: number;
  beforeEach(() => {
    now = Date.now();
    jest.spyOn(Date, "now").mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  async function opened(state: GuardNews["state"], guardMode: GuardNews["policy"]["guardMode"] = "decide") {
    const form = await openForm({ onload: onLoad });
    let readAgain = 0;
    const news = { policy: { ...defaultPolicy, guardMode }, readAgain: () => ++readAgain > 0 };
    tell(form.session, { ...news, state });
    return { ...form, form, readAgain: () => readAgain, news };
  }

  it("has the audience checked once more, and waits for what the guard tells under “decide”", async () => {
    const { form, session, sent, readAgain, news } = await opened("clear");
    now += 3_600_000;
    session.change("statuscode", IN_PROGRESS);
    expect(readAgain()).toBe(1);
    await isHeldBack(form, "still reading");
    expect(readAgain()).toBe(1);
    tell(session, { ...news, state: "toDecide" });
    await isHeldBack(form, "Decide about each");
    tell(session, { ...news, state: "clear" });
    await session.save();
    expect(sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
    expect(readAgain()).toBe(1);
  });

  it("is looked at once more before it is saved, where it was changed long before", async () => {
    const { session, readAgain } = await opened("clear");
    session.change("statuscode", IN_PROGRESS);
    expect(readAgain()).toBe(0);
    now += 3_600_000;
    await expect(session.save()).rejects.toBeDefined();
    expect(readAgain()).toBe(1);
    // A guard that tells nothing is asked again.
    now += 3_600_000;
    await expect(session.save()).rejects.toBeDefined();
    expect(readAgain()).toBe(2);
  });

  it("goes by what is known where no guard is there any more to ask: its tab was left, or there is no connection", async () => {
    let checkedOn = new Date(now).toISOString();
    answers = {
      campaignactivityitem: () => Promise.resolve([{}]),
      ent_sendcheck: () => Promise.resolve([{ ent_checkedon: checkedOn }]),
    };
    const { form, session, sent, news } = await opened("clear");
    tell(session, { ...news, state: "clear", readAgain: () => false });
    const leave = async () => {
      session.change("statuscode", IN_PROGRESS);
      await settled();
      await session.save();
    };
    now += 61_000;
    await leave();
    expect(sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });

    // Nor does that hold for longer than the policy says.
    session.change("statuscode", PROPOSED);
    await session.save();
    checkedOn = new Date(now - (defaultPolicy.recheckHours + 1) * 3_600_000).toISOString();
    tell(session, { ...news, state: "clear", readAgain: () => false });
    now += 61_000;
    session.change("statuscode", IN_PROGRESS);
    await settled();
    await isHeldBack(form, "has not checked this audience wholly");
    // Where it is back, what it tells counts again.
    tell(session, { ...news, state: "clear" });
    await leave();
    expect(sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
  });

  it.each(["warn", "guard"] as const)(
    "has it checked under “%s” as well, which holds nothing back",
    async (mode) => {
      const { session, sent, readAgain } = await opened("toDecide", mode);
      now += 3_600_000;
      session.change("statuscode", IN_PROGRESS);
      await session.save();
      expect(readAgain()).toBe(1);
      expect(sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
    },
  );

  it("asks for nothing for any other change", async () => {
    const { session, readAgain } = await opened("clear");
    now += 3_600_000;
    session.change("subject", "Winter letter");
    session.change("statuscode", 3);
    session.change("statuscode", PROPOSED);
    await session.save();
    expect(readAgain()).toBe(0);
  });
});

it("a list that this user may not see holds the status back, though the guard knows of none", async () => {
  let lists = [{}];
  answers = { campaignactivityitem: () => Promise.resolve(lists) };
  const form = await openForm({ onload: onLoad });
  await settled();
  tell(form.session, { state: "notChecked", hasLists: false });
  await isHeldBack(form, "still reading");
  await settled();
  await isHeldBack(form, "has not checked this audience wholly");
  lists = [];
  tell(form.session, { state: "notChecked", hasLists: false });
  await settled();
  await form.session.save();
  expect(form.sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
  asked.length = 0;
  tell(form.session, { state: "notChecked", hasLists: false });
  expect(asked).toEqual([]);
});

const CLEAR = optionOf(guardStates, "clear");
const TO_DECIDE = optionOf(guardStates, "toDecide");

/** Somebody else changes the activity. */
const elsewhere = ({ door }: FormSession, body: object) =>
  door.send("campaignactivities", { method: "PATCH", body: JSON.stringify(body) });

describe("a state that a colleague's check has come to since the guard told its own", () => {
  const told = { state: "clear", isWritten: true } as const;

  async function opened() {
    const form = await openForm({ onload: onLoad }, { stored: { ent_guardstate: CLEAR } });
    let readAgain = 0;
    const news = (more: Partial<GuardNews>) =>
      tell(form.session, { ...more, readAgain: () => ++readAgain > 0 });
    return { ...form, form, news, readAgain: () => readAgain };
  }

  it.each(["refreshed", "saved"])(
    "holds the status back when the form is %s, until the guard has read",
    async (how) => {
      const { form, session, sent, news, readAgain } = await opened();
      news(told);
      await elsewhere(session, { ent_guardstate: TO_DECIDE });
      session.change("subject", "Winter letter");
      await (how === "saved" ? session.save() : session.refresh());
      expect(readAgain()).toBe(1);
      await isHeldBack(form, "has not checked this audience wholly");
      await session.refresh();
      expect(readAgain()).toBe(1);
      news({ state: "toDecide", isWritten: true });
      await isHeldBack(form, "Decide about each");
      // What was the guard's own before may be somebody else's the next time.
      news(told);
      await elsewhere(session, { ent_guardstate: CLEAR });
      await session.refresh();
      session.change("statuscode", IN_PROGRESS);
      await session.save();
      expect(sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
      expect(readAgain()).toBe(1);
      await elsewhere(session, { ent_guardstate: TO_DECIDE });
      await session.refresh();
      expect(readAgain()).toBe(2);
    },
  );

  it("is not taken for one where the guard has written what the form loads, nor where it could not write", async () => {
    const { session, news, readAgain } = await opened();
    await elsewhere(session, { ent_guardstate: TO_DECIDE });
    news({ state: "toDecide", isWritten: true });
    await settled();
    expect(session.field("ent_guardstate")).toMatchObject({ value: TO_DECIDE });
    news({ state: "clear", isWritten: false });
    await session.refresh();
    expect(readAgain()).toBe(0);
  });

  it("is asked about once, though the form never shows what the guard tells", async () => {
    const { session, news, readAgain } = await opened();
    await elsewhere(session, { ent_guardstate: TO_DECIDE });
    for (let round = 0; round < 3; round++) {
      news(told);
      await session.refresh();
      await settled();
    }
    expect(readAgain()).toBe(1);
  });

  it("is none where the column shows nothing", async () => {
    const { session, news, readAgain } = await opened();
    await elsewhere(session, { ent_guardstate: null });
    news(told);
    await session.refresh();
    expect(readAgain()).toBe(0);
  });
});

describe("as long as the guard has told nothing, its tab not being open", () => {
  let lists: object[];
  let checks: () => Promise<object[]>;
  const checked = (hoursAgo: number) => () =>
    Promise.resolve([{ ent_checkedon: new Date(Date.now() - hoursAgo * 3_600_000).toISOString() }]);
  beforeEach(() => {
    lists = [];
    checks = checked(1);
    answers = {
      ent_sendcheck: () => checks(),
      ent_policy: () => Promise.resolve([{ ent_guardmode: optionOf(["warn", "decide", "guard"], "decide") }]),
      campaignactivityitem: () => Promise.resolve(lists),
    };
  });

  /** The form of an activity, when it has read what it reads by itself. */
  async function opened(state: number | null) {
    const form = await openForm({ onload: onLoad }, { stored: { ent_guardstate: state } });
    await settled();
    return form;
  }

  it("holds the status back by what a refresh shows of the state", async () => {
    lists = [{}];
    const form = await opened(CLEAR);
    await elsewhere(form.session, { ent_guardstate: TO_DECIDE });
    await form.session.refresh();
    await settled();
    // The state alone does not say whom.
    await isHeldBack(
      form,
      "VIP clients in closing or clients on hold are in this audience. Decide about each",
    );
  });

  it("holds the status back for lists that were put on since, when the form is refreshed", async () => {
    const form = await opened(TO_DECIDE);
    lists = [{}];
    await form.session.refresh();
    await isHeldBack(form, "still reading");
    await settled();
    await isHeldBack(form, "Decide about each");
  });

  it("holds the status back for lists that were put on since, when the subgrid shows them", async () => {
    const form = await opened(TO_DECIDE);
    form.session.gridLoaded("lists", 1);
    lists = [{}];
    form.session.gridLoaded("lists", 2);
    await settled();
    await isHeldBack(form, "Decide about each");
  });

  it("goes by the newest reading of the lists, whichever is answered last", async () => {
    const form = await opened(TO_DECIDE);
    const pending: ((rows: object[]) => void)[] = [];
    const { campaignactivityitem: _, ...others } = answers;
    answers = { ...others, campaignactivityitem: () => new Promise((resolve) => pending.push(resolve)) };
    await form.session.refresh();
    await form.session.refresh();
    await settled();
    const [older, newer] = pending;
    newer?.([{}]);
    await settled();
    older?.([]);
    await settled();
    await isHeldBack(form, "Decide about each");
  });

  it("lets it go when a refresh shows that nobody is to be decided about", async () => {
    lists = [{}];
    const { session, sent } = await opened(TO_DECIDE);
    await elsewhere(session, { ent_guardstate: CLEAR });
    await session.refresh();
    await settled();
    session.change("statuscode", IN_PROGRESS);
    await session.save();
    expect(sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
  });

  it("holds the status back where the audience was checked longer ago than the policy allows, or never", async () => {
    lists = [{}];
    checks = checked(25);
    await isHeldBack(await opened(CLEAR), "has not checked this audience wholly");
    checks = () => Promise.resolve([]);
    const form = await opened(CLEAR);
    await isHeldBack(form, "has not checked this audience wholly");
    checks = checked(23);
    await form.session.refresh();
    await settled();
    form.session.change("statuscode", IN_PROGRESS);
    await form.session.save();
    expect(form.sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
  });

  it("holds the status back where it cannot be read when the audience was checked; the next save finds it read", async () => {
    lists = [{}];
    checks = () => Promise.reject(new Error("No answer"));
    const form = await opened(CLEAR);
    checks = checked(1);
    await isHeldBack(form, "could not read the policy or the audience");
    await settled();
    await form.session.save();
    expect(form.sent.at(-2)).toMatchObject({ method: "PATCH", body: { statuscode: IN_PROGRESS } });
  });

  it("asks once what is on the activity when the form is opened, and no more of it once the guard has told", async () => {
    const { session } = await opened(CLEAR);
    tell(session, { state: "clear" });
    await session.refresh();
    await settled();
    expect(asked.filter((table) => table === "campaignactivityitem")).toHaveLength(1);
  });
});
