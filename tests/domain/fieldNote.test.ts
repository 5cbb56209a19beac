import fc from "fast-check";
import { anyText } from "../anyText";
import {
  emptyDraft,
  isWorthKeeping,
  kindCodeOf,
  LONGEST_TEXT,
  readyNote,
  recontactOf,
  toggleTopic,
  topicsOf,
  typedRecontact,
  type Draft,
  type Surroundings,
} from "../../domain/fieldNote";

const TODAY = 20_000;
const topics = [
  { id: "p", name: "Platform", keywords: null },
  { id: "m", name: "Migration", keywords: null },
  { id: "s", name: "Security", keywords: null },
];
const around: Surroundings = {
  today: TODAY,
  topics,
  legalBasis: "legitimateInterests",
  isPersonsForm: false,
  objecting: new Set(["refuses"]),
};
const draft = (more: Partial<Draft>): Draft => ({ ...emptyDraft, text: "heard", ...more });

describe("a draft", () => {
  it("stands for the topics of its text, save those taken off, and those added", () => {
    const typed = draft({ text: "Platform, then migration" });
    expect(topicsOf(typed, topics)).toEqual(["p", "m"]);
    const changed = toggleTopic(toggleTopic(typed, "m", topics), "s", topics);
    expect(topicsOf(changed, topics)).toEqual(["p", "s"]);
    expect(topicsOf({ ...changed, text: "Migration, platform, security" }, topics)).toEqual(["p", "s"]);
    expect(topicsOf(toggleTopic(changed, "m", topics), topics)).toContain("m");
  });

  it("has each topic at most once, and toggling twice changes nothing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("", "Platform", "Security and migration"),
        fc.array(fc.constantFrom("p", "m", "s"), { maxLength: 8 }),
        fc.constantFrom("p", "m", "s"),
        (text, toggles, id) => {
          const made = toggles.reduce((each, topic) => toggleTopic(each, topic, topics), draft({ text }));
          const there = topicsOf(made, topics);
          expect(new Set(there).size).toBe(there.length);
          const once = topicsOf(toggleTopic(made, id, topics), topics);
          expect(once.includes(id)).toBe(!there.includes(id));
          const twice = topicsOf(toggleTopic(toggleTopic(made, id, topics), id, topics), topics);
          expect([...twice].sort()).toEqual([...there].sort());
        },
      ),
    );
  });

  it("takes the day of recontact from its text until one is chosen, or none is", () => {
    const typed = draft({ text: "call back in 10 days" });
    expect(recontactOf(typed, TODAY)).toEqual({ day: TODAY + 10, isFromText: true });
    expect(recontactOf({ ...typed, recontact: { from: "choice", day: null } }, TODAY)).toEqual({
      day: null,
      isFromText: false,
    });
    expect(recontactOf({ ...typed, recontact: { from: "unfinished", typed: "0002-12-20" } }, TODAY)).toEqual({
      day: null,
      isFromText: false,
    });
  });

  it("takes what is typed as the day of recontact for that day, for none, or for what is to become one", () => {
    expect(typedRecontact("1970-01-11")).toEqual({ from: "choice", day: 10 });
    expect(typedRecontact("")).toEqual({ from: "choice", day: null });
    expect(typedRecontact("0002-12-20")).toEqual({ from: "unfinished", typed: "0002-12-20" });
  });

  it.each([
    ["nothing but spaces", draft({ text: " \n " }), "empty"],
    ["more than fits", draft({ text: "x".repeat(LONGEST_TEXT + 1) }), "tooLong"],
    [
      "a recontact that is no date yet, whatever the text says",
      draft({ text: "call back in 10 days", recontact: { from: "unfinished", typed: "0002-12-20" } }),
      "recontactUnfinished",
    ],
    ["a recontact in the past", draft({ recontact: { from: "choice", day: TODAY - 1 } }), "recontactPast"],
    ["a person who objects", draft({ contactId: "refuses" }), "objects"],
    ["a person who objects, within sales", draft({ contactId: "refuses", isSalesOnly: true }), "objects"],
  ])("cannot be saved with %s", (_, given, problem) => {
    expect(readyNote(given, around)).toEqual({ ok: false, problem });
  });

  it("can be saved when it just fits, and with a recontact on the same day", () => {
    const longest = "x".repeat(LONGEST_TEXT);
    expect(readyNote(draft({ text: longest }), around)).toMatchObject({ ok: true, note: { text: longest } });
    const recontact = { from: "choice", day: TODAY } as const;
    expect(readyNote(draft({ recontact }), around)).toMatchObject({ ok: true, note: { recontactOn: TODAY } });
  });

  it("is worth keeping as soon as anything was typed", () => {
    expect([isWorthKeeping(emptyDraft), isWorthKeeping(draft({ text: " \n\t" }))]).toEqual([false, false]);
    expect(isWorthKeeping(draft({ text: " x " }))).toBe(true);
  });

  it("names a legal basis only where a person is named", () => {
    const basis = (given: Draft, more: Partial<Surroundings> = {}) => {
      const ready = readyNote(given, { ...around, ...more });
      return ready.ok ? ready.note.legalBasis : ready.problem;
    };
    expect(basis(draft({}))).toBeNull();
    expect(basis(draft({ contactId: "c" }))).toBe("legitimateInterests");
    expect(basis(draft({ contactId: "c", legalBasis: "consent" }))).toBe("consent");
    expect(basis(draft({}), { isPersonsForm: true })).toBe("legitimateInterests");
  });

  it("has no topics within sales: they would become interactions", () => {
    const ready = readyNote(draft({ text: "Platform", isSalesOnly: true }), around);
    expect(ready).toMatchObject({ ok: true, note: { topicIds: [], isSalesOnly: true } });
  });

  it("keeps its text to the letter", () => {
    fc.assert(
      fc.property(anyText({ minLength: 1, maxLength: 500 }), (text) => {
        const ready = readyNote(draft({ text }), around);
        if (ready.ok) expect(ready.note.text).toBe(text);
        else expect(text.trim()).toBe("");
      }),
    );
  });
});

it("counts as neutral where no sentiment was chosen", () => {
  expect([kindCodeOf("negative"), kindCodeOf(null)]).toEqual(["fieldnote-negative", "fieldnote-neutral"]);
});
