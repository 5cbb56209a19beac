import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import type { ClientOnForm } from "../../components/shared/clientOnForm";
import { InterestView } from "../../components/Interest/InterestView";
import { CHANNEL } from "../../components/shared/channel";
import type { Client } from "../../dataverse/client";
import { ANNE, BRAM, CLEO, CONTOSO, FABRIKAM, interaction, SECURITY } from "../dataverse/clients";
import { formHost, organisation, refusingService, settled, silentService, violations } from "./onTheForm";

const contoso: ClientOnForm = { kind: "client", client: { table: "account", id: CONTOSO } };
const on = (table: Client["table"], id: string): ClientOnForm => ({ kind: "client", client: { table, id } });

/** Two topics: the platform, hot and rising; security, cold by now. */
const someSignals = [
  interaction("2026-11-21", { ent_detail: "Data days, session 3" }),
  interaction("2026-11-18", { ent_contactid: BRAM }),
  interaction("2026-10-01"),
  interaction("2026-08-20", { ent_topicid: SECURITY }),
  interaction("2026-08-21", { ent_topicid: SECURITY }),
];

/** What a section shows, by its title. */
const section = (name: string) => within(screen.getByRole("region", { name }));
const ranking = () => section("What they care about");

/** Requests that opening takes: the policy, sums and counts, who may be followed, who did how much, the people, the
 * meetings, the newest signals. */
const OPENING = 8;

async function topics(): Promise<HTMLElement[]> {
  const list = await screen.findByRole("list", { name: /care about|Centres d’intérêt|Interesses/ });
  await settled();
  return within(list)
    .getAllByRole("button")
    .filter((button) => button.hasAttribute("aria-expanded"));
}

