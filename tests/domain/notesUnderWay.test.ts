import fc from "fast-check";
import {
  nextUnderWay,
  nothingUnderWay,
  waitAfter,
  type NoteEvent,
  type NotesUnderWay,
  type NoteUnderWay,
  type Outcome,
} from "../../domain/notesUnderWay";

type State = NotesUnderWay<string>;

/** What may happen to one request. */
const faults = [
  "fine",
  "cutBefore",
  "cutAfter",
  "throttled",
  "unavailable",
  "offline",
  "noPrivilege",
  "gone",
] as const;
type Fault = (typeof faults)[number];

/** A service that keeps notes by id and refuses one that it has: as Dataverse does. */
class Service {
  readonly rows: { readonly id: string; readonly note: string }[] = [];

  receive(id: string, note: string, fault: Fault): Outcome {
    switch (fault) {
      case "cutBefore":
        return { kind: "passing", why: { kind: "noAnswer" } };
      case "throttled":
      case "offline":
        return { kind: "passing", why: { kind: fault } };
      case "unavailable":
        return { kind: "passing", why: { kind: fault, detail: "503" } };
      case "noPrivilege":
      case "gone":
        return { kind: "lasting", why: { kind: fault } };
      case "fine":
      case "cutAfter": {
        const isKnown = this.rows.some((row) => row.id === id);
        if (!isKnown) this.rows.push({ id, note });
        if (fault === "cutAfter") return { kind: "passing", why: { kind: "noAnswer" } };
        return { kind: isKnown ? "recognised" : "acknowledged" };
      }
    }
  }
}

/** A browser tab: the state, the requests that are out, and what the user was told is saved. */
class Tab {
  state: State = nothingUnderWay;
  readonly toldSaved = new Set<string>();
  readonly letGo = new Set<string>();
  #out: { readonly id: string; readonly attempt: number; readonly outcome: Outcome }[] = [];
  readonly #sent = new Set<string>();

  constructor(
    readonly service: Service,
    readonly nextFault: () => Fault,
  ) {}

  do(event: NoteEvent<string>): void {
    const before = new Set(this.state.notes.map(({ id }) => id));
    this.state = nextUnderWay(this.state, event);
    const after = new Set(this.state.notes.map(({ id }) => id));
    for (const id of before) {
      if (after.has(id)) continue;
      if (event.type === "answered") this.toldSaved.add(id);
      else this.letGo.add(id);
    }
    this.#send();
  }

  /** As the component does: one request for each attempt of each note that is being saved. */
  #send(): void {
    for (const { id, note, phase } of this.state.notes) {
      const key = `${id} ${phase.attempt}`;
      if (phase.kind !== "saving" || this.#sent.has(key)) continue;
      this.#sent.add(key);
      this.#out.push({
        id,
        attempt: phase.attempt,
        outcome: this.service.receive(id, note, this.nextFault()),
      });
    }
  }

  answer(which: number): void {
    const [request] = this.#out.splice(which % Math.max(this.#out.length, 1), 1);
    if (request) this.do({ type: "answered", ...request });
  }

  answerAll(): void {
    while (this.#out.length > 0) this.answer(0);
  }
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant("save" as const), tab: fc.nat(1) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant("answer" as const), tab: fc.nat(1), which: fc.nat(5) }),
  },
  fc.record({ type: fc.constant("wait" as const), tab: fc.nat(1), which: fc.nat(5) }),
  fc.record({ type: fc.constant("connect" as const), tab: fc.nat(1) }),
  fc.record({ type: fc.constant("letGo" as const), tab: fc.nat(1), which: fc.nat(5) }),
  fc.record({ type: fc.constant("reload" as const), tab: fc.nat(1) }),
  fc.record({ type: fc.constant("reopenElsewhere" as const), tab: fc.nat(1) }),
);

