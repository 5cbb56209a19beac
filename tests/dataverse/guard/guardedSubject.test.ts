import {
  listIn,
  memberCodeOf,
  readSubject,
  type GuardedRecord,
} from "../../../dataverse/guard/guardedSubject";
import type { Row } from "../../../dataverse/host";
import { FIRST_OPTION } from "../../../dataverse/writing";
import { Answering, type Reply } from "../answering";
import { askedIn } from "../asked";

const LIST = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";
const TWIN = "00000000-0000-4000-8000-000000000003";
const COPY = "00000000-0000-4000-8000-000000000004";
const activity: GuardedRecord = { table: "campaignactivity", id: "activity" };
const campaign: GuardedRecord = { table: "campaign", id: "campaign" };

/** Columns of a list, as they come with the record that it is on. */
function onRecord(list: Row, prefix = "audience."): Row {
  return Object.fromEntries(Object.entries(list).map(([column, value]) => [prefix + column, value]));
}
const plain: Row = { listid: LIST, listname: "VIPs", createdfromcode: 2, type: false, membercount: 12 };
const mark = (list: string) => `Twin\n[entente:guarded ${list} ${TWIN} 0123456789abcdef]`;
const twin: Row = {
  listid: TWIN,
  listname: "VIPs (guarded)",
  createdfromcode: 2,
  type: true,
  description: mark(LIST),
};

async function read(record: GuardedRecord, rows: readonly Row[], behind: Reply = []) {
  let requests = 0;
  const service = new Answering(() => ((requests += 1) === 1 ? rows : behind));
  const answer = await readSubject(service.asking.ask, record);
  if (!answer.ok) throw new Error(answer.failure.kind);
  return { ...answer.value, requests: service.requests };
}

