import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import * as React from "react";
import type { GuardViewHost } from "../../components/SendGuard/guardHost";
import { Checking } from "../../components/SendGuard/Checking";
import { SendGuardView } from "../../components/SendGuard/SendGuardView";
import { wordsOf } from "../../components/shared/words";
import { optionOf } from "../../dataverse/writing";
import type { GuardNews } from "../../dataverse/formOrder";
import type { GuardedRecord } from "../../dataverse/guard/guardedSubject";
import type { Row } from "../../dataverse/host";
import type { GuardMode } from "../../domain/policy";
import { guardStates, type GuardState } from "../../domain/guard/guardState";
import { Answering, lookup, refusal, type Reply } from "../dataverse/answering";
import { ACTIVITY, CONTACT, deal, DEAL, list } from "./guardedSend";
import { settled, violations } from "./onTheForm";
import { languages, type Language } from "./strings";
import { ME, writingHost } from "./writing";

const NORA = "00000000-0000-4000-8000-00000000f012";

const modes: readonly GuardMode[] = ["warn", "decide", "guard"];

/** Another client's. */
const fleet: Row = {
  ...deal,
  ...{ opportunityid: "00000000-0000-4000-8000-00000000d002", name: "Fleet contract" },
  ...lookup("customerid", "00000000-0000-4000-8000-00000000a002", "Fabrikam"),
};
const twoDeals = { opportunity: [deal, fleet] };

/** A decision of somebody else's. */
const excluded: Row = {
  ent_senddecisionid: "1",
  ent_decision: 789_100_000,
  createdon: "2026-11-22T08:59:00Z",
  ...lookup("ent_opportunityid", DEAL, "Platform renewal"),
  ...lookup("createdby", NORA, "Nora Peeters"),
};

const letThrough: Row = { ...excluded, ent_decision: 789_100_001, ent_reason: "Their board asked for it" };

interface Given {
  readonly mode?: GuardMode;
  readonly isBare?: boolean;
  /** What the deals wait for. */
  readonly until?: Promise<void>;
  readonly checks?: readonly Row[];
  readonly language?: Language;
  readonly failures?: (Error | undefined)[];
  readonly closed?: AbortSignal;
  readonly isOffline?: () => boolean;
  readonly may?: GuardViewHost["may"];
  /** Whether the form loads the script that carries orders out. */
  readonly hasScript?: boolean;
  /** Whether Dynamics 365 carries out what the script asks of it. */
  readonly isCarriedOut?: boolean;
  /** How the guard stood when somebody last wrote it down. */
  readonly state?: GuardState;
  readonly record?: GuardedRecord;
  readonly answers?: Readonly<Record<string, Reply>>;
}

