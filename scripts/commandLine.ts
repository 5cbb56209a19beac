import { parseArgs, type ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
/** What was said on the command line, by option. */
export type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>["values"];

/** Something that whoever calls a command can put right: it is said without a stack. */
export class Fault extends Error {}

/** A fault in how the command was called: it is said with the usage. */
export class UsageError extends Fault {}

/**
 * Runs a command with what was said on the command line. `--help` prints the usage and ends 0; an option that the command
 * does not have, or a `UsageError`, prints what is wrong and the usage and ends 1; a `Fault` prints what is wrong and ends 1;
 * any other error ends 1 with its stack.
 * @param usage what `--help` prints
 * @param options as `parseArgs` of `node:util` takes them
 */
export function runCommand<const T extends Options>(
  usage: string,
  options: T,
  work: (values: Values<T>) => void | Promise<void>,
): void {
  if (process.argv.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const run = async (): Promise<void> => {
    await work(said(options));
  };
  run().catch((error: unknown) => {
    process.stderr.write(`${inWords(error, usage)}\n`);
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

function said<T extends Options>(options: T): Values<T> {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function inWords(error: unknown, usage: string): string {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  if (error instanceof Fault) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
