/** A pattern with Dataverse's wildcards as Postgres takes it. */
export type TextPattern =
  | { readonly kind: "like"; readonly pattern: string }
  | { readonly kind: "regex"; readonly pattern: string }
  /** A bracket that is never closed, or holds nothing: no text matches. */
  | { readonly kind: "nothing" };

type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "any" }
  | { readonly kind: "one" }
  | { readonly kind: "class"; readonly negated: boolean; readonly members: string };

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
  const parts = pieces.map(regexPiece);
  if (parts.includes(undefined)) return { kind: "nothing" };
  return { kind: "regex", pattern: `^(?:${parts.join("")})$` };
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
        only !== undefined && !negated
          ? { kind: "text", text: only }
          : { kind: "class", negated, members: members.join("") },
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
      return piece.text.replace(/[\\%_]/g, "\\$&");
    case "class":
      throw new Error("A set has no LIKE.");
  }
}

function regexPiece(piece: Piece): string | undefined {
  switch (piece.kind) {
    case "any":
      return "(?:.|\\n)*";
    case "one":
      return "(?:.|\\n)";
    case "text":
      return escaped(piece.text);
    case "class":
      return regexClass(piece.members, piece.negated);
  }
}

/** A set whose range runs backwards holds nothing of that range; one with nothing left in it matches nothing. */
function regexClass(members: string, negated: boolean): string | undefined {
  const characters = [...members];
  const parts: string[] = [];
  for (let index = 0; index < characters.length; index++) {
    const first = characters[index] ?? "";
    const last = characters[index + 2];
    if (characters[index + 1] === "-" && last !== undefined) {
      if (first <= last) parts.push(`${escaped(first)}-${escaped(last)}`);
      index += 2;
    } else {
      parts.push(escaped(first));
    }
  }
  if (parts.length === 0) return negated ? "(?:.|\\n)" : undefined;
  return `[${negated ? "^" : ""}${parts.join("")}]`;
}

/** Letters and digits would become something else behind a backslash; all else is then only itself. */
function escaped(character: string): string {
  return /[\p{L}\p{N}\s]/u.test(character) || character.codePointAt(0)! > 127 ? character : `\\${character}`;
}
