import fc from "fast-check";
import { anyText } from "../anyText";
import { suggestTopics, type KnownTopic } from "../../domain/topicSuggestion";

const platform: KnownTopic = {
  id: "platform",
  name: "Data platform",
  keywords: "data platform; lakehouse, plateforme de données\ndataplatform",
};
const costs: KnownTopic = {
  id: "costs",
  name: "Cloud costs",
  keywords: "cloud cost; coûts; facture; kosten",
};
const migration: KnownTopic = { id: "migration", name: "Migration", keywords: "migrer; migratie; move" };
const assistants: KnownTopic = { id: "ai", name: "AI assistants", keywords: "AI; assistant IA" };
const topics = [platform, costs, migration, assistants];

describe("the topics a text speaks of", () => {
  it.each([
    ["They want the Data Platform.", ["platform"]],
    ["Ils veulent la PLATEFORME DE DONNEES", ["platform"]],
    ["Het dataplatform, zegt hij", ["platform"]],
    ["afraid of the migration; then the data platform", ["migration", "platform"]],
    ["le cout de la facture", ["costs"]],
    ["cloud costs are too high", ["costs"]],
    ["trois migrations en un an", ["migration"]],
    ["met an AI vendor", ["ai"]],
    ["J’ai vu l’IA et l'AI de d'autres", ["ai"]],
  ])("are found in %j", (text, expected) => {
    expect(suggestTopics(text, topics)).toEqual(expected);
  });

  it.each([
    ["said nothing of note"],
    ["remove the platform data"],
    ["the data and the platform"],
    ["he removed it"],
    ["again, plain words, main point"],
    ["J'ai vu leur directrice, qui n’ai rien dit. Je t'ai écrit"],
    [""],
    ["🙂 \u0000 <script>"],
  ])("are not found in %j", (text) => {
    expect(suggestTopics(text, topics)).toEqual([]);
  });

  it("come in the order in which the text names them, each once", () => {
    expect(suggestTopics("costs, migration, costs, lakehouse", [...topics])).toEqual([
      "migration",
      "platform",
    ]);
    expect(suggestTopics("migration, lakehouse, migration", topics)).toEqual(["migration", "platform"]);
    expect(suggestTopics("kosten, migration, coûts, lakehouse", topics)).toEqual([
      "costs",
      "migration",
      "platform",
    ]);
  });

  it("recognise an ordinary plural of a word of four letters or more, and of none shorter", () => {
    const one = (keywords: string): KnownTopic[] => [{ id: "x", name: "-", keywords }];
    const found = (text: string, keyword: string) => suggestTopics(text, one(keyword)).length === 1;
    expect(found("two bikes", "bike")).toBe(true);
    expect(found("deux bureaux", "bureau")).toBe(true);
    expect(found("vier boxes", "boxe")).toBe(true);
    expect(found("two cars", "car")).toBe(false);
    expect(found("their boss", "bos")).toBe(false);
    expect(found("cloud", "clou")).toBe(false);
  });

  it("are looked for word by word, in the order of the keyword's words", () => {
    const one: KnownTopic[] = [{ id: "x", name: "service desk tool", keywords: null }];
    expect(suggestTopics("a service desk tool", one)).toEqual(["x"]);
    expect(suggestTopics("desk tool", one)).toEqual([]);
    expect(suggestTopics("tool; a desk service tool", one)).toEqual([]);
    expect(suggestTopics("tool and service desk tools", one)).toEqual(["x"]);
  });

  it("stand where their first word stands", () => {
    const two: KnownTopic[] = [
      { id: "one word", name: "desk", keywords: null },
      { id: "two words", name: "service desk", keywords: null },
    ];
    expect(suggestTopics("the service desk", two)).toEqual(["two words", "one word"]);
  });

  it("need no keywords beside their name", () => {
    expect(suggestTopics("a word on support", [{ id: "s", name: "Support", keywords: null }])).toEqual(["s"]);
    expect(suggestTopics("nothing", [{ id: "s", name: "!!", keywords: " ; ,, " }])).toEqual([]);
  });

  it("are the same whatever the case, the accents and the text around a keyword", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("lakehouse", "plateforme de données", "coûts", "migrer"),
        fc.stringMatching(/^[0-9 .,!?]*$/),
        fc.stringMatching(/^[0-9 .,!?]*$/),
        fc.boolean(),
        (keyword, before, after, isUpper) => {
          const plain = keyword.normalize("NFD").replace(/\p{Diacritic}/gu, "");
          const typed = isUpper ? plain.toUpperCase() : keyword;
          expect(suggestTopics(`${before} ${typed}. ${after}`, topics)).toEqual(
            suggestTopics(keyword, topics),
          );
        },
      ),
    );
  });

  it("never fail, whatever is typed", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 400 }), anyText(), (text, keywords) => {
        const known = [{ id: "x", name: "X topic", keywords }, ...topics];
        for (const id of suggestTopics(text, known)) expect(known.map((one) => one.id)).toContain(id);
      }),
    );
  });
});
