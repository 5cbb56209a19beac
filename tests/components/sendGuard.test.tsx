import { parse } from "csv-parse/sync";
import { dueWork } from "../../components/SendGuard/useGuard";
import { cannotGuard } from "../../components/SendGuard/guardAudience";
import type { GuardViewHost } from "../../components/SendGuard/guardHost";
import { canGuard, guardModel, leftOutAtLeast, type GuardRead } from "../../components/SendGuard/guardModel";
import { cannotText, headline, reasonTexts } from "../../components/SendGuard/guardTexts";
import { protectedFile } from "../../components/SendGuard/protectedFile";
import { wordsOf } from "../../components/shared/words";
import { defaultPolicy, type GuardMode } from "../../domain/policy";
import { exactly, type GuardedList } from "../../domain/guard/audience";
import type { AudienceCheck, Found, NotChecked } from "../../domain/guard/check";
import { silentService } from "./onTheForm";
import { writingHost } from "./writing";

const ACTIVITY = "00000000-0000-4000-8000-00000000e001";
const AT = new Date("2026-11-22T09:00:00Z");

const list: GuardedList = {
  id: "00000000-0000-4000-8000-00000000f101",
  name: "Newsletter",
  members: "contact",
  isDynamic: false,
  query: null,
  memberCount: 12_480,
  twin: null,
};

function deal(id: string, client: string, people: number, companies: readonly string[]): Found {
  const clients = {
    companies: new Set(companies),
    people: new Set<string>(),
    stakeholders: new Set<string>(),
    dealId: id,
  };
  return {
    key: `deal:${id}`,
    protection: {
      kind: "deal",
      deal: {
        id,
        name: `${client} renewal`,
        client: { id: `client ${id}`, name: client },
        accountId: `client ${id}`,
        contactId: null,
        stage: 3,
        stepName: null,
        stageName: "Close",
        probability: 90,
        closeDay: null,
        baseValue: 1_200_000,
        amount: "€1,200,000.00",
        owner: { id: "owner", name: "Rita Rep", table: "systemuser" },
        clients,
      },
      verdict: {
        dealId: id,
        closing: { holds: true, byStage: true, byDate: false, daysLeft: 12 },
        floor: { holds: true, baseValue: 1_200_000, floor: 100_000 },
        outweighs: { holds: true, campaign: { kind: "minor" }, from: 0 },
        isVip: true,
      },
    },
    members: exactly(people),
    reach: [
      { members: "contact", listIds: [list.id], people: [], companies, groups: companies, byWay: new Map() },
    ],
  };
}

interface Given {
  readonly mode?: GuardMode;
  readonly reasons?: readonly NotChecked[];
  readonly found?: readonly Found[];
  readonly notFollowed?: AudienceCheck["notFollowed"];
  readonly isDone?: boolean;
  readonly lists?: readonly GuardedList[];
  readonly takenOff?: readonly GuardedList[];
}

function model(given: Given = {}) {
  const { mode = "decide", reasons = [], found = [], notFollowed = [] } = given;
  const { isDone = false, lists = [list], takenOff = [] } = given;
  const read: GuardRead = {
    subject: {
      record: { table: "campaignactivity", id: ACTIVITY },
      name: "Newsletter of this week",
      campaign: null,
      lists,
      originals: lists.flatMap((each) => (each.twin === null ? [each] : [list])),
      lost: [],
      isProposed: true,
      isDone,
      guardState: null,
    },
    takenOff,
    policy: { ...defaultPolicy, guardMode: mode },
    policyRow: null,
    check: { reasons, found, audience: exactly(12_480), notFollowed },
    taken: [],
    authority: { mode, isOwner: () => false, mayOverride: () => false },
    nobodyToAsk: new Set(),
    last: null,
    today: 20_779,
    at: AT,
  };
  return guardModel(read);
}

function host(may: GuardViewHost["may"] = () => true): GuardViewHost {
  return {
    ...writingHost(silentService, { may }),
    order: () => undefined,
    tell: () => undefined,
    openFile: () => Promise.resolve(),
  };
}

const words = wordsOf(host());
const seesPart: NotChecked = { kind: "seesPart", table: "opportunity" };
const two = [deal("d1", "Contoso", 14, ["c1"]), deal("d2", "Fabrikam", 2, ["c2"])];

