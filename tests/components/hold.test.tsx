import { act, fireEvent, render, screen, within } from "@testing-library/react";
import * as React from "react";
import { HoldForm } from "../../components/shared/hold/HoldForm";
import { HoldItem } from "../../components/shared/hold/HoldItem";
import { wordsOf } from "../../components/shared/words";
import type { ListedHold } from "../../dataverse/holds";
import { dayOfDate } from "../../domain/day";
import { refusal } from "../dataverse/answering";
import { silentService, violations } from "./onTheForm";
import { ME, writingHost } from "./writing";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";
const DEAL = { id: "00000000-0000-4000-8000-00000000b001", name: "Platform renewal" };
const OTHER_DEAL = { id: "00000000-0000-4000-8000-00000000b002", name: "Training pack" };
const today = dayOfDate(2026, 11, 22);

function show(more: Parameters<typeof writingHost>[1] = {}, deals = [DEAL]) {
  const host = writingHost(silentService, more);
  const done = jest.fn();
  const form = (open: typeof deals) => (
    <HoldForm
      host={host}
      words={wordsOf(host)}
      held={{ accountId: ACCOUNT, contactId: null }}
      deals={open}
      today={today}
      onDone={done}
      onCancel={() => undefined}
    />
  );
  const view = render(form(deals));
  /** The deals are read, or read again. */
  const readDeals = (open: typeof deals) => view.rerender(form(open));
  return { host, done, view, readDeals };
}

const say = (text: string) =>
  fireEvent.change(screen.getByLabelText("Why should nothing be sent?"), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const settled = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 0)));

describe("the form of a hold", () => {
  it("holds until the deal closes, with why and for which sends", async () => {
    const { host, done, view } = show();
    expect(await violations(view.container)).toEqual([]);
    say("Legal review");
    fireEvent.change(screen.getByLabelText("Which sends"), { target: { value: "promotional" } });
    press("Hold");
    await settled();
    expect(done).toHaveBeenCalled();
    // A first day would begin later for whoever sends from an earlier time zone.
    expect(host.written[0]?.data).not.toHaveProperty("ent_from");
    expect(host.written).toMatchObject([
      {
        verb: "create",
        table: "ent_hold",
        data: {
          ent_reason: "Legal review",
          ent_until: null,
          ent_scope: 789_100_001,
          "ent_accountid@odata.bind": `/accounts(${ACCOUNT})`,
          "ent_opportunityid@odata.bind": `/opportunities(${DEAL.id})`,
        },
      },
    ]);
  });

  it("asks for a day where there is no deal to wait for, and takes none that has passed", async () => {
    const { host } = show({}, []);
    expect(screen.queryByLabelText(/closes/)).toBeNull();
    say("On leave");
    fireEvent.change(screen.getByLabelText("Last day of the hold"), { target: { value: "2026-11-21" } });
    press("Hold");
    expect(screen.getByRole("alert")).toHaveTextContent("The last day has passed.");
    fireEvent.change(screen.getByLabelText("Last day of the hold"), { target: { value: "2026-12-24" } });
    press("Hold");
    await settled();
    expect(host.written[0]?.data).toMatchObject({ ent_until: "2026-12-24" });
    expect(host.written[0]?.data).not.toHaveProperty("ent_opportunityid@odata.bind");
  });

  it("takes a last day as a keyboard types it, digit by digit, and loses nothing on the way", async () => {
    const { host } = show();
    const day = screen.getByLabelText("Last day of the hold");
    // No year of five digits, which a date column would not take.
    const ends = [day.getAttribute("min"), day.getAttribute("max")];
    say("On leave");
    // What Chromium reports while 2027 is typed as the year.
    for (const typed of ["0002-12-20", "0020-12-20", "0202-12-20"]) {
      fireEvent.change(day, { target: { value: typed } });
      expect(day).toHaveValue(typed);
      press("Hold");
      expect(screen.getByRole("alert")).not.toBeEmptyDOMElement();
    }
    expect(host.written).toEqual([]);
    fireEvent.change(day, { target: { value: "2027-12-20" } });
    expect(screen.getByLabelText("Why should nothing be sent?")).toHaveValue("On leave");
    press("Hold");
    await settled();
    expect(host.written[0]?.data).toMatchObject({ ent_reason: "On leave", ent_until: "2027-12-20" });
    expect(ends).toEqual(["2026-11-22", "9999-12-31"]);
  });

  it.each([
    ["one deal", [DEAL], "“Platform renewal” closes"],
    ["several deals", [DEAL, OTHER_DEAL], "a deal closes:"],
  ])("can wait for a deal when it was begun before %s was read", async (_, deals, choice) => {
    const { host, readDeals } = show({}, []);
    say("Legal review");
    readDeals(deals);
    // What is chosen does not change under the user's hands.
    expect(screen.getByLabelText("a day:")).toBeChecked();
    fireEvent.click(screen.getByLabelText(choice));
    press("Hold");
    await settled();
    expect(host.written[0]?.data).toMatchObject({
      ent_until: null,
      "ent_opportunityid@odata.bind": `/opportunities(${DEAL.id})`,
    });
  });

  it("keeps the deal chosen while the deals are read again", async () => {
    const { host, readDeals } = show({}, [DEAL, OTHER_DEAL]);
    say("Legal review");
    fireEvent.change(screen.getByLabelText("Deal to wait for"), { target: { value: OTHER_DEAL.id } });
    fireEvent.click(screen.getByLabelText("a day:"));
    readDeals([{ ...DEAL, id: "another" }, OTHER_DEAL, DEAL]);
    expect(screen.getByLabelText("Deal to wait for")).toHaveValue(OTHER_DEAL.id);
    fireEvent.click(screen.getByLabelText("a deal closes:"));
    press("Hold");
    await settled();
    expect(host.written[0]?.data).toMatchObject({
      "ent_opportunityid@odata.bind": `/opportunities(${OTHER_DEAL.id})`,
    });
  });

  it.each([
    ["several others are", [OTHER_DEAL, { id: "third", name: "Fleet" }]],
    ["one other is", [OTHER_DEAL]],
    ["no other is", []],
  ])("chooses no other deal, and no day, for who chose one that is closed meanwhile; %s open", (_, left) => {
    const { host, readDeals, view } = show({}, [DEAL, OTHER_DEAL]);
    say("Legal review");
    readDeals(left);
    for (const radio of within(view.container).getAllByRole("radio")) expect(radio).not.toBeChecked();
    expect(screen.queryByDisplayValue("Training pack")).toBeNull();
    if (left.length > 1)
      expect(screen.getByLabelText("Deal to wait for")).toHaveDisplayValue("Deal to wait for");
    press("Hold");
    expect(screen.getByRole("alert")).toHaveTextContent("Give a last day, or a deal to wait for.");
    expect(host.written).toEqual([]);
  });

  it("takes the deal that is left once it is chosen, after the first one closed", async () => {
    const { host, readDeals } = show({}, [DEAL, OTHER_DEAL]);
    say("Legal review");
    readDeals([OTHER_DEAL]);
    fireEvent.click(screen.getByLabelText("“Training pack” closes"));
    press("Hold");
    await settled();
    expect(host.written[0]?.data).toMatchObject({
      "ent_opportunityid@odata.bind": `/opportunities(${OTHER_DEAL.id})`,
    });
  });

  it("is saved once however often it is pressed, and keeps the focus where that fails", async () => {
    const { host } = show({ failures: [refusal(0x80040216)] });
    say("Legal review");
    const button = screen.getByRole("button", { name: "Hold" });
    button.focus();
    press("Hold");
    // Would be a second request, which nothing refuses.
    press("Hold");
    expect(button).toHaveFocus();
    await settled();
    expect(host.written).toHaveLength(0);
    expect(screen.getByRole("alert")).not.toBeEmptyDOMElement();
    expect(button).toHaveFocus();
  });

  it("says what is missing", () => {
    const { host } = show();
    press("Hold");
    expect(screen.getByRole("alert")).toHaveTextContent("Say why: marketing reads it.");
    expect(host.written).toEqual([]);
  });

  it("keeps what was typed when it cannot be saved, and repeats with the same id", async () => {
    const { host, done } = show({ failures: [refusal(0x80040220)] });
    say("Legal review");
    press("Hold");
    expect(await screen.findByRole("alert")).toHaveTextContent("Your role does not let you do this.");
    expect(screen.getByLabelText("Why should nothing be sent?")).toHaveValue("Legal review");
    press("Hold");
    await settled();
    expect(done).toHaveBeenCalled();
    expect(host.written).toHaveLength(1);
  });

  it("takes a refusal because the row is there already for success", async () => {
    const { done } = show({ failures: [refusal(0x80040237)] });
    say("Legal review");
    press("Hold");
    await settled();
    expect(done).toHaveBeenCalled();
  });
});

