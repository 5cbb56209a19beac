import { createAsking } from "../../../dataverse/askQuestion";
import { failed, success, type Answer } from "../../../dataverse/attempt";
import { failureOf, type Failure } from "../../../dataverse/failure";
import type { Row } from "../../../dataverse/host";
import { keepSegment, type GroupPlace, type SegmentService } from "../../../dataverse/segment/keepSegment";
import { OUR_GROUP } from "../../../dataverse/segment/memberGroups";
import { defaultPolicy } from "../../../domain/policy";
import { askedIn } from "../asked";
import { onlyAsked } from "../onlyAsked";

const SEGMENT = "0b0e4f0e-7f0c-4c37-a0f5-0a4a4d0c7d11";
const DEFINITION = "0b0e4f0e-7f0c-4c37-a0f5-0a4a4d0c7d22";
const BY_HAND = "0b0e4f0e-7f0c-4c37-a0f5-0a4a4d0c7d33";
const LIVE = 723_270_000;
const DRAFT = 723_270_001;
const GOING_LIVE = 723_270_002;

const person = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const people = (first: number, last: number) =>
  Array.from({ length: last - first }, (_, number) => person(first + number));
const group = (groupId: string, includeType = "Include") => ({
  ...{ groupId, includeType, name: "A group", inputType: "manualSelect" },
});

const PUBLISHED = "Entente: protected clients";
const NOT_PUBLISHED = "Entente: protected clients (not published)";
const ours = (name: string) => ({ ...group(OUR_GROUP), name });

interface Given {
  readonly segment?: Row | null;
  readonly definition?: Row | null;
  readonly groups?: readonly object[] | string;
  /** What they are from the second time on that they are read; the same by default. */
  readonly groupsMeanwhile?: readonly object[] | string;
  /** Ids that the questions for protected people find; a refusal instead. */
  readonly isProtected?: readonly string[] | number;
  readonly inGroup?: readonly string[];
  /** Members a page, however many are asked for. */
  readonly mostAPage?: number;
  /** What the service rejects an action with. */
  readonly refused?: Readonly<Record<string, object>>;
  /** How often it does the action all the same, before. */
  readonly goesWell?: Readonly<Record<string, number>>;
  /** What a question about a table is refused with. */
  readonly absent?: Readonly<Record<string, number>>;
}

/** Journeys and Dataverse, with what was done to them. */
class Service implements SegmentService {
  readonly done: string[] = [];
  readonly groupsWritten: string[] = [];
  readonly members: Map<string, Set<string>>;
  readonly asked: { table: string; page: number }[] = [];

  constructor(private readonly given: Given = {}) {
    this.members = new Map([[OUR_GROUP, new Set(given.inGroup ?? [])]]);
  }

  readonly ask = createAsking(
    {
      isOffline: () => false,
      webApi: {
        retrieveRecord: () => Promise.reject(new Error("not asked")),
        retrieveMultipleRecords: async (table, options = "") => {
          await Promise.resolve();
          const fetchXml = new URLSearchParams(options).get("fetchXml") ?? "";
          const page = Number(/ page="(\d+)"/.exec(fetchXml)?.[1] ?? 1);
          this.asked.push({ table, page });
          const refusal = this.given.absent?.[table];
          if (refusal !== undefined) throw rejection(refusal);
          return { entities: onlyAsked(fetchXml, this.rowsOf(table, page, fetchXml)) };
        },
      },
    },
    new AbortController().signal,
  ).ask;

