import { fireEvent, render, screen } from "@testing-library/react";
import * as React from "react";
import { SendGuardView } from "../../components/SendGuard/SendGuardView";
import type { HoldPlace } from "../../dataverse/holds";
import type { Row } from "../../dataverse/host";
import { Answering, lookup, refusal, type Reply } from "../dataverse/answering";
import { settled, violations } from "./onTheForm";
import { languages, type Language } from "./strings";
import { writingHost, ME } from "./writing";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";
const DEAL = "00000000-0000-4000-8000-00000000d001";
const CONTACT = "00000000-0000-4000-8000-00000000c001";
const HOLD = "00000000-0000-4000-8000-00000000b001";
const RITA = "00000000-0000-4000-8000-00000000f009";
const TYPE = "@Microsoft.Dynamics.CRM.lookuplogicalname";

function hostOf(answers: Readonly<Record<string, Reply>>, language?: Language) {
  const service = new Answering((table, fetchXml) => {
    if (table === "contact" && fetchXml.includes("aggregate")) return [];
    return answers[table] ?? [];
  });
  return {
    ...writingHost(service, { language }),
    order: () => undefined,
    tell: () => undefined,
    openFile: () => Promise.resolve(),
  };
}

const question: Row = {
  ent_senddecisionid: "1",
  ent_decision: 789_100_002,
  ent_members: 3,
  createdon: "2026-11-21T10:00:00Z",
  ...lookup("ent_campaignactivityid", "send", "Newsletter"),
  ...lookup("ent_opportunityid", DEAL, "Platform renewal"),
  ...lookup("createdby", "marc", "Marc"),
  "deal.statecode": 0,
  "deal.ownerid": ME,
  "deal.customerid": ACCOUNT,
};

const onHold: Row = {
  ent_holdid: HOLD,
  ent_reason: "Legal review",
  ent_until: "2026-12-20",
  ...lookup("ent_accountid", ACCOUNT, "Contoso"),
  // The deal names that account.
  "customerid_ent_accountid.opportunityid": DEAL,
  ...lookup("ownerid", RITA, "Rita Rep"),
};

const deal: Row = {
  ...{ opportunityid: DEAL, name: "Platform renewal", statecode: 0 },
  ...lookup("customerid", ACCOUNT, "Contoso"),
};

/** What a service answers to whom one question is to, about the deal. */
const asked = (holds: readonly Row[] = [], more: Row = {}): Record<string, Reply> => ({
  ent_hold: holds,
  ent_senddecision: [{ ...question, ...more }],
  opportunity: [deal],
});
const onDeal = { kind: "owner", place: { table: "opportunity", id: DEAL } } as const;

