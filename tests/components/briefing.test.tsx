import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import { BriefingView } from "../../components/Briefing/BriefingView";
import type { ClientOnForm } from "../../components/shared/clientOnForm";
import type { Row } from "../../dataverse/host";
import { lookup, shown } from "../dataverse/answering";
import type { Rows } from "../dataverse/smallOrganisation";
import { ANNE, CONTOSO, interaction } from "../dataverse/clients";
import {
  answering,
  formHost,
  organisation,
  RITA,
  refusingService,
  settled,
  silentService,
  violations,
} from "./onTheForm";

const FORMATTED = "@OData.Community.Display.V1.FormattedValue";
const contoso: ClientOnForm = { kind: "client", client: { table: "account", id: CONTOSO } };

function opportunity(name: string, more: Rows[string][number] = {}): Rows[string][number] {
  return {
    opportunityid: `id of ${name}`,
    name,
    salesstage: 2,
    [`salesstage${FORMATTED}`]: "Propose",
    estimatedvalue: 40_000,
    estimatedvalue_base: 40_000,
    [`estimatedvalue${FORMATTED}`]: "€40,000.00",
    estimatedclosedate: "2027-02-01",
    closeprobability: 40,
    ...lookup("ownerid", RITA, "Rita Rep"),
    customerid: CONTOSO,
    statecode: 0,
    ...more,
  };
}

const renewal = opportunity("Platform renewal", {
  [`estimatedvalue${FORMATTED}`]: "€1,200,000.00",
  estimatedclosedate: "2026-12-04",
  closeprobability: 80,
});

function contosoWith(opportunities: Rows[string], options = {}) {
  return organisation([interaction("2026-11-21")], options, {
    opportunity: opportunities,
  });
}

async function deals(): Promise<HTMLElement[]> {
  return within(await screen.findByRole("list", { name: "On the table" })).getAllByRole("listitem");
}

