import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import * as React from "react";
import { HealthView } from "../../components/Health/HealthView";
import type { FormHost } from "../../components/shared/formHost";
import type { Row, WebApi } from "../../dataverse/host";
import { Answering, refusal, type Reply } from "../dataverse/answering";
import { formHost, refusingService, silentService, violations } from "./onTheForm";
import { languages, type Language } from "./strings";

const roles = ["Entente Rep", "Entente Marketer", "Entente Admin", "Entente Guard Override"];

/** An organisation that has everything. */
const everything: Readonly<Record<string, readonly Row[]>> = {
  ent_policy: [{ ent_policyid: "1", ent_name: "Agreed thresholds 2026" }],
  ent_topic: [{ ent_topicid: "1", ent_name: "Migration" }],
  ent_interactionkind: ["positive", "neutral", "negative"].map((each) => ({ ent_code: `fieldnote-${each}` })),
  ent_talkingpoint: [{ ent_talkingpointid: "1", ent_name: "Fear", ent_message: "Both for a while" }],
  role: roles.map((role) => ({ role, users: 2 })),
  ent_interaction: [{ ent_interactionid: "1", ent_occurredon: "2026-11-21T10:00:00Z" }],
};

/** Definitions in which nothing is missing but what is named. */
function definitions(
  missing: readonly string[] = [],
  unreadable: readonly string[] = [],
): FormHost["definitions"] {
  return {
    getEntityMetadata: (table) =>
      missing.includes(table)
        ? Promise.reject(refusal(0x80060888))
        : Promise.resolve({
            Attributes: {
              getByName: (column: string) => (missing.includes(`${table}.${column}`) ? null : { column }),
            },
          }),
    mayRead: (table) => !unreadable.includes(table),
  };
}

interface Given {
  readonly answers?: Readonly<Record<string, Reply>>;
  readonly service?: WebApi;
  readonly language?: Language;
  readonly host?: Partial<FormHost>;
}

function show({ answers = {}, service, language, host }: Given = {}) {
  const answering = new Answering((table) => answers[table] ?? everything[table] ?? []);
  const view = render(
    <HealthView host={formHost(service ?? answering, { definitions: definitions(), language, ...host })} />,
  );
  return { view, answering };
}

const todo = () => screen.getByRole("list", { name: "What to see to" });