/** The guard on an activity with one list, on which one deal reaches one person. */
function show(given: Given = {}) {
  const { mode = "warn", isBare = false, checks = [], until, hasScript = true, isCarriedOut = true } = given;
  const { state = null, record = { table: "campaignactivity", id: ACTIVITY }, ...more } = given;
  const answers: Record<string, Reply> = {
    ent_policy: [{ ent_policyid: "1", ent_name: "Agreed", ent_guardmode: optionOf(modes, mode) }],
    campaignactivity: [
      {
        ...{ subject: "Newsletter of this week", statecode: 0, statuscode: 1 },
        ...(state === null ? {} : { ent_guardstate: optionOf(guardStates, state) }),
        ...(isBare ? {} : list),
      },
    ],
    opportunity: [deal],
    ent_sendcheck: checks,
    ...given.answers,
  };
  const service = new Answering((table, fetchXml) => {
    if (table === "contact" && !fetchXml.includes("aggregate")) return [{ contactid: CONTACT }];
    const answer = answers[table] ?? [];
    return table === "opportunity" && until !== undefined ? until.then(() => answer) : answer;
  });
  const orders: unknown[] = [];
  /** How the guard stood each time that the form was told. */
  const news: GuardState[] = [];
  /** What the form is given each time, to have the guard read again. */
  const askAgain: GuardNews["readAgain"][] = [];
  const host = {
    ...writingHost(service, more),
    order: (order: Parameters<GuardViewHost["order"]>[0]) => {
      if (!hasScript) return;
      // An order of nothing only asks whether the script is there.
      if (order.actions.length > 0) orders.push(order.actions);
      order.accepted();
      order.finished(
        isCarriedOut ? { ok: true, copies: [] } : { ok: false, done: 0, error: refusal(0x80040220) },
      );
    },
    tell: ({ state: told, readAgain }: GuardNews) => {
      news.push(told);
      askAgain.push(readAgain);
    },
    openFile: () => Promise.resolve(),
  };
  const view = render(<SendGuardView host={host} onForm={{ kind: "sent", record }} />);
  const decisions = () =>
    host.written.filter(({ data }) => data !== undefined && "ent_sendcheck_senddecisions" in data);
  /** How the guard stands, as it was written to the activity. */
  const states = () =>
    host.written.filter(({ table }) => table === "campaignactivity").map(({ data }) => data?.ent_guardstate);
  return { view, host, answers, orders, news, askAgain, decisions, states };
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const box = () => screen.getByRole<HTMLTextAreaElement>("textbox");

async function sayWhy(): Promise<void> {
  fireEvent.click(await screen.findByRole("button", { name: "Send…" }));
  fireEvent.change(box(), { target: { value: "Their board asked for it" } });
  press("Send anyway");
  await settled();
}

const blind: GuardViewHost["may"] = (_verb, table, depth) =>
  depth !== "everybody" || !["opportunity", "ent_hold"].includes(table);

describe("an audience that is being checked", () => {
  it("is named as soon as the lists are known, until the verdict takes its place", async () => {
    let answer: () => void = () => undefined;
    const { view } = show({ until: new Promise((done) => (answer = done)) });
    const checking = await screen.findByText("Checking Newsletter…");
    expect(checking).toHaveAttribute("role", "status");
    expect(view.container.querySelector('[aria-busy="true"]')).not.toBeNull();
    expect(await violations(view.container)).toEqual([]);
    answer();
    expect(await screen.findByText("1 VIP client in closing is in this audience of 12.")).toBeVisible();
    expect(screen.queryByText("Checking Newsletter…")).toBeNull();
    await settled();
  });

  it.each([
    [["Newsletter"], "Checking Newsletter…"],
    [["A", "B", "C"], "Checking A, B, C…"],
    [["A", "B", "C", "<b>D</b>", "E"], "Checking A, B, C, and 2 more…"],
  ])("of the lists %j reads %s", (names, text) => {
    const host = writingHost(new Answering(() => []));
    const lists = names.map((name) => ({
      ...{ id: name, name, members: "contact" as const, isDynamic: false },
      ...{ query: null, memberCount: null, twin: null },
    }));
    render(<Checking words={wordsOf(host)} lists={lists} />);
    expect(screen.getByText(text)).toHaveAttribute("role", "status");
  });
});

describe("a decision", () => {
  it("is written with its reason, and leaves the box", async () => {
    const { decisions } = show();
    await sayWhy();
    expect(decisions()).toMatchObject([
      {
        table: "ent_sendcheck",
        data: { ent_sendcheck_senddecisions: [{ ent_reason: "Their board asked for it" }] },
      },
    ]);
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText("Decision saved.")).toBeInTheDocument();
  });

  it.each([
    ["the right is missing", refusal(0x80040220), "Your role does not let you do this."],
    ["the service has a fault", refusal(0x80040216), "It could not be saved."],
  ])("loses nothing typed where %s, and says what happened", async (_, failure, said) => {
    const { decisions, view } = show({ failures: [undefined, undefined, failure] });
    await screen.findByRole("button", { name: "Send…" });
    await settled();
    await sayWhy();
    expect(decisions()).toEqual([]);
    expect(screen.getByRole("alert")).toHaveTextContent(said);
    expect(box().value).toBe("Their board asked for it");
    expect(await violations(view.container)).toEqual([]);
    press("Send anyway");
    await settled();
    expect(decisions()).toHaveLength(1);
  });

  it("loses nothing typed where the send cannot be read for a while", async () => {
    const { answers } = show();
    fireEvent.click(await screen.findByRole("button", { name: "Send…" }));
    fireEvent.change(box(), { target: { value: "Their board asked for it" } });
    const { campaignactivity } = answers;
    answers.campaignactivity = { refused: 0x80040216 };
    press("Read again");
    fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
    await settled();
    answers.campaignactivity = campaignactivity ?? [];
    press("Try again");
    await settled();
    expect(box().value).toBe("Their board asked for it");
  });

  it("is not written over one that somebody else took meanwhile: it is shown first, then one may", async () => {
    const { answers, decisions } = show();
    await screen.findByRole("button", { name: "Send…" });
    answers.ent_senddecision = [excluded];
    await sayWhy();
    expect(decisions()).toEqual([]);
    expect(screen.getByRole("alert")).toHaveTextContent(
      /somebody else has decided.*Contoso: Excluded by Nora/,
    );
    expect(screen.getAllByText(/Excluded by Nora Peeters/)).toHaveLength(2);
    expect(box().value).toBe("Their board asked for it");
    press("Send anyway");
    await settled();
    expect(decisions()).toHaveLength(1);
  });

  it("of one's own a moment ago stands in nobody's way", async () => {
    const { answers, decisions } = show();
    await screen.findByRole("button", { name: "Exclude" });
    answers.ent_senddecision = [{ ...excluded, ...lookup("createdby", ME, "Me") }];
    press("Exclude");
    await settled();
    expect(decisions()).toHaveLength(1);
  });

  it("that is being written cannot be taken back", async () => {
    const { host } = show();
    fireEvent.click(await screen.findByRole("button", { name: "Send…" }));
    fireEvent.change(box(), { target: { value: "Their board asked for it" } });
    jest.spyOn(host.writing, "createRecord").mockReturnValue(new Promise(() => undefined));
    press("Send anyway");
    press("Cancel");
    expect(box().value).toBe("Their board asked for it");
    await settled();
  });

  it("on an activity that is gone says so", async () => {
    const { answers } = show({ failures: [undefined, undefined, refusal(0x80040217)] });
    await screen.findByRole("button", { name: "Exclude" });
    await settled();
    answers.campaignactivity = [];
    press("Exclude");
    expect(await screen.findByText("This record no longer exists.")).toBeInTheDocument();
  });

  it("is not offered to who may not take any, who reads why", async () => {
    const { view } = show({ may: (verb, table) => !(verb === "create" && table === "ent_senddecision") });
    expect(await screen.findByText(/Your role does not let you decide here/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Exclude" })).toBeNull();
    expect(screen.getByText("Platform renewal")).toBeInTheDocument();
    expect(await violations(view.container)).toEqual([]);
  });

  it("to send anyway is closed under “guard” without the right to override, and the screen says why", async () => {
    show({ mode: "guard", may: (verb, table) => !(verb === "create" && table === "ent_guardoverride") });
    expect(await screen.findByRole("button", { name: "Send…" })).toBeDisabled();
    expect(screen.getByText(/sending anyway needs the override right/)).toBeInTheDocument();
  });
});

describe("a decision made while the service fails", () => {
  const item = (name: string) => screen.getByText(name).closest("li");
  /** Nothing can be written nor read. */
  const cut = ({ host, answers }: ReturnType<typeof show>) => {
    const { campaignactivity = [] } = answers;
    const failing = jest.spyOn(host.writing, "createRecord").mockRejectedValue(refusal(0x80040216));
    answers.campaignactivity = { refused: 0x80040216 };
    return () => {
      failing.mockRestore();
      answers.campaignactivity = campaignactivity;
    };
  };

  it("leaves the list as it was, no longer as checked, and says at the deal what happened", async () => {
    const shown = show({ answers: twoDeals });
    await screen.findAllByRole("button", { name: "Send…" });
    await settled();
    const mend = cut(shown);
    fireEvent.click(within(item("Fabrikam")!).getByRole("button", { name: "Send…" }));
    fireEvent.change(box(), { target: { value: "Their board asked for it" } });
    press("Send anyway");
    await settled();
    expect(within(item("Fabrikam")!).getByRole("alert")).toHaveTextContent("It could not be saved.");
    expect(item("Contoso")).toBeInTheDocument();
    expect(screen.getByText("This could not be read.")).toBeInTheDocument();
    expect(screen.getByText("What follows was read before.")).toBeInTheDocument();
    expect(screen.getByText("Not checked, or not wholly.")).toBeInTheDocument();
    expect(screen.queryByText(/^Checked /)).toBeNull();
    expect(box().value).toBe("Their board asked for it");
    expect(await violations(shown.view.container)).toEqual([]);
    mend();
    press("Send anyway");
    await settled();
    expect(shown.decisions()).toHaveLength(1);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByText("2 VIP clients in closing are in this audience of 12.")).toBeInTheDocument();
  });

  it("about all is told of below the buttons for all, which keep the focus", async () => {
    const shown = show({ answers: twoDeals });
    const button = await screen.findByRole("button", { name: "Exclude all" });
    await settled();
    cut(shown);
    button.focus();
    fireEvent.click(button);
    await settled();
    const group = screen.getByRole("group", { name: "For all" });
    expect(group.nextElementSibling).toBe(screen.getByRole("alert"));
    expect(screen.getByRole("button", { name: "Exclude all" })).toHaveFocus();
  });
});

describe("an activity whose lists change while it is decided about", () => {
  const changed = (shown: ReturnType<typeof show>) => {
    shown.answers.campaignactivity = [
      {
        ...{ subject: "Newsletter of this week", statecode: 0, statuscode: 1, ...list },
        "audience.listid": "00000000-0000-4000-8000-00000000f102",
      },
    ];
  };

  it("is guarded when that is done, not meanwhile", async () => {
    const shown = show({ mode: "decide" });
    await screen.findByRole("button", { name: "Exclude" });
    await settled();
    expect(shown.orders).toHaveLength(1);
    let done: (row: unknown) => void = () => undefined;
    const saving = new Promise((resolve) => (done = resolve));
    jest.spyOn(shown.host.writing, "createRecord").mockImplementationOnce(() => saving);
    press("Exclude");
    await settled();
    changed(shown);
    press("Read again");
    await settled();
    expect(shown.orders).toHaveLength(1);
    done({});
    await waitFor(() => expect(shown.orders).toHaveLength(2));
    await settled();
  });

  it("still says whom the marketer has to tell, once it is guarded", async () => {
    const shown = show({
      mode: "decide",
      answers: { systemuser: [{ systemuserid: "00000000-0000-4000-8000-00000000f009" }] },
    });
    await screen.findByRole("button", { name: "Ask the owner" });
    await settled();
    changed(shown);
    press("Ask the owner");
    await settled();
    // Read again at once or, soon after another reading, a little later.
    await waitFor(() => expect(shown.orders).toHaveLength(2));
    expect(await screen.findByText(/^Guarded lists are on the activity/)).toBeInTheDocument();
    await settled();
    expect(screen.getByRole("alert")).toHaveTextContent("1 owner could not be told.");
  });
});

describe("an audience that is not guarded, though it was to be", () => {
  const byDefault = /left out by default/;
  const onActivity = (row: Row): Row => ({
    ...{ subject: "Newsletter of this week", statecode: 0, statuscode: 1 },
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [`audience.${name}`, value])),
  });
  /** The guarded list as it was written last. */
  const twinOf = ({ host }: ReturnType<typeof show>): Row => {
    const written = host.written.filter(({ table }) => table === "list");
    return { listid: TWIN, ...written[written.length - 1]?.data };
  };
  const TWIN = "00000000-0000-4000-8000-00000000f103";

  it("is guarded after the next decision, where that failed before", async () => {
    const shown = show({ mode: "decide", answers: twoDeals, failures: [refusal(0x80040216)] });
    await screen.findByRole("button", { name: "Exclude all" });
    await settled();
    expect(screen.getByRole("alert")).toHaveTextContent("It could not be saved.");
    press("Read again");
    await settled();
    expect(shown.orders).toEqual([]);
    press("Exclude all");
    await settled();
    expect(shown.decisions()).toMatchObject([
      { data: { ent_decided: 2, ent_state: optionOf(guardStates, "toDecide") } },
    ]);
    // Read again at once or, soon after another reading, a little later.
    await waitFor(() => expect(shown.orders).toHaveLength(1));
    await settled();
    expect(new Set(shown.news)).toEqual(new Set(["toDecide"]));
  });

  it("stays to be decided, whatever is decided, where this user may make no lists, and nobody is said to be left out", async () => {
    const { orders, states } = show({
      mode: "decide",
      answers: { ent_senddecision: [excluded] },
      may: (verb, table) => !(verb === "create" && table === "list"),
    });
    expect(await screen.findByText(/Excluded by Nora Peeters/)).toBeInTheDocument();
    await settled();
    expect([orders, states()]).toEqual([[], [optionOf(guardStates, "toDecide")]]);
    expect(screen.queryByText(byDefault)).toBeNull();
  });

  const withoutLists: GuardViewHost["may"] = (verb, table) => !(verb === "create" && table === "list");
  const roleMissing = /^Your role does not let you make guarded lists/;

  it.each(modes)("is said under “%s” to want a role, where this user may make no lists", async (mode) => {
    const { host, view } = show({ mode, may: withoutLists });
    expect(await screen.findByText(roleMissing)).toHaveTextContent(
      "Ask an administrator for the Entente Marketer role, or a colleague who has it to guard this audience.",
    );
    const tell = jest.spyOn(host, "tell");
    press("Read again");
    await settled();
    expect(tell).toHaveBeenLastCalledWith(expect.objectContaining({ state: "toDecide", mayNotGuard: true }));
    // What they may decide, they still may.
    expect(screen.getByRole("button", { name: "Exclude" })).toBeInTheDocument();
    expect(await violations(view.container)).toEqual([]);
  });

  it.each<[string, Given]>([
    ["where this user has it", {}],
    [
      "where everybody is let through by decision",
      { may: withoutLists, answers: { ent_senddecision: [letThrough] } },
    ],
    ["where nobody is protected", { may: withoutLists, answers: { opportunity: [] } }],
    ["beside that for deciding", { may: (verb) => verb === "read" }],
  ])("is not said to want a role %s", async (_, given) => {
    show({ mode: "decide", ...given });
    await screen.findByText(/among 12|in this audience of 12/);
    await settled();
    expect(screen.queryByText(roleMissing)).toBeNull();
  });

  it("wants no role once guarded lists are on it that fit, though something is still to be decided", async () => {
    const shown = show({ mode: "decide", answers: twoDeals });
    await screen.findByRole("button", { name: "Exclude all" });
    await settled();
    const original = Object.entries(list).map(([name, value]) => [name.replace("audience.", ""), value]);
    const answers = {
      ...twoDeals,
      list: [Object.fromEntries(original) as Row],
      campaignactivity: [onActivity(twinOf(shown))],
    };
    shown.view.unmount();
    const { host } = show({ mode: "decide", may: withoutLists, answers });
    const tell = jest.spyOn(host, "tell");
    expect(await screen.findByText("The audience is guarded.")).toBeInTheDocument();
    await settled();
    expect(tell).toHaveBeenLastCalledWith(expect.objectContaining({ state: "toDecide", mayNotGuard: false }));
    expect(screen.queryByText(roleMissing)).toBeNull();
  });

  it("is said to leave everybody out by default once the guarded lists are on it", async () => {
    const shown = show({ mode: "decide" });
    await screen.findByRole("button", { name: "Exclude" });
    await settled();
    expect(shown.orders).toHaveLength(1);
    expect(screen.queryByText(byDefault)).toBeNull();
    const original = Object.entries(list).map(([name, value]) => [name.replace("audience.", ""), value]);
    shown.answers.list = [Object.fromEntries(original) as Row];
    shown.answers.campaignactivity = [onActivity(twinOf(shown))];
    press("Read again");
    await settled();
    expect(screen.getByText("The audience is guarded.")).toBeInTheDocument();
    expect(screen.getByText(byDefault)).toBeInTheDocument();
  });

  it("is not told to be empty where only a guarded list is on it whose own is gone", async () => {
    const shown = show({ mode: "decide" });
    await screen.findByRole("button", { name: "Exclude" });
    await settled();
    shown.answers.campaignactivity = [onActivity(twinOf(shown))];
    const tell = jest.spyOn(shown.host, "tell");
    press("Read again");
    await settled();
    expect(screen.getByText("Not checked, or not wholly.")).toBeInTheDocument();
    expect(
      screen.getByText("1 guarded list was made from a list that no longer exists."),
    ).toBeInTheDocument();
    expect(screen.queryByText(/No marketing list yet|Put a list on an activity/)).toBeNull();
    expect(tell).toHaveBeenLastCalledWith(expect.objectContaining({ state: "notChecked", hasLists: true }));
    expect(await violations(shown.view.container)).toEqual([]);
  });
});

