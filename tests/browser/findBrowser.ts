import { findBrowser as find } from "../../scripts/installBrowser";

/**
 * Where the Chromium for these tests is.
 * @throws Error when there is none: `npm test` installs one
 */
export function findBrowser(): string {
  const found = find();
  if (found === undefined) {
    throw new Error(
      "There is no Chromium. Run the tests with `npm test`, which installs one, or set CHROMIUM_PATH.",
    );
  }
  return found;
}