describe("Interest", () => {
  it("ranks the topics, with index, trend and signals in words", async () => {
    const service = organisation(someSignals);
    const { container } = render(<InterestView host={formHost(service)} onForm={contoso} />);
    const [platform, security, ...others] = await topics();
    expect(platform).toHaveAccessibleName(
      expect.stringMatching(
        /^Data platform Index \d+ of 100\. up \d+ points in 30 days\. Over six months between \d+ and \d+\. 3 signals, 2 people, last yesterday$/,
      ),
    );
    expect(security).toHaveAccessibleName(
      expect.stringMatching(
        /^Security Index \d+ of 100\. down \d+ points in 30 days\..* 2 signals, 1 person, last 2026.08.21$/,
      ),
    );
    expect(others).toEqual([]);
    expect(await violations(container)).toEqual([]);
  });

  it("opens with eight requests", async () => {
    const service = organisation(someSignals);
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    await topics();
    expect(service.requests).toHaveLength(OPENING);
  });

  it("measures the room that there is before it draws", async () => {
    const width = jest.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(320);
    try {
      const drawn: (string | null)[] = [];
      const host = formHost(organisation(someSignals), { width: 1200 });
      // The strings of the skeleton are looked up whenever it is drawn; it has fewer rows where there is little room.
      const watched = {
        ...host,
        text: (key: string) => {
          if (key === "Interest_Loading") drawn.push(key);
          return host.text(key);
        },
      };
      const { container } = render(<InterestView host={watched} onForm={contoso} />);
      expect(drawn).toHaveLength(1);
      expect(
        container.querySelectorAll('[aria-busy="true"]')[0]?.querySelectorAll("[style*=height]"),
      ).toHaveLength(3);
      await settled();
    } finally {
      width.mockRestore();
    }
  });

  it("shows the shape of what comes while it reads, and says so", async () => {
    const { container } = render(<InterestView host={formHost(silentService)} onForm={contoso} />);
    // What is there and what is not is known without the service.
    await settled();
    expect(ranking().getByRole("status")).toHaveTextContent("Reading the interests");
    expect(await violations(container)).toEqual([]);
  });

  it("opens the evidence by keyboard, and closes it again", async () => {
    const user = userEvent.setup();
    const service = organisation(someSignals);
    const { container } = render(<InterestView host={formHost(service)} onForm={contoso} />);
    const [platform] = await topics();
    // The button that reads again, and the switch for the companies below, stand before.
    await user.tab();
    await user.tab();
    await user.tab();
    expect(platform).toHaveFocus();
    expect(platform).toHaveAttribute("aria-expanded", "false");
    await user.keyboard("{Enter}");
    expect(platform).toHaveAttribute("aria-expanded", "true");

    const evidence = await screen.findByRole("list", { name: "Signals on Data platform" });
    const signals = await within(evidence).findAllByRole("listitem");
    expect(signals.map((signal) => signal.textContent)).toEqual([
      "yesterdayAnne LambertMeeting · Data days, session 3+20, now +19.5",
      "4 days agoBram de VriesMeeting · …+20, now +18.2",
      "2026.10.01Anne LambertMeeting · …+20, now +6",
    ]);
    expect(document.getElementById(platform?.getAttribute("aria-controls") ?? "")).toContainElement(evidence);
    expect(
      screen.getByText(/Why this index: .* halved every 30 days .* index 89 of 100/),
    ).toBeInTheDocument();
    expect(service.requests).toHaveLength(OPENING + 1);
    expect(await violations(container)).toEqual([]);

    await user.keyboard(" ");
    expect(platform).toHaveAttribute("aria-expanded", "false");
    expect(screen.queryByRole("list", { name: "Signals on Data platform" })).not.toBeInTheDocument();
  });

  it("shows earlier signals on demand", async () => {
    const user = userEvent.setup();
    const many = Array.from({ length: 23 }, (_, n) =>
      interaction(`2026-10-${String(n + 1).padStart(2, "0")}`),
    );
    render(<InterestView host={formHost(organisation(many))} onForm={contoso} />);
    const [platform] = await topics();
    await user.click(platform as HTMLElement);
    const shown = () => ranking().getAllByText(/^2026\.10\./).length;
    for (const expected of [10, 20, 23]) {
      await waitFor(() => expect(shown()).toBe(expected));
      const more = screen.queryByRole("button", { name: "Show earlier signals" });
      if (expected === 23) expect(more).not.toBeInTheDocument();
      else await user.click(more as HTMLElement);
    }
  });

  /** What the evidence shows: a date a row. */
  const dates = () => ranking().getAllByText(/^2026\.10\./).length;
  const october = (count: number) =>
    Array.from({ length: count }, (_, n) => interaction(`2026-10-${String(n + 1).padStart(2, "0")}`));

  it("keeps the focus where the earlier signals are, also when there are none left to show", async () => {
    const user = userEvent.setup();
    render(<InterestView host={formHost(organisation(october(13)))} onForm={contoso} />);
    const [platform] = await topics();
    await user.click(platform as HTMLElement);
    await waitFor(() => expect(dates()).toBe(10));
    screen.getByRole("button", { name: "Show earlier signals" }).focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(dates()).toBe(13));
    const evidence = screen.getByRole("list", { name: "Signals on Data platform" });
    expect(document.activeElement).toBe(evidence.parentElement);
  });

  it("reads evidence that was opened offline as soon as there is a connection again", async () => {
    const user = userEvent.setup();
    const service = organisation(october(13));
    let isOffline = false;
    const host = formHost(
      {
        retrieveMultipleRecords: (table, options) =>
          isOffline
            ? Promise.reject(new TypeError("Failed to fetch"))
            : service.retrieveMultipleRecords(table, options),
        retrieveRecord: service.retrieveRecord.bind(service),
      },
      { isOffline: () => isOffline },
    );
    const view = render(<InterestView host={host} onForm={contoso} />);
    const [platform] = await topics();
    isOffline = true;
    view.rerender(<InterestView host={{ ...host }} onForm={contoso} />);
    await user.click(platform as HTMLElement);
    expect(await ranking().findByText("You are offline.")).toBeInTheDocument();
    isOffline = false;
    view.rerender(<InterestView host={{ ...host }} onForm={contoso} />);
    await waitFor(() => expect(dates()).toBe(10));
    expect(ranking().queryByText("You are offline.")).toBeNull();

    // The next page too.
    isOffline = true;
    view.rerender(<InterestView host={{ ...host }} onForm={contoso} />);
    await user.click(screen.getByRole("button", { name: "Show earlier signals" }));
    expect(await ranking().findByText("You are offline.")).toBeInTheDocument();
    expect(dates()).toBe(10);
    isOffline = false;
    view.rerender(<InterestView host={{ ...host }} onForm={contoso} />);
    await waitFor(() => expect(dates()).toBe(13));
  });

  it("reads evidence again with the rest, as far as it is shown, without taking it away meanwhile", async () => {
    const user = userEvent.setup();
    const signals = october(23);
    const service = organisation(signals);
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    const [platform] = await topics();
    await user.click(platform as HTMLElement);
    await waitFor(() => expect(dates()).toBe(10));
    await user.click(screen.getByRole("button", { name: "Show earlier signals" }));
    await waitFor(() => expect(dates()).toBe(20));
    const [first] = ranking().getAllByText(/^2026\.10\./);
    const before = service.requests.length;
    signals.push(interaction("2026-10-31", { ent_detail: "Said since" }));
    await user.click(screen.getByRole("button", { name: "Read again" }));
    expect(dates()).toBe(20);
    expect(await ranking().findByText(/Said since/)).toBeInTheDocument();
    expect(dates()).toBe(20);
    expect(first).toBeInTheDocument();
    await settled();
    expect(service.requests).toHaveLength(before + OPENING + 2);
    expect(screen.getByRole("button", { name: "Show earlier signals" })).toBeEnabled();
  });

  it("opens the record of a person in the evidence", async () => {
    const user = userEvent.setup();
    const opened: string[] = [];
    const host = formHost(organisation(someSignals), {
      openRecord: (...record) => opened.push(record.join(" ")),
    });
    render(<InterestView host={host} onForm={contoso} />);
    const [platform] = await topics();
    await user.click(platform as HTMLElement);
    await user.click(await ranking().findByRole("button", { name: "Bram de Vries" }));
    expect(opened).toEqual([`contact ${BRAM}`]);
  });

  it("shows a contact's own signals without naming them as people", async () => {
    const service = organisation(someSignals);
    render(<InterestView host={formHost(service)} onForm={on("contact", BRAM)} />);
    const [platform] = await topics();
    expect(platform).toHaveAccessibleName(expect.stringMatching(/\. 1 signal, last 4 days ago$/));
    expect(screen.getByText(/This person has refused to be followed/)).toBeInTheDocument();
  });

  it("names whose silence says nothing", async () => {
    render(<InterestView host={formHost(organisation(someSignals))} onForm={contoso} />);
    expect(await screen.findByText(/^1 of 2 contacts has refused to be followed/)).toBeInTheDocument();
  });

  it("says that it does not know who refused, where it may not read that", async () => {
    const service = organisation(someSignals, {
      refuse: (fetchXml) =>
        fetchXml.includes('alias="follow"') ? { errorCode: 0x80040220, message: "no" } : undefined,
    });
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    expect(await topics()).toHaveLength(2);
    expect(await screen.findByText(/Who has refused tracking could not be read/)).toBeInTheDocument();
  });

  it("counts signals without a topic instead of hiding them", async () => {
    const service = organisation([...someSignals, interaction("2026-11-20", { ent_topicid: null })]);
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    expect(await screen.findByText("1 more signal has no topic, so it is not ranked.")).toBeInTheDocument();
    expect(await topics()).toHaveLength(2);
  });

  it("shows the first three topics where there is little room, and the number of the others", async () => {
    const user = userEvent.setup();
    const ids = Array.from({ length: 5 }, (_, n) => `00000000-0000-4000-8000-00000000d10${n}`);
    const service = organisation(
      ids.map((ent_topicid, n) => interaction(`2026-11-1${n}`, { ent_topicid })),
      {},
      { ent_topic: ids.map((ent_topicid, n) => ({ ent_topicid, ent_name: `Topic ${n}` })) },
    );
    const { container } = render(<InterestView host={formHost(service, { width: 320 })} onForm={contoso} />);
    expect(await topics()).toHaveLength(3);
    expect(await violations(container)).toEqual([]);
    await user.click(ranking().getByRole("button", { name: "Show 2 more" }));
    expect(await topics()).toHaveLength(5);
    await user.click(ranking().getByRole("button", { name: "Show fewer" }));
    expect(await topics()).toHaveLength(3);
  });
});

