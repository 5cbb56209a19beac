import { readLiteral, type Aliases, type Literal } from "./expression";
import { TokenReader } from "./lexer";
import { decodePercent } from "./queryOptions";
import { badQuery } from "./refusals";

/** What stands in brackets after a segment: nothing, one value, or named values. */
export interface SegmentArguments {
  /** `accounts(1234…)`: the value's text as written. */
  readonly single?: Literal;
  readonly named: ReadonlyMap<string, Literal>;
}

export interface Segment {
  readonly name: string;
  readonly brackets?: SegmentArguments;
}

/**
 * Splits a path such as `accounts(accountnumber='A/1')/contact_customer_accounts/$ref` into its segments.
 * A slash inside quotes does not separate.
 */
export function parseResourcePath(path: string, aliases: Aliases): Segment[] {
  return rawSegments(path)
    .filter((segment) => segment !== "")
    .map((segment) => parseSegment(decodePercent(segment), aliases));
}

function rawSegments(path: string): string[] {
  const segments: string[] = [];
  let quoted = false;
  let start = 0;
  for (let index = 0; index < path.length; index++) {
    if (path[index] === "'" || path.startsWith("%27", index)) quoted = !quoted;
    if (path[index] === "/" && !quoted) {
      segments.push(path.slice(start, index));
      start = index + 1;
    }
  }
  segments.push(path.slice(start));
  return segments;
}

function parseSegment(text: string, aliases: Aliases): Segment {
  const open = text.indexOf("(");
  if (open === -1) return { name: text };
  if (!text.endsWith(")")) throw badQuery("Bad Request - Error in query syntax.");
  return { name: text.slice(0, open), brackets: parseArguments(text.slice(open + 1, -1), aliases) };
}

function parseArguments(text: string, aliases: Aliases): SegmentArguments {
  const reader = new TokenReader(text);
  const named = new Map<string, Literal>();
  if (reader.peek().kind === "end") return { named };
  if (!(reader.peek().kind === "name" && reader.is("=", 1))) {
    const single = readLiteral(reader, aliases);
    reader.expectEnd();
    return { single, named };
  }
  do {
    const name = reader.expectName();
    reader.expect("=");
    if (named.has(name)) throw badQuery("Bad Request - Error in query syntax.");
    named.set(name, readLiteral(reader, aliases));
  } while (reader.take(","));
  reader.expectEnd();
  return { named };
}