describe("what the guard says first", () => {
  it.each([
    ["who is in the audience", { found: two }, "2 VIP clients in closing are in this audience of 12480."],
    ["that nobody is", {}, "No VIP client in closing among 12480."],
    [
      "that it does not know",
      { reasons: [seesPart], found: two },
      "Not checked: you see only part of the deals.",
    ],
    [
      "that nobody is, as far as could be looked",
      { notFollowed: [{ lists: [list.id], members: "contact", ways: ["heldDeals"] }] },
      "No VIP client in closing seen among 12480, but not everything could be looked at.",
    ],
    ["that there is no list", { reasons: [{ kind: "noLists" }], lists: [] }, "No marketing list yet."],
  ] as const)("is %s", (_, given: Given, text) => {
    expect(headline(model(given), words)).toBe(text);
  });

  it.each([
    [1033, "all opportunities, marketing lists, contacts and leads of the organisation"],
    [1036, "les opportunités, les listes marketing, les contacts et les prospects de toute l’organisation"],
    [1043, "alle verkoopkansen, marketinglijsten, contactpersonen en leads van de organisatie"],
  ] as const)("names in %i what is seen in part", (language, named) => {
    const tables = ["opportunity", "list", "contact", "lead"];
    const reasons = tables.map((table): NotChecked => ({ kind: "seesPart", table }));
    const inLanguage = wordsOf(writingHost(silentService, { language }));
    expect(reasonTexts(reasons, inLanguage)).toEqual([expect.stringContaining(named)]);
  });

  it("counts people of different companies together, and of the same company once", () => {
    expect(leftOutAtLeast(model({ found: two }))).toBe(16);
    expect(leftOutAtLeast(model({ found: [...two, deal("d3", "Contoso", 14, ["c1"])] }))).toBe(16);
  });
});

it("counts people of a company once who are below another that has a deal of its own", () => {
  const reaching = (id: string, people: number, companies: readonly string[], groups: readonly string[]) => {
    const found = deal(id, id, people, companies);
    return { ...found, reach: found.reach.map((each) => ({ ...each, groups })) };
  };
  const above = reaching("d1", 15, ["a"], ["a ", "b a"]);
  const below = reaching("d2", 5, ["b"], ["b a"]);
  expect(leftOutAtLeast(model({ found: [above, below] }))).toBe(15);
  expect(leftOutAtLeast(model({ found: [below, above] }))).toBe(15);
});

describe("a list whose protected people are more than a guarded list can name", () => {
  const names = Array.from({ length: 2_001 }, (_, number) => `contact ${number}`);
  const crowd = (count: number): Found => {
    const found = deal("d1", "Contoso", count, []);
    const byWay = new Map([["heldDeals", { people: names.slice(0, count), companies: [] }]] as const);
    return { ...found, reach: found.reach.map((each) => ({ ...each, byWay })) };
  };
  const guarded = (count: number, mode: GuardMode) => {
    const found = [crowd(count)];
    const [twin] = model({ found: [crowd(2_000)] }).plan.twins;
    if (twin === undefined || !twin.guarded.ok) throw new Error("There is room.");
    const { fetchXml: query, fingerprint } = twin.guarded;
    const mark = { listId: list.id, activityId: ACTIVITY, fingerprint };
    return model({ mode, found, lists: [{ ...list, id: "twin", isDynamic: true, query, twin: mark }] });
  };

  it("is guarded as long as all of them are named, and not checked from there on", () => {
    expect(guarded(2_000, "guard")).toMatchObject({ state: "guarded", plan: { isGuarded: true } });
    for (const mode of ["warn", "decide", "guard"] as const) {
      expect(guarded(2_001, mode)).toMatchObject({ state: "notChecked", plan: { isGuarded: false } });
    }
  });

  it("is taken off under “guard”, and not offered to be guarded under any mode", () => {
    expect(dueWork(host(), guarded(2_001, "guard"))).toBe("takeOff");
    for (const mode of ["warn", "decide"] as const) {
      const here = guarded(2_001, mode);
      expect([dueWork(host(), here), canGuard(here), cannotGuard(here)]).toEqual([
        "record",
        false,
        [{ list, because: "tooManyNamed" }],
      ]);
    }
  });

  it.each([
    [1033, "Divide the list over several activities"],
    [1036, "Répartissez la liste sur plusieurs activités"],
    [1043, "Verdeel de lijst over meerdere activiteiten"],
  ] as const)("says in %i why, and what to do", (language, text) => {
    const inLanguage = wordsOf(writingHost(silentService, { language }));
    expect(cannotText("tooManyNamed", inLanguage)).toContain(text);
    expect(cannotText("tooManyNamed", inLanguage)).toMatch(/2.000/);
  });
});

