/** A small change to the code, as Stryker reports it. */
export interface Mutant {
  readonly mutatorName: string;
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** Line and column, from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why changes to one line go unnoticed, and may. */
export interface Explanation {
  /** The line on which the changes begin, without the space around it: numbers of lines would soon be wrong. */
  readonly line: string;
  /** `what stood there → what stands there instead`, with single spaces. */
  readonly changes: readonly string[];
  readonly because: string;
}

/** A change that no test noticed. */
export interface Survivor {
  readonly mutant: Mutant;
  readonly change: string;
  /** Null where nobody has explained it. */
  readonly because: string | null;
}

const UNNOTICED = new Set(["Survived", "NoCoverage"]);

/**
 * The changes to a file that no test noticed, each with its explanation, and the explanations of changes that were
 * noticed or are no more: those are to be taken out.
 */
export function explained(
  source: string,
  mutants: readonly Mutant[],
  explanations: readonly Explanation[],
): { readonly survivors: readonly Survivor[]; readonly outdated: readonly string[] } {
  const lines = source.split("\n");
  const reasons = new Map(
    explanations.flatMap(({ line, changes, because }) =>
      changes.map((change) => [keyOf(line, change), { line, change, because }] as const),
    ),
  );
  const met = new Set<string>();
  const survivors = mutants
    .filter(({ status }) => UNNOTICED.has(status))
    .map((mutant) => {
      const change = changeOf(lines, mutant);
      const key = keyOf((lines[mutant.location.start.line - 1] ?? "").trim(), change);
      met.add(key);
      return { mutant, change, because: reasons.get(key)?.because ?? null };
    });
  const outdated = [...reasons].flatMap(([key, { line, change }]) =>
    met.has(key) ? [] : [`${change} in “${line}”`],
  );
  return { survivors, outdated };
}

function keyOf(line: string, change: string): string {
  return `${line}\n${change}`;
}

function changeOf(lines: readonly string[], { location: { start, end }, replacement = "" }: Mutant): string {
  const whole = lines.slice(start.line - 1, end.line);
  // The end first: where it is on the same line, cutting off the beginning would move it.
  const original = [...whole.slice(0, -1), (whole.at(-1) ?? "").slice(0, end.column - 1)]
    .join("\n")
    .slice(start.column - 1);
  return `${oneLine(original)} → ${oneLine(replacement)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
