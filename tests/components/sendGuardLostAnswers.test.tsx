import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import * as React from "react";
import type { GuardViewHost } from "../../components/SendGuard/guardHost";
import { SendGuardView } from "../../components/SendGuard/SendGuardView";
import type { ListAction, Order } from "../../dataverse/formOrder";
import type { GuardedRecord } from "../../dataverse/guard/guardedSubject";
import type { Row } from "../../dataverse/host";
import { FIRST_OPTION, optionOf } from "../../dataverse/writing";
import type { GuardMode } from "../../domain/policy";
import { Answering, lookup, refusal, type Reply } from "../dataverse/answering";
import { ACTIVITY, CONTACT, deal, DEAL, RITA } from "./guardedSend";
import { settled } from "./onTheForm";
import { Storing } from "./storing";
import { languages, type Language } from "./strings";
import { ME, writingHost } from "./writing";

const LIST = "00000000-0000-4000-8000-00000000f101";
const NORA = "00000000-0000-4000-8000-00000000f00a";
const TEAM = "00000000-0000-4000-8000-00000000f010";
const modes: readonly GuardMode[] = ["warn", "decide", "guard"];

const list: Row = { listid: LIST, listname: "Newsletter", createdfromcode: 2, type: false, membercount: 12 };
/** A list whose own query no guard can be put in. */
const limited: Row = {
  ...list,
  type: true,
  query: `<fetch top="5"><entity name="contact"><attribute name="contactid"/></entity></fetch>`,
};
const audience = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`audience.${name}`, value]));

const ofTeam: Row = {
  ...deal,
  ...lookup("ownerid", TEAM, "Key accounts"),
  "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team",
};

const decisionsIn = (service: Storing): readonly Row[] =>
  service
    .of("ent_sendcheck")
    .flatMap(({ ent_sendcheck_senddecisions: taken = [] }) => taken as readonly Row[]);

/** A decision as it is read again. */
const taken = (row: Row, by = ME, at = "2026-11-22T08:59:00Z"): Row => ({
  ...row,
  ...lookup("ent_opportunityid", DEAL, "Platform renewal"),
  ...lookup("createdby", by, by === ME ? "Mo" : "Nora Peeters"),
  createdon: at,
});

interface Given {
  readonly record?: GuardedRecord;
  readonly mode?: GuardMode;
  readonly on?: Row;
  readonly answers?: Readonly<Record<string, Reply>>;
  readonly may?: GuardViewHost["may"];
  readonly language?: Language;
}

/** The guard, over a service that keeps what is written, with a form script that copies lists; any answer may be lost. */
async function show({ mode = "warn", on = list, ...given }: Given = {}) {
  const { record = { table: "campaignactivity", id: ACTIVITY }, language, may = () => true } = given;
  const service = new Storing();
  const answers: Record<string, Reply> = {
    ent_policy: [{ ent_policyid: "1", ent_name: "Agreed", ent_guardmode: optionOf(modes, mode) }],
    campaignactivity: [{ subject: "Newsletter", statecode: 0, statuscode: 1, ...audience(on) }],
    list: [on],
    opportunity: [deal],
    ...given.answers,
  };
  // A copy that somebody made by hand last year.
  const copies = ["last year’s"];
  const answering = new Answering((table, fetchXml) => {
    if (table === "contact" && !fetchXml.includes("aggregate")) return [{ contactid: CONTACT }];
    if (table === "list" && fetchXml.includes("lockstatus")) return copies.map((listid) => ({ listid }));
    if (table !== "ent_senddecision") return answers[table] ?? [];
    const others = (answers.ent_senddecision ?? []) as readonly Row[];
    return [...others, ...decisionsIn(service).map((row) => taken(row))];
  });
  const orders: ListAction[] = [];
  const losing = {
    ...{ copies: 0, isMade: true, refused: null as Error | null },
    breaksAt: null as ListAction["kind"] | null,
  };
  const copying = { until: Promise.resolve() };
  const opened: string[] = [];
  const carryOut = async ({ actions, accepted, finished }: Order) => {
    accepted();
    orders.push(...actions);
    await copying.until;
    if (losing.refused !== null || actions.some(({ kind }) => kind === losing.breaksAt)) {
      finished({ ok: false, done: 0, error: losing.refused ?? refusal(0x80040216) });
      return;
    }
    const made = actions.flatMap(({ kind }) =>
      kind === "copyToStatic" ? [`copy ${String(copies.length)}`] : [],
    );
    losing.copies -= made.length;
    const isLost = made.length > 0 && losing.copies >= 0;
    if (!isLost || losing.isMade) copies.unshift(...made);
    finished(isLost ? { ok: false, done: 0, error: refusal(0, "no answer") } : { ok: true, copies: made });
  };
  render(
    <SendGuardView
      host={{
        ...writingHost(answering, { language, may }),
        writing: service,
        order: (order) => void carryOut(order),
        tell: () => undefined,
        openFile: () => Promise.resolve(),
        openRecord: (_table, id) => opened.push(id),
      }}
      onForm={{ kind: "sent", record }}
    />,
  );
  await settled();
  await settled();
  service.requests.length = 0;
  orders.length = 0;
  return { service, answering, answers, orders, losing, copying, opened };
}

