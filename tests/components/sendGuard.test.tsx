import { render } from "@testing-library/react";
import { parse } from "csv-parse/sync";
import * as React from "react";
import { dueWork } from "../../components/SendGuard/useGuard";
import { cannotGuard, guardAudience } from "../../components/SendGuard/guardAudience";
import { GuardBar } from "../../components/SendGuard/GuardBar";
import type { GuardViewHost } from "../../components/SendGuard/guardHost";
import {
  byClient,
  canGuard,
  guardModel,
  leftOutAtLeast,
  reasonsOf,
  type GuardRead,
} from "../../components/SendGuard/guardModel";
import { cannotText, decisionText, headline, reasonTexts } from "../../components/SendGuard/guardTexts";
import { keepPresses } from "../../components/SendGuard/presses";
import { protectedFile } from "../../components/SendGuard/protectedFile";
import { recordDecisions } from "../../components/SendGuard/recordDecisions";
import { wordsOf } from "../../components/shared/words";
import { keepIds } from "../../dataverse/keptIds";
import { optionOf } from "../../dataverse/writing";
import { defaultPolicy, type GuardMode } from "../../domain/policy";
import { exactly, type GuardedList } from "../../domain/guard/audience";
import type { AudienceCheck, Found, NotChecked } from "../../domain/guard/check";
import type { DecisionTaken } from "../../domain/guard/decision";
import { guardStates } from "../../domain/guard/guardState";
import type { HoldInForce } from "../../domain/guard/protection";
import { Answering } from "../dataverse/answering";
import { silentService } from "./onTheForm";
import type { Language } from "./strings";
import { ME, writingHost } from "./writing";

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

function holdFound(id: string, more: Partial<HoldInForce>): Found {
  return {
    key: `hold:${id}`,
    protection: {
      kind: "hold",
      hold: {
        ...{ id, reason: "Legal review", from: null, until: null, scope: "everySend" },
        ...{ account: null, contact: null, deal: null, contactAccountId: null },
        ...{ dealValue: null, dealClients: null },
        owner: { id: "owner", name: "Rita Rep", table: "systemuser" },
        ...more,
      },
    },
    members: exactly(1),
    reach: [],
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
  /** Lists that a guarded one was made from and that are gone. */
  readonly lost?: readonly string[];
  readonly taken?: readonly DecisionTaken[];
}

function model(given: Given = {}) {
  const { mode = "decide", reasons = [], found = [], notFollowed = [] } = given;
  const { isDone = false, lists = [list], takenOff = [], lost = [], taken = [] } = given;
  const read: GuardRead = {
    subject: {
      record: { table: "campaignactivity", id: ACTIVITY },
      name: "Newsletter of this week",
      campaign: null,
      lists,
      originals: [
        ...new Set(
          lists.flatMap((each) => {
            if (each.twin === null) return [each];
            return lost.includes(each.twin.listId) ? [] : [list];
          }),
        ),
      ],
      lost,
      isDone,
      guardState: null,
    },
    takenOff,
    policy: { ...defaultPolicy, guardMode: mode },
    policyRow: null,
    check: { reasons, found, audience: exactly(12_480), notFollowed },
    taken,
    authority: { mode, isOwner: () => false, mayOverride: () => false },
    nobodyToAsk: new Set(),
    last: null,
    today: 20_779,
    at: AT,
  };
  return guardModel(read);
}

/** The list's guarded one, as it would be made of such a send. */
function twinOf(given: Given = {}): GuardedList {
  const [twin] = model(given).plan.twins;
  if (twin === undefined || !twin.guarded.ok) throw new Error("There is no room.");
  const { fetchXml: query, fingerprint } = twin.guarded;
  const mark = { listId: list.id, activityId: ACTIVITY, fingerprint };
  return { ...list, id: "twin", isDynamic: true, query, twin: mark };
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

  const held = (id: string, on: string) => holdFound(id, { account: { id: `client ${on}`, name: on } });
  const three = [held("h1", "d3"), held("h2", "d4"), held("h3", "d5")];

  it.each([
    [
      1033,
      [
        "2 VIP clients in closing and 3 on hold are",
        "1 VIP client in closing and 1 on hold are",
        "3 clients on hold are",
        "1 client on hold is",
      ],
      "in this audience of 12480.",
    ],
    [
      1036,
      [
        "2 clients VIP en cours de signature et 3 en pause d’envois sont",
        "1 client VIP en cours de signature et 1 en pause d’envois sont",
        "3 clients en pause d’envois sont",
        "1 client en pause d’envois est",
      ],
      "dans cette audience de 12480.",
    ],
    [
      1043,
      [
        "Er zitten 2 VIP-klanten vlak voor ondertekening en 3 met een verzendpauze",
        "Er zitten 1 VIP-klant vlak voor ondertekening en 1 met een verzendpauze",
        "Er zitten 3 klanten met een verzendpauze",
        "Er zit 1 klant met een verzendpauze",
      ],
      "in deze doelgroep van 12480.",
    ],
  ] as const)("tells in %i clients in closing and those on hold only apart", (language, texts, end) => {
    const inLanguage = wordsOf(writingHost(silentService, { language }));
    const of = (deals: number, holds: number) =>
      headline(model({ found: [...two.slice(0, deals), ...three.slice(0, holds)] }), inLanguage);
    expect([of(2, 3), of(1, 1), of(0, 3), of(0, 1)]).toEqual(texts.map((text) => `${text} ${end}`));
  });

  it("does so where the size of the audience is not known", () => {
    const of = (found: readonly Found[]) => {
      const of12480 = model({ found });
      return headline({ ...of12480, check: { ...of12480.check, audience: null } }, words);
    };
    expect(of([...two, ...three])).toBe("2 VIP clients in closing and 3 on hold are in this audience.");
    expect(of(two)).toBe("2 VIP clients in closing are in this audience.");
    expect(of(three)).toBe("3 clients on hold are in this audience.");
  });

  it("counts a client in closing and on hold once, and clients of one name for what they are", () => {
    const contact = { id: "ann", name: "Ann" };
    const onPerson = holdFound("h3", { account: null, contact, contactAccountId: "client d2" });
    expect(headline(model({ found: [...two, held("h1", "d1"), onPerson] }), words)).toMatch(
      /^2 VIP clients in/,
    );
    const alike = [deal("d1", "Contoso", 1, ["c1"]), deal("d2", "Contoso", 1, ["c2"])];
    expect(headline(model({ found: alike }), words)).toMatch(/^2 VIP clients in/);
    const alone = [
      holdFound("h1", { account: null, contact }),
      holdFound("h2", { account: null, contact }),
      holdFound("h3", { account: null, deal: { id: "other", name: "Other" } }),
      holdFound("h4", { account: null }),
    ];
    expect(headline(model({ found: alone }), words)).toMatch(/^3 clients on hold/);
  });

  it("counts people of different companies together, and of the same company once", () => {
    expect(leftOutAtLeast(model({ found: two }))).toBe(16);
    expect(leftOutAtLeast(model({ found: [...two, deal("d3", "Contoso", 14, ["c1"])] }))).toBe(16);
  });
});

