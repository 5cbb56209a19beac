/**
 * Waits until something holds.
 * @throws Error when it does not within the time
 */
export async function until(holds: () => Promise<boolean>, milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end)
      throw new Error(`It did not come true within ${String(milliseconds)} ms: ${holds.toString()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
