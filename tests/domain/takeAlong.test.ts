/** @jest-environment jsdom */
import * as fc from "fast-check";
import { TextDecoder, TextEncoder } from "node:util";
import {
  CHARACTERS_A_LINE,
  fitToPage,
  LINES_A_PAGE,
  onOneLine,
  type TakeAlong,
  type TakeAlongSection,
} from "../../domain/takeAlong";
import { anyText } from "../anyText";
import { asFile, asHtml, escapeHtml } from "../../domain/takeAlongPage";
import { asText } from "../../domain/takeAlongText";

// jsdom has none of its own.
Object.assign(globalThis, { TextEncoder });

function section(heading: string, ...texts: string[]): TakeAlongSection {
  return {
    heading,
    lines: texts.map((text) => ({ text })),
    beside: 0,
    empty: "Nothing.",
    more: (cut) => (cut === null ? "and more" : `and ${cut} more`),
  };
}

const page: TakeAlong = {
  language: "en",
  title: "Duvallier Énergie",
  headline: "In closing: €1.2 M, signature expected in 12 days.",
  sections: [
    { ...section("What they care about"), lines: [{ text: "Data platform", detail: "82, rising" }] },
    section("On the table"),
  ],
  footer: "22 Nov 2026",
};

const hostile = [
  `<script>alert("Entente")</script> & Fils`,
  `"><img src=x onerror=alert(1)>`,
  "</title><style>body{display:none}</style>",
  "]]></fetch><!--",
  "\u202eReversed",
  "&lt;b&gt; & &amp;",
  "' onmouseover='x",
  "line\nbreak\ttab\u2028separator",
  "🚀 Zéphyr 👩🏽‍🚀",
  "شركة النور للتقنية",
];

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

