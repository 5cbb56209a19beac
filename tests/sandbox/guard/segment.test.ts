/// <reference types="xrm" />
import type { GuardNews } from "../../../dataverse/formOrder";
import { mustSeeAll } from "../../../dataverse/guard/mustSeeAll";
import { OUR_GROUP } from "../../../dataverse/segment/memberGroups";
import { defaultPolicy } from "../../../domain/policy";
import { SAMPLE_SEGMENT } from "../../../sandbox/data/sample/segments";
import { SAMPLE_USERS } from "../../../sandbox/data/users";
import { createScriptWebApi } from "../../../sandbox/host/script/scriptWebApi";
import type { Row } from "../../../dataverse/host";
import { keepSegmentOnNews } from "../../../solution/scripts/guard/segment";
import { openSample, type Sample } from "../fieldNotes/sample";
import { protectedBy } from "./plainGuard";
import { readPlainly } from "./readPlainly";

/*
 * Segments of Customer Insights - Journeys: their actions as documented, and the form's script in front of them, with
 * nothing but the rights that a user's roles give.
 */

jest.setTimeout(240_000);

const { marketer, elise, rep, admin } = SAMPLE_USERS;
const LIVE = 723_270_000;
const DRAFT = 723_270_001;

let sample: Sample;
let without: Sample;
beforeAll(async () => {
  sample = await openSample(true);
  without = await openSample();
});
afterAll(async () => {
  await sample?.close();
  await without?.close();
});

interface Reply {
  readonly status: number;
  readonly json: Row;
}

async function post(userId: string, path: string, body: object, on = sample): Promise<Reply> {
  const answer = await on.request(userId, "POST", path, body);
  return { status: answer.status, json: (answer.body === "" ? {} : JSON.parse(answer.body)) as Row };
}

function refusal({ status, json }: Reply): { status: number; code: unknown } {
  return { status, code: (json.error as Row | undefined)?.code };
}

const inGroup = (groupId: string, more: object = {}) => ({
  ...{ SegmentId: SAMPLE_SEGMENT.id, GroupId: groupId },
  ...more,
});
const byHand = (more: object = {}) => inGroup(SAMPLE_SEGMENT.groupByHand, more);

async function membersOf(groupId: string): Promise<readonly string[]> {
  const { status, json } = await post(
    admin.id,
    "msdynmkt_ListGroupMembers",
    inGroup(groupId, { PageNo: 1, PageSize: 5_000 }),
  );
  if (status !== 200) throw new Error(JSON.stringify(json));
  const { entityIds } = JSON.parse(String(json.Response)) as { readonly entityIds: readonly string[] };
  return entityIds;
}

async function definition(): Promise<Row> {
  const [row] = await sample.rows(
    "msdynmkt_segmentdefinitions?$select=statuscode,msdynmkt_staticlistmembers",
    admin.id,
  );
  return row ?? {};
}

const someId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