describe("what happened since they were last met", () => {
  it("tells a note on two topics once, with both, and counts it once", async () => {
    const said = { ent_fieldnoteid: "n", ent_detail: "Fears the migration" };
    const service = organisation([
      interaction("2026-11-21", said),
      interaction("2026-11-21", { ...said, ent_topicid: SECURITY }),
      interaction("2026-11-20", { ent_detail: "Data days" }),
    ]);
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    const since = within(await screen.findByRole("region", { name: "Since you last met" }));
    expect(await since.findByText("2 signals, 1 person")).toBeInTheDocument();
    expect(since.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/Fears the migration · (Security, Data platform|Data platform, Security)$/),
      expect.stringMatching(/Data days · Data platform$/),
    ]);
    // The interests go by points for each topic, as ever.
    expect(await topics()).toHaveLength(2);
  });
});

describe("Interest with nothing to rank", () => {
  const shown = async (interactions: Parameters<typeof organisation>[0], onForm: ClientOnForm) => {
    const service = organisation(interactions);
    const view = render(<InterestView host={formHost(service)} onForm={onForm} />);
    await waitFor(() => expect(ranking().getByRole("status")).not.toHaveTextContent("Reading"));
    expect(await violations(view.container)).toEqual([]);
    return { text: ranking().getByRole("status").textContent, requests: service.requests.length };
  };

  it("says that there never was a signal", async () => {
    expect(await shown([], contoso)).toEqual({
      text: "No signals yet.Signals are visits, clicks, replies and the like, and notes on a topic that marketing may read.",
      requests: OPENING,
    });
  });

  it("says since when it is quiet, from what it has read", async () => {
    expect(await shown([interaction("2026-03-01")], contoso)).toEqual({
      text: "Nothing in the last 180 days.Last signal: 2026.03.01.",
      requests: OPENING,
    });
  });

  it("knows the last signal before that, from the newest signals", async () => {
    expect(await shown([interaction("2023-03-01")], contoso)).toEqual({
      text: "Nothing in the last 180 days.Last signal: 2023.03.01.",
      requests: OPENING,
    });
  });

  it("says that there is nobody to hear from", async () => {
    const nobody = on("account", "00000000-0000-4000-8000-00000000a009");
    expect((await shown([], nobody)).text).toMatch(/^No contacts yet\./);
  });

  it("says that it cannot know where everybody has refused to be followed", async () => {
    const refused = "Not trackable.The only contact has refused to be followed";
    expect((await shown([], on("account", FABRIKAM))).text).toContain(refused);
  });

  it("says so of a contact too", async () => {
    expect((await shown([], on("contact", CLEO))).text).toBe(
      "Not trackable.This person has refused to be followed: silence does not mean no interest.",
    );
  });

  it("says who has refused beside the silence of the others", async () => {
    await shown([], contoso);
    expect(screen.getByText(/^1 of 2 contacts has refused/)).toBeInTheDocument();
  });
});

