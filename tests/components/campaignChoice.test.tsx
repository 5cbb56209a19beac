import { fireEvent, render, screen, within } from "@testing-library/react";
import * as React from "react";
import { FieldNotesView } from "../../components/FieldNotes/FieldNotesView";
import { nothingKept } from "../../components/FieldNotes/kept";
import { Answering, lookup, type Reply } from "../dataverse/answering";
import { settled, violations } from "./onTheForm";
import { writingHost } from "./writing";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";

/** A note that a marketer is about to say was used. */
async function use(first: Reply | Promise<Reply>, isOffline = false) {
  const campaigns = { reply: first };
  const service = new Answering((table) => {
    if (table === "campaign") return campaigns.reply;
    return table === "ent_fieldnote"
      ? [{ ent_fieldnoteid: "n1", ent_text: "Fears the migration", ...lookup("ownerid", "rita", "Rita") }]
      : [];
  });
  const network = { isDown: false };
  const host = {
    ...writingHost(service, { isOffline: () => network.isDown }),
    kept: nothingKept,
    keep: () => undefined,
    userName: "Mo",
    openFile: () => Promise.resolve(),
  };
  const onForm = { kind: "subject", subject: { table: "account", id: ACCOUNT } } as const;
  const view = render(<FieldNotesView host={host} onForm={onForm} />);
  await screen.findByText("Fears the migration");
  network.isDown = isOffline;
  fireEvent.click(screen.getByRole("button", { name: "Used in a campaign…" }));
  await settled();
  return { campaigns, service, container: view.container };
}

const answer = () => screen.getByRole("button", { name: "Answer" });

describe("the campaign in which a note was used", () => {
  it("is being read", async () => {
    const { container } = await use(new Promise<Reply>(() => undefined));
    expect(screen.getByText("Reading the campaigns…")).toBeInTheDocument();
    expect(screen.queryByLabelText("Campaign")).toBeNull();
    expect(await violations(container)).toEqual([]);
  });

  it("cannot be chosen without the privilege, which is named", async () => {
    await use({
      refused: 0x80040220,
      saying: "Principal user is missing prvReadCampaign privilege",
    });
    expect(screen.getByText("Your role does not let you see this.")).toBeInTheDocument();
    expect(screen.getByText(/prvReadCampaign/)).toBeInTheDocument();
    expect(answer()).toBeDisabled();
  });

  it("is read again where it could not be read, and what was replied stays", async () => {
    const { campaigns, container } = await use({ refused: 0x80040216 });
    expect(screen.getByText("This could not be read.")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    fireEvent.change(screen.getByLabelText(/Reply/), { target: { value: "Thanks" } });
    campaigns.reply = [{ campaignid: "c1", name: "Spring" }];
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    const box = await screen.findByLabelText("Campaign");
    expect(screen.getByLabelText(/Reply/)).toHaveValue("Thanks");
    fireEvent.change(box, { target: { value: "c1" } });
    expect(answer()).toBeEnabled();
  });

  it("cannot be read without a connection", async () => {
    await use([{ campaignid: "c1", name: "Spring" }], true);
    expect(screen.getByText("You are offline.")).toBeInTheDocument();
    expect(screen.queryByLabelText("Campaign")).toBeNull();
  });

  it("is none where there is none, which is said", async () => {
    await use([]);
    expect(screen.getByText(/^There is no active campaign to choose\./)).toBeInTheDocument();
  });

  it("is one of those that start latest, which is said where there may be more", async () => {
    const many = Array.from({ length: 100 }, (_, at) => ({ campaignid: `c${at}`, name: `Campaign ${at}` }));
    const { container } = await use(many);
    expect(
      screen.getByText("Only the 100 campaigns that start latest are listed, latest first."),
    ).toBeInTheDocument();
    expect(within(screen.getByLabelText("Campaign")).getAllByRole("option")).toHaveLength(101);
    expect(await violations(container)).toEqual([]);
  });

  it("is not asked for where a note is set aside", async () => {
    const { service } = await use([{ campaignid: "c1", name: "Spring" }]);
    expect(screen.queryByText(/^Only the/)).toBeNull();
    const asked = () => service.requests.filter(({ table }) => table === "campaign").length;
    expect(asked()).toBe(1);
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    fireEvent.click(screen.getByRole("button", { name: "Set aside…" }));
    await settled();
    expect(asked()).toBe(1);
  });
});