it("what the form is told is that nothing is known, as long as it cannot be read again", async () => {
  const { answers, news } = show();
  await screen.findByRole("button", { name: "Exclude" });
  await settled();
  const { campaignactivity = [] } = answers;
  answers.campaignactivity = { refused: 0x80040216 };
  press("Read again");
  await settled();
  answers.campaignactivity = campaignactivity;
  press("Try again");
  await settled();
  expect(news.filter((state, place) => state !== news[place - 1])).toEqual([
    "toDecide",
    "notChecked",
    "toDecide",
  ]);
});

it("what the form is told twice of one reading, before and after it is written, is known as such", async () => {
  const { news, askAgain } = show();
  await screen.findByRole("button", { name: "Exclude" });
  await settled();
  expect(news).toEqual(["toDecide", "toDecide"]);
  expect(new Set(askAgain).size).toBe(1);
  act(() => void askAgain[0]?.());
  await settled();
  expect(new Set(askAgain).size).toBe(2);
});

it("each failure to read again is told to whoever waits for it", async () => {
  const { answers, news, askAgain } = show();
  await screen.findByRole("button", { name: "Exclude" });
  await settled();
  answers.campaignactivity = { refused: 0x80040216 };
  const before = news.length;
  for (const _ of ["once", "and again"]) {
    act(() => void askAgain.at(-1)?.());
    await settled();
  }
  expect(news.slice(before)).toEqual(["notChecked", "notChecked"]);
});

