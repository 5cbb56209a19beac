/**
 * `npm run clean`: takes away what `npm run build` and `npm run pack` have made. Microsoft's MSBuild tools run it before a
 * rebuild of `Entente.pcfproj`.
 */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./commandLine";
import { wordsOfOurs } from "./wordsOfOurs";

/** What building and packing leave in the project at `root`, by path below it. */
export function madeIn(root: string): readonly string[] {
  return [
    "out",
    "generated",
    ...readdirSync(join(root, "components")).map((name) => join("components", name, "generated")),
    join("solution", "dist"),
  ].filter((folder) => existsSync(join(root, folder)));
}

/** Takes it away. */
export function clean(root: string): void {
  for (const folder of madeIn(root)) rmSync(join(root, folder), { recursive: true });
}

const usage = `Usage: npm run clean
  Takes away out/, generated/, those of the components, and solution/dist/. Takes no options.`;

if (require.main === module) {
  runCommand(
    usage,
    {},
    () => {
      clean(join(__dirname, ".."));
    },
    { words: wordsOfOurs(process.argv.slice(2)) },
  );
}
