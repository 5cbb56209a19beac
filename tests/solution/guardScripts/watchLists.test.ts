import type { GuardNews } from "../../../dataverse/formOrder";
import { defaultPolicy } from "../../../domain/policy";
import { watchLists } from "../../../solution/scripts/guard/watchLists";

/** A form whose subgrid is read when `load` is called, with so many lists. */
function openForm() {
  const handlers: (() => void)[] = [];
  let count = 0;
  const grid = {
    addOnLoad: (handler: () => void) => handlers.push(handler),
    getGrid: () => ({ getTotalRecordCount: () => count }),
  };
  const form = { getControl: (name: string) => (name === "lists" ? grid : null) };
  let others = 0;
  let changed = 0;
  let readAgain = 0;
  const tell = watchLists(
    form as unknown as Xrm.FormContext,
    () => changed++,
    () => others++,
  );
  return {
    others: () => others,
    changed: () => changed,
    readAgain: () => readAgain,
    load: (lists: number) => {
      count = lists;
      for (const handler of handlers) handler();
    },
    news: (lists: number) => {
      const news: GuardNews = {
        ...{ state: "clear", hasLists: lists > 0, isDone: false, listCount: lists },
        mayNotGuard: false,
        ...{ isWritten: true, unseen: [], inClosing: 0, onHold: 0 },
        ...{ policy: defaultPolicy, readAgain: () => ++readAgain > 0 },
      };
      tell(news);
      return { again: () => tell({ ...news }) };
    },
  };
}

describe("a form with the guard and a subgrid of lists", () => {
  it("has the guard read again when a list is put on beside it, or taken off", () => {
    const form = openForm();
    form.load(1);
    form.news(1);
    expect([form.others(), form.readAgain()]).toEqual([0, 0]);
    form.load(2);
    expect([form.others(), form.readAgain()]).toEqual([1, 1]);
    form.news(2);
    form.load(0);
    expect([form.others(), form.readAgain()]).toEqual([2, 2]);
  });

  it("waits for the guard's first news, whichever comes first", () => {
    const form = openForm();
    form.load(1);
    form.load(2);
    form.news(1);
    expect([form.others(), form.readAgain()]).toEqual([1, 1]);
  });

  it("tells of a change that no guard has told of, but not of the subgrid's first reading", () => {
    const form = openForm();
    form.load(1);
    expect(form.changed()).toBe(0);
    form.load(2);
    form.load(2);
    expect([form.changed(), form.others()]).toEqual([1, 0]);
    form.news(2);
    form.load(3);
    expect([form.changed(), form.others()]).toEqual([1, 1]);
  });

  it("asks once for what it has seen, though the two never agree: a view may show fewer", () => {
    const form = openForm();
    form.news(3);
    form.load(2);
    for (let round = 0; round < 3; round++) {
      form.news(3);
      form.load(2);
    }
    expect([form.others(), form.readAgain()]).toEqual([1, 1]);
  });

  it("asks once more where another list took the place of one meanwhile, and the guard has read neither", () => {
    const form = openForm();
    form.load(1);
    form.news(1);
    form.load(0);
    form.load(1);
    expect(form.readAgain()).toBe(1);
    form.news(0);
    expect([form.others(), form.readAgain()]).toEqual([2, 2]);
    form.news(1);
    expect([form.others(), form.readAgain()]).toEqual([2, 2]);
  });

  it("asks no more where the guard has read the one that took its place", () => {
    const form = openForm();
    form.load(1);
    form.news(1);
    form.load(0);
    form.load(1);
    form.news(1);
    form.news(0);
    expect([form.others(), form.readAgain()]).toEqual([1, 1]);
  });

  it("takes what is told again of a reading from before for no answer", () => {
    const form = openForm();
    form.load(1);
    const before = form.news(1);
    form.load(0);
    before.again();
    expect([form.others(), form.readAgain()]).toEqual([2, 1]);
    form.load(1);
    form.news(0);
    expect(form.readAgain()).toBe(2);
  });

  it("lets the guard's own changes be: it has read them before the subgrid, or reads them after", () => {
    const form = openForm();
    form.load(2);
    form.news(2);
    form.news(0);
    form.load(0);
    expect([form.others(), form.readAgain()]).toEqual([0, 0]);
  });
});

it("a form without such a subgrid has nothing to watch", () => {
  const form = { getControl: () => null } as unknown as Xrm.FormContext;
  const nothing = () => {
    throw new Error("There is nothing to tell.");
  };
  const tell = watchLists(form, nothing, nothing);
  expect(() => {
    tell({ listCount: 5, readAgain: () => undefined } as unknown as GuardNews);
  }).not.toThrow();
});