it("shows what was found of one client together, where the largest of it stands", () => {
  const ofContoso = holdFound("h1", { account: { id: "client d1", name: "Contoso" } });
  const person = { ...deal("d3", "Ann", 1, []).protection };
  if (person.kind !== "deal") throw new Error("no deal");
  const alone: Found = {
    ...deal("d3", "Ann", 1, []),
    protection: { ...person, deal: { ...person.deal, accountId: null } },
  };
  const ofAnn = holdFound("h2", { account: null, contact: { id: "client d3", name: "Ann" } });
  const [first, ...others] = two;
  const found = first === undefined ? [] : [first, alone, ...others, ofContoso, ofAnn];
  expect(byClient(found).map(({ key }) => key)).toEqual([
    "deal:d1",
    "hold:h1",
    "deal:d3",
    "hold:h2",
    "deal:d2",
  ]);
});

describe("a deal that its owner was asked about", () => {
  const asked: DecisionTaken = {
    ...{ id: "1", key: "deal:d1", decision: "askTheOwner", reason: null, on: AT },
    by: { id: "marc", name: "Marc Delvaux" },
    askedOf: { id: "owner", name: "Rita Rep" },
  };
  const client = { id: "client d1", name: "Contoso" };
  const claire = { id: "claire", name: "Claire Fontaine", table: "systemuser" } as const;
  const text = (holds: readonly Found[], more: Partial<GuardRead> = {}, language: Language = 1033) => {
    const [about = holds[0]] = two;
    if (about === undefined) throw new Error("nothing found");
    const here = { ...model({ found: [...two, ...holds] }), ...more };
    return decisionText(asked, about, here, wordsOf(writingHost(silentService, { language })));
  };

  it.each([
    ["it", { account: null, deal: { id: "d1", name: "Contoso renewal" } }],
    ["its client", { account: client }],
  ])("waits for a hold on %s, with who asks and why", (_, on) => {
    const hold = holdFound("h1", { ...on, owner: claire });
    expect(text([hold])).toMatch(
      /^Marc Delvaux asked Rita Rep, .*\. Claire Fontaine asks to wait: “Legal review”\. Left out\.$/,
    );
  });

  it.each([
    [1036, "Claire Fontaine demande d’attendre\u00a0: «\u00a0Legal review\u00a0»."],
    [1043, "Claire Fontaine vraagt te wachten: “Legal review”."],
  ] as const)("says so in %i", (language, said) => {
    expect(text([holdFound("h1", { account: client, owner: claire })], {}, language)).toContain(said);
  });

  it("does so though nobody could answer any more", () => {
    const nobodyToAsk = new Set(["deal:d1"] as const);
    expect(text([], { nobodyToAsk })).toContain("nobody can answer");
    expect(text([holdFound("h1", { account: client })], { nobodyToAsk })).toContain("Rita Rep asks to wait");
  });

  it("waits for an answer as long as only others are on hold", () => {
    expect(text([holdFound("h1", { account: { id: "client d2", name: "Fabrikam" } })])).toMatch(
      /^Marc Delvaux asked Rita Rep, .* Left out until answered\.$/,
    );
  });

  it("is not told of a hold itself: that it is there is no answer", () => {
    const hold = holdFound("h1", { account: client });
    const here = model({ found: [hold] });
    expect(decisionText({ ...asked, key: hold.key }, hold, here, words)).toContain("Left out until answered");
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
  const guarded = (count: number, mode: GuardMode) =>
    model({ mode, found: [crowd(count)], lists: [twinOf({ found: [crowd(2_000)] })] });

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

describe("an audience with guarded lists", () => {
  const gone = "00000000-0000-4000-8000-00000000f109";
  const lostTwin = (): GuardedList => {
    const twin = twinOf();
    return { ...twin, id: "lost", twin: twin.twin && { ...twin.twin, listId: gone } };
  };

  it("is neither guarded nor clear while one is on it whose own list is gone, which is taken off", () => {
    const here = model({ lists: [twinOf(), lostTwin()], lost: [gone] });
    expect([here.state, dueWork(host(), here)]).toEqual(["notChecked", "guard"]);
    expect(headline(here, words)).toMatch(/^No VIP client in closing seen among 12480, but not everything/);
    expect(model({ lists: [list, lostTwin()], lost: [gone] }).state).toBe("notChecked");
  });

  it("is not one without a list where only such a one is on it: the activity is told that nobody knows", () => {
    const given: Given = { lists: [lostTwin()], lost: [gone], reasons: [{ kind: "noLists" }] };
    for (const mode of ["warn", "decide", "guard"] as const) {
      const here = model({ ...given, mode });
      expect([here.state, headline(here, words)]).toEqual(["notChecked", "Not checked, or not wholly."]);
      expect([reasonsOf(here), dueWork(host(), here)]).toEqual([[], "record"]);
    }
    const bare = model({ lists: [], reasons: [{ kind: "noLists" }] });
    expect([reasonsOf(bare), dueWork(host(), bare)]).toEqual([[{ kind: "noLists" }], null]);
  });

  it("is not said to be guarded to who does not see all: they would distribute it with these eyes", () => {
    const said = (given: Given) => {
      const here = model({ lists: [twinOf()], ...given });
      const { container, unmount } = render(
        <GuardBar {...{ words, model: here }} isBusy={false} onExport={() => undefined} />,
      );
      const text = container.textContent;
      unmount();
      return [here.plan.isGuarded, text];
    };
    expect(said({})).toEqual([true, "The audience is guarded."]);
    expect(said({ reasons: [seesPart] })).toEqual([true, ""]);
  });

  it("is not settled while some of the lists are still off that the guard took off", () => {
    const other = { ...list, id: "00000000-0000-4000-8000-00000000f102" };
    for (const found of [[], two]) {
      expect(model({ mode: "warn", found, takenOff: [other] }).state).toBe("notChecked");
      expect(model({ mode: "warn", found, takenOff: [other], lists: [] }).state).toBe("listsTakenOff");
    }
  });

  it("is not that the lists are off, where this user does not see all lists: some may be on", () => {
    const off = { mode: "guard", lists: [], takenOff: [list] } as const;
    expect(model({ ...off, reasons: [seesPart] }).state).toBe("listsTakenOff");
    expect(model({ ...off, reasons: [{ kind: "seesPart", table: "list" }] }).state).toBe("notChecked");
  });

  it("is no longer guarded by a decision, though the service's clock is ahead of this one", async () => {
    const [about] = two;
    if (about === undefined) throw new Error("nothing found");
    const letIn: DecisionTaken = {
      ...{ id: "1", key: about.key, decision: "sendAnyway", reason: "Fine", askedOf: null },
      ...{ by: { id: ME, name: "Me" }, on: new Date(AT.getTime() + 60_000) },
    };
    const given: Given = { found: [about], taken: [letIn] };
    const here = model({ ...given, lists: [twinOf(given)] });
    expect(here.state).toBe("guarded");
    const deciding = { ...host(), ...writingHost(new Answering(() => [])) };
    const texts = { checkName: "Check", ask: () => ({ title: "", body: "", linkTitle: "" }) };
    const decided = [{ about, decision: "exclude", reason: null }] as const;
    await recordDecisions(deciding, here, decided, texts, keepPresses());
    expect(deciding.written.map(({ data }) => data?.ent_state ?? data?.ent_guardstate)).toEqual(
      Array(2).fill(optionOf(guardStates, "toDecide")),
    );
  });

  it("is put in place in as many steps as are told", async () => {
    const another = { ...twinOf(), id: "of another activity" };
    const mark = another.twin && { ...another.twin, activityId: null };
    const told: string[] = [];
    const guarding: GuardViewHost = {
      ...host(),
      ...writingHost(new Answering(() => [])),
      order: ({ actions, accepted, progress, finished }) => {
        accepted();
        for (const place of actions.keys()) progress(place + 1);
        finished({ ok: true, copies: [] });
      },
    };
    const here = model({ lists: [list, { ...another, twin: mark }] });
    const texts = { name: (name: string) => name, describe: (name: string) => name };
    const tell = (done: number, of: number) => told.push(`${done} of ${of}`);
    await guardAudience(guarding, here, texts, keepIds(), tell, "Check");
    expect(told).toEqual(["1 of 4", "2 of 4", "3 of 4", "4 of 4"]);
  });

  it("is put in place of lists that are off by then, and on record: whatever breaks, nobody protected is sent to", async () => {
    const writing = writingHost(new Answering(() => []));
    const { written } = writing;
    const checks = () => written.filter(({ table }) => table === "ent_sendcheck");
    const done: string[] = [];
    const guarding: GuardViewHost = {
      ...host(),
      ...writing,
      order: ({ actions, accepted, finished }) => {
        accepted();
        if (actions.length > 0) done.push(`${checks().length} on record`);
        done.push(...actions.map(({ kind }) => kind));
        finished({ ok: true, copies: [] });
      },
    };
    const texts = { name: (name: string) => name, describe: (name: string) => name };
    const here = model({ lists: [list] });
    await guardAudience(guarding, here, texts, keepIds(), () => undefined, "Check");
    expect(done).toEqual(["1 on record", "takeOff", "putOn"]);
    expect(checks().map(({ data }) => [data?.ent_state, data?.["ent_listid@odata.bind"]])).toEqual([
      [optionOf(guardStates, "listsTakenOff"), `/lists(${list.id})`],
    ]);
    // Nothing is said on the activity of lists that are off, for they are not to be.
    expect(written.filter(({ table }) => table === "campaignactivity")).toEqual([]);
    // Of what stays on, nothing is to be brought back: taken off on purpose afterwards, it stays off.
    const added = { ...list, id: "00000000-0000-4000-8000-00000000f102" };
    const both = model({ lists: [twinOf(), added] });
    done.length = 0;
    await guardAudience(guarding, both, texts, keepIds(), () => undefined, "Check");
    expect(done).toEqual(["2 on record", "takeOff", "putOn"]);
    expect(checks().at(-1)?.data?.["ent_listid@odata.bind"]).toBe(`/lists(${added.id})`);
    done.length = 0;
    const off = model({ lists: [], takenOff: [list] });
    await guardAudience(guarding, off, texts, keepIds(), () => undefined, "Check");
    expect(done).toEqual(["2 on record", "putOn"]);
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

  it("is to go on with an exchange of lists that broke off, whatever the mode", () => {
    const other = { ...list, id: "00000000-0000-4000-8000-00000000f102" };
    for (const mode of ["warn", "decide", "guard"] as const) {
      const brokenOff: readonly Given[] = [
        // The list is still beside its guarded one; another has none yet.
        { lists: [list, twinOf()] },
        { lists: [list, other, twinOf()] },
        { lists: [twinOf(), other] },
      ];
      for (const given of brokenOff) {
        const here = model({ mode, ...given });
        expect([here.plan.isGuarded, here.state, dueWork(host(), here)]).toEqual([false, "clear", "guard"]);
      }
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