  private rowsOf(table: string, page: number, fetchXml: string): readonly Row[] {
    const { segment, definition, isProtected = [] } = this.given;
    const isReadAgain = this.asked.filter((each) => each.table === table).length > 1;
    const { groups = [group(OUR_GROUP), group(BY_HAND)] } = this.given;
    const read = (isReadAgain ? this.given.groupsMeanwhile : undefined) ?? groups;
    switch (table) {
      case "msdynmkt_segment":
        expect(askedIn(fetchXml)).toMatchObject({
          ...{ limits: "top 1", filter: `and(msdynmkt_segmentid eq ${SEGMENT})`, links: {} },
        });
        if (segment === null) return [];
        return [
          {
            ...{
              msdynmkt_displayname: "Quiet",
              msdynmkt_type: 10,
              msdynmkt_baseentitylogicalname: "contact",
            },
            ...{ msdynmkt_sourcesegmentuid: DEFINITION.toUpperCase(), statuscode: 1 },
            ...segment,
          },
        ];
      case "msdynmkt_segmentdefinition":
        expect(askedIn(fetchXml)).toMatchObject({
          ...{ limits: "top 1", filter: `and(msdynmkt_segmentdefinitionid eq ${DEFINITION})`, links: {} },
        });
        if (definition === null) return [];
        return [
          {
            msdynmkt_staticlistmembers: typeof read === "string" ? read : JSON.stringify(read),
            statuscode: LIVE,
            ...definition,
          },
        ];
      default:
        if (typeof isProtected === "number") throw rejection(isProtected);
        // Both questions find them all: who is found twice is protected once.
        return isProtected.slice((page - 1) * 5_000, page * 5_000).map((id) => ({ [`${table}id`]: id }));
    }
  }

  private async act(name: string, what: string, does: () => unknown): Promise<Answer<unknown>> {
    await Promise.resolve();
    const refusal = this.given.refused?.[name];
    const wentWell = this.done.filter((each) => each.startsWith(`${name} `)).length;
    if (refusal !== undefined && wentWell >= (this.given.goesWell?.[name] ?? 0))
      return failed(failureOf(refusal, false));
    this.done.push(`${name} ${what}`);
    return success(does());
  }

  private groupOf({ segmentId, groupId }: GroupPlace): Set<string> {
    if (segmentId !== SEGMENT) throw new Error("Not our segment.");
    const members = this.members.get(groupId);
    if (members === undefined) throw new Error("Not our group.");
    return members;
  }

  readonly listMembers = (place: GroupPlace, page: number) =>
    this.act("list", String(page), () => {
      const size = this.given.mostAPage ?? 1_000;
      const entityIds = [...this.groupOf(place)].slice((page - 1) * size, page * size);
      return JSON.stringify({ entityIds: entityIds.map((id) => id.toUpperCase()), additionalProperties: {} });
    });
  readonly addMembers = (place: GroupPlace, ids: readonly string[]) =>
    this.act("add", String(ids.length), () => {
      for (const id of ids) this.groupOf(place).add(id);
    });
  readonly removeMembers = (place: GroupPlace, ids: readonly string[]) =>
    this.act("remove", String(ids.length), () => {
      for (const id of ids) this.groupOf(place).delete(id);
    });
  readonly writeGroups = (definitionId: string, groups: string) =>
    this.act("groups", definitionId, () => this.groupsWritten.push(groups));
  readonly publish = (segmentId: string) => this.act("publish", segmentId, () => undefined);

  get writes(): readonly string[] {
    return this.done.filter((each) => !each.startsWith("list"));
  }
}

function rejection(errorCode: number, message = "refused"): Error {
  return { errorCode, message } as unknown as Error;
}

const keep = (service: Service, segment: string | null = SEGMENT, unseen: readonly string[] = []) =>
  keepSegment(service, { policy: { ...defaultPolicy, suppressionSegment: segment }, unseen });

async function troubleWith(given: Given, segment?: string | null) {
  const service = new Service(given);
  const outcome = await keep(service, segment);
  expect(service.writes).toEqual([]);
  return outcome.trouble;
}