describe("the Briefing", () => {
  it("says what is nearest to being signed, what else is on the table, and what they care about", async () => {
    const service = contosoWith([opportunity("Training pack"), renewal]);
    const { container } = render(<BriefingView host={formHost(service)} onForm={contoso} />);
    expect(
      await screen.findByRole("heading", {
        level: 2,
        name: /^In closing: Platform renewal, €1,200,000.00, signature expected in 12 days\./,
      }),
    ).toBeInTheDocument();
    expect((await deals()).map((deal) => deal.textContent)).toEqual([
      "In closingPlatform renewal€1,200,000.00Propose · closes 2026.12.04 · Rita Rep",
      "Training pack€40,000.00Propose · closes 2027.02.01 · Rita Rep",
    ]);
    expect(await screen.findByRole("button", { name: /^Data platform Index/ })).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("shows a deal that is somebody's of its people, with whom it is", async () => {
    const ofAnne: Row = {
      opportunityid: "hers",
      name: "Her deal",
      ...shown("salesstage", 3, "Close"),
      ...shown("estimatedvalue", 500_000, "€500,000.00"),
      estimatedvalue_base: 500_000,
      ...lookup("customerid", "anne", "Anne Peeters"),
    };
    const service = answering(
      (table) => (table === "opportunity" ? [ofAnne] : undefined),
      organisation([interaction("2026-11-21")]),
    );
    render(<BriefingView host={formHost(service)} onForm={contoso} />);
    expect((await deals()).map((deal) => deal.textContent)).toEqual([
      "VIP in closingHer deal€500,000.00with Anne Peeters · Close · no close date",
    ]);
  });

  it("lists the headline's deal first, though a small one is signed sooner", async () => {
    const small = opportunity("Small pack", { salesstage: 3, estimatedclosedate: "2026-11-25" });
    const large = { ...renewal, salesstage: 3, estimatedvalue_base: 1_200_000 };
    render(<BriefingView host={formHost(contosoWith([small, large]))} onForm={contoso} />);
    expect(await screen.findByRole("heading", { level: 2 })).toHaveTextContent(
      /^In closing: Platform renewal/,
    );
    expect((await deals()).map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^VIP in closingPlatform renewal/),
      expect.stringMatching(/^In closingSmall pack/),
    ]);
  });

  it.each([
    ["two lines", 900, ["28px", "28px"]],
    ["three on a phone", 320, ["20px", "20px", "20px"]],
  ])("holds the headline's room with its shape: %s", async (_, width, heights) => {
    render(<BriefingView host={formHost(silentService, { width })} onForm={contoso} />);
    const shape = screen.getByText("Reading the headline").nextElementSibling;
    expect([...(shape?.children ?? [])].map((row) => (row as HTMLElement).style.height)).toEqual(heights);
    await settled();
  });

  it("asks sixteen questions", async () => {
    const service = contosoWith([renewal]);
    render(<BriefingView host={formHost(service)} onForm={contoso} />);
    await screen.findByRole("button", { name: /^Data platform/ });
    await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
    expect(service.requests).toHaveLength(16);
  });

  it.each<[string, readonly ReturnType<typeof opportunity>[], string]>([
    ["no deal", [], "No deal is open with this account."],
    [
      "two in closing",
      [
        renewal,
        opportunity("Fleet", { salesstage: 3, estimatedclosedate: "2026-11-22" }),
        opportunity("Later"),
      ],
      "In closing: Fleet, €40,000.00, signature expected today; and 1 other deal.",
    ],
    [
      "one to come",
      [opportunity("Later")],
      "Next to close: Later, €40,000.00, signature expected in 71 days.",
    ],
    [
      "several to come, the nearest overdue",
      [
        opportunity("Later"),
        opportunity("Late", { estimatedclosedate: "2026-11-21", [`estimatedvalue${FORMATTED}`]: null }),
        opportunity("Undated", { estimatedclosedate: null }),
      ],
      "Next to close: Late, signature 1 day overdue; 2 other deals are open.",
    ],
  ])("puts %s in one sentence", async (_name, opportunities, sentence) => {
    render(<BriefingView host={formHost(contosoWith(opportunities))} onForm={contoso} />);
    const headline = await screen.findByRole("heading", { level: 2 });
    expect(headline.textContent?.startsWith(sentence)).toBe(true);
  });

  it("opens a deal's record", async () => {
    const user = userEvent.setup();
    const opened: string[] = [];
    const host = formHost(contosoWith([renewal]), {
      openRecord: (...record) => opened.push(record.join(" ")),
    });
    render(<BriefingView host={host} onForm={contoso} />);
    await user.click(await screen.findByRole("button", { name: "Platform renewal" }));
    expect(opened).toEqual(["opportunity id of Platform renewal"]);
  });

  it("shows the first three deals on a phone, and the number of the others", async () => {
    const user = userEvent.setup();
    const service = contosoWith(["A", "B", "C", "D", "E"].map((name) => opportunity(name)));
    const { container } = render(<BriefingView host={formHost(service, { width: 320 })} onForm={contoso} />);
    expect(await deals()).toHaveLength(3);
    await user.click(screen.getByRole("button", { name: "Show 2 more" }));
    expect(await deals()).toHaveLength(5);
    expect(await violations(container)).toEqual([]);
  });

  it("says that a deal has no close date, or has passed it", async () => {
    const service = contosoWith([
      opportunity("Undated", { estimatedclosedate: null }),
      opportunity("Late", { estimatedclosedate: "2026-11-01" }),
    ]);
    render(<BriefingView host={formHost(service)} onForm={contoso} />);
    const [late, undated] = await deals();
    expect(late).toHaveTextContent("was to close 2026.11.01");
    expect(undated).toHaveTextContent("no close date");
  });

  it("lets each section fail alone", async () => {
    const service = contosoWith([renewal], {
      refuse: (fetchXml: string) =>
        fetchXml.includes('name="opportunity"') ? { errorCode: 0x80040220, message: "no" } : undefined,
    });
    const { container } = render(<BriefingView host={formHost(service)} onForm={contoso} />);
    const onTheTable = within(screen.getByRole("region", { name: "On the table" }));
    expect(await onTheTable.findByText("Your role does not let you see this.")).toBeInTheDocument();
    expect(await screen.findByRole("button", { name: /^Data platform/ })).toBeInTheDocument();
    expect(screen.getByRole("heading", { level: 2, name: /^Interest in Data platform/ })).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("reads everything again on demand", async () => {
    const user = userEvent.setup();
    const opportunities = [opportunity("Later")];
    const service = contosoWith(opportunities);
    render(<BriefingView host={formHost(service)} onForm={contoso} />);
    await screen.findByText(/^Next to close/);
    opportunities.push(renewal);
    await user.click(screen.getByRole("button", { name: "Read again" }));
    expect(await screen.findByText(/^In closing: Platform renewal/)).toBeInTheDocument();
    await waitFor(() => expect(service.requests).toHaveLength(32));
  });

  it("has a heading while it reads and when it cannot", async () => {
    const view = render(<BriefingView host={formHost(silentService)} onForm={contoso} />);
    await settled();
    expect(await violations(view.container)).toEqual([]);
    view.unmount();
    const { container } = render(
      <BriefingView host={formHost(refusingService(0x80040217))} onForm={contoso} />,
    );
    expect(await screen.findByRole("heading", { level: 2, name: "This account" })).toBeInTheDocument();
    expect((await screen.findAllByText("This record no longer exists.")).length).toBeGreaterThan(3);
    expect(await violations(container)).toEqual([]);
  });

  it("can be taken along when the connection is gone, once all of it was read", async () => {
    const user = userEvent.setup();
    const service = contosoWith([renewal]);
    const view = render(<BriefingView host={formHost(service)} onForm={contoso} />);
    await waitFor(() => expect(screen.getByRole("button", { name: "Copy" })).toBeEnabled());
    view.rerender(<BriefingView host={formHost(service, { isOffline: () => true })} onForm={contoso} />);
    await user.click(screen.getByRole("button", { name: "Copy" }));
    await screen.findByText("Copied.");
    expect(await navigator.clipboard.readText()).toContain("- Platform renewal");
  });

  it("names what has no name, so that every button says what it opens", async () => {
    const service = answering(
      (table, fetchXml) =>
        table === "contact" && !fetchXml.includes("aggregate")
          ? [{ contactid: ANNE, statecode: 0, telephone1: "1" }]
          : table === "listmember"
            ? [{ activity: "send", starts: "2026-11-22T10:00:00Z", people: 2 }]
            : undefined,
      contosoWith([{ ...renewal, name: null }]),
    );
    const { container } = render(<BriefingView host={formHost(service)} onForm={contoso} />);
    await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
    expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent(/\(no name\), €/);
    expect(screen.getAllByRole("button", { name: "(no name)" })).toHaveLength(3);
    expect(await violations(container)).toEqual([]);
  });

  it("belongs on an account's form", () => {
    render(
      <BriefingView
        host={formHost(silentService)}
        onForm={{ kind: "client", client: { table: "contact", id: ANNE } }}
      />,
    );
    expect(screen.getByRole("status")).toHaveTextContent("does not belong on this form");
  });

  it.each([
    [
      1036,
      "En cours de signature : Platform renewal, €1,200,000.00, signature attendue dans 12 jours. L’intérêt pour Data platform augmente.",
    ],
    [
      1043,
      "Vlak voor ondertekening: Platform renewal, €1,200,000.00, handtekening over 12 dagen verwacht. De interesse in Data platform stijgt.",
    ],
  ] as const)("speaks language %i", async (language, sentence) => {
    render(<BriefingView host={formHost(contosoWith([renewal]), { language })} onForm={contoso} />);
    expect(await screen.findByText(sentence)).toBeInTheDocument();
  });
});

describe("the headline on a phone", () => {
  const show = async (...opportunities: ReturnType<typeof opportunity>[]) => {
    const view = render(
      <BriefingView host={formHost(contosoWith(opportunities), { width: 320 })} onForm={contoso} />,
    );
    await waitFor(() => expect(screen.getByRole("button", { name: "Print" })).toBeEnabled());
    return view;
  };
  const headline = () => screen.getByRole("heading", { level: 2 }).textContent;

  it("keeps to the deal at hand; what they care about stands below it, other deals in their list", async () => {
    const { container } = await show(renewal, opportunity("Fleet", { salesstage: 3 }));
    expect(headline()).toBe("In closing: Platform renewal, €1,200,000.00, signature expected in 12 days.");
    expect(screen.getByText("Interest in Data platform is rising.")).toBeInTheDocument();
    expect(await deals()).toHaveLength(2);
    expect(await violations(container)).toEqual([]);
  });

  it("leaves a date that is not near to the list of deals", async () => {
    await show(opportunity("Later"));
    expect(headline()).toBe("Next to close: Later, €40,000.00.");
    expect((await deals())[0]).toHaveTextContent("closes 2027.02.01");
  });

  it("cuts nothing of a long name", async () => {
    const name = "Renewal of the platform of the subsidiaries ".repeat(6).trim();
    await show(opportunity(name));
    expect(headline()).toContain(name);
  });

  it("explains itself in place, by keyboard", async () => {
    const user = userEvent.setup();
    const { container } = await show(renewal);
    const why = screen.getByRole("button", { name: "Where this comes from" });
    why.focus();
    await user.keyboard("{Enter}");
    expect(why).toHaveAttribute("aria-expanded", "true");
    const reasons = document.getElementById(why.getAttribute("aria-controls") ?? "");
    expect(reasons).toHaveTextContent(/^Platform renewal is in closing: .*Interest in Data platform: index/);
    expect(await violations(container)).toEqual([]);
  });
});
