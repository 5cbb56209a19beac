import { Stylesheet } from "@fluentui/react";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import type { BriefingHost } from "../../components/Briefing/briefingHost";
import { BriefingView } from "../../components/Briefing/BriefingView";
import type { ClientOnForm } from "../../components/shared/clientOnForm";
import type { Row } from "../../dataverse/host";
import { ANNE, CONTOSO, FABRIKAM, interaction, PLATFORM, SECURITY } from "../dataverse/clients";
import { answering, formHost, organisation, refusal, RITA, settled, violations } from "./onTheForm";

/* The Briefing's sections below what a rep reads first: what to say, last from the field, what is about to be sent. */

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";
const contoso: ClientOnForm = { kind: "client", client: { table: "account", id: CONTOSO } };

const renewal = {
  opportunityid: "renewal",
  name: "Platform renewal",
  salesstage: 2,
  [`salesstage${FORMATTED}`]: "Propose",
  estimatedclosedate: "2026-12-04",
  closeprobability: 80,
  customerid: CONTOSO,
  statecode: 0,
};

type Tables = Readonly<Record<string, readonly Row[] | Error>>;

/** Contoso, interested in the data platform, with a deal; and the answers of some tables. */
function contosoWith(tables: Tables) {
  return answering(
    (table, fetchXml) =>
      table === "listmember"
        ? tables.staticLists
        : table === "contact" && fetchXml.includes("a dynamic list")
          ? tables.onDynamicList
          : tables[table],
    organisation([interaction("2026-11-21")], {}, { opportunity: [renewal] }),
  );
}

const section = (name: string) => within(screen.getByRole("region", { name }));

/** What Fluent would give the browser for how an element looks. */
function ruleOf(element: Element): string {
  const rule = new RegExp(`\\.${element.className}\\{[^}]*\\}`).exec(Stylesheet.getInstance().getRules());
  if (rule === null) throw new Error(`no rule for ${element.className}`);
  return rule[0];
}

/** Shows the Briefing, and waits until all of it is read. */
async function show(tables: Tables, more: Partial<BriefingHost> = {}) {
  const service = contosoWith(tables);
  const view = render(<BriefingView host={formHost(service, more)} onForm={contoso} />);
  await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
  return { service, ...view };
}

const noPrivilege = refusal(0x80040220);
const broken = refusal(0x80040216, "An unexpected error occurred.");

function point(title: string, more: Row = {}): Row {
  return {
    ent_talkingpointid: `id of ${title}`,
    ent_name: title,
    ent_message: `Say this of ${title}`,
    ent_salesstage: null,
    _ent_topicid_value: null,
    ent_asseturl: null,
    ...more,
  };
}

describe("what to say", () => {
  it("is chosen for the deal's stage and the top interests, the most fitting first", async () => {
    const { container } = await show({
      ent_talkingpoint: [
        point("For everybody"),
        point("For another stage", { ent_salesstage: 789_100_003 }),
        point("For another topic", { _ent_topicid_value: SECURITY }),
        point("For both", { ent_salesstage: 789_100_002, _ent_topicid_value: PLATFORM }),
      ],
    });
    const say = section("What to say");
    expect(say.getByText("For Propose × Data platform")).toBeInTheDocument();
    expect(say.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "For bothSay this of For both",
      "For everybodySay this of For everybody",
    ]);
    expect(await violations(container)).toEqual([]);
  });

  it("opens what goes with it, where that is an address of the web", async () => {
    const user = userEvent.setup();
    const opened: string[] = [];
    await show(
      {
        ent_talkingpoint: [
          point("With a page", { ent_asseturl: "https://contoso.example/case" }),
          point("With a script", { ent_asseturl: "javascript:alert(1)" }),
        ],
      },
      { openLink: (address) => opened.push(address) },
    );
    const [open, ...others] = section("What to say").getAllByRole("button", {
      name: "Open what goes with it",
    });
    expect(others).toEqual([]);
    await user.click(open as HTMLElement);
    expect(opened).toEqual(["https://contoso.example/case"]);
  });

  it("says where nothing suits, or nothing can be read", async () => {
    const view = await show({ ent_talkingpoint: [] });
    expect(section("What to say").getByText(/^No talking point suits/)).toBeInTheDocument();
    view.unmount();
    const { container } = await show({ ent_talkingpoint: noPrivilege });
    expect(section("What to say").getByRole("status")).toHaveTextContent(/Your role does not let you/);
    expect(await violations(container)).toEqual([]);
  });

  it("shows the five most fitting at most, three of them on a phone", async () => {
    const user = userEvent.setup();
    const many = Array.from({ length: 8 }, (_, n) => point(`Point ${n + 1}`));
    await show({ ent_talkingpoint: many }, { width: 320 });
    const say = section("What to say");
    expect(say.getAllByRole("listitem")).toHaveLength(3);
    await user.click(say.getByRole("button", { name: "Show 2 more" }));
    expect(say.getAllByRole("listitem")).toHaveLength(5);
    await user.click(say.getByRole("button", { name: "Show fewer" }));
    expect(say.getAllByRole("listitem")).toHaveLength(3);
  });

  it("goes by the interests alone where no deal is open", async () => {
    await show({
      opportunity: [],
      ent_talkingpoint: [
        point("For their topic", { _ent_topicid_value: PLATFORM }),
        point("For a stage", { ent_salesstage: 789_100_002 }),
      ],
    });
    const say = section("What to say");
    expect(say.getByText("For Data platform")).toBeInTheDocument();
    expect(say.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "For their topicSay this of For their topic",
    ]);
  });

  it("is read again when asked to", async () => {
    const user = userEvent.setup();
    const tables: Record<string, readonly Row[] | Error> = { ent_talkingpoint: broken };
    await show(tables);
    tables.ent_talkingpoint = [point("For everybody")];
    await user.click(section("What to say").getByRole("button", { name: "Try again" }));
    expect(await section("What to say").findByText("For everybody")).toBeInTheDocument();
  });

  it("keeps those for everybody where deals or interests cannot be read", async () => {
    await show({ ent_talkingpoint: [point("For everybody")], opportunity: broken });
    expect(section("What to say").getByText("For everybody")).toBeInTheDocument();
  });
});