describe("Interest that cannot read", () => {
  it.each([
    [0x80040220, /Your role does not let you see this/],
    [0x80040217, /This record no longer exists/],
    [0x80041103, /lacks a column/],
    [0x8005f101, /This could not be read.*Your sign-in has expired\. Sign in again.*Try again/],
    [0x80040216, /This could not be read.*0x80040216: refused/],
    [0, /This could not be read.*refused/],
  ])("says what happened after %i, and what to do", async (code, text) => {
    const { container } = render(<InterestView host={formHost(refusingService(code))} onForm={contoso} />);
    await waitFor(() => expect(ranking().getByRole("status")).toHaveTextContent(text));
    await settled();
    expect(await violations(container)).toEqual([]);
  });

  it("tries again on demand", async () => {
    const user = userEvent.setup();
    let isBroken = true;
    const service = organisation(someSignals, {
      refuse: () =>
        isBroken ? { errorCode: 0x80040216, message: "An unexpected error occurred." } : undefined,
    });
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    const [again] = await screen.findAllByRole("button", { name: "Try again" });
    isBroken = false;
    await user.click(again as HTMLElement);
    expect(await topics()).toHaveLength(2);
  });

  it("keeps the focus in the section that is tried again", async () => {
    const user = userEvent.setup();
    let isBroken = true;
    const service = organisation(someSignals, {
      refuse: () =>
        isBroken ? { errorCode: 0x80040216, message: "An unexpected error occurred." } : undefined,
    });
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    await settled();
    section("Who to talk to").getByRole("button", { name: "Try again" }).focus();
    await user.keyboard("{Enter}");
    await settled();
    expect(section("Who to talk to").getByRole("button", { name: "Try again" })).toHaveFocus();
    isBroken = false;
    await user.keyboard("{Enter}");
    await section("Who to talk to").findByText("Anne Lambert");
    expect(screen.getByRole("region", { name: "Who to talk to" })).toHaveFocus();
  });

  it("lets the companies below be left out again offline, where nothing of them was read", async () => {
    const user = userEvent.setup();
    const service = organisation(someSignals);
    let isOffline = false;
    const host = formHost(service, { isOffline: () => isOffline });
    const view = render(<InterestView host={host} onForm={contoso} />);
    await topics();
    isOffline = true;
    view.rerender(<InterestView host={{ ...host }} onForm={contoso} />);
    const below = screen.getByRole("switch", { name: "With the companies below" });
    await user.click(below);
    expect(screen.getByRole("status")).toHaveTextContent("You are offline.");
    expect(screen.queryByRole("region", { name: "Who to talk to" })).toBeNull();
    expect(screen.getByRole("switch", { name: "With the companies below" })).toHaveFocus();
    expect(await violations(view.container)).toEqual([]);
    isOffline = false;
    view.rerender(<InterestView host={{ ...host }} onForm={contoso} />);
    await settled();
    expect(section("Who to talk to").queryByText("You are offline.")).toBeNull();
  });

  it("asks nothing while offline, and reads when the connection is back", async () => {
    const service = organisation(someSignals);
    const offline = formHost(service, { isOffline: () => true });
    const view = render(<InterestView host={offline} onForm={contoso} />);
    expect(screen.getByRole("status")).toHaveTextContent("You are offline.");
    expect(service.requests).toHaveLength(0);
    view.rerender(<InterestView host={{ ...offline, isOffline: () => false }} onForm={contoso} />);
    expect(await topics()).toHaveLength(2);
    // What was read stays when the connection goes again.
    view.rerender(<InterestView host={offline} onForm={contoso} />);
    expect(await topics()).toHaveLength(2);
  });

  it("says so on a new record, and on a form where it does not belong", () => {
    const view = render(<InterestView host={formHost(silentService)} onForm={{ kind: "unsaved" }} />);
    expect(screen.getByRole("status")).toHaveTextContent("Save the record first");
    view.rerender(<InterestView host={formHost(silentService)} onForm={{ kind: "otherTable" }} />);
    expect(screen.getByRole("status")).toHaveTextContent("does not belong on this form");
  });

  it("says how far it is with a long history", async () => {
    const many = Array.from({ length: 40 }, (_, n) => interaction(n % 2 === 0 ? "2026-11-01" : "2026-02-01"));
    let ranked = 0;
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const small = organisation(many, { aggregateLimit: 20 });
    const service = {
      retrieveMultipleRecords: async (table: string, options?: string) => {
        // Of the ranking's own questions, the first two, which are refused, and two parts of them are answered.
        if (options?.includes("ent_topicid") && options.includes("aggregate") && (ranked += 1) > 4)
          await held;
        return small.retrieveMultipleRecords(table, options);
      },
      retrieveRecord: small.retrieveRecord.bind(small),
    };
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    await waitFor(() =>
      expect(screen.getByText(/^A long history, adding it up: \d of \d parts read$/)).toBeVisible(),
    );
    act(() => letGo());
    const [platform] = await topics();
    expect(platform).toHaveAccessibleName(expect.stringContaining("20 signals"));
  });
});

