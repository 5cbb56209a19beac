import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import type { Browser, Page, Route } from "playwright-core";

const root = join(__dirname, "..", "..");
const harness = dirname(require.resolve("pcf-start/package.json"));

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".resx": "text/xml",
  ".xml": "text/xml",
};

export interface HarnessPage {
  readonly page: Page;
  /** Errors in the console and faults of scripts, without the harness's own. */
  readonly complaints: string[];
  /** Sets an input property of the component, as a maker does in the harness's panel. */
  readonly fill: (property: string, value: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a built component in Microsoft's own test harness: the page and scripts of `pcf-start`, which lays its files
 * over the component's folder. Here the browser is given the same files without a server between; React, which the
 * page takes from a public host, comes from this folder's packages.
 */
export async function openInHarness(browser: Browser, component: string): Promise<HarnessPage> {
  const built = join(root, "out", "controls", component);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !isHarnessOwn(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.route("**/*", (route) => answer(route, built));
  await page.goto("http://harness.localhost/");
  const properties = [
    ...readFileSync(join(built, "ControlManifest.xml"), "utf8").matchAll(/<property name="(\w+)"/g),
  ].map(([, name]) => name);
  return {
    page,
    complaints,
    fill: async (property, value) => {
      const input = page.getByRole("textbox", { name: "Value" }).nth(properties.indexOf(property));
      await input.fill(value);
      await input.press("Tab");
    },
    close: () => page.close(),
  };
}

/** The width of its own container, which nobody has typed yet. */
function isHarnessOwn(text: string): boolean {
  return text.startsWith("Warning: `NaN` is an invalid value");
}

async function answer(route: Route, built: string): Promise<void> {
  const { hostname, pathname } = new URL(route.request().url());
  const file = fileFor(hostname, pathname === "/" ? "/index.html" : decodeURIComponent(pathname), built);
  // Fonts of the harness's Fluent: nothing is fetched from elsewhere.
  if (file === undefined) return route.fulfill({ status: 200, body: "" });
  return route.fulfill({
    contentType: contentTypes[extname(file)] ?? "application/octet-stream",
    body: readFileSync(file),
  });
}

function fileFor(hostname: string, path: string, built: string): string | undefined {
  const candidates =
    hostname === "unpkg.com"
      ? [join(root, "node_modules", path.replace(/@[^/]+/, ""))]
      : [join(built, path), join(harness, path)];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
}
