import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every file below a folder, as paths relative to it with forward slashes, in the order of their code units. */
export function filesBelow(folder: string, prefix = ""): string[] {
  const found: string[] = [];
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) found.push(...filesBelow(path, `${prefix}${name}/`));
    else found.push(`${prefix}${name}`);
  }
  return prefix === "" ? found.sort() : found;
}