function note(text: string, more: Row = {}): Row {
  return {
    ent_fieldnoteid: `id of ${text}`,
    ent_text: text,
    ent_notedon: "2026-11-21T10:00:00Z",
    ent_type: 789_100_001,
    [`ent_type${FORMATTED}`]: "objection",
    _ownerid_value: "rita",
    [`_ownerid_value${FORMATTED}`]: "Rita Rep",
    _ent_contactid_value: null,
    ...more,
  };
}

describe("last from the field", () => {
  it("quotes the last notes, with type, date and whose they are", async () => {
    const user = userEvent.setup();
    const opened: string[] = [];
    const { container } = await show(
      {
        ent_fieldnote: [
          note("They fear the migration", {
            _ent_contactid_value: ANNE,
            [`_ent_contactid_value${FORMATTED}`]: "Anne Lambert",
          }),
          note("Budget in Q1", { ent_notedon: "2026-10-03T10:00:00Z", [`ent_type${FORMATTED}`]: null }),
        ],
      },
      { openRecord: (...record) => opened.push(record.join(" ")) },
    );
    const field = section("Last from the field");
    expect(field.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "“They fear the migration”objection · yesterday · Rita Rep · Anne Lambert",
      "“Budget in Q1”2026.10.03 · Rita Rep",
    ]);
    await user.click(field.getByRole("button", { name: "Anne Lambert" }));
    expect(opened).toEqual([`contact ${ANNE}`]);
    expect(await violations(container)).toEqual([]);
  });

  it("offers a note only to who may write one", async () => {
    const view = await show({});
    expect(section("Last from the field").getByRole("button", { name: "Add note" })).toBeEnabled();
    view.unmount();
    await show({}, { may: (verb, table) => !(verb === "create" && table === "ent_fieldnote") });
    expect(screen.queryByRole("button", { name: "Add note" })).toBeNull();
  });

  it("begins a long note, and does not cut a character in two", async () => {
    await show({ ent_fieldnote: [note("🙂".repeat(201))] });
    expect(section("Last from the field").getByText(`“${"🙂".repeat(200)}…”`)).toBeInTheDocument();
  });

  it("says where nothing has been noted, or nothing can be read", async () => {
    const view = await show({ ent_fieldnote: [] });
    expect(section("Last from the field").getByText("Nothing has been noted down yet.")).toBeInTheDocument();
    view.unmount();
    const { container } = await show({ ent_fieldnote: noPrivilege });
    expect(section("Last from the field").getByRole("status")).toHaveTextContent(/Your role does not let/);
    expect(await violations(container)).toEqual([]);
  });
});

function activity(subject: string, more: Row = {}): Row {
  return {
    activityid: `id of ${subject}`,
    subject,
    scheduledstart: "2026-11-25T10:00:00Z",
    _regardingobjectid_value: "campaign",
    [`_regardingobjectid_value${FORMATTED}`]: "Webinars",
    [`channeltypecode${FORMATTED}`]: "Email",
    ...more,
  };
}

/** A dynamic list whose query the answers know. */
const onList = (list: string, day: string): Row => ({
  ...activity(`Send to ${list}`),
  scheduledstart: `${day}T10:00:00Z`,
  "audience.listid": list,
  "audience.listname": list,
  "audience.query":
    `<fetch><entity name="contact"><attribute name="contactid"/><filter>` +
    `<condition attribute="jobtitle" operator="eq" value="a dynamic list"/></filter></entity></fetch>`,
});

const newsletter: Row = {
  activity: "newsletter",
  title: "Newsletter",
  about: "campaign",
  [`about${FORMATTED}`]: "Support news",
  [`channel${FORMATTED}`]: "Email",
  starts: "2026-11-22T10:00:00Z",
  people: 2,
};

const SENDS = "What marketing is about to send";

