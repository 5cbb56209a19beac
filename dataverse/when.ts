/** When a question is asked. */
export type When = <T>(ask: () => Promise<T>) => Promise<T>;

export const atOnce: When = (ask) => ask();

/** Asks once something else is over. What is over already still leaves the turn to what is being done now. */
export function after(moment: Promise<unknown>): When {
  return (ask) => moment.then(ask);
}
