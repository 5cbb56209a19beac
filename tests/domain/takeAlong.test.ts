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
import { asFile, asHtml, escapeHtml } from "../../domain/takeAlongPage";
import { asText } from "../../domain/takeAlongText";

// jsdom has none of its own.
Object.assign(globalThis, { TextEncoder });

function section(heading: string, ...texts: string[]): TakeAlongSection {
  return {
    heading,
    lines: texts.map((text) => ({ text })),
    empty: "Nothing.",
    more: (cut) => `and ${cut} more`,
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
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (text, detail) => {
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
    expect(asFile({ ...page, title: "🚀" }).fileName).toBe("briefing.html");
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

  it("gives no text a line of its own, and none the power to turn the rest", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
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
