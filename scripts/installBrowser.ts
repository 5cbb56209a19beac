import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where a Chromium is: `CHROMIUM_PATH` when set, else one of the usual places; undefined when there is none. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return named;
  }
  return usualPlaces.find((place) => existsSync(place));
}

function apt(...words: string[]): void {
  const asRoot = process.getuid?.() === 0;
  const [program, ...rest] = asRoot ? ["apt-get", ...words] : ["sudo", "-n", "apt-get", ...words];
  const { status } = spawnSync(program ?? "apt-get", rest, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (status !== 0) {
    throw new Error("Chromium could not be installed with apt-get. Install it, or set CHROMIUM_PATH to one.");
  }
}

/**
 * The path of a Chromium, installed from the system's packages where there is none.
 * @throws Error when there is none and apt-get cannot install it
 */
export function installBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  process.stdout.write("No Chromium found: installing the system's package…\n");
  apt("update", "-qq");
  apt("install", "-y", "-qq", "chromium");
  const installed = findBrowser();
  if (!installed) throw new Error("Chromium was installed but not found. Set CHROMIUM_PATH to it.");
  return installed;
}
