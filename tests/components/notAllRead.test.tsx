import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import { BriefingView } from "../../components/Briefing/BriefingView";
import { InterestView } from "../../components/Interest/InterestView";
import type { ClientOnForm } from "../../components/shared/clientOnForm";
import type { FormHost } from "../../components/shared/formHost";
import { CONTOSO, FABRIKAM, interaction } from "../dataverse/clients";
import type { Rows } from "../dataverse/smallOrganisation";
import { answering, formHost, organisation, refusal, settled, violations } from "./onTheForm";
import type { Language } from "./strings";

/* What is said of a client where something that tells of it could not be read: on the screen, and on the page to take along. */

const on = (id: string): ClientOnForm => ({ kind: "client", client: { table: "account", id } });

/** Campaign responses are there, and no other further source. */
const definitions: FormHost["definitions"] = {
  getEntityMetadata: (table) =>
    ["contact", "campaignresponse"].includes(table)
      ? Promise.resolve({})
      : Promise.reject(refusal(0x80060888, "no such table")),
};

const consent = 'alias="follow"';
const responses = 'name="campaignresponse"';

/** Contoso with one deal, where the questions with these in them are refused. */
function contoso(unread: readonly string[], ...days: readonly string[]) {
  return organisation(
    days.map((day) => interaction(day)),
    {
      refuse: (fetchXml) =>
        unread.some((part) => fetchXml.includes(part))
          ? { errorCode: 0x80040216, message: "An unexpected error occurred." }
          : undefined,
    },
    {
      opportunity: [
        { opportunityid: "renewal", name: "Platform renewal", customerid: CONTOSO, statecode: 0 },
      ],
    },
  );
}

async function briefing(service: ReturnType<typeof contoso>, id = CONTOSO, language?: Language) {
  const view = render(<BriefingView host={formHost(service, { definitions, language })} onForm={on(id)} />);
  await waitFor(() => expect(screen.getByRole("button", { name: /^(Print|Imprimer)$/ })).toBeEnabled());
  return view;
}

/** The text that is copied, by heading. */
async function copied(): Promise<ReadonlyMap<string, readonly string[]>> {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Copy" }));
  await screen.findByText("Copied.");
  const parts = (await navigator.clipboard.readText()).split("\n\n");
  return new Map(
    parts.slice(1).map((part) => {
      const [heading = "", , ...lines] = part.split("\n");
      return [heading, lines];
    }),
  );
}

const section = (name: string) => within(screen.getByRole("region", { name }));
const headline = () => screen.getByRole("heading", { level: 2 });

