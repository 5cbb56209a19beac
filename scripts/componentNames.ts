import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The names of the components: every folder of `components/` that has a `ControlManifest.Input.xml`, and the root's own. */
export function componentNames(root: string): readonly string[] {
  const folder = join(root, "components");
  return [
    "Briefing",
    ...readdirSync(folder).filter((name) => existsSync(join(folder, name, "ControlManifest.Input.xml"))),
  ].sort();
}