describe("the actions on segments", () => {
  it("are not there, nor are their tables, where Journeys has no segments", async () => {
    const answer = await post(admin.id, "msdynmkt_AddStaticMembers", byHand({ EntityIds: [] }), without);
    expect(refusal(answer)).toEqual({ status: 404, code: "0x8006088a" });
    const metadata = async (on: Sample) => (await on.request(admin.id, "GET", "$metadata")).body;
    expect(await metadata(without)).not.toContain("msdynmkt_");
    expect(await metadata(sample)).toContain("msdynmkt_ListGroupMembers");
    expect((await without.request(admin.id, "GET", "msdynmkt_segments")).status).toBe(404);
  });

  it("put people into a group once, list them page by page, and take them off", async () => {
    const people = [1, 2, 3].map(someId);
    const added = await post(marketer.id, "msdynmkt_AddStaticMembers", byHand({ EntityIds: people }));
    expect(added.status).toBe(204);
    await post(marketer.id, "msdynmkt_AddStaticMembers", byHand({ EntityIds: people.slice(1) }));
    const page = async (number: number) =>
      (await post(marketer.id, "msdynmkt_ListGroupMembers", byHand({ PageNo: number, PageSize: 2 }))).json
        .Response;
    expect(JSON.parse(String(await page(1)))).toEqual({
      ...{ entityIds: people.slice(0, 2), additionalProperties: {} },
    });
    expect(JSON.parse(String(await page(2)))).toMatchObject({ entityIds: [people[2]] });
    expect(JSON.parse(String(await page(3)))).toMatchObject({ entityIds: [] });
    const removed = await post(
      marketer.id,
      "msdynmkt_RemoveStaticMembers",
      byHand({ EntityIds: [people[0], someId(9)] }),
    );
    expect(removed.status).toBe(204);
    expect(await membersOf(SAMPLE_SEGMENT.groupByHand)).toEqual(people.slice(1));
  });

  it("hold to their limits", async () => {
    const many = (count: number) => ({
      EntityIds: Array.from({ length: count }, (_, number) => someId(number)),
    });
    for (const action of ["msdynmkt_AddStaticMembers", "msdynmkt_RemoveStaticMembers"]) {
      expect(refusal(await post(marketer.id, action, byHand(many(1_001))))).toEqual({
        ...{ status: 400, code: "0x80040265" },
      });
    }
    const group = [SAMPLE_SEGMENT.id, SAMPLE_SEGMENT.groupByHand];
    const { database } = sample.sandbox.organization;
    const clear = () =>
      database.query("delete from sandbox.segmentmember where segmentid = $1 and groupid = $2", group);
    await clear();
    await database.query(
      `insert into sandbox.segmentmember (segmentid, groupid, entityid)
       select $1::uuid, $2::uuid, ('10000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid
       from generate_series(1, 199999) as number`,
      group,
    );
    const add = async (count: number) =>
      (await post(marketer.id, "msdynmkt_AddStaticMembers", byHand(many(count)))).status;
    expect([await add(2), await add(1), await add(1)]).toEqual([400, 204, 204]);
    await clear();
  });

  it.each([
    ["a segment that is not there", { SegmentId: someId(1) }, 404, "0x80040217"],
    ["a segment that is no id", { SegmentId: "Quiet" }, 400, "0x80040265"],
    ["a group that the definition has not", { GroupId: someId(1) }, 400, "0x80040265"],
    ["a person that is no id", { EntityIds: ["Claire"] }, 400, "0x80040265"],
    ["people that are no list", { EntityIds: someId(1) }, 400, "0x80048d19"],
    ["a parameter too many", { Segment: someId(1) }, 400, "0x80048d19"],
    ["a parameter too few", { GroupId: undefined }, 400, "0x80048d19"],
  ])("refuse %s", async (_, more, status, code) => {
    const answer = await post(marketer.id, "msdynmkt_AddStaticMembers", byHand({ EntityIds: [], ...more }));
    expect(refusal(answer)).toEqual({ status, code });
  });

  it.each([[{ PageNo: 0, PageSize: 1 }], [{ PageNo: 1, PageSize: 0 }]])(
    "count pages and their sizes from 1: %j",
    async (more) => {
      expect(refusal(await post(marketer.id, "msdynmkt_ListGroupMembers", byHand(more))).status).toBe(400);
    },
  );

  it("take the rights that the roles of Journeys give", async () => {
    for (const [action, body] of [
      ["msdynmkt_AddStaticMembers", byHand({ EntityIds: [] })],
      ["msdynmkt_RemoveStaticMembers", byHand({ EntityIds: [] })],
      ["msdynmkt_ListGroupMembers", byHand({ PageNo: 1, PageSize: 1 })],
      ["msdynmkt_PublishSegmentDefinition", { SegmentId: SAMPLE_SEGMENT.id }],
    ] as const) {
      expect(refusal(await post(rep.id, action, body))).toEqual({ status: 403, code: "0x80040220" });
    }
  });

  it("publish a definition that is valid, and no other", async () => {
    const path = `msdynmkt_segmentdefinitions(${SAMPLE_SEGMENT.definitionId})`;
    const { msdynmkt_staticlistmembers: groups } = await definition();
    const group = (groupId: string) => ({
      ...{ groupId, includeType: "Include", name: "A", inputType: "manualSelect" },
    });
    const write = async (given: unknown) => {
      await sample.request(marketer.id, "PATCH", path, {
        msdynmkt_staticlistmembers: typeof given === "string" ? given : JSON.stringify(given),
        statuscode: DRAFT,
      });
      const answer = await post(marketer.id, "msdynmkt_PublishSegmentDefinition", {
        SegmentId: SAMPLE_SEGMENT.id,
      });
      return [answer.status, (await definition()).statuscode];
    };
    expect(await write(Array.from({ length: 11 }, (_, number) => group(someId(number))))).toEqual([
      400,
      DRAFT,
    ]);
    expect(await write([group(someId(1)), group(someId(1))])).toEqual([400, DRAFT]);
    expect(await write([{ ...group(someId(1)), includeType: "Both" }])).toEqual([400, DRAFT]);
    expect(await write("Quiet")).toEqual([400, DRAFT]);
    expect(await write(Array.from({ length: 10 }, (_, number) => group(someId(number))))).toEqual([
      204,
      LIVE,
    ]);
    expect(await write(groups)).toEqual([204, LIVE]);
  });
});

