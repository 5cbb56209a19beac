import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import { InterestView } from "../../components/Interest/InterestView";
import type { ClientOnForm } from "../../components/shared/clientOnForm";
import type { Row } from "../../dataverse/host";
import { ANNE, BRAM, CLEO, CONTOSO, FABRIKAM, interaction, PLATFORM } from "../dataverse/clients";
import { answering, formHost, organisation, refusal, settled, violations } from "./onTheForm";

/* Interest where no account stands: on a lead's form, and on a contact's; and with the companies below an account. */

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";
const LEAD = "00000000-0000-4000-8000-00000000f001";
const on = (table: "lead" | "contact" | "account", id: string): ClientOnForm => ({
  kind: "client",
  client: { table, id },
});

const section = (name: string) => within(screen.getByRole("region", { name }));

const lena = {
  leadid: LEAD,
  fullname: "Lena Lead",
  jobtitle: "CFO",
  donotemail: true,
  donotbulkemail: false,
  donotphone: false,
  donotsendmm: false,
  followemail: true,
  telephone1: "+32 2",
  emailaddress1: "lena@lead.example",
};

async function show(lead: readonly Row[] | Error, interactions: Parameters<typeof organisation>[0] = []) {
  const service = answering((table) => (table === "lead" ? lead : undefined), organisation(interactions));
  const view = render(<InterestView host={formHost(service)} onForm={on("lead", LEAD)} />);
  await settled();
  return { service, ...view };
}

describe("Interest on a lead", () => {
  it("says that nothing was ever heard of a lead without signals, not that there are no contacts", async () => {
    const { container, service } = await show([lena]);
    expect(section("What they care about").getByRole("status")).toHaveTextContent("No signals yet.");
    expect(screen.queryByText(/No contacts/)).not.toBeInTheDocument();
    expect(service.requests).toHaveLength(6);
    expect(await violations(container)).toEqual([]);
  });

  it("says how the lead may be reached", async () => {
    const { container } = await show([lena], [interaction("2026-11-21", { ent_leadid: LEAD })]);
    expect(
      section("How to reach them")
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual(["Lena Lead · CFOMay be called; has refused e-mail"]);
    expect(section("How to reach them").queryByRole("button")).not.toBeInTheDocument();
    expect(section("What they care about").getByRole("button", { name: /^Data platform/ })).toBeVisible();
    expect(await violations(container)).toEqual([]);
  });

  it("says that the silence of a lead who refuses to be followed means nothing", async () => {
    await show([{ ...lena, followemail: false }]);
    expect(section("What they care about").getByRole("status")).toHaveTextContent(
      "Not trackable.This person has refused to be followed: silence does not mean no interest.",
    );
    expect(section("How to reach them").getByText(/may not be followed/)).toBeInTheDocument();
  });

  it("ranks the interests where the lead itself cannot be read, and says what could not be", async () => {
    const { container } = await show(refusal(0x80040220), [interaction("2026-11-21", { ent_leadid: LEAD })]);
    expect(section("What they care about").getByRole("button", { name: /^Data platform/ })).toBeVisible();
    expect(section("What they care about").getByText(/^Who has refused tracking/)).toBeInTheDocument();
    expect(section("How to reach them").getByRole("status")).toHaveTextContent(/Your role does not let/);
    expect(await violations(container)).toEqual([]);
  });
});

describe("Interest on a contact", () => {
  it("says how the contact may be reached, and not that they are their own best contact", async () => {
    render(
      <InterestView
        host={formHost(organisation([interaction("2026-11-21")]))}
        onForm={on("contact", ANNE)}
      />,
    );
    await settled();
    const reach = section("How to reach them");
    expect(reach.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "Anne LambertNo phone number or e-mail address known",
    ]);
    expect(reach.queryByText("Best point of contact")).not.toBeInTheDocument();
  });

  it("leaves the name in the list of what happened to the form", async () => {
    render(
      <InterestView
        host={formHost(organisation([interaction("2026-11-21", { ent_contactid: BRAM })]))}
        onForm={on("contact", BRAM)}
      />,
    );
    await settled();
    const [happening] = section("Since you last met").getAllByRole("listitem");
    expect(happening).toHaveTextContent(/^yesterday Meeting/);
  });
});

describe("Interest on an account", () => {
  it("opens a lead's record from a lead's signal, and a contact's from a contact's", async () => {
    const user = userEvent.setup();
    const opened: string[] = [];
    const signals = [
      interaction("2026-11-21", { ent_contactid: null, ent_leadid: LEAD, ent_accountid: CONTOSO }),
      interaction("2026-11-20"),
    ];
    const host = formHost(organisation(signals, {}, { lead: [lena] }), {
      openRecord: (...record) => opened.push(record.join(" ")),
    });
    render(<InterestView host={host} onForm={on("account", CONTOSO)} />);
    await settled();
    await user.click(section("Since you last met").getByRole("button", { name: "Lena Lead" }));
    await user.click(section("Since you last met").getByRole("button", { name: "Anne Lambert" }));
    expect(opened).toEqual([`lead ${LEAD}`, `contact ${ANNE}`]);
  });
});