it("whoever has the guard read again learns whether it is there to", async () => {
  const closing = new AbortController();
  let isOffline = false;
  const { askAgain, view } = show({ closed: closing.signal, isOffline: () => isOffline });
  await screen.findByRole("button", { name: "Exclude" });
  await settled();
  const ask = () => {
    let answer: boolean | undefined;
    act(() => void (answer = askAgain.at(-1)?.()));
    return answer;
  };
  expect(ask()).toBe(true);
  await settled();
  isOffline = true;
  expect(ask()).toBe(false);
  await settled();
  isOffline = false;
  view.unmount();
  closing.abort();
  expect(ask()).toBe(false);
});

describe("the focus", () => {
  const pressed = async (name: string) => {
    screen.getByRole("button", { name }).focus();
    press(name);
    await settled();
  };

  it.each(["Exclude all", "Ask their owners"])("goes to what is said after “%s”", async (name) => {
    show({ answers: twoDeals });
    await screen.findByRole("button", { name });
    await settled();
    await pressed(name);
    expect(screen.getByText("Decision saved.")).toHaveFocus();
  });

  it("goes to what is said after the audience was guarded, and stays where that failed", async () => {
    const name = "Guard this audience";
    const { view } = show({ isCarriedOut: false });
    await screen.findByRole("button", { name });
    await settled();
    await pressed(name);
    expect(screen.getByRole("alert")).toBeInTheDocument();
    expect(screen.getByRole("button", { name })).toHaveFocus();
    view.unmount();
    const { orders } = show();
    await screen.findByRole("button", { name });
    await settled();
    screen.getByRole("button", { name }).focus();
    // Once, however often it is pressed while that is under way.
    press(name);
    press(name);
    await settled();
    expect(screen.getByText(/^Guarded lists are on the activity/)).toHaveFocus();
    expect(orders).toHaveLength(1);
  });
});