describe("what marketing is about to send", () => {
  it("says what, when and to how many here, and opens it", async () => {
    const user = userEvent.setup();
    const opened: string[] = [];
    const { container } = await show(
      { staticLists: [newsletter] },
      { openRecord: (...record) => opened.push(record.join(" ")) },
    );
    const [send, ...others] = section(SENDS).getAllByRole("listitem");
    expect(others).toEqual([]);
    expect(send).toHaveTextContent("Newsletter2 people heretoday · Support news · Email");
    await user.click(section(SENDS).getByRole("button", { name: "Newsletter" }));
    expect(opened).toEqual(["campaignactivity newsletter"]);
    expect(await violations(container)).toEqual([]);
  });

  it("says of a list of accounts that it goes to the account itself, beside its people or alone", async () => {
    const on = (id: string, members: number, people: number): Row => ({
      ...{ ...newsletter, activity: id, title: id },
      ...{ members, people },
    });
    const { container } = await show({
      staticLists: [on("Both", 2, 2), on("Both", 1, 1), on("Letter", 1, 1)],
    });
    expect(
      section(SENDS)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual([
      "Both2 people here, the account itselftoday · Support news · Email",
      "Letterthe account itselftoday · Support news · Email",
    ]);
    expect(await violations(container)).toEqual([]);
  });

  it("says that people cannot be counted also where the account itself is on the send", async () => {
    const everybody = onList("Everybody", "2026-11-22");
    await show({
      staticLists: [{ ...newsletter, activity: everybody.activityid, members: 1, people: 1 }],
      campaignactivity: [everybody],
      onDynamicList: refusal(0x8004e023),
    });
    const reached = section(SENDS).getByText("more people than can be counted, the account itself");
    // Longer than a column is wide.
    expect(ruleOf(reached)).not.toContain("nowrap");
  });

  it("asks a dynamic list of accounts about the account", async () => {
    const accounts: Row = {
      ...onList("Key accounts", "2026-11-24"),
      "audience.createdfromcode": 1,
      "audience.query": '<fetch><entity name="account"/></fetch>',
    };
    await show({ campaignactivity: [accounts], account: [{ entente_people: 1 }] });
    expect(section(SENDS).getByRole("listitem")).toHaveTextContent(/^Send to Key accountsthe account itself/);
  });

  it("asks about the five nearest dynamic lists, says how many others there are, and asks about those on demand", async () => {
    const user = userEvent.setup();
    const lists = Array.from({ length: 7 }, (_, n) => onList(`list ${n}`, `2026-11-2${n + 3}`));
    const { service, container } = await show({
      campaignactivity: lists,
      onDynamicList: [{ entente_people: 1 }],
    });
    const sends = () => section(SENDS).getAllByRole("button", { name: /^Send to list/ }).length;
    const asked = () => service.requests.filter((fetchXml) => fetchXml.includes("a dynamic list")).length;
    expect(asked()).toBe(5);
    expect(
      section(SENDS).getByText("2 more dynamic lists are scheduled later and have not been asked about."),
    ).toBeInTheDocument();
    expect(section(SENDS).getByText("May reach somebody here")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    await user.click(section(SENDS).getByRole("button", { name: "Ask about them" }));
    await waitFor(() => expect(screen.queryByText("May reach somebody here")).not.toBeInTheDocument());
    expect(asked()).toBe(7);
    await user.click(section(SENDS).getByRole("button", { name: "Show 4 more" }));
    expect(sends()).toBe(7);
    expect(section(SENDS).queryByRole("button", { name: "Ask about them" })).not.toBeInTheDocument();
  });

  it("says which of them could not be counted on demand, and asks again when it is read again", async () => {
    const user = userEvent.setup();
    const tables: Record<string, readonly Row[] | Error> = {
      campaignactivity: Array.from({ length: 6 }, (_, n) => onList(`list ${n}`, `2026-11-2${n + 3}`)),
      onDynamicList: [{ entente_people: 1 }],
    };
    const { container } = await show(tables);
    // No code: the answer never came.
    tables.onDynamicList = new TypeError("Failed to fetch");
    await user.click(section(SENDS).getByRole("button", { name: "Ask about them" }));
    expect(
      await section(SENDS).findByText(/^“list 5” cannot be counted: no answer came; read again/),
    ).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    tables.onDynamicList = [{ entente_people: 1 }];
    await user.click(screen.getAllByRole("button", { name: "Read again" })[0] as HTMLElement);
    await user.click(await section(SENDS).findByRole("button", { name: "Ask about them" }));
    await waitFor(() => expect(screen.queryByText("May reach somebody here")).not.toBeInTheDocument());
  });

  it("asks about many on demand a few at a time, for the service takes 52 requests of a user", async () => {
    const user = userEvent.setup();
    const lists = Array.from({ length: 90 }, (_, n) => onList(`list ${n}`, "2026-11-23"));
    const service = contosoWith({ campaignactivity: lists, onDynamicList: [{ entente_people: 1 }] });
    let underWay = 0;
    let most = 0;
    const counting = {
      ...service,
      retrieveMultipleRecords: async (table: string, options = "") => {
        underWay += 1;
        if (decodeURIComponent(options).includes("a dynamic list")) most = Math.max(most, underWay);
        await new Promise((resolve) => setTimeout(resolve, 1));
        underWay -= 1;
        return service.retrieveMultipleRecords(table, options);
      },
    };
    render(<BriefingView host={formHost(counting)} onForm={contoso} />);
    await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
    most = 0;
    await user.click(section(SENDS).getByRole("button", { name: "Ask about them" }));
    await section(SENDS).findByText("90 sends are known to reach somebody here.");
    expect(most).toBe(5);
  });

  it("cannot be asked about them twice at once", async () => {
    const user = userEvent.setup();
    const tables: Record<string, readonly Row[] | Error> = {
      campaignactivity: Array.from({ length: 6 }, (_, n) => onList(`list ${n}`, `2026-11-2${n + 3}`)),
      onDynamicList: [{ entente_people: 1 }],
    };
    const { service } = await show(tables);
    const asked = () => service.requests.filter((fetchXml) => fetchXml.includes("a dynamic list")).length;
    await user.dblClick(section(SENDS).getByRole("button", { name: "Ask about them" }));
    await waitFor(() => expect(screen.queryByText("May reach somebody here")).not.toBeInTheDocument());
    expect(asked()).toBe(6);
  });

  it("tells what came of asking, and keeps the focus in the section", async () => {
    const user = userEvent.setup();
    await show({
      campaignactivity: Array.from({ length: 6 }, (_, n) => onList(`list ${n}`, `2026-11-2${n + 3}`)),
      onDynamicList: [{ entente_people: 1 }],
    });
    section(SENDS).getByRole("button", { name: "Ask about them" }).focus();
    await user.keyboard("{Enter}");
    const told = await section(SENDS).findByText("6 sends are known to reach somebody here.");
    expect(told).toHaveAttribute("aria-live", "polite");
    expect(screen.getByRole("region", { name: SENDS })).toHaveFocus();
  });

  it("says which list cannot be counted, and why", async () => {
    const { container } = await show({
      campaignactivity: [{ ...onList("Everybody", "2026-11-24"), "audience.query": null }],
    });
    expect(section(SENDS).getByText(/^Nothing that is known to reach anybody here/)).toBeInTheDocument();
    expect(
      section(SENDS).getByText("“Everybody” cannot be counted: the list has no query."),
    ).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("says where nothing is planned, or nothing can be read", async () => {
    const view = await show({ campaignactivity: [], staticLists: [] });
    expect(section(SENDS).getByText("Nothing in the next 30 days.")).toBeInTheDocument();
    view.unmount();
    const { container } = await show({ campaignactivity: [], staticLists: broken });
    expect(section(SENDS).getByRole("status")).toHaveTextContent(/This could not be read/);
    expect(section(SENDS).getByRole("button", { name: "Try again" })).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });
});

function hold(reason: string, more: Row = {}): Row {
  return {
    ent_holdid: `id of ${reason}`,
    ent_reason: reason,
    ent_scope: 789_100_000,
    ent_from: "2026-11-20",
    ent_until: "2026-12-20",
    _ownerid_value: RITA,
    [`_ownerid_value${FORMATTED}`]: "Rita Rep",
    _ent_opportunityid_value: null,
    ...more,
  };
}

/** Until the renewal closes. */
const forRenewal = {
  ent_until: null,
  _ent_opportunityid_value: "renewal",
  [`_ent_opportunityid_value${FORMATTED}`]: "Platform renewal",
  "deal.statecode": 0,
};

describe("holds in the Briefing", () => {
  it("show those in force, why and until when, and mark the deal that they wait for", async () => {
    const { container } = await show({
      ent_hold: [
        hold("Legal review", forRenewal),
        hold("Until Christmas"),
        hold("Over", { ent_until: "2026-11-21" }),
      ],
    });
    const holds = within(screen.getByRole("list", { name: "Holds in force" })).getAllByRole("listitem");
    expect(holds.map(({ textContent }) => textContent)).toEqual([
      "On holdLegal reviewEnd holduntil “Platform renewal” closes · every send · Rita Rep",
      "On holdUntil ChristmasEnd holduntil 2026.12.20 · every send · Rita Rep",
    ]);
    const mark = section("On the table").getByText("In closing · On hold");
    // In other languages longer than a column is wide; a mark of one word keeps together.
    expect(ruleOf(mark)).toContain("white-space:normal;");
    expect(ruleOf(within(holds[0]!).getByText("On hold"))).toContain("white-space:nowrap;");
    expect(await violations(container)).toEqual([]);
  });

  it.each([
    ["the head", "Hold"],
    ["the coming sends", "Hold sends"],
  ])("are begun from %s, with the deal nearest to being signed proposed", async (_, button) => {
    const user = userEvent.setup();
    const saved: [string, Row][] = [];
    const writing = {
      ...formHost(organisation([])).writing,
      createRecord: (table: string, data: Row) => {
        saved.push([table, data]);
        return Promise.resolve({});
      },
    };
    const { container } = await show({ ent_hold: [] }, { writing });
    await user.click(screen.getByRole("button", { name: button }));
    const form = within(screen.getByRole("group", { name: "Hold sends" }));
    const reason = form.getByRole("textbox", { name: "Why should nothing be sent?" });
    expect(reason).toHaveFocus();
    expect(await violations(container)).toEqual([]);
    await user.type(reason, "Legal review");
    await user.click(form.getByRole("button", { name: "Hold" }));
    await settled();
    expect(saved).toHaveLength(1);
    expect(saved[0]?.[0]).toBe("ent_hold");
    expect(saved[0]?.[1]).toMatchObject({
      ent_reason: "Legal review",
      "ent_accountid@odata.bind": `/accounts(${CONTOSO})`,
      "ent_opportunityid@odata.bind": "/opportunities(renewal)",
    });
    expect(screen.queryByRole("group", { name: "Hold sends" })).not.toBeInTheDocument();
  });

  it("do not take the focus along when they are ended", async () => {
    const user = userEvent.setup();
    const tables: Record<string, readonly Row[]> = { ent_hold: [hold("Legal review")] };
    const updateRecord = () => {
      tables.ent_hold = [];
      return Promise.resolve({});
    };
    await show(tables, { writing: { ...formHost(organisation([])).writing, updateRecord } });
    const list = screen.getByRole("list", { name: "Holds in force" });
    const part = list.closest("[tabindex]");
    within(list).getByRole("button", { name: "End hold" }).focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(list).not.toBeInTheDocument());
    expect(part).toHaveFocus();
  });

  it.each(["Hold", "Hold sends"])("give the focus back to %s when they are not written", async (button) => {
    const user = userEvent.setup();
    await show({ ent_hold: [] });
    const opener = screen.getByRole("button", { name: button });
    opener.focus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("textbox", { name: "Why should nothing be sent?" })).toHaveFocus();
    const cancel = screen.getByRole("button", { name: "Cancel" });
    cancel.focus();
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("group", { name: "Hold sends" })).not.toBeInTheDocument();
    expect(opener).toHaveFocus();
  });

  it("are begun before the deals are read, and may then wait for one", async () => {
    const user = userEvent.setup();
    const saved: Row[] = [];
    const host = formHost(organisation([]));
    const createRecord = (_: string, data: Row) => Promise.resolve(void saved.push(data));
    const service = contosoWith({ ent_hold: [] });
    let answerDeals = (): void => undefined;
    const isAnswered = new Promise<void>((resolve) => (answerDeals = resolve));
    const slowly = {
      ...service,
      retrieveMultipleRecords: async (table: string, options = "") => {
        if (table === "opportunity") await isAnswered;
        return service.retrieveMultipleRecords(table, options);
      },
    };
    render(
      <BriefingView
        host={formHost(slowly, { writing: { ...host.writing, createRecord } })}
        onForm={contoso}
      />,
    );
    await user.click(screen.getByRole("button", { name: "Hold" }));
    const form = within(screen.getByRole("group", { name: "Hold sends" }));
    await user.type(form.getByRole("textbox"), "Legal review");
    expect(form.queryByRole("radio", { name: /closes/ })).toBeNull();
    answerDeals();
    await user.click(await form.findByRole("radio", { name: "“Platform renewal” closes" }));
    await user.click(form.getByRole("button", { name: "Hold" }));
    await settled();
    expect(saved).toMatchObject([{ "ent_opportunityid@odata.bind": "/opportunities(renewal)" }]);
  });

  it("that are being written do not go along to another account", async () => {
    const user = userEvent.setup();
    const host = formHost(contosoWith({ ent_hold: [] }));
    const view = render(<BriefingView host={host} onForm={contoso} />);
    await user.click(screen.getByRole("button", { name: "Hold" }));
    await user.type(screen.getByRole("textbox", { name: "Why should nothing be sent?" }), "Legal review");
    const other: ClientOnForm = { kind: "client", client: { table: "account", id: FABRIKAM } };
    view.rerender(<BriefingView host={host} onForm={other} />);
    // From the first drawing on: all of it is there, but the form.
    expect(screen.getByRole("button", { name: "Hold" })).toHaveAttribute("aria-expanded", "false");
    expect(screen.queryByRole("group", { name: "Hold sends" })).toBeNull();
    await settled();
    await user.click(screen.getByRole("button", { name: "Hold" }));
    expect(screen.getByRole("textbox", { name: "Why should nothing be sent?" })).toHaveValue("");
  });

  it("are not offered to whoever may not, and say so where they cannot be read", async () => {
    const { container } = await show({ ent_hold: broken }, { may: () => false });
    expect(screen.queryByRole("button", { name: /^Hold/ })).not.toBeInTheDocument();
    expect(screen.getByText("The holds in force could not be read.")).toBeInTheDocument();
    expect(section("On the table").getByText("In closing")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });
});

describe("a deal of the account's people", () => {
  const hers: Row = {
    ...{ opportunityid: "hers", name: "Her deal", salesstage: 3, [`salesstage${FORMATTED}`]: "Close" },
    ...{ estimatedvalue_base: 500_000, _customerid_value: "anne", statecode: 0 },
    [`_customerid_value${FORMATTED}`]: "Anne Peeters",
  };

  it("protects them alone: it makes no VIP of the account, and is named with whom it is", async () => {
    await show({ opportunity: [hers] });
    expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(
      /^In closing: Her deal, with Anne Peeters\./,
    );
    expect(screen.queryByRole("button", { name: /VIP in closing/ })).not.toBeInTheDocument();
    expect(section("On the table").getByText("VIP in closing")).toBeInTheDocument();
  });

  it("is none that a hold on the account can wait for: that would keep back others", async () => {
    const user = userEvent.setup();
    await show({ opportunity: [hers] });
    await user.click(screen.getByRole("button", { name: "Hold" }));
    expect(screen.queryByRole("radio", { name: /closes/ })).not.toBeInTheDocument();
  });
});

/** What a row says where a lookup of it, or of its deal, names the account above. */
const namedBy = (column: string): Row => ({
  [`below_${column}.parentaccountid`]: "group",
  [`below_${column}.parentaccountid${FORMATTED}`]: "Contoso Group",
});

describe("what is the account's above", () => {
  const group = (column: string): Row => ({
    [`_${column}_value`]: "group",
    [`_${column}_value${FORMATTED}`]: "Contoso Group",
  });
  const ofGroup = (name: string, more: Row = {}): Row => ({
    ...{ opportunityid: name, name, salesstage: 3, [`salesstage${FORMATTED}`]: "Close" },
    ...{ estimatedvalue_base: 900_000, [`estimatedvalue${FORMATTED}`]: "€900,000.00", statecode: 0 },
    ...group("customerid"),
    ...namedBy("customerid"),
    ...more,
  });
  const onGroup = hold("Group audit", { ...group("ent_accountid"), ...namedBy("ent_accountid") });
  const rows = () => section("On the table").getAllByRole("listitem");

  it("stands below the account's own, marked as such, where it protects the account", async () => {
    const user = userEvent.setup();
    const opened: string[] = [];
    const { container } = await show(
      {
        opportunity: [ofGroup("Frame contract"), ofGroup("Small", { estimatedvalue_base: 10 }), renewal],
        ent_hold: [onGroup, hold("Legal review", forRenewal)],
      },
      { openRecord: (...record) => opened.push(record.join(" ")) },
    );
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      "In closing · On holdPlatform renewalPropose · closes 2026.12.04",
      "VIP in closingFrame contract€900,000.00Parent account: Contoso Group · Close · no close date",
    ]);
    const holds = within(screen.getByRole("list", { name: "Holds in force" })).getAllByRole("listitem");
    expect(holds.map(({ textContent }) => textContent)).toEqual([
      "On holdLegal reviewEnd holduntil “Platform renewal” closes · every send · Rita Rep",
      "On holdGroup auditParent account: Contoso Group · until 2026.12.20 · every send · Rita Rep",
    ]);
    // The headline is about the account's own.
    expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(/^In closing: Platform renewal, /);
    await user.click(section("On the table").getByRole("button", { name: "Parent account: Contoso Group" }));
    expect(opened).toEqual(["account group"]);
    expect(await violations(container)).toEqual([]);
  });

  it("is said to be more than could be read, where it is; of the account's own nothing is missing then", async () => {
    const small = Array.from({ length: 500 }, (_, n) => ofGroup(`Small ${n}`, { estimatedvalue_base: 10 }));
    const isWithAbove = (fetchXml: string) =>
      /"any"><filter type="and"><condition attribute="accountid"/.test(fetchXml);
    const service = answering(
      (table, fetchXml) => (table === "opportunity" ? (isWithAbove(fetchXml) ? small : []) : undefined),
      organisation([]),
    );
    render(<BriefingView host={formHost(service)} onForm={contoso} />);
    await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
    expect(section("On the table").getByText("No open deals.")).toBeInTheDocument();
    const missing = /^Open deals of a parent account may be missing here/;
    expect(section("On the table").getByText(missing)).toBeInTheDocument();
    expect(section("On the table").queryByText(/with the earliest close dates/)).not.toBeInTheDocument();
  });

  it("says through whom the client is protected, and by what, where it has no deal of its own", async () => {
    const user = userEvent.setup();
    const { container } = await show({
      opportunity: [ofGroup("Frame contract")],
      ent_talkingpoint: [point("For everybody"), point("For closing", { ent_salesstage: 789_100_003 })],
    });
    expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(
      /^No deal is open with this account\./,
    );
    await user.click(screen.getByRole("button", { name: "VIP in closing through Contoso Group" }));
    expect(screen.getByText("Frame contract · Parent account: Contoso Group")).toBeInTheDocument();
    expect(
      screen.getByText("Large enough: worth 900000 in base currency, and the floor is 100000."),
    ).toBeInTheDocument();
    expect(rows()).toHaveLength(1);
    // What to say goes by a deal of its own.
    expect(section("What to say").getAllByRole("listitem")).toHaveLength(1);
    // Nor does a hold here wait for another's deal.
    await user.click(screen.getByRole("button", { name: "Hold" }));
    expect(screen.queryByRole("radio", { name: /closes/ })).not.toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("is explained beside the account's own deal where both protect it", async () => {
    const user = userEvent.setup();
    await show({ opportunity: [ofGroup("Frame contract"), { ...renewal, estimatedvalue_base: 500_000 }] });
    await user.click(screen.getByRole("button", { name: "VIP in closing" }));
    expect(screen.getByText("Frame contract · Parent account: Contoso Group")).toBeInTheDocument();
    expect(rows()).toHaveLength(2);
  });

  it("is shown where a hold waits for it, and left out where nothing makes it protect anybody", async () => {
    const small = ofGroup("Small", { estimatedvalue_base: 10 });
    const waits = {
      ...{ ent_until: null, _ent_opportunityid_value: "Small", "deal.statecode": 0 },
      [`_ent_opportunityid_value${FORMATTED}`]: "Small",
    };
    const view = await show({ opportunity: [small], ent_hold: [{ ...onGroup, ...waits }] });
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      "In closing · On holdSmall€900,000.00Parent account: Contoso Group · Close · no close date",
    ]);
    expect(screen.queryByRole("button", { name: /VIP in closing/ })).not.toBeInTheDocument();
    view.unmount();
    await show({ opportunity: [small] });
    expect(section("On the table").getByText("No open deals.")).toBeInTheDocument();
  });
});