/** Loses the answers to the next writes of these tables, each when the one before has been. */
function losingInTurn(service: Storing, tables: readonly string[]): void {
  const createRecord = service.createRecord.bind(service);
  const updateRecord = service.updateRecord.bind(service);
  const left = [...tables];
  const lose = (table: string) => {
    service.losing = table === left[0] ? 1 : 0;
    if (service.losing > 0) left.shift();
  };
  service.createRecord = (table, data) => {
    lose(table);
    return createRecord(table, data);
  };
  service.updateRecord = (table, id, data) => {
    lose(table);
    return updateRecord(table, id, data);
  };
}

const press = async (name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
  await settled();
  await settled();
};
const isNotSaved = () => screen.getByText(/^It could not be saved\./);

describe("a guarded copy of a list whose word of being made was lost", () => {
  const onList = { table: "list", id: LIST } as const;

  it("is the one that the next press opens", async () => {
    const { service, opened } = await show({ record: onList });
    service.losing = 1;
    await press("Make a guarded copy");
    isNotSaved();
    expect(opened).toEqual([]);
    await press("Make a guarded copy");
    expect(screen.getByText("The guarded copy is made.")).toBeInTheDocument();
    expect(service.of("list")).toHaveLength(1);
    expect(opened).toEqual(service.of("list").map(({ listid }) => listid));
  });

  it("is so though the list could not be read for a while", async () => {
    const { service, answers } = await show({ record: onList });
    service.losing = 1;
    await press("Make a guarded copy");
    answers.list = { refused: 0x80040216 };
    await press("Read again");
    answers.list = [list];
    await press("Try again");
    await press("Make a guarded copy");
    expect(service.of("list")).toHaveLength(1);
  });

  it("is followed by another one for who asks for another", async () => {
    const { service, opened } = await show({ record: onList });
    service.losing = 1;
    for (let times = 0; times < 3; times += 1) await press("Make a guarded copy");
    expect(service.of("list")).toHaveLength(2);
    expect(new Set(opened).size).toBe(2);
  });
});