describe("an activity that is over", () => {
  const onDeal = { ...lookup("ent_opportunityid", DEAL, "Platform renewal") };
  const over = (more: Row, answers: Given["answers"] = {}) =>
    show({
      answers: {
        campaignactivity: [{ subject: "Newsletter of this week", ...list, ...more }],
        ...twoDeals,
        ...answers,
      },
    });

  it.each([
    ["closed", { statecode: 1, statuscode: 2 }],
    ["carried out", { statecode: 0, statuscode: 6 }],
  ])("has nothing to decide, when it is %s", async (_, more) => {
    const { view } = over(more);
    await screen.findByText("This activity is done.");
    await settled();
    expect(screen.getByText("Contoso")).toBeInTheDocument();
    expect(screen.queryByText(/to decide|leaves out|left out|decided:/i)).toBeNull();
    expect(screen.queryByRole("button", { name: /exclude|guard/i })).toBeNull();
    expect(await violations(view.container)).toEqual([]);
  });

  it("says what was decided", async () => {
    const { view } = over(
      { statecode: 1, statuscode: 2 },
      { ent_senddecision: [{ ...excluded, ...onDeal }] },
    );
    expect(await screen.findByText(/Excluded by Nora Peeters/)).toBeInTheDocument();
    expect(view.container).not.toHaveTextContent(/decided: /);
  });
});

