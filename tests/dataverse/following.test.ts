import { dayOfDate } from "../../domain/day";
import { readFollowing } from "../../dataverse/following";
import { learnColumns, noneKnown } from "../../dataverse/optionalColumns";
import type { TableDefinitions } from "../../dataverse/sources/present";
import { Answering, refusal } from "./answering";
import { askedIn } from "./asked";

const today = dayOfDate(2026, 11, 22);
const scope = { table: "account", id: "a" } as const;

describe("who may be followed", () => {
  it("is everybody but those who refused e-mail or web tracking, each once", async () => {
    const service = new Answering(() => [
      { contacts: 7, follow: true, notracking: false },
      { contacts: 2, follow: false, notracking: false },
      { contacts: 1, follow: false, notracking: true },
      { contacts: 3, follow: true, notracking: true },
      // Grouped yes/no columns may come as numbers, or not at all.
      { contacts: 4, follow: 0 },
      { contacts: 5, follow: 1, notracking: 0 },
      { contacts: 6 },
    ]);
    const answer = await readFollowing(service.asking.ask, scope, today, noneKnown());
    expect(answer).toEqual({ ok: true, value: { contacts: 28, refused: 10 } });
    expect(service.requests).toHaveLength(1);
  });

  it("is counted among the active contacts, by both ways of refusing", async () => {
    const service = new Answering(() => []);
    await readFollowing(service.asking.ask, scope, today, noneKnown());
    expect(askedIn(service.requests[0]?.fetchXml ?? "")).toEqual({
      table: "contact",
      limits: "aggregate true",
      columns: [
        "contactid count contacts",
        "followemail grouped follow",
        "msdyn_disablewebtracking grouped notracking",
      ],
      orders: [],
      filter: "and(statecode eq 0, parentcustomerid eq a)",
      links: {},
    });
  });

  it("is known of a contact who has left, on the contact's own form", async () => {
    const service = new Answering(() => [{ contacts: 1, follow: false }]);
    const ann = { table: "contact", id: "ann" } as const;
    const answer = await readFollowing(service.asking.ask, ann, today, noneKnown());
    expect(askedIn(service.requests[0]?.fetchXml ?? "").filter).toBe("and(contactid eq ann)");
    expect(answer).toEqual({ ok: true, value: { contacts: 1, refused: 1 } });
  });

  it("is known without the column for web tracking, too", async () => {
    const service = new Answering((_, xml) =>
      xml.includes("msdyn_disablewebtracking") ? { refused: 0x80041103 } : [{ contacts: 2, follow: false }],
    );
    const answer = await readFollowing(service.asking.ask, scope, today, noneKnown());
    expect(answer).toEqual({ ok: true, value: { contacts: 2, refused: 2 } });
    expect(service.requests).toHaveLength(2);
  });

  it("is not known where the service misses a column without which nothing can be asked", async () => {
    // After five, the test would rather fail than go on for ever.
    const service: Answering = new Answering(() =>
      service.requests.length > 5 ? [] : { refused: 0x80041103 },
    );
    const answer = await readFollowing(service.asking.ask, scope, today, noneKnown());
    expect(answer).toEqual({ ok: false, failure: { kind: "noSuchColumn" } });
    expect(service.requests).toHaveLength(2);
  });
});

describe("who may be followed among more contacts than are added up at once", () => {
  /** Contacts by the year in which they were created; a tenth of them has refused. */
  const created = new Map([
    [1998, 20_000],
    [2012, 30_000],
    [2024, 40_000],
    [2027, 10_000],
  ]);
  const counting = (years: ReadonlyMap<number, number> = created) =>
    new Answering((_, xml) => {
      const bound = (operator: string) => new RegExp(`operator="${operator}" value="(\\d{4})`).exec(xml)?.[1];
      const from = Number(bound("on-or-after") ?? 0);
      const to = Number(bound("on-or-before") ?? 9999);
      const contacts = [...years].reduce(
        (sum, [year, count]) => (from <= year && year <= to ? sum + count : sum),
        0,
      );
      if (contacts > 50_000) return { refused: 0x8004e023 };
      return [
        { contacts: contacts * 0.9, follow: true },
        { contacts: contacts * 0.1, follow: false },
      ];
    });

  it("is counted by when they were created, however long ago", async () => {
    const service = counting();
    const answer = await readFollowing(service.asking.ask, scope, today, noneKnown());
    expect(answer).toEqual({ ok: true, value: { contacts: 100_000, refused: 10_000 } });
    expect(service.requests.length).toBeLessThan(10);
  });

  it("is not known where too many of them came before all that are told apart", async () => {
    const early = counting(new Map([...created, [1998, 60_000]]));
    const answer = await readFollowing(early.asking.ask, scope, today, noneKnown());
    expect(answer).toMatchObject({ ok: false, failure: { kind: "tooManyRows" } });
  });
});

describe("columns that not everyone has", () => {
  const columns = ["msdyn_decisioninfluencetag", "msdyn_disablewebtracking"];
  const collection = (there: readonly string[]) => (name: string) =>
    there.includes(name) ? { LogicalName: name } : null;
  const noAnswer = refusal(0);
  const definitions = (definition: unknown): TableDefinitions & { asked: unknown[] } => ({
    asked: [],
    getEntityMetadata(table, names) {
      this.asked.push([table, names]);
      return definition === noAnswer ? Promise.reject(noAnswer) : Promise.resolve(definition);
    },
  });
  const missing = ["contact.msdyn_disablewebtracking"];

  it.each([
    ["getByName", { Attributes: { getByName: collection([columns[0] ?? ""]) } }, missing],
    ["get", { Attributes: { get: collection([columns[0] ?? ""]) } }, missing],
    [
      "a collection that says nothing",
      { Attributes: { getByName: (name: string) => (name === columns[0] ? {} : undefined) } },
      missing,
    ],
    ["no collection", { Attributes: [] }, []],
    ["nothing of the kind", {}, []],
    ["no definition", null, []],
    ["no answer", noAnswer, []],
  ] as const)("are known from the table's definition: %s", async (_, definition, expected) => {
    const known = noneKnown();
    await learnColumns(definitions(definition), "contact", columns, known);
    expect([...known.missing]).toEqual(expected);
  });

  it("are asked for once, and cost no refusal after", async () => {
    const known = noneKnown();
    const nothing = definitions({ Attributes: { getByName: collection([]) } });
    await Promise.all([1, 2].map(() => learnColumns(nothing, "contact", columns, known)));
    expect(nothing.asked).toEqual([["contact", columns]]);
    const service = new Answering(() => [{ contacts: 2, follow: true }]);
    await readFollowing(service.asking.ask, scope, today, known);
    expect(service.requests).toHaveLength(1);
    expect(service.requests[0]?.fetchXml).not.toContain("msdyn_");
  });

  it("are asked for again where the definition could not be had", async () => {
    const known = noneKnown();
    await learnColumns(definitions(noAnswer), "contact", columns, known);
    await learnColumns(definitions({ Attributes: { get: collection([]) } }), "contact", columns, known);
    expect([...known.missing]).toEqual(columns.map((column) => `contact.${column}`));
  });
});