describe.each<HoldPlace>([
  { table: "account", id: ACCOUNT },
  { table: "opportunity", id: DEAL },
])("on the form of an $table", (place) => {
  const show = async (holds: readonly Row[]) => {
    const { container } = render(
      <SendGuardView host={hostOf(asked(holds))} onForm={{ kind: "owner", place }} />,
    );
    await screen.findByText(/may we send “Newsletter” to 3 people/);
    return container;
  };

  it("a question is on hold by a hold with a last day, which names no deal; no second one is offered", async () => {
    const container = await show([onHold]);
    expect(screen.getByText(/sends are on hold/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /^(Please wait…|Fine)$/ })).toBeNull();
    expect(screen.queryByText("Nothing is on hold.")).toBeNull();
    expect(screen.getByText(/^until 2026\.12\.20 · every send/)).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("a question without a hold can be answered by one", async () => {
    await show([]);
    expect(screen.queryByText(/sends are on hold/)).toBeNull();
    expect(screen.getByRole("button", { name: "Please wait…" })).toBeInTheDocument();
    expect(screen.getByText("Nothing is on hold.")).toBeInTheDocument();
  });
});

describe("an owner's answer", () => {
  const FINE = "Fine";
  const WAIT = "Please wait…";

  /** The form of the deal, over a service that keeps what is written, as it would be read again. */
  async function show(more: Row = {}, holds: readonly Row[] = []) {
    const answers = asked(holds, more);
    const host = hostOf(answers);
    render(<SendGuardView host={host} onForm={onDeal} />);
    await screen.findByText(/may we send “Newsletter”/);
    const readAgain = async () => {
      fireEvent.click(screen.getByRole("button", { name: "Read again" }));
      await settled();
    };
    return { host, answers, readAgain };
  }
  const press = (name: string) => {
    const button = screen.getByRole("button", { name });
    button.focus();
    fireEvent.click(button);
  };
  const reason = () => screen.getByLabelText("Why should nothing be sent?");
  async function hold() {
    fireEvent.change(reason(), { target: { value: "Legal review" } });
    press("Hold");
    await settled();
  }
  const said = () => screen.getByText(/^On hold: marketing sees it at once/);
  const isClosed = () => {
    expect(screen.getByText(/; closed as long as sends are on hold$/)).toBeInTheDocument();
    expect(screen.queryByText(/until you answer/)).toBeNull();
    for (const name of [FINE, WAIT]) expect(screen.queryByRole("button", { name })).toBeNull();
  };

  it("“please wait” closes the question at once, and for as long as the hold lasts", async () => {
    const { answers, readAgain } = await show();
    press(WAIT);
    answers.ent_hold = { refused: 0x80040216 };
    await hold();
    isClosed();
    await readAgain();
    isClosed();
    answers.ent_hold = [{ ...onHold, ...lookup("ent_opportunityid", DEAL, "Platform renewal") }];
    await readAgain();
    isClosed();
    expect(screen.getByText("Legal review")).toBeInTheDocument();
    answers.ent_hold = [];
    await readAgain();
    expect(screen.getByText(/nothing goes out to them until you answer$/)).toBeInTheDocument();
    for (const name of [FINE, WAIT]) expect(screen.getByRole("button", { name })).toBeEnabled();
  });

  it.each(languages)("that a hold has given is told in %i", async (language) => {
    render(<SendGuardView host={hostOf(asked([onHold]), language)} onForm={onDeal} />);
    expect(await screen.findByText(/closed|question close|afgesloten/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Fine|D’accord|Akkoord/ })).toBeNull();
  });

  it("about a hold is still asked for: that it is there is no answer", async () => {
    const about = { _ent_opportunityid_value: null, ...lookup("ent_holdid", HOLD, "Legal review") };
    await show({ ...about, ...lookup("ent_accountid", ACCOUNT, "Contoso"), "held.ownerid": ME }, [onHold]);
    expect(screen.getByText(/until you answer · sends are on hold/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: FINE })).toBeEnabled();
  });

  it("stays as it is being written, whatever hold comes from elsewhere meanwhile", async () => {
    const { answers, readAgain } = await show();
    press(WAIT);
    fireEvent.change(reason(), { target: { value: "Legal rev" } });
    answers.ent_hold = [onHold];
    await readAgain();
    expect(reason()).toHaveValue("Legal rev");
  });

  it.each([
    ["is on hold by then", { ent_hold: [onHold] }],
    ["is asked no longer", { ent_senddecision: [] }],
  ])("that is given up where the question %s leaves the focus where something is said", async (_, now) => {
    const { answers, readAgain } = await show();
    press(WAIT);
    Object.assign(answers, now);
    await readAgain();
    press("Cancel");
    expect(screen.queryByLabelText("Why should nothing be sent?")).toBeNull();
    expect(document.activeElement).toHaveAttribute("role", "status");
  });

  it("“please wait” takes the focus into the hold, back when it is left, and to what is said when it is saved", async () => {
    await show();
    press(WAIT);
    expect(reason()).toHaveFocus();
    press("Cancel");
    expect(screen.getByRole("button", { name: WAIT })).toHaveFocus();
    press(WAIT);
    await hold();
    expect(said()).toHaveFocus();
  });

  it("“fine” takes the focus to what is said, and keeps it where it is when it cannot be saved", async () => {
    const { host } = await show();
    const failing = jest.spyOn(host.writing, "createRecord").mockRejectedValue(refusal(0x80040216));
    press(FINE);
    await settled();
    expect(screen.getByRole("alert")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: FINE })).toHaveFocus();
    failing.mockRestore();
    press(FINE);
    await settled();
    expect(screen.getByText(/^Noted\. /)).toHaveFocus();
  });

  it("is stored with names as they are, in whichever direction they are written", async () => {
    const { host } = await show(lookup("ent_opportunityid", DEAL, "חידוש"));
    press(FINE);
    await settled();
    expect(host.written.map(({ data }) => data?.ent_name)).toEqual(["Agreed: חידוש"]);
  });

  it("is given once, however often it is pressed while it is being saved", async () => {
    const { host } = await show();
    press(FINE);
    press(FINE);
    press(WAIT);
    await settled();
    expect(host.written).toHaveLength(1);
    expect(screen.queryByLabelText("Why should nothing be sent?")).toBeNull();
  });

  it("a hold of their own takes the focus into it, and back when it is left or saved", async () => {
    await show();
    press("Hold sends…");
    expect(reason()).toHaveFocus();
    press("Cancel");
    expect(screen.getByRole("button", { name: "Hold sends…" })).toHaveFocus();
    press("Hold sends…");
    await hold();
    expect(said()).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Hold sends…" })).toHaveFocus();
  });

  it("ending a hold takes the focus to what is said", async () => {
    await show({}, [{ ...onHold, ...lookup("ownerid", ME, "Rita Rep") }]);
    press("End hold");
    await settled();
    expect(screen.getByText("The hold has ended.")).toHaveFocus();
  });
});