describe("Interest with the companies below", () => {
  it("shows their signals as the evidence of a topic", async () => {
    const user = userEvent.setup();
    // The company itself has no signal; one below it has.
    const sums = {
      topic: PLATFORM,
      [`topic${FORMATTED}`]: "Data platform",
      ...{ year: 2026, month: 11, day: 21, points: 20, signals: 1, people: 1, last: "2026-11-21T10:00:00Z" },
    };
    const signal = {
      ent_interactionid: "1",
      ent_occurredon: "2026-11-21T10:00:00Z",
      ent_detail: "Data days at the subsidiary",
    };
    const answered = answering(
      (table, fetchXml) =>
        table !== "ent_interaction" || !fetchXml.includes("eq-or-under")
          ? undefined
          : fetchXml.includes('alias="topic"')
            ? [sums]
            : fetchXml.includes(`attribute="ent_topicid" operator="eq" value="${PLATFORM}"`)
              ? [signal]
              : [],
      organisation([]),
    );
    render(<InterestView host={formHost(answered)} onForm={on("account", CONTOSO)} />);
    await settled();
    await user.click(screen.getByRole("switch", { name: "With the companies below" }));
    await settled();
    await user.click(section("What they care about").getByRole("button", { name: /^Data platform/ }));
    const evidence = await screen.findByRole("list", { name: "Signals on Data platform" });
    expect(await within(evidence).findAllByRole("listitem")).toHaveLength(1);
    expect(evidence).toHaveTextContent("Data days at the subsidiary");
  });

  it("asks for them when the switch is on, and shows what it has meanwhile for neither", async () => {
    const user = userEvent.setup();
    const below = [interaction("2026-11-20"), interaction("2026-11-21")];
    const service = organisation([interaction("2026-11-21")]);
    const answered = answering(
      (table, fetchXml) =>
        table !== "ent_interaction" || !fetchXml.includes("eq-or-under")
          ? undefined
          : fetchXml.includes("aggregate")
            ? []
            : below,
      service,
    );
    const { container } = render(<InterestView host={formHost(answered)} onForm={on("account", CONTOSO)} />);
    await settled();
    const opening = service.requests.length;
    const toggle = screen.getByRole("switch", { name: "With the companies below" });
    expect(toggle).toHaveAttribute("aria-checked", "false");
    expect(service.requests.some((fetchXml) => fetchXml.includes("eq-or-under"))).toBe(false);

    await user.click(toggle);
    await settled();
    expect(toggle).toHaveAttribute("aria-checked", "true");
    const asked = service.requests.slice(opening);
    expect(asked).toHaveLength(opening);
    // All of it but the policy is about the company and those below it.
    expect(asked.filter((fetchXml) => fetchXml.includes("eq-or-under"))).toHaveLength(opening - 1);
    expect(section("Since you last met").getByText(/^2 signals/)).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);

    await user.click(toggle);
    await settled();
    expect(section("What they care about").getByRole("button", { name: /^Data platform/ })).toBeVisible();
    expect(section("Since you last met").getByText(/^1 signal/)).toBeInTheDocument();
  });

  it("names whoever spoke there, and lets them be opened", async () => {
    const user = userEvent.setup();
    const opened: string[] = [];
    const cleo = interaction("2026-11-21", { ent_contactid: CLEO, ent_accountid: FABRIKAM });
    const service = answering(
      (table, fetchXml) =>
        !fetchXml.includes("eq-or-under") || fetchXml.includes("aggregate")
          ? undefined
          : table === "ent_interaction"
            ? [{ ...cleo, _ent_contactid_value: CLEO, [`_ent_contactid_value${FORMATTED}`]: "Cleo Smith" }]
            : table === "contact"
              ? [{ contactid: CLEO, fullname: "Cleo Smith", statecode: 0, telephone1: "+32 2" }]
              : undefined,
      organisation([interaction("2026-11-21")]),
    );
    render(
      <InterestView
        host={formHost(service, { openRecord: (...record) => opened.push(record.join(" ")) })}
        onForm={on("account", CONTOSO)}
      />,
    );
    await settled();
    expect(screen.queryByRole("button", { name: "Cleo Smith" })).not.toBeInTheDocument();
    screen.getByRole("switch", { name: "With the companies below" }).focus();
    await user.keyboard(" ");
    await settled();
    expect(section("Who to talk to").getByText("Best point of contact")).toBeInTheDocument();
    await user.click(section("Who to talk to").getByRole("button", { name: "Cleo Smith" }));
    await user.click(section("Since you last met").getByRole("button", { name: "Cleo Smith" }));
    expect(opened).toEqual([`contact ${CLEO}`, `contact ${CLEO}`]);
  });

  it("says what cannot be read there, and goes back to what can", async () => {
    const user = userEvent.setup();
    const service = answering(
      (_, fetchXml) => (fetchXml.includes("eq-or-under") ? refusal(0x80040216, "broken") : undefined),
      organisation([interaction("2026-11-21")]),
    );
    const { container } = render(<InterestView host={formHost(service)} onForm={on("account", CONTOSO)} />);
    await settled();
    const toggle = screen.getByRole("switch", { name: "With the companies below" });
    await user.click(toggle);
    await settled();
    expect(screen.getAllByText("This could not be read.").length).toBeGreaterThan(1);
    expect(await violations(container)).toEqual([]);
    await user.click(toggle);
    await settled();
    expect(screen.queryByText("This could not be read.")).not.toBeInTheDocument();
    expect(section("What they care about").getByRole("button", { name: /^Data platform/ })).toBeVisible();
  });

  it.each(["contact", "lead"] as const)("is not offered on the form of a %s", async (table) => {
    render(<InterestView host={formHost(organisation([]))} onForm={on(table, ANNE)} />);
    await settled();
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
  });
});
