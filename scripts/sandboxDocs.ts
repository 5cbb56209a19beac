import { LINKS } from "../tests/sandbox/query/links";
import {
  NOT_SUPPORTED as FETCH_NOT_SUPPORTED,
  REFUSED as FETCH_REFUSED,
} from "../tests/sandbox/query/refusals";
import { SEMANTICS } from "../tests/sandbox/query/semantics";
import { NOT_SUPPORTED as API_NOT_SUPPORTED, REFUSED as API_REFUSED } from "../tests/sandbox/webapi/refusals";

/*
 * The lists of `docs/sandbox.md`, made from the very cases that the tests run: what is listed is tested, and what is
 * tested is listed.
 */

/** Text in a cell of a table: bars and angle brackets as themselves. */
function cell(text: string): string {
  return text.replace(/\|/g, "\\|").replace(/</g, "&lt;").replace(/\s+/g, " ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function source(path: string): string {
  return path.includes(" ") ? cell(path) : `\`${path}\``;
}

function supported(): string {
  const byThing = new Map<string, { cases: number; sources: Set<string> }>();
  for (const { about, source: path } of [...SEMANTICS, ...LINKS]) {
    const thing = byThing.get(about) ?? { cases: 0, sources: new Set<string>() };
    thing.cases++;
    thing.sources.add(path);
    byThing.set(about, thing);
  }
  return table(
    ["operator, link type, element or attribute", "cases", "where its meaning is written down"],
    [...byThing]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([about, { cases, sources }]) => [
        `\`${about}\``,
        String(cases),
        [...sources].map(source).join(", "),
      ]),
  );
}

/** The generated part of the page. */
export function sandboxLists(): string {
  return [
    "### FetchXML that is understood",
    "",
    supported(),
    "",
    "### Not supported by the sandbox, though Dataverse has it",
    "",
    'Refused with 501 and `0x80040203`, "Not supported by the sandbox: …", never approximated.',
    "",
    table(
      ["what", "written down in"],
      [...FETCH_NOT_SUPPORTED, ...API_NOT_SUPPORTED].map(({ name, source: path }) => [
        cell(name),
        source(path),
      ]),
    ),
    "",
    "### FetchXML that is refused, as Dataverse refuses it",
    "",
    table(
      ["what", "status", "code", "written down in"],
      FETCH_REFUSED.map(({ name, status = 400, code, source: path }) => [
        cell(name),
        String(status),
        `\`${code}\``,
        source(path),
      ]),
    ),
    "",
    "### Requests that are refused, as Dataverse refuses them",
    "",
    table(
      ["what", "method", "status", "code", "written down in"],
      API_REFUSED.map(({ name, method, status, code, source: path }) => [
        cell(name),
        method,
        String(status),
        `\`${code}\``,
        source(path),
      ]),
    ),
  ].join("\n");
}
