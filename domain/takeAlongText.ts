import { fitToPage, onOneLine, type TakeAlong } from "./takeAlong";

/** Text for a message: headings underlined, a dash before each line. */
export function asText(page: TakeAlong): string {
  const title = onOneLine(page.title);
  const parts = [title, "=".repeat([...title].length), onOneLine(page.headline)];
  for (const { heading, lines, closing, caveats } of fitToPage(page)) {
    const head = onOneLine(heading);
    parts.push("", head, "-".repeat([...head].length));
    for (const { text, detail } of lines)
      parts.push(`- ${detail === undefined ? text : `${text} · ${detail}`}`);
    if (closing !== null) parts.push(onOneLine(closing));
    parts.push(...caveats);
  }
  parts.push("", onOneLine(page.footer), "");
  return parts.join("\n");
}
