import { fitToPage, onOneLine, type TakeAlong } from "./takeAlong";
import { textFile, type TextFile } from "./textFile";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML, in an element or in a quoted attribute: it is shown to the letter, and does nothing. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** A text of its own direction: a name written from right to left does not turn the words beside it. */
function html(text: string): string {
  return `<bdi>${escapeHtml(onOneLine(text))}</bdi>`;
}

const style = `
@page { size: A4; margin: 15mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 180mm; padding: 4mm 0; color: #242424; background: #fff;
  font: 10pt/1.35 "Segoe UI", system-ui, sans-serif; }
h1 { margin: 0; font-size: 16pt; line-height: 1.2; }
.headline { margin: 1mm 0 0; font-size: 11pt; }
h2 { margin: 3mm 0 0; border-bottom: 0.3mm solid #8a8a8a; font-size: 10pt; line-height: 1.6; }
ul { margin: 0; padding: 0; list-style: none; }
li { overflow-wrap: anywhere; }
.detail, .closing, footer { color: #575757; }
footer { margin-top: 3mm; font-size: 8pt; }
@media print { body { padding: 0; } section { break-inside: avoid; } }
`;

/**
 * The page as a file of its own: no script, nothing fetched, and a policy that forbids both, wherever it is opened.
 */
export function asHtml(page: TakeAlong): string {
  const sections = fitToPage(page).map(({ heading, lines, closing, caveats }) => {
    const items = lines.map(({ text, detail }) => {
      const more = detail === undefined ? "" : ` <span class="detail">· ${html(detail)}</span>`;
      return `<li>${html(text)}${more}</li>`;
    });
    const list = items.length > 0 ? `<ul>${items.join("")}</ul>` : "";
    const end = [...(closing === null ? [] : [closing]), ...caveats].map(
      (text) => `<p class="closing" style="margin:0">${html(text)}</p>`,
    );
    return `<section><h2>${html(heading)}</h2>${list}${end.join("")}</section>`;
  });
  return [
    "<!DOCTYPE html>",
    `<html lang="${escapeHtml(page.language)}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(onOneLine(page.title))}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    `<h1>${html(page.title)}</h1>`,
    `<p class="headline">${html(page.headline)}</p>`,
    ...sections,
    `<footer>${html(page.footer)}</footer>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** The page as a file to open, save or print. */
export function asFile(page: TakeAlong): TextFile {
  return textFile({ name: page.title, otherwise: "briefing", ending: "html" }, "text/html", asHtml(page));
}