describe("a list or a campaign that is not guarded", () => {
  const LIST = String(list["audience.listid"]);
  const row: Row = { listid: LIST, listname: "Newsletter", createdfromcode: 2, type: false, membercount: 12 };

  it.each<GuardedRecord>([
    { table: "list", id: LIST },
    { table: "campaign", id: "00000000-0000-4000-8000-00000000e002" },
  ])("says of the $table what guarding would leave out, not that anybody is", async (record) => {
    show({
      record,
      answers: { list: [row], campaign: [{ campaignid: record.id, name: "Summer", ...list }] },
    });
    expect(await screen.findByText("Guarding leaves out at least 1 person.")).toBeInTheDocument();
    expect(screen.queryByText(/is left out\.$/)).toBeNull();
    await settled();
  });
});

describe("a list that cannot be guarded", () => {
  const limited = `<fetch top="5"><entity name="contact"><attribute name="contactid"/></entity></fetch>`;
  const onActivity = { ...list, "audience.type": true, "audience.query": limited };
  const answers = {
    campaignactivity: [{ subject: "Newsletter of this week", statecode: 0, statuscode: 1, ...onActivity }],
  };
  const COPY = "Use a static copy instead";

  it("is said to be so, with why, to somebody who may make no lists, without the button that makes one", async () => {
    const { view } = show({ answers, may: (verb, table) => !(verb === "create" && table === "list") });
    expect(
      await screen.findByText(
        "The list “Newsletter” cannot be guarded: it takes only the first so many rows.",
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: COPY })).toBeNull();
    expect(screen.getByText(/^Read /)).toBeInTheDocument();
    expect(screen.queryByText(/^Checked /)).toBeNull();
    await settled();
    expect(await violations(view.container)).toEqual([]);
  });

  it("is offered a static copy where one may be made", async () => {
    show({ answers });
    expect(await screen.findByRole("button", { name: COPY })).toBeInTheDocument();
    await settled();
  });
});