describe("a deal in closing by the phase of its process", () => {
  it("is explained by that phase; what to say goes by its sales stage", async () => {
    const user = userEvent.setup();
    const service = answering(
      (table) =>
        table === "ent_policy"
          ? [
              {
                ent_policyid: "1",
                ent_name: "Agreed",
                ent_stagecolumn: 789_100_001,
                ent_closingstages: "4-Close",
              },
            ]
          : table === "ent_talkingpoint"
            ? [point("everybody")]
            : undefined,
      organisation(
        [interaction("2026-11-21")],
        {},
        {
          opportunity: [
            { ...renewal, [`salesstage${FORMATTED}`]: "Qualify", salesstage: 0, stepname: "4-Close" },
          ],
        },
      ),
    );
    render(<BriefingView host={formHost(service)} onForm={contoso} />);
    await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
    await user.click(screen.getByRole("button", { name: "Where this comes from" }));
    expect(
      screen.getByText(/Platform renewal is in closing: its stage, 4-Close, is a closing stage/),
    ).toBeInTheDocument();
    const [deal] = section("On the table").getAllByRole("listitem");
    expect(deal).toHaveTextContent(/4-Close · closes/);
    expect(section("What to say").getByText(/Qualify × Data platform/)).toBeInTheDocument();
  });
});