describe("notes under way", () => {
  it("told saved are there once and whole, whatever sequence of faults, tabs and reloads", () => {
    let saved = 0;
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 20, maxLength: 80 }),
        fc.array(fc.constantFrom(...faults), { minLength: 40, maxLength: 40 }),
        (steps, script) => {
          const service = new Service();
          let asked = 0;
          const nextFault = (): Fault => script[asked++ % script.length] ?? "fine";
          const tabs = [new Tab(service, nextFault), new Tab(service, nextFault)];
          const handedOver = new Map<string, string>();
          const toldSaved = new Set<string>();
          const announcedUnsaved = new Set<string>();
          for (const one of steps) {
            const tab = tabs[one.tab]!;
            const note = (which: number): NoteUnderWay<string> | undefined =>
              tab.state.notes[which % Math.max(tab.state.notes.length, 1)];
            switch (one.type) {
              case "save": {
                const id = `n${handedOver.size}`;
                handedOver.set(id, `text of ${id}`);
                tab.do({ type: "handedOver", id, note: `text of ${id}` });
                break;
              }
              case "answer":
                tab.answer(one.which);
                break;
              case "wait": {
                const meant = note(one.which);
                if (meant) tab.do({ type: "tryAgain", id: meant.id });
                break;
              }
              case "connect":
                tab.do({ type: "connected" });
                break;
              case "letGo": {
                const meant = note(one.which);
                if (meant) tab.do({ type: "letGo", id: meant.id });
                break;
              }
              case "reload": {
                // The page's memory goes; whoever leaves with something unsaved was told so.
                for (const { id } of tab.state.notes) announcedUnsaved.add(id);
                tab.toldSaved.forEach((id) => toldSaved.add(id));
                tab.letGo.forEach((id) => announcedUnsaved.add(id));
                tabs[one.tab] = new Tab(service, nextFault);
                break;
              }
              case "reopenElsewhere": {
                // Another form of the session gets the same notes while the first one's requests are still out.
                const other = tabs[1 - one.tab]!;
                other.do({
                  type: "restored",
                  notes: tab.state.notes.map(({ id, note: text }) => ({ id, note: text })),
                });
                break;
              }
            }
          }
          for (const tab of tabs) {
            tab.toldSaved.forEach((id) => toldSaved.add(id));
            tab.letGo.forEach((id) => announcedUnsaved.add(id));
            for (const { id } of tab.state.notes) announcedUnsaved.add(id);
          }
          const ids = service.rows.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const row of service.rows) expect(row.note).toBe(handedOver.get(row.id));
          for (const id of toldSaved) expect(ids).toContain(id);
          for (const id of handedOver.keys()) {
            expect(toldSaved.has(id) || announcedUnsaved.has(id)).toBe(true);
          }
          saved += toldSaved.size;
        },
      ),
      { numRuns: 2000 },
    );
    expect(saved).toBeGreaterThan(500);
  });

  it("are all saved in the end when the service recovers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...faults), { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        (script, count) => {
          const service = new Service();
          const left = [...script];
          const tab = new Tab(service, () => left.shift() ?? "fine");
          for (let n = 0; n < count; n += 1) tab.do({ type: "handedOver", id: `n${n}`, note: "x" });
          for (let round = 0; round < 60 && tab.state.notes.length > 0; round += 1) {
            tab.answerAll();
            for (const { id } of tab.state.notes) tab.do({ type: "tryAgain", id });
          }
          expect(tab.toldSaved.size).toBe(count);
          expect(service.rows).toHaveLength(count);
        },
      ),
    );
  });

  const waiting = (): State =>
    [
      { type: "handedOver", id: "a", note: "x" } as const,
      {
        type: "answered",
        id: "a",
        attempt: 1,
        outcome: { kind: "passing", why: { kind: "noAnswer" } },
      } as const,
    ].reduce<State>(nextUnderWay, nothingUnderWay);

  it("say why they are not saved yet, and count their attempts", () => {
    expect(waiting().notes[0]?.phase).toEqual({ kind: "waiting", attempt: 1, why: { kind: "noAnswer" } });
    const again = nextUnderWay(waiting(), { type: "tryAgain", id: "a" });
    expect(again.notes[0]?.phase).toEqual({ kind: "saving", attempt: 2 });
    expect(nextUnderWay(again, { type: "tryAgain", id: "a" })).toBe(again);
  });

  it("are not failed by the late answer to an earlier request", () => {
    const again = nextUnderWay(waiting(), { type: "tryAgain", id: "a" });
    const late = nextUnderWay(again, {
      type: "answered",
      id: "a",
      attempt: 1,
      outcome: { kind: "lasting", why: { kind: "gone" } },
    });
    expect(late.notes[0]?.phase).toEqual({ kind: "saving", attempt: 2 });
  });

  it("stay as they are when an answer comes that nobody waits for", () => {
    const late = nextUnderWay(waiting(), {
      type: "answered",
      id: "a",
      attempt: 1,
      outcome: { kind: "lasting", why: { kind: "gone" } },
    });
    expect(late.notes).toEqual(waiting().notes);
  });

  it("are saved by the late answer to an earlier request", () => {
    const again = nextUnderWay(waiting(), { type: "tryAgain", id: "a" });
    expect(
      nextUnderWay(again, { type: "answered", id: "a", attempt: 1, outcome: { kind: "acknowledged" } }).notes,
    ).toEqual([]);
  });

  it("cannot be let go of while a request is out, and stop trying where it is of no use", () => {
    const saving = nextUnderWay<string>(nothingUnderWay, { type: "handedOver", id: "a", note: "x" });
    expect(nextUnderWay(saving, { type: "letGo", id: "a" })).toBe(saving);
    const stopped = nextUnderWay(saving, {
      type: "answered",
      id: "a",
      attempt: 1,
      outcome: { kind: "lasting", why: { kind: "noPrivilege" } },
    });
    expect(nextUnderWay(stopped, { type: "connected" })).toBe(stopped);
    expect(nextUnderWay(stopped, { type: "letGo", id: "a" }).notes).toEqual([]);
  });

  /** Notes a, b and c: a waits, b has stopped, c is being saved. */
  const three = (): State =>
    [
      ...["a", "b", "c"].map((id) => ({ type: "handedOver", id, note: id }) as const),
      {
        type: "answered",
        id: "a",
        attempt: 1,
        outcome: { kind: "passing", why: { kind: "offline" } },
      } as const,
      { type: "answered", id: "b", attempt: 1, outcome: { kind: "lasting", why: { kind: "gone" } } } as const,
    ].reduce<State>(nextUnderWay, nothingUnderWay);
  const phases = (state: State) => state.notes.map(({ id, phase }) => [id, phase.kind, phase.attempt]);

  it("fail, wait and stop each by itself", () => {
    expect(phases(three())).toEqual([
      ["a", "waiting", 1],
      ["b", "stopped", 1],
      ["c", "saving", 1],
    ]);
  });

  it("are tried again one by one when asked, a stopped one too", () => {
    expect(phases(nextUnderWay(three(), { type: "tryAgain", id: "b" }))).toEqual([
      ["a", "waiting", 1],
      ["b", "saving", 2],
      ["c", "saving", 1],
    ]);
  });

  it("that wait are all tried again with a connection, and no others", () => {
    expect(phases(nextUnderWay(three(), { type: "connected" }))).toEqual([
      ["a", "saving", 2],
      ["b", "stopped", 1],
      ["c", "saving", 1],
    ]);
  });

  it("are let go of one by one", () => {
    expect(phases(nextUnderWay(three(), { type: "letGo", id: "a" })).map(([id]) => id)).toEqual(["b", "c"]);
    const state = three();
    expect(nextUnderWay(state, { type: "letGo", id: "unknown" })).toBe(state);
  });

  it("leave when they are saved, each by its own answer, and an answer about another changes nothing", () => {
    const state = three();
    const saved = (id: string) =>
      nextUnderWay(state, { type: "answered", id, attempt: 1, outcome: { kind: "acknowledged" } });
    expect(phases(saved("c")).map(([id]) => id)).toEqual(["a", "b"]);
    expect(saved("unknown")).toBe(state);
  });

  it("are under way once, however often they are handed over or restored", () => {
    const state = three();
    expect(nextUnderWay(state, { type: "handedOver", id: "a", note: "other" })).toBe(state);
    const restored = nextUnderWay(state, {
      type: "restored",
      notes: [
        { id: "a", note: "other" },
        { id: "d", note: "d" },
      ],
    });
    expect(phases(restored)).toEqual([...phases(state), ["d", "saving", 1]]);
    expect(restored.notes[0]?.note).toBe("a");
  });

  it("wait from five seconds up to five minutes, and half as long again at most", () => {
    expect([1, 2, 3].map((attempt) => waitAfter(attempt, 0))).toEqual([5000, 10_000, 20_000]);
    expect(waitAfter(1, 1)).toBe(7500);
    expect(waitAfter(40, 0)).toBe(300_000);
  });
});