describe("the health page", () => {
  it("says in one sentence that everything is in place, with what was found", async () => {
    show();
    expect(await screen.findByText("Everything that Entente needs is here.")).toBeInTheDocument();
    expect(screen.queryByRole("list", { name: "What to see to" })).toBeNull();
    expect(screen.getByText("Agreed thresholds 2026")).toBeInTheDocument();
    expect(screen.getAllByText("2 users")).toHaveLength(4);
    expect(screen.getByText("yesterday")).toBeInTheDocument();
    expect(screen.getByText(/^Tables and columns: (\d+) of \1 complete$/)).toBeInTheDocument();
  });

  it("times nine questions, each asked when the one before it is answered", async () => {
    const { answering } = show();
    await screen.findByText("Everything that Entente needs is here.");
    expect(answering.requests).toHaveLength(9);
    expect(screen.getAllByText(/^\d+ ms$/)).toHaveLength(9);
  });

  it("names what is missing, and what to do about it", async () => {
    show({
      answers: { ent_policy: [], ent_interactionkind: [], role: [{ role: "Entente Rep", users: 0 }] },
      host: { definitions: definitions(["campaign", "ent_topic.ent_keywords"], ["ent_policy"]) },
    });
    const list = await screen.findByRole("list", { name: "What to see to" });
    for (const text of [
      "The table campaign is missing.",
      /install those, then import Entente again/,
      "The table ent_topic lacks columns: ent_keywords.",
      "Your roles do not let you read ent_policy.",
      "The role Entente Admin is missing.",
      "The role Entente Guard Override is missing.",
      "Nobody has the role Entente Rep.",
      "There are no interaction kinds.",
      "There is no policy: the defaults hold.",
    ]) {
      expect(within(list).getByText(text)).toBeInTheDocument();
    }
    expect(screen.getByText("7 things keep Entente from working.")).toBeInTheDocument();
    expect(screen.getByText("none: the defaults hold")).toBeInTheDocument();
  });

  it.each<[Language, string]>([
    [1033, "Among the policy’s closing stages, this is no sales stage: Propose; Close."],
    [
      1036,
      "Dans les phases de signature de la politique, ceci n’est pas une phase de vente : Propose ; Close.",
    ],
    [1043, "Bij de sluitingsfasen van het beleid is dit geen verkoopfase: Propose; Close."],
  ])("names what among the closing stages is no stage, in %s", async (language, text) => {
    const policy = [{ ent_policyid: "1", ent_name: "Agreed", ent_closingstages: "Propose, Close; 2" }];
    show({ answers: { ent_policy: policy }, language });
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it("works without a closing stage that is none", async () => {
    const policy = [{ ent_policyid: "1", ent_name: "Agreed", ent_closingstages: "Propose; 2" }];
    show({ answers: { ent_policy: policy } });
    expect(await screen.findByText("Entente works.")).toBeInTheDocument();
    expect(screen.getByText("1 thing would make it better.")).toBeInTheDocument();
    expect(within(todo()).getByText(/^The guard goes without it/)).toBeInTheDocument();
  });

  it("keeps what it found and how many of them together, in French", async () => {
    show({ language: 1036 });
    const tables = await screen.findByText(/^Tables et colonnes/);
    expect(tables.textContent).toMatch(/^Tables et colonnes\u00a0: (\d+) sur \1 /);
  });

  it.each<[Language, string, RegExp]>([
    [
      1033,
      "Among the policy’s closing stages, no sales stage has this value: 7; 8.",
      /The sales stages here: 0 \(Qualify\); 3\.$/,
    ],
    [
      1036,
      "Dans les phases de signature de la politique, aucune phase de vente n’a cette valeur : 7 ; 8.",
      /Les phases de vente ici : 0 \(Qualify\) ; 3\.$/,
    ],
    [
      1043,
      "Bij de sluitingsfasen van het beleid heeft geen verkoopfase deze waarde: 7; 8.",
      /De verkoopfasen hier: 0 \(Qualify\); 3\.$/,
    ],
  ])(
    "names closing stages that no deal can have, and those there are, in %s",
    async (language, title, text) => {
      const policy = [{ ent_policyid: "1", ent_name: "Agreed", ent_closingstages: "7; 3; 8" }];
      const OptionSet = { 0: { value: 0, text: "Qualify" }, 3: { value: 3, text: "" } };
      const others = definitions();
      const host = {
        definitions: {
          getEntityMetadata: (table: string, columns?: string[]) =>
            table === "opportunity"
              ? Promise.resolve({ Attributes: { getByName: () => ({ OptionSet }) } })
              : others.getEntityMetadata(table, columns),
        },
      };
      show({ answers: { ent_policy: policy }, language, host });
      expect(await screen.findByText(title)).toBeInTheDocument();
      expect(screen.getByText(text)).toBeInTheDocument();
    },
  );

  it("goes on when one question is refused, and says which", async () => {
    show({ answers: { role: { refused: 0x80040220 } } });
    await screen.findByText("“Roles and their users” was not answered.");
    expect(
      within(todo()).getByText("Ask an administrator for one of the Entente roles."),
    ).toBeInTheDocument();
    expect(screen.getByText("no answer")).toBeInTheDocument();
  });

  it.each<[Language, readonly string[], string]>([
    [1033, ["list"], "It is not known whether 1 table is here. Read again."],
    [1033, ["list", "campaign"], "It is not known whether 2 tables are here. Read again."],
    [1036, ["list"], "On ne sait pas si 1 table est là. Actualisez."],
    [1043, ["list", "campaign"], "Van 2 tabellen is niet bekend of ze er zijn. Vernieuw."],
  ])("does not say that all is here where it could not look, in %s: %j", async (language, tables, text) => {
    const others = definitions();
    const unknown: FormHost["definitions"] = {
      getEntityMetadata: (table, columns) =>
        tables.includes(table)
          ? Promise.reject(refusal(0x80040216))
          : others.getEntityMetadata(table, columns),
    };
    const { view } = show({ language, host: { definitions: unknown } });
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.queryByText(/Everything that Entente needs|Tout ce dont|Alles wat/)).toBeNull();
    view.unmount();
    // Nor that it works, where there is something to see to beside.
    show({ language, host: { definitions: unknown }, answers: { ent_topic: [] } });
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.queryByText(/^Entente (works|fonctionne|werkt)\.$/)).toBeNull();
    cleanup();
    show({ language, host: { definitions: unknown }, answers: { ent_interactionkind: [] } });
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it("does not say of a further source that it is not installed where it could not look", async () => {
    const others = definitions();
    const unknown: FormHost["definitions"] = {
      getEntityMetadata: (table, columns) =>
        table === "cdi_emailevent"
          ? Promise.reject(refusal(0x80072322))
          : others.getEntityMetadata(table, columns),
    };
    show({ host: { definitions: unknown } });
    expect(await screen.findByText("It is not known whether 1 table is here. Read again.")).toBeVisible();
    expect(screen.getByText("cdi_emailevent").nextElementSibling).toHaveTextContent(/^not known$/);
  });

  it("says what is slow", async () => {
    let now = Date.parse("2026-11-22T09:00:00Z");
    show({ host: { now: () => new Date((now += 2500)) } });
    expect(await screen.findByText("“Interests of one account” took 2.5 seconds.")).toBeInTheDocument();
    expect(screen.getByText("Entente works.")).toBeInTheDocument();
  });

  it("looks again when asked to", async () => {
    const { answering } = show();
    await screen.findByText("Everything that Entente needs is here.");
    fireEvent.click(screen.getByRole("button", { name: "Read again" }));
    await waitFor(() => expect(answering.requests).toHaveLength(18));
  });

  it("says how far it has come while it looks", async () => {
    show({ service: silentService });
    expect(await screen.findByText("Looking for what Entente needs")).toBeInTheDocument();
  });

  it("says that it is offline without asking", () => {
    const { answering } = show({ host: { isOffline: () => true } });
    expect(screen.getByText("You are offline.")).toBeInTheDocument();
    expect(answering.requests).toEqual([]);
  });

  it("says once that nothing may be read", async () => {
    show({ service: refusingService(0x80040220) });
    expect(await screen.findByText("Your role does not let you see this.")).toBeInTheDocument();
  });

  it.each(languages)("is accessible, and has words for everything in %s", async (language) => {
    const { view } = show({
      language,
      answers: { ent_policy: [], ent_topic: [], ent_talkingpoint: [], ent_interaction: [] },
      host: { definitions: definitions(["opportunity", "ent_interaction", "contact.msdyn_gdproptout"]) },
    });
    await waitFor(() => expect(view.container.querySelectorAll("li").length).toBe(7));
    expect(view.container.textContent).not.toMatch(/Health_|Shared_|\{\d\}/);
    expect(await violations(view.container)).toEqual([]);
  });

  it("stacks its lists where it is narrow", async () => {
    const { view } = show({ host: { width: 320 } });
    await screen.findByText("Everything that Entente needs is here.");
    expect(view.container.querySelectorAll("dl")).toHaveLength(5);
  });

  it("shows three rows of its long lists where it is narrow, first what is not as it should be, and the others on demand", async () => {
    show({ host: { width: 320, definitions: definitions(["list"]) } });
    await screen.findByText("1 thing keeps Entente from working.");
    const tables = within(screen.getByRole("heading", { name: /^Tables and columns/ }).parentElement!);
    expect(tables.getAllByRole("term").map(({ textContent }) => textContent)).toEqual([
      "list",
      "ent_topic",
      "ent_interactionkind",
    ]);
    fireEvent.click(tables.getByRole("button", { name: "Show 19 more" }));
    expect(tables.getAllByRole("term")).toHaveLength(22);
    fireEvent.click(tables.getByRole("button", { name: "Show fewer" }));
    expect(tables.getAllByRole("term")).toHaveLength(3);
  });

  it("shows every row where there is room", async () => {
    show();
    await screen.findByText("Everything that Entente needs is here.");
    expect(screen.queryByRole("button", { name: /^Show/ })).toBeNull();
  });
});