describe("the page to take along", () => {
  it("shows title, headline, sections and footer", () => {
    const shown = parse(asHtml(page));
    expect(shown.documentElement.lang).toBe("en");
    expect(shown.querySelector("h1")?.textContent).toBe("Duvallier Énergie");
    expect([...shown.querySelectorAll("h2")].map((heading) => heading.textContent)).toEqual([
      "What they care about",
      "On the table",
    ]);
    expect(shown.querySelector("li")?.textContent).toBe("Data platform · 82, rising");
    expect(shown.querySelector(".closing")?.textContent).toBe("Nothing.");
    expect(shown.querySelector("footer")?.textContent).toBe("22 Nov 2026");
  });

  it("stands alone: no script, nothing fetched, and a policy against both", () => {
    const html = asHtml(page);
    const policy = parse(html).querySelector("meta[http-equiv='Content-Security-Policy']");
    expect(policy?.getAttribute("content")).toBe("default-src 'none'; style-src 'unsafe-inline'");
    expect(html).not.toMatch(/<script|<link|<img|src=|href=|url\(/i);
  });

  it.each(hostile)("shows hostile text to the letter: %j", (text) => {
    const shown = parse(
      asHtml({ ...page, title: text, headline: text, footer: text, sections: [section(text, text)] }),
    );
    const elements = [...shown.querySelectorAll("*")].map((element) => element.tagName.toLowerCase());
    const known = [
      "html",
      "head",
      "meta",
      "title",
      "style",
      "body",
      "h1",
      "h2",
      "p",
      "bdi",
      "section",
      "ul",
      "li",
      "footer",
    ];
    expect(elements.filter((tag) => !known.includes(tag))).toEqual([]);
    expect(shown.querySelectorAll("meta")).toHaveLength(3);
    const expected = onOneLine(text);
    expect(shown.title).toBe(expected);
    for (const place of ["h1", ".headline", "h2", "li", "footer"]) {
      expect(shown.querySelector(place)?.textContent).toBe(expected);
    }
  });

  it("never lets a text become anything but text, whatever it is", () => {
    fc.assert(
      fc.property(anyText(), anyText(), (text, detail) => {
        const lines = [{ text, detail }];
        const shown = parse(asHtml({ ...page, title: text, sections: [{ ...section(text), lines }] }));
        expect(shown.querySelectorAll("*")).toHaveLength(
          parse(
            asHtml({ ...page, sections: [{ ...section("x"), lines: [{ text: "x", detail: "x" }] }] }),
          ).querySelectorAll("*").length,
        );
        expect(shown.querySelector("h1")?.textContent).toBe(onOneLine(text));
      }),
    );
  });

  it("is a whole HTML file, of its own character set and width", () => {
    const html = asHtml(page);
    expect(html.startsWith("<!DOCTYPE html>\n<html")).toBe(true);
    expect(html.endsWith("</body>\n</html>\n")).toBe(true);
    // A browser does without these; what shows a message may not.
    for (const tags of ["\n<head>\n", "\n</head>\n<body>\n"]) expect(html).toContain(tags);
    const shown = parse(html);
    expect(shown.compatMode).toBe("CSS1Compat");
    expect(shown.querySelector("meta[charset]")?.getAttribute("charset")).toBe("utf-8");
    expect(shown.querySelector("meta[name='viewport']")?.getAttribute("content")).toContain("device-width");
    expect(shown.title).toBe("Duvallier Énergie");
    expect(shown.querySelector("style")?.textContent).toContain("@page");
    expect([...shown.querySelectorAll("body > *")].map(({ tagName }) => tagName)).toEqual([
      "H1",
      "P",
      "SECTION",
      "SECTION",
      "FOOTER",
    ]);
  });

  it("says nothing in place of what is not there", () => {
    const shown = parse(asHtml({ ...page, sections: [section("a", "1", "2"), section("b")] }));
    const sections = [...shown.querySelectorAll("section")].map((one) => one.textContent);
    expect(sections).toEqual(["a12", "bNothing."]);
    expect([...shown.querySelectorAll("section")].map((one) => one.children.length)).toEqual([2, 2]);
  });

  it("escapes the five characters that mean something, and only those", () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
    expect(escapeHtml("é 🚀 €")).toBe("é 🚀 €");
  });

  it("comes as a file, readable again byte by byte", () => {
    const file = asFile({ ...page, title: `../../<Énergie> / "x": 🚀` });
    const bytes = Buffer.from(file.fileContent, "base64");
    expect(bytes).toHaveLength(file.fileSize);
    expect(new TextDecoder().decode(bytes)).toContain("Énergie");
    expect(file.fileName).toBe("Énergie x.html");
    expect(file.mimeType).toBe("text/html");
    expect(asFile({ ...page, title: "🚀" }).fileName).toBe("briefing.html");
  });

  it("is called by as much of the title as a file name takes, without spaces at its ends", () => {
    const named = (title: string) => asFile({ ...page, title }).fileName;
    expect(named("x".repeat(61))).toBe(`${"x".repeat(60)}.html`);
    expect(named(`${"x".repeat(59)} y`)).toBe(`${"x".repeat(59)}.html`);
    expect(named(` ${"x".repeat(60)}`)).toBe(`${"x".repeat(60)}.html`);
    expect(named(" <Acme>  &  Fils ")).toBe("Acme Fils.html");
    expect(named("A".repeat(30) + "𝒜".repeat(40))).toBe(`${"A".repeat(30)}${"𝒜".repeat(30)}.html`);
  });
});

