import { v5 } from "uuid";

/** Never changes: every id of the solution follows from it and from what it names. */
const NAMESPACE = "54c3997b-d0e2-57f1-a462-c1d72f840be6";

/**
 * The id of a component, from what it is: the same name gives the same id on every machine and in every release,
 * so that importing again updates a form, a view or a role instead of adding a second one.
 *
 * - `form/<table>/<type>/<English name>`, and below it `/tab/<name>`, `/section/<name>`, `/cell/<control>`,
 *   `/control/<component>`; a label's id ends in `/label`
 * - `view/<table>/<English name>`
 * - `chart/<table>/<English name>`
 * - `role/<name>`
 * - `webresource/<name>`
 */
export function solutionId(name: string): string {
  return v5(name, NAMESPACE);
}

if (require.main === module) {
  for (const name of process.argv.slice(2)) process.stdout.write(`{${solutionId(name)}}  ${name}\n`);
}
