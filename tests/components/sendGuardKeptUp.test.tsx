import { fireEvent, render, screen, within } from "@testing-library/react";
import * as React from "react";
import type { GuardViewHost } from "../../components/SendGuard/guardHost";
import { SendGuardView } from "../../components/SendGuard/SendGuardView";
import type { GuardedRecord } from "../../dataverse/guard/guardedSubject";
import type { Row } from "../../dataverse/host";
import { optionOf } from "../../dataverse/writing";
import { guardStates, type GuardState } from "../../domain/guard/guardState";
import { Answering, lookup, type Reply } from "../dataverse/answering";
import { ACTIVITY, CONTACT, deal, list, RITA } from "./guardedSend";
import { settled, violations } from "./onTheForm";
import { languages, type Language } from "./strings";
import { writingHost } from "./writing";

const CAMPAIGN = "00000000-0000-4000-8000-00000000e002";
const TEAM = "00000000-0000-4000-8000-00000000f010";
const MIRA = "00000000-0000-4000-8000-00000000f011";

const ofTeam: Row = {
  ...deal,
  ...lookup("ownerid", TEAM, "Key accounts"),
  "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team",
};

/** An activity of the campaign, as it was last written down. */
const activity = (state: GuardState): Row => ({
  activityid: ACTIVITY,
  subject: "Mailing of June",
  ent_guardstate: optionOf(guardStates, state),
});

interface Given {
  readonly record?: GuardedRecord;
  readonly answers?: Readonly<Record<string, Reply>>;
  readonly language?: Language;
}

/** The guard, on a form where an hour passes with every press of the clock. */
async function show({ record, answers: given = {}, language }: Given = {}) {
  const answers: Record<string, Reply> = {
    ent_policy: [{ ent_policyid: "1", ent_name: "Agreed", ent_guardmode: 789_100_000, ent_recheckhours: 24 }],
    campaign: [{ campaignid: CAMPAIGN, name: "Summer", ...list }],
    campaignactivity: [{ subject: "Newsletter of this week", statecode: 0, statuscode: 1, ...list }],
    opportunity: [deal],
    ...given,
  };
  const service = new Answering((table, fetchXml) => {
    if (table !== "contact" || fetchXml.includes("aggregate")) return answers[table] ?? [];
    return answers.contact ?? [{ contactid: CONTACT, fullname: "Cleo Contact" }];
  });
  let now = new Date("2026-11-22T09:00:00Z").getTime();
  const host = {
    ...writingHost(service, { language, now: () => new Date(now) }),
    order: () => undefined,
    tell: () => undefined,
    openFile: () => Promise.resolve(),
  } satisfies GuardViewHost;
  const view = render(
    <SendGuardView
      host={host}
      onForm={{ kind: "sent", record: record ?? { table: "campaignactivity", id: ACTIVITY } }}
    />,
  );
  await settled();
  const readAgain = async () => {
    now += 3_600_000;
    fireEvent.click(screen.getByRole("button", { name: "Read again" }));
    await settled();
  };
  return { view, host, answers, readAgain };
}

const onCampaign = { table: "campaign", id: CAMPAIGN } as const;
const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole("button", { name }));
  await settled();
};