describe("how long a deal has been in its stage", () => {
  it.each([
    ["2026-10-22T10:00:00Z", "31 days in stage"],
    ["2026-11-22T08:00:00Z", "0 days in stage"],
    [null, null],
  ])("entered at %s stands beside it as %s", async (since, text) => {
    const service = answering(
      (table, fetchXml) =>
        table === "opportunity" && fetchXml.includes("opportunitysalesprocess")
          ? [{ opportunityid: "renewal", "opportunitysalesprocess.activestagestartedon": since }]
          : undefined,
      organisation([interaction("2026-11-21")], {}, { opportunity: [renewal] }),
    );
    render(<BriefingView host={formHost(service)} onForm={contoso} />);
    await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
    const [deal] = section("On the table").getAllByRole("listitem");
    expect(/\d+ days in stage/.exec(deal?.textContent ?? "")?.[0] ?? null).toBe(text);
  });
});

describe("the page to take along", () => {
  /** Presses Print, and reads a section of what is opened: one line of text each. */
  async function printed(tables: Tables, heading = SENDS): Promise<string[]> {
    const user = userEvent.setup();
    const files: { readonly fileContent: string }[] = [];
    await show(tables, { openFile: (file) => Promise.resolve(void files.push(file)) });
    await user.click(screen.getByRole("button", { name: "Print" }));
    const html = Buffer.from(files[0]?.fileContent ?? "", "base64").toString("utf8");
    const page = new DOMParser().parseFromString(html, "text/html");
    const section = [...page.querySelectorAll("section")].find(
      (each) => each.querySelector("h2")?.textContent === heading,
    );
    return [...(section?.querySelectorAll("li, .closing") ?? [])].map(({ textContent }) => textContent ?? "");
  }

  it("says what is on hold, why and until when, before what is about to be sent", async () => {
    expect(await printed({ ent_hold: [hold("Legal review", forRenewal), hold("Until Christmas")] })).toEqual([
      "On hold: Legal review · until “Platform renewal” closes · every send · Rita Rep",
      "On hold: Until Christmas · until 2026.12.20 · every send · Rita Rep",
      "Nothing in the next 30 days.",
    ]);
  });

  it("marks what is the account's above", async () => {
    const above = {
      _ent_accountid_value: "group",
      [`_ent_accountid_value${FORMATTED}`]: "Contoso Group",
      ...namedBy("ent_accountid"),
    };
    expect(await printed({ ent_hold: [hold("Group audit", above)] })).toEqual([
      "On hold: Group audit · Parent account: Contoso Group · until 2026.12.20 · every send · Rita Rep",
      "Nothing in the next 30 days.",
    ]);
    cleanup();
    const theirs = {
      ...{ ...renewal, name: "Frame contract", opportunityid: "frame", estimatedvalue_base: 900_000 },
      ...{ _customerid_value: "group", ...namedBy("customerid") },
      [`_customerid_value${FORMATTED}`]: "Contoso Group",
    };
    expect(await printed({ opportunity: [theirs, renewal] }, "On the table")).toEqual([
      "Platform renewal · In closing · Propose · closes 2026.12.04",
      "Frame contract · VIP in closing · Parent account: Contoso Group · Propose · closes 2026.12.04",
    ]);
  });

  it("says nothing of holds where there is none, and that they could not be read", async () => {
    expect(await printed({ ent_hold: [] })).toEqual(["Nothing in the next 30 days."]);
    cleanup();
    expect(await printed({ ent_hold: broken })).toEqual([
      "The holds in force could not be read.",
      "Nothing in the next 30 days.",
    ]);
  });

  it("does not say that nothing is sent where it is not known whom a send reaches", async () => {
    const campaignactivity = [
      { ...onList("Everybody", "2026-11-24"), "audience.query": null },
      ...["A", "B", "C", "D", "E", "F"].map((name, n) => onList(name, `2026-12-0${n + 1}`)),
    ];
    const tables = { campaignactivity, onDynamicList: [{ entente_people: 0 }] };
    expect(await printed(tables)).toEqual([
      "Nothing that is known to reach anybody here in the next 30 days.",
    ]);
    cleanup();
    expect(await printed(tables, "May reach somebody here")).toEqual([
      "2026.11.24, Send to Everybody · Webinars · Email · “Everybody” cannot be counted: the list has no query.",
      "2026.12.05, Send to E · Webinars · Email",
      "2026.12.06, Send to F · Webinars · Email",
      "2 more dynamic lists are scheduled later and have not been asked about.",
    ]);
    cleanup();
    expect(await printed({ ...tables, campaignactivity: [] }, "May reach somebody here")).toEqual([]);
  });

  it("says of a send that is known to reach somebody which of its lists could not be counted", async () => {
    const everybody: Row = { ...onList("Everybody", "2026-11-22"), "audience.query": null };
    const lines = await printed({
      staticLists: [{ ...newsletter, activity: everybody.activityid }],
      campaignactivity: [everybody],
    });
    expect(lines).toEqual([
      "2026.11.22, Newsletter · 2 people here · Support news · Email · " +
        "“Everybody” cannot be counted: the list has no query.",
    ]);
  });

  it("says how many people there are beside those on the page", async () => {
    const contact = Array.from({ length: 40 }, (_, n): Row => ({
      contactid: `c${n}`,
      fullname: `Person ${n}`,
      statecode: 0,
    }));
    const lines = await printed({ contact }, "Who to talk to");
    expect(lines).toHaveLength(7);
    // None of them has a telephone number or an address.
    expect(lines[0]).toBe("Nobody here may be called or written to.");
    expect(lines.at(-1)).toBe("and 35 more");
  });

  it("says how many signals there are beside those on the page, and no number where nobody knows", async () => {
    const on = (n: number) => interaction("2026-11-20", { ent_detail: `Page ${n}` });
    const lines = async (count: number) => {
      const all = await printed(
        { ent_interaction: Array.from({ length: count }, (_, n) => on(n)) },
        "Since you last met",
      );
      cleanup();
      return { first: all[0], shown: all.length - 2, last: all.at(-1) };
    };
    const some = await lines(60);
    expect(some.first).toMatch(/ · 60 signals$/);
    expect(some.last).toBe(`and ${60 - some.shown} more`);
    const many = await lines(100);
    expect(many.first).toMatch(/ · at least 100 signals$/);
    expect(many.last).toBe("and more");
  });

  it("says why no interest is ranked, as the screen does", async () => {
    const interests = (signals: readonly Row[], contacts: Row) =>
      printed({ ent_interaction: signals, contact: [contacts] }, "What they care about");
    expect(await interests([], { contacts: 2, follow: false })).toEqual([
      "Not trackable. All 2 contacts have refused to be followed: their silence does not mean no interest.",
    ]);
    cleanup();
    const summed = { year: 2026, month: 3, day: 1 };
    const old = { ...summed, ent_interactionid: "1", ent_occurredon: "2026-03-01T10:00:00Z" };
    expect(await interests([old], { contacts: 2, follow: true })).toEqual([
      "Nothing in the last 180 days. Last signal: 2026.03.01.",
    ]);
    cleanup();
    expect(await interests([{ ...summed, signals: 2 }], { contacts: 2 })).toEqual([
      "2 more signals have no topic, so they are not ranked.",
    ]);
  });

  it("says the same as text for a message", async () => {
    const user = userEvent.setup();
    await show({ ent_hold: [hold("Legal review", forRenewal)] });
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(await screen.findByText("Copied.")).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toContain(
      "- On hold: Legal review · until “Platform renewal” closes · every send · Rita Rep\n",
    );
  });
});