describe("the owner of a hold on a contact", () => {
  /** Asks from an activity with one list, on which the contact is. */
  async function askAbout(person: Row) {
    const onContact = {
      ...{ ent_holdid: HOLD, ent_reason: "Legal review", ...person },
      ...lookup("ent_contactid", CONTACT, "Cleo Contact"),
      ...lookup("ownerid", RITA, "Rita Rep"),
    };
    const activity = {
      ...{ subject: "Newsletter", statecode: 0, statuscode: 1 },
      "audience.listid": "00000000-0000-4000-8000-00000000f101",
      "audience.listname": "Subscribers",
      "audience.createdfromcode": 2,
      "audience.type": false,
      "audience.membercount": 12,
    };
    const host = hostOf({
      // Warns only: nothing but the decision is written.
      ent_policy: [{ ent_policyid: "1", ent_guardmode: 789_100_000 }],
      ...{ ent_hold: [onContact], campaignactivity: [activity], contact: [{ contactid: CONTACT }] },
    });
    const record = { table: "campaignactivity", id: "00000000-0000-4000-8000-00000000e001" } as const;
    render(<SendGuardView host={host} onForm={{ kind: "sent", record }} />);
    fireEvent.click(await screen.findByRole("button", { name: "Ask the owner" }));
    await settled();
    const told = host.written.find(({ table }) => table === "appnotification")?.data;
    const decisions = host.written.flatMap(({ data }) => data?.ent_sendcheck_senddecisions ?? []);
    return { body: told?.body, link: String(told?.data), decisions };
  }

  it("is led to the account of the contact, where the question is answered", async () => {
    const { body, link, decisions } = await askAbout({
      "person.parentcustomerid": ACCOUNT,
      [`person.parentcustomerid${TYPE}`]: "account",
    });
    expect(link).toContain(`etn=account&id=${ACCOUNT}`);
    expect(body).toBe("Marketing asks: may “Newsletter” go to 1 person at Cleo Contact?");
    expect(decisions).toMatchObject([{ "ent_accountid@odata.bind": `/accounts(${ACCOUNT})` }]);
    expect(screen.getByText("until it is ended")).toBeInTheDocument();
  });

  it("is told what to do with the hold itself where the contact has no account", async () => {
    const { body, link } = await askAbout({});
    expect(link).toContain(`etn=ent_hold&id=${HOLD}`);
    expect(link).toContain("Open the hold");
    expect(body).toMatch(/Cleo Contact\? .*deactivate the hold to agree, leave it to wait\.$/);
  });
});