describe("a client of whom not all could be read", () => {
  it.each([
    ["who may be followed", consent],
    ["a further source", responses],
  ])("is not said to be silent without %s", async (_, unread) => {
    const { container } = await briefing(contoso([unread]));
    expect(headline()).toHaveTextContent(/^Next to close: Platform renewal/);
    expect(headline()).not.toHaveTextContent(/Silent|Cold|Unseen/);
    expect(section("What they care about").queryByText("No signals yet.")).toBeNull();
    expect(
      section("What they care about").getByText("No signal on a topic in the last 180 days."),
    ).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it.each([
    ["who may be followed", consent],
    ["a further source", responses],
    ["the newest signals", 'attribute name="ent_fieldnoteid"'],
  ])("is not said to be cold without %s; what was ranked stays", async (_, unread) => {
    await briefing(contoso([unread], "2026-06-20"));
    expect(headline()).not.toHaveTextContent(/Silent|Cold|Unseen/);
    expect(screen.queryByText(/^Cold: nothing heard/)).toBeNull();
    expect(screen.getByRole("button", { name: /^Data platform Index/ })).toBeInTheDocument();
  });

  it("is told what is missing in place of what the silence means, on the form of Interest too", async () => {
    render(
      <InterestView host={formHost(contoso([consent, responses]), { definitions })} onForm={on(CONTOSO)} />,
    );
    await settled();
    const interests = section("What they care about");
    expect(interests.getByRole("status")).toHaveTextContent(
      "No signal on a topic in the last 180 days.Could not be read: Campaign response.",
    );
    expect(interests.getByText(/^Who has refused tracking could not be read/)).toBeInTheDocument();
  });

  it("is heard of all the same where something tells of it", async () => {
    await briefing(contoso([consent, responses], "2026-11-21"));
    expect(headline()).toHaveTextContent(/Interest in Data platform is rising\.$/);
  });
});

describe("thresholds that could not be read", () => {
  const defaults = "The agreed thresholds could not be read: the defaults are used.";
  const interests = () => section("What they care about");

  it.each([
    ["a ranking", ["2026-11-21"]],
    ["a silence", []],
  ])("are said to be the defaults beside %s, on the form of Interest too", async (_, days) => {
    const { container } = render(
      <InterestView
        host={formHost(contoso(["ent_policy"], ...days), { definitions })}
        onForm={on(CONTOSO)}
      />,
    );
    await settled();
    expect(interests().getByText(defaults)).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("are said to be so on the page to take along, and nowhere where they were read", async () => {
    const view = await briefing(contoso(["ent_policy"], "2026-11-21"));
    await copied();
    expect(await navigator.clipboard.readText()).toContain(defaults);
    view.unmount();
    await briefing(contoso([], "2026-11-21"));
    await copied();
    expect(await navigator.clipboard.readText()).not.toContain(defaults);
    expect(interests().queryByText(defaults)).toBeNull();
  });
});

describe("how many may not be followed", () => {
  it.each<[Language, RegExp, string]>([
    [1033, /comes from/, "Of 1 contact, 1 may not be followed."],
    [1036, /vient/, "Contacts qui ont refusé le suivi : 1 sur 1."],
  ])("is said in the number there is, in %s", async (language, why, text) => {
    const user = userEvent.setup();
    await briefing(contoso([]), FABRIKAM, language);
    await user.click(screen.getByRole("button", { name: why }));
    expect(screen.getByText(text)).toBeInTheDocument();
  });
});

describe("the page to take along says what the screen says", () => {
  it("of sources and consent that could not be read", async () => {
    await briefing(contoso([consent, responses], "2026-11-21"));
    const page = await copied();
    expect(page.get("Since you last met")?.slice(-1)).toEqual(["Could not be read: Campaign response."]);
    expect(page.get("What they care about")?.slice(-1)).toEqual([
      "Who has refused tracking could not be read: silence may have that reason.",
    ]);
  });

  it("of who has refused, beside a ranking and beside a silence", async () => {
    const refused = "1 of 2 contacts has refused to be followed: their silence does not mean no interest.";
    const view = await briefing(contoso([], "2026-11-21"));
    expect((await copied()).get("What they care about")?.slice(-1)).toEqual([refused]);
    view.unmount();
    await briefing(contoso([]));
    const [silence] = (await copied()).get("What they care about") ?? [];
    expect(silence).toMatch(/^No signals yet\. /);
    expect(silence).toContain(refused);
  });

  it("of a client who grew cold, since when", async () => {
    await briefing(contoso([], "2026-06-20"));
    expect((await copied()).get("What they care about")?.[0]).toBe(
      "- Cold: nothing heard for 155 days, since 2026.06.20.",
    );
  });

  it("of people whom nobody may call or write to, and of an order that may be off", async () => {
    const refusing = { donotemail: true, donotphone: true, statecode: 0, parentcustomerid: CONTOSO };
    const contact: Rows[string] = [
      { ...refusing, contactid: "a", fullname: "Anne Lambert" },
      { ...refusing, contactid: "b", fullname: "Bram de Vries" },
    ];
    const service = answering(
      (table, fetchXml) =>
        table === "ent_interaction" && fetchXml.includes('alias="who"')
          ? refusal(0x80040216)
          : table === "contact" && !fetchXml.includes("aggregate")
            ? contact
            : undefined,
      contoso([]),
    );
    await briefing(service as unknown as ReturnType<typeof contoso>);
    expect(
      section("Who to talk to").getByText("Nobody here may be called or written to."),
    ).toBeInTheDocument();
    expect(section("Who to talk to").getByText(/the order may be off/)).toBeInTheDocument();
    const people = (await copied()).get("Who to talk to");
    expect(people?.[0]).toBe("- Nobody here may be called or written to.");
    expect(people?.slice(-1)).toEqual([
      "Their signals or their consent could not all be read: the order may be off.",
    ]);
  });

  it("of deals of the account above that may be missing", async () => {
    const above = Array.from({ length: 500 }, (_, n) => ({
      ...{ opportunityid: `small ${n}`, name: `Small ${n}`, estimatedvalue_base: 10, statecode: 0 },
      ...{ _customerid_value: "group", "below_customerid.parentaccountid": "group" },
    }));
    const isWithAbove = (fetchXml: string) =>
      /"any"><filter type="and"><condition attribute="accountid"/.test(fetchXml);
    const service = answering(
      (table, fetchXml) => (table === "opportunity" ? (isWithAbove(fetchXml) ? above : []) : undefined),
      contoso([]),
    );
    await briefing(service as unknown as ReturnType<typeof contoso>);
    expect((await copied()).get("On the table")).toEqual([
      "No open deals.",
      "Open deals of a parent account may be missing here; they may protect this client as well.",
    ]);
  });
});
