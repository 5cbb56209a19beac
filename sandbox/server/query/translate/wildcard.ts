/** A pattern with Dataverse's wildcards as Postgres takes it. */
export type TextPattern =
  | { readonly kind: "like"; readonly pattern: string }
  | { readonly kind: "regex"; readonly parts: readonly RegexPart[] }
  /** A bracket that is never closed, or holds nothing: no text matches. */
  | { readonly kind: "nothing" };

/**
 * A part of a regular expression: as it stands, or text of which each character is only itself. Text is escaped once it is
 * folded, as what is folded may become a sign: `（` becomes `(`.
 */
export interface RegexPart {
  readonly kind: "regex" | "text";
  readonly value: string;
}

type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "any" }
  | { readonly kind: "one" }
  | { readonly kind: "class"; readonly negated: boolean; readonly members: readonly string[] };

/** What folding leaves nothing of. */
const FOLDED_AWAY = /[\u0300-\u0362\u20dd-\u20e0\u20e2-\u20e4]/;

/**
 * `%` stands for any text, `_` for one character, `[a-f]` and `[^a-f]` for one in or not in a set; a wildcard alone in
 * brackets is itself. Without sets the result is a LIKE, for which an index serves when it begins with text.
 * Source: …/wildcard-characters.
 */
export function textPattern(value: string): TextPattern {
  const pieces = split(value);
  if (pieces === undefined) return { kind: "nothing" };
  if (pieces.every((piece) => piece.kind !== "class")) {
    return { kind: "like", pattern: pieces.map(likePiece).join("") };
  }
  const parts: RegexPart[] = [{ kind: "regex", value: "^(?:" }];
  for (const piece of pieces) {
    const more = regexParts(piece);
    if (more === undefined) return { kind: "nothing" };
    parts.push(...more);
  }
  parts.push({ kind: "regex", value: ")$" });
  return { kind: "regex", parts: joined(parts) };
}

function split(value: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  const characters = [...value];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    if (character === "%") pieces.push({ kind: "any" });
    else if (character === "_") pieces.push({ kind: "one" });
    else if (character !== "[") pieces.push({ kind: "text", text: character });
    else {
      // A closing bracket right after the opening one (or after ^) ends an empty set, as in SQL Server.
      const negated = characters[index + 1] === "^";
      const start = index + (negated ? 2 : 1);
      const end = characters.indexOf("]", start);
      const members = characters.slice(start, end);
      if (end === -1 || members.length === 0) return undefined;
      const only = members.length === 1 ? members[0] : undefined;
      pieces.push(
        only !== undefined && !negated ? { kind: "text", text: only } : { kind: "class", negated, members },
      );
      index = end;
    }
  }
  return pieces;
}

function likePiece(piece: Piece): string {
  switch (piece.kind) {
    case "any":
      return "%";
    case "one":
      return "_";
    case "text":
      // Whatever a character beyond ASCII is folded to (＼ to \, ％ to %, é to e), behind a backslash it is only itself.
      return piece.text.replace(/[\\%_]|[^\p{ASCII}]/gu, (character) =>
        FOLDED_AWAY.test(character) ? character : `\\${character}`,
      );
    case "class":
      throw new Error("A set has no LIKE.");
  }
}

function regexParts(piece: Piece): readonly RegexPart[] | undefined {
  switch (piece.kind) {
    case "any":
      return [{ kind: "regex", value: "(?:.|\\n)*" }];
    case "one":
      return [{ kind: "regex", value: "(?:.|\\n)" }];
    case "text":
      return [{ kind: "text", value: piece.text }];
    case "class":
      return classParts(piece.members, piece.negated);
  }
}

/** A set whose range runs backwards holds nothing of that range; one with nothing left in it matches nothing. */
function classParts(members: readonly string[], negated: boolean): readonly RegexPart[] | undefined {
  let alone = "";
  let ranges = "";
  for (let index = 0; index < members.length; index++) {
    const first = members[index] ?? "";
    const last = members[index + 2];
    if (members[index + 1] === "-" && last !== undefined) {
      ranges += range(folded(first), folded(last));
      index += 2;
    } else if (!FOLDED_AWAY.test(first)) {
      alone += first;
    }
  }
  if (alone === "" && ranges === "") {
    return negated ? [{ kind: "regex", value: "(?:.|\\n)" }] : undefined;
  }
  return [
    { kind: "regex", value: negated ? "[^" : "[" },
    { kind: "text", value: alone },
    { kind: "regex", value: `${ranges}]` },
  ];
}

/** The order is that of what is compared, which is folded: `[Z-a]` runs backwards. */
function range(first: number, last: number): string {
  return first <= last ? `${codePoint(first)}-${codePoint(last)}` : "";
}

function codePoint(code: number): string {
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

/** The code of a small letter without its marks; of what is more than one letter, its own. */
function folded(character: string): number {
  const [letter, ...more] = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const code = (more.length === 0 ? letter : character)?.codePointAt(0) ?? 0;
  return code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
}

/** Neighbours of one kind made one. */
function joined(parts: readonly RegexPart[]): readonly RegexPart[] {
  const result: RegexPart[] = [];
  for (const part of parts) {
    const before = result.at(-1);
    if (before?.kind === part.kind)
      result[result.length - 1] = { kind: part.kind, value: before.value + part.value };
    else result.push(part);
  }
  return result;
}