describe("what an open form sets right by itself", () => {
  it("is to record the check, where the mode leaves guarding to the marketer", () => {
    expect(dueWork(host(), model({ mode: "warn", found: two }))).toBe("record");
    for (const mode of ["warn", "decide"] as const) {
      expect(dueWork(host(), model({ mode, reasons: [seesPart] }))).toBe("record");
    }
  });

  it("is to guard the audience under “decide” and “guard”, found or not", () => {
    for (const mode of ["decide", "guard"] as const) {
      expect(dueWork(host(), model({ mode, found: two }))).toBe("guard");
      expect(dueWork(host(), model({ mode }))).toBe("guard");
    }
  });

  it("is to bring back, guarded, what the guard took off, whatever the mode is by now", () => {
    const off = { lists: [], takenOff: [list] };
    for (const mode of ["warn", "decide", "guard"] as const) {
      expect(dueWork(host(), model({ mode, ...off }))).toBe("guard");
      expect(dueWork(host(), model({ mode, ...off, reasons: [seesPart] }))).toBe("record");
    }
    const other = { ...list, id: "00000000-0000-4000-8000-00000000f102" };
    const both = model({ mode: "guard", lists: [list], takenOff: [other] });
    expect(both.plan.twins.map(({ original }) => original.id)).toEqual([list.id, other.id]);
  });

  it("a list whose static copy is on the activity does not come back beside it", () => {
    const copy = { ...list, id: "00000000-0000-4000-8000-00000000f102", copyOf: list.id };
    const { plan } = model({ mode: "guard", lists: [copy], takenOff: [list] });
    expect(plan.twins.map(({ original }) => original.id)).toEqual([copy.id]);
  });

  it("is to take the lists off under “guard”, where not everything is seen", () => {
    expect(dueWork(host(), model({ mode: "guard", reasons: [seesPart] }))).toBe("takeOff");
  });

  it("is not to take anything off because an answer did not come", () => {
    const failed: NotChecked = { kind: "failed", failure: "throttled", detail: "" };
    expect(dueWork(host(), model({ mode: "guard", reasons: [failed] }))).toBe("record");
  });

  it("is nothing for who only looks, and nothing for a done activity without guarded lists", () => {
    const mayOnlyRead = host((verb) => verb === "read");
    expect(dueWork(mayOnlyRead, model({ mode: "guard", found: two }))).toBeNull();
    expect(dueWork(host(), model({ isDone: true, found: two }))).toBeNull();
  });
});

describe("the export", () => {
  it("is a spreadsheet that runs nothing", () => {
    const file = protectedFile(model({ found: [deal("d1", '=HYPERLINK("x")', 3, ["c1"])] }), words);
    const text = Buffer.from(file.fileContent, "base64").toString("utf8");
    expect(file.fileName).toBe("Protected clients.csv");
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text.split("\r\n")).toHaveLength(3);
  });

  it.each([
    ["en-US", ","],
    ["en-GB", ","],
    ["fr-FR", ";"],
    ["nl-BE", ";"],
  ])("opens in columns where numbers are written as in %s", (locale, delimiter) => {
    const formatDecimal = (value: number) => value.toLocaleString(locale);
    const { formatting, ...rest } = host();
    const there = wordsOf({ ...rest, formatting: { ...formatting, formatDecimal } });
    const found = [deal("d1", 'Dupont, Durand; "& Fils"', 3, ["c1"])];
    const file = protectedFile(model({ found }), there);
    const [heads, row, ...others] = parse(Buffer.from(file.fileContent, "base64"), { bom: true, delimiter });
    expect(heads).toHaveLength(8);
    expect(row?.slice(0, 4)).toEqual([
      'Dupont, Durand; "& Fils"',
      'Dupont, Durand; "& Fils" renewal',
      "Close",
      "€1,200,000.00",
    ]);
    expect(others).toEqual([]);
  });
});