describe("the segment of protected people", () => {
  it("gets who is missing, then loses who is protected no longer, then is published", async () => {
    const service = new Service({ isProtected: people(2, 6), inGroup: people(0, 4) });
    expect(await keep(service)).toEqual({
      ...{ name: "Quiet", added: 2, removed: 2 },
      ...{ reservations: [], trouble: null },
    });
    expect(service.writes).toEqual(["add 2", "remove 2", `publish ${SEGMENT}`]);
    expect([...(service.members.get(OUR_GROUP) ?? [])]).toEqual(people(2, 6));
  });

  it("is left alone where nothing is to be done, for five requests and one", async () => {
    const service = new Service({ isProtected: people(0, 3), inGroup: people(0, 3) });
    expect(await keep(service)).toEqual({
      ...{ name: "Quiet", added: 0, removed: 0 },
      ...{ reservations: [], trouble: null },
    });
    expect(service.writes).toEqual([]);
    expect(service.asked.map(({ table }) => table)).toEqual([
      ...["msdynmkt_segment", "msdynmkt_segmentdefinition", "contact", "contact"],
    ]);
    // The second page is the one that holds nobody new.
    expect(service.done).toEqual(["list 1", "list 2"]);
  });

  it("is read and written in as many parts as it takes", async () => {
    const service = new Service({
      isProtected: people(0, 5_200),
      inGroup: people(3_000, 7_100),
      mostAPage: 700,
    });
    expect(await keep(service)).toMatchObject({ added: 3_000, removed: 1_900, trouble: null });
    expect(service.writes).toEqual([
      ...["add 1000", "add 1000", "add 1000", "remove 1000", "remove 900", `publish ${SEGMENT}`],
    ]);
    expect(service.asked.filter(({ table }) => table === "contact").map(({ page }) => page)).toEqual([
      ...[1, 1, 2, 2],
    ]);
  });

  it("of leads is asked of leads", async () => {
    const service = new Service({
      segment: { msdynmkt_baseentitylogicalname: "lead" },
      isProtected: people(0, 1),
    });
    expect(await keep(service)).toMatchObject({ added: 1 });
    expect(new Set(service.asked.map(({ table }) => table)).has("contact")).toBe(false);
  });

  it("gets a group of ours beside those of others, once there is somebody for it", async () => {
    const others = [group(BY_HAND), { ...group(person(9), "Exclude"), colour: "blue" }];
    const none = new Service({ groups: others });
    expect(await keep(none)).toMatchObject({ trouble: null });
    expect(none.done).toEqual([]);

    const service = new Service({ groups: others, isProtected: people(0, 1) });
    expect(await keep(service)).toMatchObject({ added: 1, trouble: null });
    expect(service.writes).toEqual([`groups ${DEFINITION}`, "add 1", `publish ${SEGMENT}`]);
    expect(JSON.parse(service.groupsWritten[0] ?? "")).toEqual([
      ...others,
      {
        ...{ groupId: OUR_GROUP, includeType: "Include" },
        ...{ name: "Entente: protected clients", inputType: "manualSelect" },
      },
    ]);
  });

  it.each([null, " \n"])(
    "gets its first group where its definition says nothing of any: %j",
    async (groups) => {
      const definition = { msdynmkt_staticlistmembers: groups };
      const service = new Service({ definition, isProtected: people(0, 1) });
      expect(await keep(service)).toMatchObject({ added: 1, trouble: null });
      expect(JSON.parse(service.groupsWritten[0] ?? "")).toMatchObject([{ groupId: OUR_GROUP }]);
    },
  );

  it("may be without a name", async () => {
    expect(await keep(new Service({ segment: { msdynmkt_displayname: null } }))).toMatchObject({ name: "" });
  });

  it("has our group put right that somebody made one of exclusion", async () => {
    const service = new Service({
      groups: [group(OUR_GROUP.toUpperCase(), "Exclude")],
      isProtected: people(0, 1),
    });
    expect(await keep(service)).toMatchObject({ trouble: null });
    expect(JSON.parse(service.groupsWritten[0] ?? "")).toMatchObject([
      { groupId: OUR_GROUP, includeType: "Include" },
    ]);
  });

  it("is published where an earlier time did not come to it", async () => {
    const definition = { statuscode: DRAFT };
    const service = new Service({ definition, isProtected: people(0, 2), inGroup: people(0, 2) });
    expect(await keep(service)).toMatchObject({ added: 0, removed: 0, trouble: null });
    expect(service.writes).toEqual([`publish ${SEGMENT}`]);
    const goingLive = new Service({
      ...{ definition: { statuscode: GOING_LIVE }, isProtected: people(0, 2), inGroup: people(0, 2) },
    });
    await keep(goingLive);
    expect(goingLive.writes).toEqual([]);
    // A draft without anybody of ours is somebody's own affair.
    const empty = new Service({ definition });
    await keep(empty);
    expect(empty.writes).toEqual([]);
  });
});

