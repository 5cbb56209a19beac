import { chromium, type Browser } from "playwright-core";
import { installBrowser } from "../scripts/installBrowser";

/** Chromium, as the measurements use it. */
export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: installBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", ...more],
  });
}