describe("the form's script", () => {
  interface Notification {
    readonly text: string;
    readonly level: string;
  }

  /** Opens a form as a user, lets the guard tell its news as often as it likes, and waits for what is said. */
  async function openForm(
    user: { readonly id: string },
    given: {
      readonly segment?: string | null;
      readonly unseen?: readonly string[];
      readonly language?: number;
    } = {},
    on = sample,
  ): Promise<{ readonly said: Notification | null; readonly sent: readonly string[] }> {
    const sent: string[] = [];
    const { metadata } = on.sandbox.organization;
    const send = async (path: string, init: RequestInit): Promise<Response> => {
      const method = init.method ?? "GET";
      sent.push(`${method} ${path.split("?")[0] ?? ""}`);
      const answer = await on.request(
        user.id,
        method,
        path,
        typeof init.body === "string" ? (JSON.parse(init.body) as object) : undefined,
      );
      return new Response(answer.status === 204 ? null : answer.body, { status: answer.status });
    };
    const breaches: string[] = [];
    const webApi = createScriptWebApi(
      { strictness: { report: ({ message }: Error) => breaches.push(message) } as never },
      { table: (name) => metadata.table(name) as never, send, isOffline: () => false },
    );
    (globalThis as { Xrm?: unknown }).Xrm = {
      WebApi: webApi,
      Utility: {
        getGlobalContext: () => ({
          client: { isOffline: () => false },
          userSettings: { languageId: given.language ?? 1033 },
        }),
      },
    };
    const said: Notification[] = [];
    const form = {
      ui: { setFormNotification: (text: string, level: string) => said.push({ text, level }) },
    } as unknown as Xrm.FormContext;
    const news: GuardNews = {
      ...{
        state: "clear",
        inClosing: 0,
        onHold: 0,
        hasLists: true,
        isDone: false,
        mayNotGuard: false,
        listCount: 1,
        isWritten: true,
        unseen: given.unseen ?? [],
      },
      readAgain: () => true,
      policy: {
        ...defaultPolicy,
        suppressionSegment: given.segment === undefined ? SAMPLE_SEGMENT.id : given.segment,
      },
    };
    const onNews = keepSegmentOnNews(form);
    onNews(news);
    onNews(news);
    // Nothing is said where nothing was to be done: then nothing is asked any more either.
    for (let quiet = 0, before = -1; quiet < 20 && said.length === 0; before = sent.length) {
      await new Promise((done) => setTimeout(done, 50));
      quiet = sent.length === before ? quiet + 1 : 0;
    }
    delete (globalThis as { Xrm?: unknown }).Xrm;
    expect(breaches).toEqual([]);
    return { said: said[0] ?? null, sent };
  }

  async function protectedContacts(): Promise<readonly string[]> {
    const plain = await readPlainly(sample.sandbox.organization.database, "date '2026-03-18'");
    return plain.contacts
      .map(({ id }) => id)
      .filter((id) => protectedBy(plain, "contact", id, defaultPolicy, null).size > 0)
      .sort();
  }

  async function lose(dealId: string): Promise<void> {
    const { status, json } = await post(admin.id, "LoseOpportunity", {
      Status: 4,
      OpportunityClose: {
        "@odata.type": "Microsoft.Dynamics.CRM.opportunityclose",
        subject: "Lost",
        "opportunityid@odata.bind": `/opportunities(${dealId})`,
      },
    });
    if (status >= 300) throw new Error(JSON.stringify(json));
  }

  it("makes our group exactly the protected contacts, and leaves who was put in by hand", async () => {
    const put = someId(77);
    await post(marketer.id, "msdynmkt_AddStaticMembers", byHand({ EntityIds: [put] }));
    const before = await protectedContacts();
    expect(before.length).toBeGreaterThan(100);

    const first = await openForm(marketer);
    expect(first.said).toEqual({
      level: "INFO",
      text: `The segment “Not to be disturbed” was brought up to date: ${before.length.toLocaleString("en")} added, 0 taken off.`,
    });
    expect(await membersOf(OUR_GROUP)).toEqual(before);
    expect(await definition()).toMatchObject({ statuscode: LIVE });
    // Once, however often the guard tells how things stand.
    expect(first.sent.filter((each) => each === "POST msdynmkt_PublishSegmentDefinition")).toHaveLength(1);

    const again = await openForm(marketer);
    expect(again.said).toBeNull();
    expect(again.sent.filter((each) => !/^GET|ListGroupMembers/.test(each))).toEqual([]);

    // The largest deal in closing is lost: whom nothing else protects is let go.
    const plain = await readPlainly(sample.sandbox.organization.database, "date '2026-03-18'");
    const closing = plain.deals
      .filter((deal) => deal.state === 0 && deal.stage === 3 && deal.account !== null)
      .sort((a, b) => (b.baseValue ?? 0) - (a.baseValue ?? 0));
    await lose(closing[0]?.id ?? "");
    const after = await protectedContacts();
    expect(after.length).toBeLessThan(before.length);

    // Somebody who sees a part of it adds nobody, takes nobody off, and is told.
    const blind = await openForm(elise, { unseen: [...mustSeeAll, "contact"] });
    expect(blind.said?.level).toBe("WARNING");
    expect(blind.said?.text).toContain("You see only part of the clients and deals");
    expect(await membersOf(OUR_GROUP)).toEqual(before);

    const released = await openForm(marketer, { language: 1043 });
    expect(released.said?.text).toBe(
      `Het segment ‘Not to be disturbed’ is bijgewerkt: 0 toegevoegd, ${String(before.length - after.length)} verwijderd.`,
    );
    expect(await membersOf(OUR_GROUP)).toEqual(after);
    expect(await membersOf(SAMPLE_SEGMENT.groupByHand)).toEqual([put]);
  });

  it("does nothing without a segment in the policy", async () => {
    expect(await openForm(marketer, { segment: null })).toEqual({ said: null, sent: [] });
  });

  it("says what is not there, in the user's language", async () => {
    expect((await openForm(marketer, { language: 1036 }, without)).said).toEqual({
      level: "WARNING",
      text: "Le segment des clients protégés n’a pas été mis à jour : il n’y a pas de segments Customer Insights - Journeys ici.",
    });
    expect((await openForm(marketer, { segment: someId(1) })).said?.text).toContain("is not there");
    expect((await openForm(marketer, { segment: "Quiet" })).said?.text).toContain("not a segment’s id");
  });

  it("says so to somebody whose roles have nothing to do with segments, without alarm", async () => {
    const { said } = await openForm(rep);
    expect(said?.level).toBe("INFO");
    expect(said?.text).toContain("your roles do not let you do so");
  });
});