describe("somebody who does not see everything", () => {
  it.each(["account", "opportunity", "connection", "ent_hold", "contact"])(
    "adds, and takes nobody off: %s",
    async (table) => {
      const service = new Service({ isProtected: people(2, 6), inGroup: people(0, 4) });
      expect(await keep(service, SEGMENT, [table])).toMatchObject({
        ...{ added: 2, removed: 0, reservations: ["seesPart"], trouble: null },
      });
      expect(service.writes).toEqual(["add 2", `publish ${SEGMENT}`]);
    },
  );

  it("is told so though nobody stays for it: others may be protected; leads are nothing to a segment of contacts", async () => {
    const same = { isProtected: people(0, 3), inGroup: people(0, 3) };
    for (const given of [same, {}, { ...same, inGroup: [] }]) {
      expect(await keep(new Service(given), SEGMENT, ["opportunity"])).toMatchObject({
        ...{ reservations: ["seesPart"], trouble: null },
      });
    }
    const service = new Service({ isProtected: [], inGroup: people(0, 3) });
    expect(await keep(service, SEGMENT, ["lead"])).toMatchObject({ removed: 3, reservations: [] });
  });
});

describe("more people than can be read", () => {
  it("are added as far as they are known, and nobody is taken off", async () => {
    const service = new Service({ isProtected: people(0, 50_001), inGroup: people(90_000, 90_001) });
    expect(await keep(service)).toMatchObject({ added: 50_000, removed: 0, reservations: ["tooMany"] });
    expect(service.members.get(OUR_GROUP)?.has(person(90_000))).toBe(true);
  });

  it("are no reason for anything where they are in the group: it is not read wholly", async () => {
    const service = new Service({ isProtected: [], inGroup: people(0, 200_001) });
    expect(await keep(service)).toMatchObject({
      trouble: {
        kind: "failed",
        failure: { kind: "unknown", code: null, message: "msdynmkt_ListGroupMembers: more than 201 pages" },
      },
    });
    expect(service.writes).toEqual([]);
  });

  it("are read wholly where the group holds as many as it can", async () => {
    const service = new Service({ isProtected: [], inGroup: people(0, 200_000) });
    expect(await keep(service, SEGMENT, ["account"])).toMatchObject({
      ...{ removed: 0, reservations: ["seesPart"], trouble: null },
    });
  });
});

