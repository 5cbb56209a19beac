import type { Page } from "playwright-core";

/**
 * What a page complains of, as it comes: errors in the console, faults of scripts, requests to elsewhere.
 * @param origin where the page may ask
 */
export function complaintsOf(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(origin) && !asked.startsWith("data:")) complaints.push(`asked for ${asked}`);
  });
  return complaints;
}