describe("one page", () => {
  it("keeps all of what fits", () => {
    const [first] = fitToPage({ ...page, sections: [section("a", "1", "2", "3")] });
    expect(first?.lines).toHaveLength(3);
    expect(first?.closing).toBeNull();
  });

  it("takes the last lines of the longest section first, and says how many", () => {
    const many = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    const [long, short] = fitToPage({
      ...page,
      sections: [section("long", ...many), section("short", "1", "2")],
    });
    expect(short?.lines).toHaveLength(2);
    expect(long?.lines[0]?.text).toBe("line 0");
    expect(long?.closing).toBe(`and ${100 - (long?.lines.length ?? 0)} more`);
  });

  /** Lines left for texts beside one heading, of all that the page has. */
  const ROOM = LINES_A_PAGE - 8 - 2;
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);
  const shownOf = (...sections: TakeAlongSection[]) =>
    fitToPage({ ...page, sections }).map(({ lines, closing }) => [lines.length, closing]);

  it("is filled to its last line", () => {
    expect(shownOf(section("a", ...numbered(ROOM)))).toEqual([[ROOM, null]]);
    expect(shownOf(section("a", ...numbered(ROOM + 1)))).toEqual([[ROOM - 1, "and 2 more"]]);
    const beside = ROOM - 3;
    expect(shownOf(section("a", ...numbered(beside)), section("b"))).toEqual([
      [beside, null],
      [0, "Nothing."],
    ]);
    expect(shownOf(section("a", ...numbered(beside + 1)), section("b"))).toEqual([
      [beside - 1, "and 2 more"],
      [0, "Nothing."],
    ]);
  });

  it("says how many there are beside the lines, with those that were cut, or that nobody knows", () => {
    const with5 = { ...section("a", "1", "2"), beside: 5 };
    expect(shownOf(with5)).toEqual([[2, "and 5 more"]]);
    const unknown = { ...with5, beside: null };
    expect(shownOf(unknown)).toEqual([[2, "and more"]]);
    // What is said takes a line itself.
    const full = { ...section("a", ...numbered(ROOM)), beside: 5 };
    expect(shownOf(full)).toEqual([[ROOM - 1, "and 6 more"]]);
    expect(shownOf({ ...full, beside: null })).toEqual([[ROOM - 1, "and more"]]);
    expect(shownOf({ ...section("a"), beside: null })).toEqual([[0, "Nothing."]]);
  });

  it("is shared between two long sections, the first giving up a line first", () => {
    expect(shownOf(section("a", ...numbered(60)), section("b", ...numbered(60)))).toEqual([
      [20, "and 40 more"],
      [21, "and 39 more"],
    ]);
  });

  it("keeps the first line of each section even where those do not fit", () => {
    const sections = numbered(20).map((heading) => section(heading, "1", "2"));
    expect(shownOf(...sections)).toEqual(sections.map(() => [1, "and 1 more"]));
  });

  it("counts what a line takes: its text, and what stands beside it", () => {
    const half = CHARACTERS_A_LINE / 2;
    const line = (text: number, detail?: number) => ({
      text: "🙂".repeat(text),
      ...(detail === undefined ? {} : { detail: "🙂".repeat(detail) }),
    });
    const kept = (one: TakeAlongSection["lines"][number]) =>
      shownOf({ ...section("a"), lines: Array.from({ length: ROOM }, () => one) })[0]?.[0];
    expect(kept(line(CHARACTERS_A_LINE))).toBe(ROOM);
    expect(kept(line(CHARACTERS_A_LINE + 1))).toBe((ROOM - 1) / 2);
    expect(kept(line(half, half - 3))).toBe(ROOM);
    expect(kept(line(half, half - 2))).toBe((ROOM - 1) / 2);
    expect(kept(line(0))).toBe(ROOM);
  });

  it("ends a text in an ellipsis that is longer than three lines, between two characters", () => {
    const longest = 3 * CHARACTERS_A_LINE;
    const shown = (text: string) => fitToPage({ ...page, sections: [section("a", text)] })[0]?.lines[0]?.text;
    expect(shown("🙂".repeat(longest))).toBe("🙂".repeat(longest));
    expect(shown("🙂".repeat(longest + 1))).toBe(`${"🙂".repeat(longest - 1)}…`);
    expect(shown(`${"x".repeat(longest - 2)} yyy`)).toBe(`${"x".repeat(longest - 2)}…`);
    const detail = "y".repeat(longest + 1);
    const lines = [{ text: "x", detail }];
    expect(fitToPage({ ...page, sections: [{ ...section("a"), lines }] })[0]?.lines[0]?.detail).toBe(
      `${"y".repeat(longest - 1)}…`,
    );
  });

  it("puts a text on one line, in its own direction, with nothing that is no text", () => {
    expect(onOneLine("  a\r\n\u0000b\u2028 c\t")).toBe("a b c");
    expect(onOneLine("\u202eab\u202c\u2066c\u2069")).toBe("abc");
    expect(onOneLine("a\ud83db")).toBe("a\ufffdb");
    // What keeps a date together on the screen: whoever looks for the date would not find it.
    expect(onOneLine("20-\u206012-\u20602026")).toBe("20-12-2026");
  });

  it("never cuts what keeps a section from being the whole truth, and counts it among nothing", () => {
    const many = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    const caveats = ["Not all\ncould be read.", "x".repeat(2 * CHARACTERS_A_LINE)];
    const [fitted] = fitToPage({ ...page, sections: [{ ...section("a", ...many), caveats }] });
    expect(fitted?.caveats).toEqual(["Not all could be read.", caveats[1]]);
    const kept = fitted?.lines.length ?? 0;
    expect(fitted?.closing).toBe(`and ${100 - kept} more`);
    const [without] = fitToPage({ ...page, sections: [section("a", ...many)] });
    expect(kept).toBe((without?.lines.length ?? 0) - 3);

    const made = { ...page, sections: [{ ...section("a"), caveats: ["Not all could be <b>read</b>."] }] };
    expect([...parse(asHtml(made)).querySelectorAll(".closing")].map((each) => each.textContent)).toEqual([
      "Nothing.",
      "Not all could be <b>read</b>.",
    ]);
    expect(parse(asHtml(made)).querySelector("section")?.textContent).toBe(
      "aNothing.Not all could be <b>read</b>.",
    );
    expect(asText(made)).toContain("Nothing.\nNot all could be <b>read</b>.\n");
  });

  it("never holds more lines than the page, and loses no section", () => {
    const anySection = fc.array(fc.string({ maxLength: 600 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(anySection, { minLength: 1, maxLength: 7 }), (texts) => {
        const sections = texts.map((lines, index) => section(`heading ${index}`, ...lines));
        const fitted = fitToPage({ ...page, sections });
        expect(fitted).toHaveLength(sections.length);
        const lines = fitted.flatMap((each) => [
          "heading",
          "space",
          ...each.lines.flatMap(({ text }) =>
            Array<string>(Math.max(1, Math.ceil([...text].length / CHARACTERS_A_LINE))).fill(""),
          ),
          ...(each.closing === null ? [] : ["closing"]),
        ]);
        expect(lines.length + 8).toBeLessThanOrEqual(LINES_A_PAGE);
        fitted.forEach((each, index) => {
          const all = texts[index] ?? [];
          if (all.length > 0) expect(each.lines.length).toBeGreaterThan(0);
          expect(each.closing !== null).toBe(each.lines.length < all.length || all.length === 0);
        });
      }),
    );
  });
});

describe("the text for a message", () => {
  it("reads as the page does", () => {
    expect(asText(page)).toBe(
      [
        "Duvallier Énergie",
        "=================",
        "In closing: €1.2 M, signature expected in 12 days.",
        "",
        "What they care about",
        "--------------------",
        "- Data platform · 82, rising",
        "",
        "On the table",
        "------------",
        "Nothing.",
        "",
        "22 Nov 2026",
        "",
      ].join("\n"),
    );
  });

  it("says a line without a detail as it is", () => {
    expect(asText({ ...page, sections: [section("a", "1")] })).toContain("\n- 1\n");
  });

  it("gives no text a line of its own, and none the power to turn the rest", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const lines = asText({ ...page, sections: [section("heading", text)] }).split("\n");
        expect(lines).toHaveLength(
          asText({ ...page, sections: [section("heading", "x")] }).split("\n").length,
        );
        expect(lines.join("")).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      }),
    );
    expect(asText({ ...page, headline: "a\r\nFrom: b" })).toContain("\na From: b\n");
  });
});