describe("Interest that goes on living", () => {
  it("shows the next record's interests, never the last one's under its name", async () => {
    const slow = organisation(someSignals);
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const service = {
      retrieveMultipleRecords: async (table: string, options?: string) => {
        const result = await slow.retrieveMultipleRecords(table, options);
        if (options?.includes(CONTOSO)) await held;
        return result;
      },
      retrieveRecord: slow.retrieveRecord.bind(slow),
    };
    const host = formHost(service);
    const view = render(<InterestView host={host} onForm={contoso} />);
    view.rerender(<InterestView host={host} onForm={on("account", FABRIKAM)} />);
    await screen.findByText("Not trackable.");
    await act(async () => {
      answer();
      await held;
    });
    expect(screen.getByText("Not trackable.")).toBeInTheDocument();
    expect(ranking().queryByText("Data platform")).not.toBeInTheDocument();
  });

  it("does not ask again because the form redraws it", async () => {
    const service = organisation(someSignals);
    const view = render(<InterestView host={formHost(service)} onForm={contoso} />);
    await topics();
    for (const width of [300, 700, 1200]) {
      view.rerender(<InterestView host={formHost(service, { width })} onForm={on("account", CONTOSO)} />);
    }
    expect(service.requests).toHaveLength(OPENING);
  });

  it("reads again on demand, keeping what it shows meanwhile", async () => {
    const user = userEvent.setup();
    const interactions = [...someSignals];
    const service = organisation(interactions);
    render(<InterestView host={formHost(service)} onForm={contoso} />);
    expect((await topics())[0]).toHaveTextContent("Data platform");
    interactions.push(
      ...Array.from({ length: 5 }, () =>
        interaction("2026-11-22", { ent_topicid: SECURITY, ent_contactid: ANNE }),
      ),
    );
    await user.click(screen.getByRole("button", { name: "Read again" }));
    expect((await topics()).length).toBe(2);
    await waitFor(async () => expect((await topics())[0]).toHaveTextContent("Security"));
  });

  it("reads again when another component saves an interaction, until it is closed", async () => {
    const channels: FakeChannel[] = [];
    class FakeChannel {
      onmessage: ((event: { data: unknown }) => void) | null = null;
      isClosed = false;
      constructor(readonly name: string) {
        channels.push(this);
      }
      close() {
        this.isClosed = true;
      }
    }
    const before = globalThis.BroadcastChannel;
    globalThis.BroadcastChannel = FakeChannel as unknown as typeof BroadcastChannel;
    try {
      const closing = new AbortController();
      const service = organisation(someSignals);
      render(<InterestView host={formHost(service, { closed: closing.signal })} onForm={contoso} />);
      await topics();
      const [channel] = channels;
      expect(channel?.name).toBe(CHANNEL);
      act(() => channel?.onmessage?.({ data: { saved: ["account"], of: null } }));
      act(() => channel?.onmessage?.({ data: null }));
      expect(service.requests).toHaveLength(OPENING);
      act(() => channel?.onmessage?.({ data: { saved: ["ent_interaction"], of: null } }));
      await settled();
      expect(service.requests).toHaveLength(2 * OPENING);
      closing.abort();
      expect(channel?.isClosed).toBe(true);
    } finally {
      globalThis.BroadcastChannel = before;
    }
  });

  it("leaves nothing behind when it goes while it reads", async () => {
    const errors = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const service = organisation(someSignals);
    const view = render(<InterestView host={formHost(service)} onForm={contoso} />);
    view.unmount();
    await act(() => Promise.resolve());
    await new Promise((resolve) => setTimeout(resolve, 20));
    // React 16 and 17 complain about a state set on what is unmounted.
    expect(errors).not.toHaveBeenCalled();
    errors.mockRestore();
  });
});

describe("Interest in other languages", () => {
  it.each([
    [1036, /3 signaux, 2 personnes, le dernier\u00a0: hier$/],
    [1043, /3 signalen, 2 personen, laatste: gisteren$/],
  ] as const)("counts as language %i does", async (language, text) => {
    render(<InterestView host={formHost(organisation(someSignals), { language })} onForm={contoso} />);
    expect((await topics())[0]).toHaveAccessibleName(expect.stringMatching(text));
  });
});