describe("a hold in force", () => {
  const hold: ListedHold = {
    id: "h1",
    reason: "Legal review",
    scope: "everySend",
    from: today,
    until: null,
    deal: DEAL,
    account: { id: "a", name: "Contoso" },
    contact: null,
    owner: { id: ME, name: "Rita Rep", table: "systemuser" },
    isOfMyTeam: false,
    above: null,
  };
  const showItem = (of: ListedHold, more: Parameters<typeof writingHost>[1] = {}) => {
    const host = writingHost(silentService, more);
    render(
      <ul>
        <HoldItem host={host} words={wordsOf(host)} hold={of} onDone={() => undefined} />
      </ul>,
    );
    return host;
  };

  it("is ended by its owner, and stays as a record", async () => {
    const host = showItem(hold);
    expect(screen.getByText(/until “Platform renewal” closes · every send/)).toBeInTheDocument();
    press("End hold");
    await settled();
    expect(host.written).toEqual([
      { verb: "update", table: "ent_hold", id: "h1", data: { statecode: 1, statuscode: 2 } },
    ]);
  });

  it("is ended by whoever is of the team that owns it", async () => {
    const owner = { id: "team", name: "Key accounts", table: "team" } as const;
    const host = showItem({ ...hold, owner, isOfMyTeam: true });
    press("End hold");
    await settled();
    expect(host.written).toMatchObject([{ verb: "update", table: "ent_hold", id: "h1" }]);
  });

  it("lasts until it is ended where neither a day nor a deal ends it", () => {
    showItem({ ...hold, deal: null });
    expect(screen.getByText("until it is ended · every send · Rita Rep")).toBeInTheDocument();
  });

  it("of the account above names and opens that, where it is ended", () => {
    const opened: string[] = [];
    const above = { id: "group", name: "Contoso Group" };
    showItem({ ...hold, above }, { openRecord: (...record) => opened.push(record.join(" ")) });
    expect(screen.getByRole("listitem")).toHaveTextContent(
      "On holdLegal reviewParent account: Contoso Group · until “Platform renewal” closes · every send · Rita Rep",
    );
    press("Parent account: Contoso Group");
    expect(opened).toEqual(["account group"]);
    expect(screen.queryByRole("button", { name: "End hold" })).toBeNull();
  });

  it("is not for others to end", () => {
    showItem({ ...hold, owner: { id: "someone", name: "Somebody else", table: "systemuser" } });
    expect(screen.queryByRole("button", { name: "End hold" })).toBeNull();
  });
});
