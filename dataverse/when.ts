/** When a question is asked. */
export type When = <T>(ask: () => Promise<T>) => Promise<T>;

export const atOnce: When = (ask) => ask();

/** Asks so many things at a time, and the others in their turn. */
export function inTurn(atOnce: number): When {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return async (ask) => {
    if (underWay < atOnce) underWay += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await ask();
    } finally {
      // The place goes to the next in turn, or is free.
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
}

/** Asks once something else is over. What is over already still leaves the turn to what is being done now. */
export function after(moment: Promise<unknown>): When {
  return (ask) => moment.then(ask);
}