describe("the Briefing beside other components", () => {
  class FakeChannel {
    static readonly all: FakeChannel[] = [];
    static readonly posted: unknown[] = [];
    onmessage: ((event: { data: unknown }) => void) | null = null;
    constructor() {
      FakeChannel.all.push(this);
    }
    postMessage(message: unknown) {
      FakeChannel.posted.push(message);
    }
    close() {
      this.onmessage = null;
    }
  }
  const before = globalThis.BroadcastChannel;
  beforeEach(() => {
    FakeChannel.all.length = 0;
    FakeChannel.posted.length = 0;
    globalThis.BroadcastChannel = FakeChannel as unknown as typeof BroadcastChannel;
  });
  afterEach(() => {
    globalThis.BroadcastChannel = before;
  });

  it("asks for the box where notes are taken", async () => {
    const user = userEvent.setup();
    await show({});
    await user.click(screen.getByRole("button", { name: "Add note" }));
    expect(FakeChannel.posted).toEqual([{ wanted: "note", id: CONTOSO }]);
  });

  it("reads again when another component saves a note or a hold, keeping what it shows", async () => {
    const notes = [note("First")];
    const { service } = await show({ ent_fieldnote: notes });
    const opening = service.requests.length;
    notes.unshift(note("Second"));
    act(() =>
      FakeChannel.all.forEach(({ onmessage }) => onmessage?.({ data: { saved: ["account"], of: null } })),
    );
    expect(service.requests).toHaveLength(opening);
    act(() =>
      FakeChannel.all.forEach(({ onmessage }) =>
        onmessage?.({ data: { saved: ["ent_fieldnote"], of: null } }),
      ),
    );
    expect(section("Last from the field").getByText("“First”")).toBeInTheDocument();
    expect(await section("Last from the field").findByText("“Second”")).toBeInTheDocument();
    await waitFor(() => expect(service.requests).toHaveLength(2 * opening));
    await act(() => Promise.resolve());
    act(() =>
      FakeChannel.all.forEach(({ onmessage }) => onmessage?.({ data: { saved: ["ent_hold"], of: null } })),
    );
    await waitFor(() => expect(service.requests).toHaveLength(3 * opening));
    await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
  });
});