describe("what is about to be sent", () => {
  it("is an activity with its campaign and its lists, in one request", async () => {
    const row: Row = {
      subject: "Newsletter",
      statecode: 0,
      statuscode: 1,
      ent_guardstate: FIRST_OPTION + 2,
      "campaign.campaignid": "c",
      "campaign.name": "Spring",
      "campaign.typecode": 3,
      "campaign.budgetedcost_base": 48_000,
      "campaign.expectedrevenue_base": 650_000,
    };
    const query = "<fetch/>";
    const { requests, ...subject } = await read(activity, [
      { ...row, ...onRecord(plain) },
      {
        ...row,
        ...onRecord({
          listid: OTHER,
          createdfromcode: 4,
          type: true,
          query,
          ignoreinactivelistmembers: false,
          donotsendonoptout: false,
        }),
      },
      // The same list twice, and a row without one.
      { ...row, ...onRecord(plain) },
      row,
    ]);
    const vips = {
      id: LIST,
      name: "VIPs",
      members: "contact",
      isDynamic: false,
      query: null,
      memberCount: 12,
      ignoresInactive: true,
      respectsOptOut: true,
      twin: null,
      copyOf: null,
    };
    const leads = {
      ...vips,
      id: OTHER,
      name: "",
      members: "lead",
      isDynamic: true,
      query,
      memberCount: null,
      ignoresInactive: false,
      respectsOptOut: false,
    };
    expect(subject).toEqual({
      record: activity,
      name: "Newsletter",
      campaign: {
        id: "c",
        name: "Spring",
        typeCode: 3,
        amounts: { budgetedCostBase: 48_000, expectedRevenueBase: 650_000 },
      },
      lists: [vips, leads],
      originals: [vips, leads],
      lost: [],
      isDone: false,
      guardState: "toDecide",
    });
    expect(requests).toHaveLength(1);
  });

  it("is a campaign with the lists of all its activities, or one list", async () => {
    const ofCampaign = await read(campaign, [
      { campaignid: "c", name: "Spring", budgetedcost_base: 10, ...onRecord(plain) },
    ]);
    expect(ofCampaign).toMatchObject({
      name: "Spring",
      campaign: {
        id: "c",
        name: "Spring",
        typeCode: null,
        amounts: { budgetedCostBase: 10, expectedRevenueBase: null },
      },
      isDone: false,
    });
    expect(ofCampaign.lists.map(({ id }) => id)).toEqual([LIST]);
    const alone = await read({ table: "list", id: LIST }, [{ ...plain, campaignid: "c" }]);
    expect(alone).toMatchObject({ name: "VIPs", campaign: null, isDone: false });
    expect(alone.lists.map(({ id }) => id)).toEqual([LIST]);
  });

  it("may be without a campaign, a name and lists", async () => {
    for (const record of [activity, campaign, { table: "list", id: LIST } as const]) {
      expect(await read(record, [{}])).toMatchObject({
        name: "",
        campaign: null,
        lists: [],
        originals: [],
        guardState: null,
      });
    }
    expect(await read(activity, [{ "campaign.campaignid": "c" }])).toMatchObject({
      campaign: { id: "c", name: "" },
    });
  });

  it("is done when it is closed, broken off or carried out", async () => {
    const isDone = async (statecode: number, statuscode: number) =>
      (await read(activity, [{ statecode, statuscode }])).isDone;
    for (const status of [1, 2]) expect(await isDone(0, status)).toBe(false);
    for (const status of [5, 6]) expect(await isDone(0, status)).toBe(true);
    expect(await isDone(1, 1)).toBe(true);
  });

  it("checks in place of a guarded list the one that it was made from", async () => {
    const { lists, originals, lost, requests } = await read(activity, [onRecord(twin)], [plain]);
    expect(lists.map(({ id, twin: of }) => [id, of?.listId])).toEqual([[TWIN, LIST]]);
    expect(originals.map(({ id }) => id)).toEqual([LIST]);
    expect(lost).toEqual([]);
    expect(askedIn(requests[1]?.fetchXml ?? "")).toMatchObject({
      table: "list",
      filter: `and(listid in ${LIST})`,
    });
  });

  it("checks a list once that is there with its twin, and asks for nothing more", async () => {
    const { originals, requests } = await read(activity, [onRecord(plain), onRecord(twin)]);
    expect(originals.map(({ id }) => id)).toEqual([LIST]);
    expect(requests).toHaveLength(1);
  });

  it("asks for no list behind a guarded one that is being read otherwise", async () => {
    const service = new Answering(() => [onRecord(twin)]);
    const [list] = listIn(onRecord(plain), "audience.");
    if (list === undefined) throw new Error("There is a list.");
    const ofOthers = { ...list, id: OTHER };
    const answer = await readSubject(service.asking.ask, activity, Promise.resolve([ofOthers, list]));
    expect(answer).toMatchObject({ ok: true, value: { originals: [list], lost: [] } });
    expect(service.requests).toHaveLength(1);
    const lists = answer.ok ? answer.value.lists : [];
    expect(lists.map(({ id }) => id)).toEqual([TWIN]);
  });

  it("does not wait for lists that are being read otherwise where it needs none of them", async () => {
    const service = new Answering(() => [onRecord(plain)]);
    const answer = await readSubject(service.asking.ask, activity, new Promise<never>(() => undefined));
    expect(answer.ok && answer.value.originals.map(({ id }) => id)).toEqual([LIST]);
  });

  it("takes a static copy of a guarded list, which has its mark, for the list that it is", async () => {
    const { lists, originals } = await read(activity, [onRecord({ ...twin, type: false })]);
    expect(lists).toMatchObject([{ id: TWIN, isDynamic: false, twin: null }]);
    expect(originals).toEqual(lists);
  });

  it("says which list is lost that a guarded list was made from", async () => {
    const { originals, lost } = await read(activity, [onRecord(twin)]);
    expect([originals, lost]).toEqual([[], [LIST]]);
  });

  it("knows a static copy by the list in whose place it stands", async () => {
    const copy = { ...plain, listid: COPY, description: `Copy\n[entente:copy ${LIST}]` };
    const { lists } = await read(activity, [onRecord(copy)]);
    expect(lists[0]).toMatchObject({ id: COPY, copyOf: LIST, twin: null });
  });

  it("knows the kinds of members that there are, and no other", async () => {
    const members = async (createdfromcode: number | null) =>
      (await read(activity, [onRecord({ ...plain, createdfromcode })])).lists[0]?.members;
    expect([await members(1), await members(2), await members(4)]).toEqual(["account", "contact", "lead"]);
    expect([await members(3), await members(null)]).toEqual([null, null]);
    expect((["account", "contact", "lead"] as const).map(memberCodeOf)).toEqual([1, 2, 4]);
  });

  it("is not known where it is gone, or may not be read", async () => {
    const answer = (reply: Reply) => readSubject(new Answering(() => reply).asking.ask, activity);
    expect(await answer([])).toEqual({ ok: false, failure: { kind: "gone" } });
    expect(await answer({ refused: 0x80040220 })).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
    await expect(read(activity, [onRecord(twin)], { refused: 0x80040220 })).rejects.toThrow("noPrivilege");
  });

  it("is asked for by the record, whatever lists are on it", async () => {
    const of = async (record: GuardedRecord) => {
      const { filter, links } = askedIn((await read(record, [{}])).requests[0]?.fetchXml ?? "");
      return [filter, Object.values(links).map(({ on }) => on)];
    };
    expect(await of(activity)).toEqual([
      "and(activityid eq activity)",
      [
        "outer campaign.campaignid = regardingobjectid",
        "outer campaignactivityitem.campaignactivityid = activityid",
        "outer list.listid = itemid",
      ],
    ]);
    expect(await of(campaign)).toEqual([
      "and(campaignid eq campaign)",
      ["outer campaignitem.campaignid = campaignid", "outer list.listid = entityid"],
    ]);
    expect(await of({ table: "list", id: LIST })).toEqual([`and(listid eq ${LIST})`, []]);
  });
});
