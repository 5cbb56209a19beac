import fc from "fast-check";
import type { Host } from "../../dataverse/host";
import { isolated } from "../../components/shared/isolated";
import { wordsOf } from "../../components/shared/words";
import { dayOfDate } from "../../domain/day";
import { anyText } from "../anyText";
import { formHost, silentService } from "./onTheForm";
import type { Language } from "./strings";

const words = (language: Language, host: Partial<Host> = {}) =>
  wordsOf({ ...formHost(silentService, { language }), ...host });
const saying = (text: string, ...values: string[]) =>
  words(1033, { text: () => text }).say("Shared_Test", ...values);

/** What an embedding, an override and an isolate begin and end with. */
const embeds = "\u202a\u202b\u202d\u202e";
const isolates = "\u2066\u2067\u2068";
const directions = [...embeds, ...isolates, "\u202c", "\u2069", "\u200f", "\u061c"];
const turned = fc
  .array(fc.constantFrom(...directions, "a", "1", " ", "”", "ש", "ل", "ﷺ", "𞤀", "\n", "\u2029"), {
    minLength: 1,
  })
  .map((characters) => characters.join(""));
const withoutMarks = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");

/** Isolates and embeddings that are open at each place, as Unicode's UAX #9 pairs them (BD9, X7); null where one ends that is none. */
function openAfter(text: string): readonly string[] | null {
  let open: string[] = [];
  for (const character of text) {
    if (/[\p{Cc}\u2029]/u.test(character)) open = [];
    else if (embeds.includes(character)) open.push("embedding");
    else if (isolates.includes(character)) open.push("isolate");
    else if (character === "\u202c" && open.pop() !== "embedding") return null;
    else if (character === "\u2069" && open.pop() !== "isolate") return null;
  }
  return open;
}

describe("a text in a sentence", () => {
  it("is the same text where it is written as the sentence is", () => {
    for (const text of ["Contoso", "", "Ærøskøbing “1”", "日本", "👩‍👩‍👧", "$& $1 {1}", "a\nb"]) {
      expect(saying("“{0}” by {1}", text, "Rita")).toBe(`“${text}” by Rita`);
    }
    const plain = anyText().filter((text) => !/[\u0590-\u08ff\u200f-\uffff]|[\ud800-\udfff]/.test(text));
    fc.assert(fc.property(plain, (text) => expect(saying("“{0}”.", text)).toBe(`“${text}”.`)));
  });

  it.each([
    ["Hebrew", "שלום", "\u2068שלום\u2069"],
    ["Arabic", "رسالة 12", "\u2068رسالة 12\u2069"],
    ["an override that nothing ends", "legal \u202ereview", "\u2068legal \u202ereview\u202c\u2069"],
    ["an isolate that nothing ends", "\u2067a\u202bb", "\u2068\u2067a\u202bb\u202c\u2069\u2069"],
    [
      "an embedding that ends with its isolate",
      "\u2067\u202ba\u2069b",
      "\u2068\u2067\u202ba\u202c\u2069b\u2069",
    ],
    ["ends of what never began", "a\u2069b\u202cc", "\u2068abc\u2069"],
    [
      "an end that does not reach out of its isolate",
      "\u202b\u2066a\u202cb",
      "\u2068\u202b\u2066ab\u2069\u202c\u2069",
    ],
    ["lines, of which one turns", "a\nש\nb", "a\n\u2068ש\u2069\nb"],
  ])("keeps to itself where it is %s", (_, text, kept) => {
    expect(saying("On hold: “{0}”, {1}.", text, "until Friday")).toBe(`On hold: “${kept}”, until Friday.`);
  });

  it("leaves nothing open for what follows it, and closes nothing that began before it", () => {
    fc.assert(
      fc.property(turned, (text) => {
        expect(openAfter(`\u2066${isolated(text).replace(/[\n\u2029]/g, "")}`)).toEqual(["isolate"]);
        expect(openAfter(isolated(text))).toEqual([]);
        expect(withoutMarks(isolated(text))).toBe(withoutMarks(text));
      }),
    );
  });

  it("keeps to itself in a text that is itself put into a sentence", () => {
    fc.assert(
      fc.property(turned, (text) => {
        const nested = saying("{0}.", saying("“{0}”", text));
        expect(openAfter(nested)).toEqual([]);
        expect(withoutMarks(nested)).toBe(`“${withoutMarks(text)}”.`);
      }),
    );
  });
});

describe("a text to be stored", () => {
  it("has no marks in it: those are for where it is shown", () => {
    const there = words(1033, { text: () => "Call back: {0}{1}" });
    expect(there.plain.say("Shared_Test", "שלום")).toBe("Call back: שלום{1}");
    expect(there.plain.count("Shared_Test", 2, "שלום")).toBe("Call back: 2שלום");
    expect(words(1033).plain.listed(["שלום", "רות", "Contoso"])).toBe("שלום; רות; Contoso");
    fc.assert(
      fc.property(anyText(), (text) =>
        expect(there.plain.say("Shared_Test", text, "")).toBe(`Call back: ${text}`),
      ),
    );
  });
});

describe("a date", () => {
  it.each([
    ["20-12-2026", "20-\u206012-\u20602026"],
    ["20 déc. 2026", "20 \u2060déc. \u20602026"],
    ["20/12/2026", "20/12/2026"],
  ])("written as %s is kept on one line", (written, shown) => {
    const { formatting } = formHost(silentService);
    const there = words(1033, { formatting: { ...formatting, formatDateShort: () => written } });
    const day = dayOfDate(2026, 12, 20);
    expect(there.date(day)).toBe(shown);
    expect(there.day(day, day + 30)).toBe(shown);
    expect(there.moment(new Date())).toBe(written);
  });
});

describe("things in a list", () => {
  it.each([
    [1033, "one; two; three"],
    [1036, "one\u00a0; two\u00a0; three"],
    [1043, "one; two; three"],
  ] as const)("stand with semicolons between them, in %i", (language, text) => {
    expect(words(language).listed(["one", "two", "three"])).toBe(text);
    expect(words(language).listed(["one"])).toBe("one");
    expect(words(language).listed([])).toBe("");
  });
});