describe("what cannot be", () => {
  it("is told by its kind, and nothing is written", async () => {
    expect(await troubleWith({}, "Quiet clients")).toEqual({ kind: "noId" });
    expect(await troubleWith({}, null)).toEqual({ kind: "noId" });
    expect(await troubleWith({ segment: null })).toEqual({ kind: "gone" });
    expect(await troubleWith({ segment: { statuscode: 4 } })).toEqual({ kind: "gone" });
    expect(await troubleWith({ segment: { msdynmkt_sourcesegmentuid: "" } })).toEqual({ kind: "gone" });
    expect(await troubleWith({ definition: null })).toEqual({ kind: "gone" });
    expect(await troubleWith({ definition: { statuscode: 723_270_003 } })).toEqual({ kind: "gone" });
    expect(await troubleWith({ segment: { msdynmkt_baseentitylogicalname: "msdynci_profile" } })).toEqual({
      kind: "otherMembers",
    });
    expect(await troubleWith({ groups: "[{}]" })).toEqual({ kind: "unreadable" });
    expect(await troubleWith({ groups: "{" })).toEqual({ kind: "unreadable" });
    const ten = people(0, 10).map((id) => group(id));
    expect(await troubleWith({ groups: ten, isProtected: people(0, 1) })).toEqual({ kind: "noRoom" });
  });

  it("is a segment with a query; without one, it is static whatever its type", async () => {
    const query = { msdynmkt_segmentquery: "PROFILE(contact)" };
    const dynamic = { msdynmkt_type: 11 };
    expect(await troubleWith({ segment: dynamic, definition: query })).toEqual({ kind: "notStatic" });
    expect(await troubleWith({ segment: dynamic })).toBeNull();
    const blank = { msdynmkt_segmentquery: " \n" };
    expect(await troubleWith({ segment: dynamic, definition: blank })).toBeNull();
    expect(await troubleWith({ definition: query })).toBeNull();
  });

  it.each([
    [{ absent: { msdynmkt_segment: 0x80041102 } }],
    [{ absent: { msdynmkt_segment: 0x80060888 } }],
    [{ refused: { list: rejection(0x8006088a) } }],
  ])("is an organisation without segments: %j", async (given) => {
    expect(await troubleWith(given)).toEqual({ kind: "noJourneys" });
  });

  it("is what the service refuses, by what it says", async () => {
    const failureFor = async (given: Given): Promise<Failure | null> => {
      const trouble = await troubleWith(given);
      return trouble?.kind === "failed" ? trouble.failure : null;
    };
    expect(await failureFor({ absent: { msdynmkt_segment: 0x80040220 } })).toEqual({ kind: "noPrivilege" });
    expect(await failureFor({ absent: { msdynmkt_segmentdefinition: 0x80040220 } })).toEqual({
      kind: "noPrivilege",
    });
    expect(await failureFor({ isProtected: 0x80040220 })).toEqual({ kind: "noPrivilege" });
    expect(
      await failureFor({
        groups: [],
        isProtected: people(0, 1),
        refused: { groups: rejection(0x80040265, "The segment is used in a live journey.") },
      }),
    ).toEqual({ kind: "unknown", code: "0x80040265", message: "The segment is used in a live journey." });
  });

  const noOnes = ["{}", '{"entityIds":["Quiet"]}', '{"entityIds":[1]}', "null"];
  it.each([undefined, "no JSON", ...noOnes, ['{"entityIds":[]}']])(
    "is an answer that does not say who is in the group: %j",
    async (response) => {
      const service = new Service({ isProtected: people(0, 1) });
      const listMembers = () => Promise.resolve(success(response));
      const { trouble } = await keepSegment(
        { ...service, ask: service.ask, listMembers },
        { policy: { ...defaultPolicy, suppressionSegment: SEGMENT }, unseen: [] },
      );
      expect(trouble).toEqual({
        kind: "failed",
        failure: {
          ...{ kind: "unknown", code: null },
          message: "msdynmkt_ListGroupMembers: no members in the answer",
        },
      });
      expect(service.writes).toEqual([]);
    },
  );
});

