import type { Page } from "playwright-core";

/** Chooses a record by its name, where the form asks for one to add. */
export async function pick(page: Page, name: string): Promise<void> {
  const picker = page.locator(".record-picker");
  await picker.getByRole("searchbox").fill(name);
  await picker.getByRole("button", { name, exact: true }).click();
}