describe("somebody who sees part of the deals only", () => {
  const heads: Readonly<Record<Language, readonly [string, string]>> = {
    1033: ["Not checked: you see only part of the deals.", "all opportunities and holds of the organisation"],
    1036: [
      "Non vérifié : vous ne voyez qu’une partie des opportunités.",
      "les opportunités et les pauses d’envois",
    ],
    1043: [
      "Niet gecontroleerd: u ziet maar een deel van de verkoopkansen.",
      "verkoopkansen en verzendpauzes",
    ],
  };

  it.each(languages.flatMap((language) => modes.map((mode) => [language, mode] as const)))(
    "is told so in %i under “%s”, and is offered neither a guarded list nor a file",
    async (language, mode) => {
      const { view, orders } = show({ language, mode, may: blind });
      const [head, tables] = heads[language];
      expect(await screen.findByText(head)).toBeInTheDocument();
      expect(screen.getByText(new RegExp(tables))).toBeInTheDocument();
      await settled();
      const shownTo = within(view.container);
      expect(shownTo.queryByRole("button", { name: /guard|Export|gard|Bewaak/i })).toBeNull();
      expect(shownTo.queryByText(/leaves out|exclut|laat.*weg/)).toBeNull();
      expect(await violations(view.container)).toEqual([]);
      // Under “guard” the list is taken off; under the others nothing is touched.
      expect(orders).toMatchObject(mode === "guard" ? [[{ kind: "takeOff" }]] : []);
    },
  );

  it.each([
    [1033, "Not checked: you see only part of what counts here.", "all marketing lists of the organisation"],
    [1036, "Non vérifié : vous ne voyez qu’une partie de ce qui compte ici.", "les listes marketing"],
    [1043, "Niet gecontroleerd: u ziet maar een deel van wat hier telt.", "alle marketinglijsten"],
  ] as const)(
    "is not told of deals in %i where it is lists that are not seen",
    async (language, head, tables) => {
      show({ language, may: (_verb, table, depth) => depth !== "everybody" || table !== "list" });
      expect(await screen.findByText(head)).toBeInTheDocument();
      expect(screen.getByText(new RegExp(tables))).toBeInTheDocument();
    },
  );

  it("reads that the lists are off until somebody has checked them", async () => {
    const off = {
      ent_state: optionOf(guardStates, "listsTakenOff"),
      ...lookup("ent_listid", String(list["audience.listid"]), "Newsletter"),
      ...list,
    };
    const { view } = show({ mode: "guard", isBare: true, checks: [off], may: blind });
    expect(await screen.findByText("Not checked: you see only part of the deals.")).toBeInTheDocument();
    expect(screen.getByText(/The lists are off this activity until/)).toBeInTheDocument();
    expect(await violations(view.container)).toEqual([]);
  });
});

