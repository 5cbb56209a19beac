import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import * as React from "react";
import { InterestView } from "../../components/Interest/InterestView";
import { CONTOSO } from "../dataverse/clients";
import { formHost, organisation, refusal, settled, violations } from "./onTheForm";

/*
 * What is said of a client where nobody could find out whether a further source is there. What was found out holds while the page
 * lives, for all tests of a file: here it never is, of these two.
 */

const RESPONSES = "campaignresponse";
const CONSENT = "msdynmkt_contactpointconsent4";

function show(code: number) {
  const askedFor: string[] = [];
  const host = formHost(organisation([]), {
    definitions: {
      getEntityMetadata: (table) => {
        askedFor.push(table);
        if (table === "contact") return Promise.resolve({});
        return Promise.reject(refusal([RESPONSES, CONSENT].includes(table) ? code : 0x80060888));
      },
    },
  });
  const onForm = { kind: "client", client: { table: "account", id: CONTOSO } } as const;
  return { askedFor, view: render(<InterestView host={host} onForm={onForm} />) };
}

const section = (name: string) => within(screen.getByRole("region", { name }));

describe("a client of whom nobody knows whether a source tells of them", () => {
  it.each([
    ["no answer came", 0],
    ["the service asked for patience", 0x80072322],
    ["the sign-in had expired", 0x8005f101],
  ])("is not said to be silent, and what is missing is named, when %s", async (_, code) => {
    const { askedFor, view } = show(code);
    const text = "Could not be read: Campaign response.";
    await waitFor(() =>
      expect(section("What they care about").getByRole("status")).toHaveTextContent(
        `No signal on a topic in the last 180 days.${text}`,
      ),
    );
    expect(section("Since you last met").getByText(text)).toBeInTheDocument();
    expect(section("Who to talk to").getByText(/their consent could not all be read/)).toBeInTheDocument();
    expect(await violations(view.container)).toEqual([]);
    // It is asked again, and those that are known to be absent are not.
    const before = askedFor.length;
    fireEvent.click(section("What they care about").getByRole("button", { name: "Read again" }));
    await settled();
    expect(askedFor.slice(before).sort()).toEqual([RESPONSES, CONSENT]);
  });
});
