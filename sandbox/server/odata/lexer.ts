import { badSyntax } from "./refusals";

export type TokenKind =
  "name" | "string" | "number" | "guid" | "date" | "datetime" | "alias" | "punctuation" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** For a string, what stands between the quotes with `''` read as `'`; otherwise the text itself. */
  readonly text: string;
  readonly position: number;
}

// The order decides: a GUID may begin like a number, and a date like three of them.
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ["string", /'(?:[^']|'')*'/y],
  ["string", /"(?:[^"\\]|\\.)*"/y],
  ["guid", /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![\w-])/y],
  ["datetime", /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)/y],
  ["date", /\d{4}-\d\d-\d\d(?![\w:-])/y],
  ["number", /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y],
  ["alias", /@[A-Za-z_]\w*/y],
  ["name", /\$?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y],
  ["punctuation", /[(),/:=;[\]{}*]/y],
];

/**
 * The tokens of an OData expression, the last of them `end`.
 * @throws DataverseError 400 0x80060888 on a character that begins no token
 */
function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    while (/\s/.test(text[position] ?? "")) position++;
    if (position >= text.length) break;
    const token = tokenAt(text, position);
    if (token === undefined) throw badSyntax(position, text);
    tokens.push({ kind: token.kind, text: token.value, position });
    position = token.end;
  }
  tokens.push({ kind: "end", text: "", position: text.length });
  return tokens;
}

function tokenAt(
  text: string,
  position: number,
): { kind: TokenKind; value: string; end: number } | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) continue;
    return {
      kind,
      value: kind === "string" ? unquoted(match[0], position, text) : match[0],
      end: pattern.lastIndex,
    };
  }
  return undefined;
}

function unquoted(literal: string, position: number, text: string): string {
  if (literal.startsWith("'")) return literal.slice(1, -1).replace(/''/g, "'");
  try {
    return JSON.parse(literal) as string;
  } catch {
    throw badSyntax(position, text);
  }
}

/** Walks over tokens; every parser of the grammar reads through one of these. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(readonly text: string) {
    this.#tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)] as Token;
  }

  /** The first token of that kind that is still to come. */
  find(kind: TokenKind): Token | undefined {
    return this.#tokens.slice(this.#index).find((token) => token.kind === kind);
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#index++;
    return token;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === "punctuation" || token.kind === "name") && token.text === text;
  }

  /** Takes the punctuation or word if it comes next. */
  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.#index++;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  expectName(): string {
    const token = this.next();
    if (token.kind !== "name") this.fail(token);
    return token.text;
  }

  expectEnd(): void {
    if (this.peek().kind !== "end") this.fail();
  }

  fail(token: Token = this.peek()): never {
    throw badSyntax(token.position, this.text);
  }
}