describe("a form without the script that puts lists on an activity", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["requestAnimationFrame", "performance"] }));
  afterEach(() => jest.useRealTimers());
  const waited = () => act(() => jest.advanceTimersByTimeAsync(10_000));

  it.each([
    ["guarded under “decide”", { mode: "decide" }],
    ["cleared of lists by somebody who sees part under “guard”", { mode: "guard", may: blind }],
  ] as const)("says so, and nothing was changed where it should be %s", async (_, given) => {
    const { host } = show({ ...given, hasScript: false });
    await waited();
    expect(screen.getByRole("alert")).toHaveTextContent("This form lacks Entente’s script");
    const tables = host.written.map(({ table }) => table);
    expect(tables).toEqual([]);
  });

  it("does not read that anybody is left out", async () => {
    show({ mode: "guard", hasScript: false });
    await waited();
    expect(screen.getByText("To decide")).toBeInTheDocument();
    expect(screen.queryByText(/^Left out/)).toBeNull();
  });

  it.each([
    ["clear", { mode: "decide" }, "toDecide"],
    ["guarded", { mode: "guard", may: blind }, "notChecked"],
  ] as const)("no longer reads %s where that is no longer so", async (state, given, now) => {
    const { states } = show({ ...given, state, hasScript: false });
    await waited();
    expect(states()).toEqual([optionOf(guardStates, now)]);
  });
});

describe("lists that could not be taken off", () => {
  it("are not told to be off", async () => {
    const { answers, orders, states } = show({ mode: "guard", may: blind, isCarriedOut: false });
    // What is written to the activity is what the next reading finds there.
    await settled();
    answers.campaignactivity = [
      {
        ...{ subject: "Newsletter of this week", statecode: 0, statuscode: 1, ...list },
        ent_guardstate: optionOf(guardStates, "listsTakenOff"),
      },
    ];
    fireEvent.click(screen.getByRole("button", { name: "Read again" }));
    await settled();
    await settled();
    expect(orders).toHaveLength(1);
    expect(states().at(-1)).toBe(optionOf(guardStates, "notChecked"));
    expect(screen.getByText("Not checked: you see only part of the deals.")).toBeInTheDocument();
  });
});