describe("what is read again with the audience", () => {
  it("is who they are, where the names are open", async () => {
    const { answers, readAgain } = await show();
    await press("1 person");
    expect(screen.getByRole("button", { name: "Cleo Contact" })).toBeInTheDocument();
    answers.contact = [{ contactid: CONTACT, fullname: "Cleo Newname" }];
    await readAgain();
    expect(screen.getByRole("button", { name: "Cleo Newname" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Cleo Contact" })).toBeNull();
  });

  it("is how the guard stands with the campaign's activities", async () => {
    const checks = [{ activity: ACTIVITY, checked: "2026-11-22T08:00:00Z" }];
    const { answers, readAgain } = await show({
      record: onCampaign,
      answers: { campaignactivity: [activity("toDecide")], ent_sendcheck: checks },
    });
    expect(screen.getByText("to decide")).toBeInTheDocument();
    answers.campaignactivity = [activity("guarded")];
    await readAgain();
    expect(screen.getByText("guarded")).toBeInTheDocument();
    expect(screen.queryByText("to decide")).toBeNull();
  });
});

describe("an activity of a campaign", () => {
  const standing = async (state: GuardState, checked: string | null, language?: Language) => {
    const { view } = await show({
      record: onCampaign,
      language,
      answers: {
        campaignactivity: [activity(state)],
        ent_sendcheck: checked === null ? [] : [{ activity: ACTIVITY, checked }],
      },
    });
    expect(await violations(view.container)).toEqual([]);
    const item = screen.getByRole("button", { name: "Mailing of June" }).closest("li");
    if (item === null) throw new Error("The activity stands in no list.");
    return within(item);
  };

  it("says when it was last checked, and how it stood", async () => {
    const item = await standing("clear", "2026-11-21T09:00:00Z");
    expect(item.getByText("clear")).toBeInTheDocument();
    expect(item.getByText(/^last check .*2026/)).toBeInTheDocument();
  });

  it.each([
    [1033, "not checked", /^last check /],
    [1036, "non vérifié", /^dernière vérification : /],
    [1043, "niet gecontroleerd", /^laatste controle /],
  ] as const)("is not checked any more, in %i, past the policy's hours", async (language, state, last) => {
    const item = await standing("clear", "2026-11-21T08:59:59Z", language);
    expect(item.getByText(state)).toBeInTheDocument();
    expect(item.getByText(last)).toBeInTheDocument();
  });

  it("is not checked where no check is on record", async () => {
    const item = await standing("guarded", null);
    expect(item.getByText("not checked")).toBeInTheDocument();
    expect(item.queryByText(/last check/)).toBeNull();
  });
});

describe("a question to an owner", () => {
  const told = (host: Awaited<ReturnType<typeof show>>["host"]) =>
    host.written.flatMap(({ table, data }) =>
      table === "appnotification" ? [data?.["ownerid@odata.bind"]] : [],
    );
  const nobody = /1 owner could not be told.*disabled user or a team without members/;

  it("of a deal of somebody who is there reaches them", async () => {
    const { host } = await show();
    await press("Ask the owner");
    expect(told(host)).toEqual([`/systemusers(${RITA})`]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("of a deal of a disabled user reaches nobody, and the screen says so and what to do", async () => {
    const { host, view } = await show({ answers: { systemuser: [{ systemuserid: RITA }] } });
    await press("Ask the owner");
    expect(told(host)).toEqual([]);
    expect(screen.getByRole("alert")).toHaveTextContent(nobody);
    expect(JSON.stringify(host.written)).not.toContain(RITA);
    expect(await violations(view.container)).toEqual([]);
  });

  it("of a deal of a team reaches those of it who are there", async () => {
    const people = [RITA, MIRA].map((systemuserid) => ({ teamid: TEAM, systemuserid }));
    const { host } = await show({
      answers: { opportunity: [ofTeam], teammembership: people, systemuser: [{ systemuserid: RITA }] },
    });
    await press("Ask the owner");
    expect(told(host)).toEqual([`/systemusers(${MIRA})`]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("of a deal of a team without people reaches nobody, and the screen says so", async () => {
    const { host } = await show({ answers: { opportunity: [ofTeam] } });
    await press("Ask the owner");
    expect(told(host)).toEqual([]);
    expect(screen.getByRole("alert")).toHaveTextContent(nobody);
  });

  it.each(languages)("that reaches nobody is told so in %i", async (language) => {
    const { view } = await show({ language, answers: { opportunity: [ofTeam] } });
    fireEvent.click(within(view.container).getByRole("button", { name: /Ask the owner|Demander|Eigenaar/ }));
    await settled();
    expect(screen.getByRole("alert")).toHaveTextContent(/disabled|désactivé|uitgeschakelde/);
  });
});
