import { act, fireEvent, render, screen } from "@testing-library/react";
import * as React from "react";
import { HoldForm } from "../../components/shared/hold/HoldForm";
import { HoldItem } from "../../components/shared/hold/HoldItem";
import { wordsOf } from "../../components/shared/words";
import type { Hold } from "../../domain/guard/protection";
import { dayOfDate } from "../../domain/day";
import { refusal } from "../dataverse/answering";
import { silentService, violations } from "./onTheForm";
import { ME, writingHost } from "./writing";

const ACCOUNT = "00000000-0000-4000-8000-00000000a001";
const DEAL = { id: "00000000-0000-4000-8000-00000000b001", name: "Platform renewal" };
const today = dayOfDate(2026, 11, 22);

function show(more: Parameters<typeof writingHost>[1] = {}, deals = [DEAL]) {
  const host = writingHost(silentService, more);
  const done = jest.fn();
  const view = render(
    <HoldForm
      host={host}
      words={wordsOf(host)}
      held={{ accountId: ACCOUNT, contactId: null }}
      deals={deals}
      today={today}
      onDone={done}
      onCancel={() => undefined}
    />,
  );
  return { host, done, view };
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
    expect(host.written).toMatchObject([
      {
        verb: "create",
        table: "ent_hold",
        data: {
          ent_reason: "Legal review",
          ent_from: "2026-11-22",
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
  const hold: Hold = {
    id: "h1",
    reason: "Legal review",
    scope: "everySend",
    from: today,
    until: null,
    deal: DEAL,
    account: { id: "a", name: "Contoso" },
    contact: null,
    owner: { id: ME, name: "Rita Rep", table: "systemuser" },
  };
  const showItem = (of: Hold) => {
    const host = writingHost(silentService);
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

  it("is not for others to end", () => {
    showItem({ ...hold, owner: { id: "someone", name: "Somebody else", table: "systemuser" } });
    expect(screen.queryByRole("button", { name: "End hold" })).toBeNull();
  });
});