describe("what fails on the way", () => {
  const both = { isProtected: people(2, 6), inGroup: people(0, 4) };

  it("stops the rest: nobody is taken off after an addition that failed, and nothing is published", async () => {
    const service = new Service({ ...both, refused: { add: rejection(0x80040220) } });
    expect(await keep(service)).toMatchObject({
      ...{ added: 0, removed: 0, trouble: { kind: "failed", failure: { kind: "noPrivilege" } } },
    });
    expect(service.writes).toEqual([]);
  });

  it("leaves what was done published", async () => {
    const service = new Service({ ...both, refused: { remove: rejection(0x80072322) } });
    expect(await keep(service)).toMatchObject({
      ...{ added: 2, removed: 0, trouble: { kind: "failed", failure: { kind: "throttled" } } },
    });
    expect(service.writes).toEqual(["add 2", `publish ${SEGMENT}`]);
  });

  it("leaves published who was taken off before it", async () => {
    const service = new Service({
      ...{ isProtected: people(0, 1), inGroup: people(0, 2_500) },
      ...{ refused: { remove: rejection(0x80072322) }, goesWell: { remove: 1 } },
    });
    const { added, removed, trouble } = await keep(service);
    expect([added, trouble]).toMatchObject([0, { kind: "failed", failure: { kind: "throttled" } }]);
    expect(service.writes).toEqual([`remove ${String(removed)}`, `publish ${SEGMENT}`]);
    expect(service.members.get(OUR_GROUP)?.size).toBe(2_500 - removed);
  });

  const refusing = { publish: rejection(0x80040265, "Invalid.") };

  it("is told where the publishing is refused, and noted in the name of our group", async () => {
    const service = new Service({ ...both, refused: refusing });
    expect(await keep(service)).toMatchObject({
      ...{ added: 2, removed: 2 },
      trouble: { kind: "failed", failure: { kind: "unknown", message: "Invalid." } },
    });
    expect(service.writes).toEqual(["add 2", "remove 2", `groups ${DEFINITION}`]);
    expect(JSON.parse(service.groupsWritten[0] ?? "")).toEqual([group(BY_HAND), ours(NOT_PUBLISHED)]);
  });

  it("is published by the next opening, though nobody is missing by then and the segment is live", async () => {
    const noted = { groups: [group(BY_HAND), ours(NOT_PUBLISHED)] };
    for (const same of [{ isProtected: people(0, 2), inGroup: people(0, 2) }, {}]) {
      const service = new Service({ ...same, ...noted });
      expect(await keep(service)).toMatchObject({ added: 0, removed: 0, trouble: null });
      // First its name, so that nothing is changed after it was published.
      expect(service.writes).toEqual([`groups ${DEFINITION}`, `publish ${SEGMENT}`]);
      expect(JSON.parse(service.groupsWritten[0] ?? "")).toEqual([group(BY_HAND), ours(PUBLISHED)]);
    }
    // What somebody has put in place of the groups meanwhile is left as it is.
    for (const groupsMeanwhile of [
      "no groups",
      Array.from({ length: 10 }, (_, place) => group(`${place}`)),
    ]) {
      const changed = new Service({ ...noted, groupsMeanwhile });
      expect(await keep(changed)).toMatchObject({ trouble: null });
      expect(changed.writes).toEqual([`publish ${SEGMENT}`]);
    }
    const unnamed = new Service({ ...noted, refused: { groups: rejection(0x80040220) } });
    expect(await keep(unnamed)).toMatchObject({ trouble: null });
    expect(unnamed.writes).toEqual([`publish ${SEGMENT}`]);
  });

  it("stays noted as long as the publishing is refused, and as long as nobody could be added", async () => {
    const noted = { groups: [ours(NOT_PUBLISHED)], isProtected: people(0, 1) };
    const refused = new Service({ ...noted, refused: refusing });
    expect(await keep(refused)).toMatchObject({ added: 1, trouble: { kind: "failed" } });
    expect(JSON.parse(refused.groupsWritten.at(-1) ?? "")).toEqual([ours(NOT_PUBLISHED)]);
    const stopped = new Service({ ...noted, refused: { add: rejection(0x80072322) } });
    expect(await keep(stopped)).toMatchObject({ added: 0, trouble: { kind: "failed" } });
    expect(stopped.writes).toEqual([]);
  });

  it("is told by its own reason where not even the note can be made", async () => {
    const service = new Service({
      ...both,
      refused: { ...refusing, groups: rejection(0x80040220) },
    });
    expect(await keep(service)).toMatchObject({
      trouble: { kind: "failed", failure: { kind: "unknown", message: "Invalid." } },
    });
  });
});
