/// <reference types="xrm" />
import { NEWS_EVENT, ORDER_EVENT, type GuardNews, type Order } from "../../../dataverse/formOrder";
import { defaultPolicy } from "../../../domain/policy";
import type { FormSession } from "../../../sandbox/host/form/formSession";
import { onLoad } from "../../../solution/scripts/campaignActivity";
import { openForm } from "../../sandbox/host/exampleForm";

const PROPOSED = 1;
const IN_PROGRESS = 0;
const list = "bbbbbbbb-2222-4333-8444-555555555555";

const executed: string[] = [];
const asked: string[] = [];
beforeEach(() => {
  executed.length = 0;
  asked.length = 0;
  const online = {
    execute: (request: { getMetadata(): { operationName: string } }) => {
      executed.push(request.getMetadata().operationName);
      return Promise.resolve(Response.json({ StaticListId: list }));
    },
    retrieveMultipleRecords: (table: string) => {
      asked.push(table);
      return Promise.resolve({ entities: [] });
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
    ...{ state: "toDecide", hasLists: true, listCount: 1, isWritten: false, unseen: [] },
    ...{ policy: { ...defaultPolicy, guardMode: "decide" }, readAgain: () => undefined, ...more },
  };
  session.raise("subject1", NEWS_EVENT, news);
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
    tell(session, { policy: { ...defaultPolicy, suppressionSegment }, readAgain: () => readAgain++ });
    await settled();
    expect(asked.filter((table) => table === "msdynmkt_segment")).toHaveLength(1);
    session.gridLoaded("lists", 2);
    expect(readAgain).toBe(1);
    expect([session.state.scriptFaults, breaches]).toEqual([[], []]);
  });

  it("serves the record's form that was opened last", async () => {
    await openForm({ onload: onLoad });
    const { session } = await openForm({ onload: onLoad });
    expect(await order(session)).toEqual(["accepted", "1 done", "finished"]);
  });
});

describe("under the mode “decide”, a status that leaves Proposed", () => {
  async function leaves({ session, sent }: Awaited<ReturnType<typeof openForm>>) {
    session.change("statuscode", PROPOSED);
    session.change("subject", "Winter letter");
    await session.save();
    tell(session);
    const before = sent.length;
    session.change("statuscode", IN_PROGRESS);
    await expect(session.save()).rejects.toMatchObject({
      message: expect.stringContaining("prevented") as string,
    });
    expect(sent).toHaveLength(before);
    expect(session.state.notices).toMatchObject([
      { level: "ERROR", text: expect.stringContaining("Decide about each") as string },
    ]);
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
