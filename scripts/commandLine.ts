import { parseArgs, type ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
/** What was said on the command line, by option. */
export type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>["values"];

/** Something that whoever calls a command can put right: it is said without a stack. */
export class Fault extends Error {}

/** A fault in how the command was called: it is said with the usage. */
export class UsageError extends Fault {}

/** What a command may be given beside its options. */
interface Given {
  /** What was said; all that stands on the command line unless told. */
  readonly words?: readonly string[];
  /** How many words without an option it takes; none unless told. */
  readonly most?: number;
}

/**
 * Runs a command with what was said on the command line. `--help` prints the usage and ends 0; an option that the command
 * does not have, a word more than it takes, or a `UsageError`, prints what is wrong and the usage and ends 1; a `Fault` prints
 * what is wrong and ends 1; any other error ends 1 with its stack.
 * @param usage what `--help` prints
 * @param options as `parseArgs` of `node:util` takes them
 */
export function runCommand<const T extends Options>(
  usage: string,
  options: T,
  work: (values: Values<T>, words: readonly string[]) => void | Promise<void>,
  { words = process.argv.slice(2), most = 0 }: Given = {},
): void {
  if (words.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const run = async (): Promise<void> => {
    const { values, positionals } = said(options, words, most);
    await work(values, positionals);
  };
  run().catch((error: unknown) => {
    const help = error instanceof UsageError ? `\n\n${usage}` : "";
    process.stderr.write(`${inWords(error)}${help}\n`);
    process.exitCode = 1;
  });
}

/**
 * The number that an option's text is.
 * @throws UsageError unless it is a whole one, from `least` to `most`
 */
export function wholeNumber(text: string, name: string, least = 1, most = Infinity): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  const range = `from ${String(least)} ${most === Infinity ? "on" : `to ${String(most)}`}`;
  throw new UsageError(`--${name} has to be a whole number ${range}, not "${text}".`);
}

/**
 * Has every error of a command said in words alone, for work whose errors say what to do; with its stack where DEBUG is set.
 * @throws Fault in place of what the work throws
 */
export async function inWordsAlone(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Fault || process.env.DEBUG) throw error;
    throw new Fault(error instanceof Error ? error.message : String(error));
  }
}

function said<T extends Options>(
  options: T,
  words: readonly string[],
  most: number,
): { readonly values: Values<T>; readonly positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: most > 0 });
    if (positionals.length > most) throw new Error(`Unexpected argument '${String(positionals[most])}'.`);
    return { values, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What is said of an error: a fault in words alone, any other with its stack. */
export function inWords(error: unknown): string {
  if (error instanceof Fault) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
