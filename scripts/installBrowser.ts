import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { Fault } from "./commandLine";

/** Chromium without its windows: the same pages for half the processor time. */
const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

const usualPlaces = [
  HEADLESS_SHELL,
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
    if (!existsSync(named)) throw new Fault(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return named;
  }
  return usualPlaces.find((place) => existsSync(place));
}

const isRoot = process.getuid?.() === 0;

/** @returns whether the system's package is there now */
function install(name: string): boolean {
  const apt = (...words: string[]): boolean => {
    const [program = "", ...rest] = isRoot ? ["apt-get", ...words] : ["sudo", "-n", "apt-get", ...words];
    const { status } = spawnSync(program, rest, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    return status === 0;
  };
  process.stdout.write(`Installing the system's package ${name}…\n`);
  return apt("update", "-qq") && apt("install", "-y", "-qq", name);
}

/**
 * The path of a Chromium, installed from the system's packages where there is none. Who may install without asking, as in a
 * container, gets the one without windows even where another one is; the other serves where that cannot be had.
 * @throws Fault when there is none and apt-get cannot install it
 */
export function installBrowser(): string {
  const found = findBrowser();
  const isChosen = Boolean(process.env.CHROMIUM_PATH) || found === HEADLESS_SHELL;
  if (found && (isChosen || !isRoot)) return found;
  const installed =
    (install("chromium-headless-shell") && existsSync(HEADLESS_SHELL)) ||
    found !== undefined ||
    install("chromium");
  const path = findBrowser();
  if (!installed || !path) {
    throw new Fault("Chromium could not be installed with apt-get. Install it, or set CHROMIUM_PATH to one.");
  }
  return path;
}