describe("a static copy of a list whose word of being made was lost", () => {
  const button = "Use a static copy instead";
  const copied = (orders: readonly ListAction[]) =>
    orders.filter(({ kind }) => kind === "copyToStatic").length;

  const isAskedToWait = () => screen.getByText(/^No answer came\. Dynamics 365 may still be copying/);

  it("is the one that the next press puts in the list’s place, and not one of last year’s", async () => {
    const { service, orders, losing } = await show({ on: limited });
    losing.copies = 1;
    await press(button);
    isAskedToWait();
    expect(service.of("list")).toEqual([]);
    await press(button);
    expect(copied(orders)).toBe(1);
    expect([...service.rows.keys()]).toContain("copy 1");
    expect(orders.slice(1)).toEqual([
      { kind: "putOn", listId: "copy 1", activityId: ACTIVITY },
      { kind: "takeOff", listId: LIST, activityId: ACTIVITY },
    ]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is opened by the next press on the list’s own form", async () => {
    const { orders, losing, opened } = await show({ on: limited, record: { table: "list", id: LIST } });
    losing.copies = 1;
    await press(button);
    expect(opened).toEqual([]);
    await press(button);
    expect(copied(orders)).toBe(1);
    expect(opened).toEqual(["copy 1"]);
  });

  it("is made by the next press where the request was lost with it", async () => {
    const { orders, losing } = await show({ on: limited });
    losing.copies = 1;
    losing.isMade = false;
    await press(button);
    isAskedToWait();
    await press(button);
    expect(copied(orders)).toBe(2);
    expect(orders.slice(2)).toEqual([
      { kind: "putOn", listId: "copy 1", activityId: ACTIVITY },
      { kind: "takeOff", listId: LIST, activityId: ACTIVITY },
    ]);
  });

  it("is not made again where it is what the copy is that could not be written on it", async () => {
    const { service, orders } = await show({ on: limited });
    service.losing = 1;
    await press(button);
    isNotSaved();
    await press(button);
    expect(copied(orders)).toBe(1);
    expect(orders.map(({ listId }) => listId)).toEqual([LIST, "copy 1", LIST]);
  });

  it("is made again at once where the copying was refused", async () => {
    const { orders, losing } = await show({ on: limited });
    losing.refused = refusal(0x80040220);
    await press(button);
    expect(screen.getByRole("alert")).toHaveTextContent("Your role does not let you do this.");
    losing.refused = null;
    await press(button);
    expect(copied(orders)).toBe(2);
  });

  it.each(languages)("is said in %i to be on its way, perhaps", async (language) => {
    const { losing } = await show({ on: limited, language });
    losing.copies = 1;
    fireEvent.click(screen.getByRole("button", { name: /static copy|copie statique|statische kopie/i }));
    await settled();
    expect(screen.getByRole("alert")).toHaveTextContent(/wait a few|attendez quelques|wacht enkele/);
  });

  it("is followed by another one for who asks for another", async () => {
    const { orders } = await show({ on: limited });
    await press(button);
    await press(button);
    expect(copied(orders)).toBe(2);
  });
});

describe("a static copy of a list", () => {
  const TWIN = "00000000-0000-4000-8000-00000000f102";
  const button = () => screen.queryByRole("button", { name: "Use a static copy instead" });

  it("takes the place of the guarded list too that was made of the list while there was room", async () => {
    const twin = {
      ...limited,
      listid: TWIN,
      description: `[entente:guarded ${LIST} ${ACTIVITY} 0123456789abcdef]`,
    };
    const { orders } = await show({
      answers: {
        campaignactivity: [{ subject: "Newsletter", statecode: 0, statuscode: 1, ...audience(twin) }],
        list: [limited],
      },
    });
    await press("Use a static copy instead");
    expect(orders).toEqual([
      { kind: "copyToStatic", listId: LIST },
      { kind: "putOn", listId: "copy 1", activityId: ACTIVITY },
      { kind: "takeOff", listId: TWIN, activityId: ACTIVITY },
    ]);
  });

  it("that breaks off before its list is taken off leaves the list, the word and the button there, and goes on from there", async () => {
    const { orders, losing, answers } = await show({ on: limited });
    const copy = { ...list, listid: "copy 1", description: `[entente:copy ${LIST}]` };
    losing.breaksAt = "takeOff";
    // What was done of it before it broke off.
    answers.campaignactivity = [limited, copy].map((on) => ({
      ...{ subject: "Newsletter", statecode: 0, statuscode: 1, ...audience(on) },
    }));
    await press("Use a static copy instead");
    isNotSaved();
    losing.breaksAt = null;
    orders.length = 0;
    await press("Use a static copy instead");
    expect(orders).toEqual([{ kind: "takeOff", listId: LIST, activityId: ACTIVITY }]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is made once however often that is pressed, keeps the focus meanwhile and hands it to what is said", async () => {
    const { orders, copying } = await show({ on: limited });
    let go: () => void = () => undefined;
    copying.until = new Promise((done) => (go = done));
    button()?.focus();
    await press("Use a static copy instead");
    expect(screen.getByText("Copying the list…")).toHaveAttribute("role", "status");
    expect(button()).toHaveFocus();
    await press("Use a static copy instead");
    expect(orders).toHaveLength(1);
    go();
    await settled();
    await settled();
    expect(screen.getByText("The static copy is made.")).toHaveFocus();
  });
});

describe("decisions whose word of being written was lost", () => {
  const sendAnyway = async (why: string) => {
    fireEvent.change(screen.getByRole("textbox"), { target: { value: why } });
    await press("Send anyway");
  };

  it.each([
    ["the override", ["ent_guardoverride"]],
    ["the override, then of the check", ["ent_guardoverride", "ent_sendcheck"]],
    ["the check, then of the activity’s state", ["ent_sendcheck", "campaignactivity"]],
  ])("are written once where it is that of %s", async (_, lost) => {
    const { service } = await show({ mode: "guard" });
    await press("Send…");
    losingInTurn(service, lost);
    for (let times = 0; times < lost.length; times += 1) {
      await sendAnyway("Their board asked for it");
      isNotSaved();
    }
    await sendAnyway("Their board asked for it");
    expect(screen.getByText("Decision saved.")).toBeInTheDocument();
    expect(service.of("ent_guardoverride")).toHaveLength(1);
    expect(decisionsIn(service)).toHaveLength(1);
  });

  it("are two where the second one has other words", async () => {
    const { service } = await show();
    await press("Send…");
    service.losing = 1;
    await sendAnyway("Their board asked for it");
    await sendAnyway("Their board insists");
    expect(decisionsIn(service).map(({ ent_reason: why }) => why)).toEqual([
      "Their board asked for it",
      "Their board insists",
    ]);
  });

  it("are two where somebody else decided in between, and counted from there on", async () => {
    const { service, answers } = await show();
    service.losing = 1;
    await press("Exclude");
    const nora = { ent_senddecisionid: "nora’s", ent_decision: FIRST_OPTION + 1, ent_reason: "Fine" };
    answers.ent_senddecision = [taken(nora, NORA, "2026-11-22T09:00:00Z")];
    await press("Read again");
    await press("Exclude");
    expect(decisionsIn(service)).toHaveLength(2);
  });

  it("are two where one went back and forth", async () => {
    const { service } = await show();
    service.losing = 1;
    await press("Exclude");
    await press("Ask the owner");
    await press("Exclude");
    expect(decisionsIn(service).map(({ ent_decision: what }) => what)).toEqual([
      FIRST_OPTION,
      FIRST_OPTION + 2,
      FIRST_OPTION,
    ]);
  });

  it("are followed by another one for who decides the same once more", async () => {
    const { service } = await show();
    await press("Exclude");
    await press("Exclude");
    expect(decisionsIn(service)).toHaveLength(2);
  });
});

describe("a question to the owner whose word of being sent was lost", () => {
  it("is sent with the decision that is recognised, once", async () => {
    const { service } = await show();
    service.losing = 1;
    await press("Ask the owner");
    isNotSaved();
    expect(service.of("appnotification")).toEqual([]);
    await press("Ask the owner");
    expect(service.of("appnotification")).toHaveLength(1);
    expect(decisionsIn(service)).toHaveLength(1);
  });

  it("arrives once, and so does the other that did not", async () => {
    const { service } = await show({
      answers: {
        opportunity: [ofTeam],
        teammembership: [RITA, NORA].map((systemuserid) => ({ teamid: TEAM, systemuserid })),
      },
    });
    losingInTurn(service, ["appnotification"]);
    const createRecord = service.createRecord.bind(service);
    let isOut = true;
    service.createRecord = (table, data) =>
      isOut && data["ownerid@odata.bind"] === `/systemusers(${NORA})`
        ? Promise.reject(refusal(0x80040216))
        : createRecord(table, data);
    await press("Ask the owner");
    screen.getByText(/2 owners could not be told/);
    isOut = false;
    await press("Ask the owner");
    expect(screen.queryByText(/could not be told/)).toBeNull();
    const told = service.of("appnotification").map((row) => row["ownerid@odata.bind"]);
    expect([...told].sort()).toEqual([`/systemusers(${RITA})`, `/systemusers(${NORA})`].sort());
    expect(decisionsIn(service)).toHaveLength(1);
  });
});

describe("a question to an owner that nobody can answer", () => {
  const asked = taken({ ent_senddecisionid: "1", ent_decision: FIRST_OPTION + 2 }, NORA);
  const opened = (more: Given & { readonly answers: Readonly<Record<string, Reply>> }) =>
    show({ ...more, answers: { ent_senddecision: [asked], ...more.answers } });

  it.each([
    [1033, /^Nora Peeters asked, .*, but nobody can answer: Rita Rep is a disabled user/],
    [1036, /^Nora Peeters a posé la question, le .*, mais personne ne peut répondre : Rita Rep/],
    [1043, /^Nora Peeters vroeg het, .*, maar niemand kan antwoorden: Rita Rep/],
  ] as const)("is shown as such when the form is opened later, in %i", async (language, text) => {
    await opened({ language, answers: { systemuser: [{ systemuserid: RITA }] } });
    expect(screen.getByText(text)).toBeInTheDocument();
  });

  it("is shown as such where a team has no members", async () => {
    await opened({ answers: { opportunity: [ofTeam] } });
    expect(screen.getByText(/but nobody can answer: Key accounts is/)).toBeInTheDocument();
  });

  it("is shown as asked where somebody can, and where it is not known", async () => {
    const disabled = { systemuser: [{ systemuserid: RITA }] };
    const texts: readonly (Given & { readonly answers: Readonly<Record<string, Reply>> })[] = [
      { answers: {} },
      { answers: { systemuser: { refused: 0x80040220 } } },
      {
        answers: {
          opportunity: [ofTeam],
          teammembership: [{ teamid: TEAM, systemuserid: NORA }],
          ...disabled,
        },
      },
      {
        answers: { opportunity: [ofTeam] },
        may: (_verb, table, depth) => depth !== "everybody" || table !== "systemuser",
      },
    ];
    for (const given of texts) {
      const { answering } = await opened(given);
      expect(screen.getAllByText(/^Nora Peeters asked (Rita Rep|Key accounts), /)).not.toEqual([]);
      expect(screen.queryByText(/nobody can answer/)).toBeNull();
      expect(answering.requests.filter(({ table }) => table === "systemuser")).toHaveLength(1);
      cleanup();
    }
  });

  it("is not looked for where nobody was asked", async () => {
    const { answering } = await show({
      answers: { ent_senddecision: [{ ...asked, ent_decision: FIRST_OPTION }] },
    });
    expect(answering.requests.filter(({ table }) => table === "systemuser")).toEqual([]);
  });
});

describe("names that are written from right to left", () => {
  const marks = /[\u2060\u2066-\u2069]/;
  const inHebrew: Given["answers"] = {
    ent_policy: [{ ent_policyid: "1", ent_name: "מדיניות", ent_guardmode: optionOf(modes, "decide") }],
    campaignactivity: [
      {
        ...{ subject: "עלון", statecode: 0, statuscode: 1 },
        ...audience({ ...list, listname: "רשימה" }),
      },
    ],
    opportunity: [
      {
        ...{ ...deal, name: "חידוש" },
        ...lookup("customerid", "00000000-0000-4000-8000-00000000a001", "שלום"),
      },
    ],
  };

  it("are stored as they are in checks, decisions, questions and guarded lists", async () => {
    const { service } = await show({ answers: inHebrew });
    await press("Send…");
    fireEvent.change(screen.getByRole("textbox"), { target: { value: "Their board asked for it" } });
    await press("Send anyway");
    await press("Read again");
    const guarded = service.of("list").at(-1);
    await press("Ask the owner");
    const [question] = service.of("appnotification");
    expect(question).toMatchObject({ title: "May we send to שלום · חידוש?" });
    expect(question?.body).toMatch(/^Marketing asks: may “עלון” go to 1 person at שלום\?$/);
    expect(service.of("ent_sendcheck")[0]?.ent_name).toMatch(/^עלון, /);
    expect(decisionsIn(service).map(({ ent_name: name }) => name)).toContain("שלום · חידוש");
    expect(guarded?.listname).toBe("רשימה (guarded)");
    expect(guarded?.description).toMatch(
      /^Members of “רשימה” .*, by “מדיניות”\. .* For the activity “עלון”\. Let through by decision: שלום · חידוש\./,
    );
    expect(JSON.stringify([...service.rows.values()])).not.toMatch(marks);
  });

  it("are stored as they are on a guarded copy", async () => {
    const record = { table: "list", id: LIST } as const;
    const { service } = await show({ record, on: { ...list, listname: "רשימה" }, answers: inHebrew });
    await press("Make a guarded copy");
    const [copy] = service.of("list");
    expect(copy?.listname).toBe("רשימה (guarded)");
    expect(copy?.description).toMatch(/^Members of “רשימה” .*, by “מדיניות”\./);
    expect(JSON.stringify(copy)).not.toMatch(marks);
  });

  it("are stored as they are on a static copy", async () => {
    const { service } = await show({ on: { ...limited, listname: "רשימה" } });
    await press("Use a static copy instead");
    const description = service.rows.get("copy 1")?.data.description;
    expect(description).toMatch(/^Members of “רשימה” as they were on /);
    expect(description).not.toMatch(marks);
  });
});
