import { within } from "../organization";
import type { WriteContext } from "../write/context";
import type { Exchange } from "./exchange";

/** Runs a write: all of it is done, or nothing. What reads inside has to read through the exchange that it is given. */
export function inTransaction<Result>(
  exchange: Exchange,
  work: (exchange: Exchange, context: WriteContext) => Promise<Result>,
): Promise<Result> {
  return exchange.organization.database.transaction((database) => {
    const organization = within(exchange.organization, database);
    return work(
      { ...exchange, organization },
      {
        organization,
        caller: exchange.caller,
        now: organization.now(),
        onBehalfBy: exchange.signedInUserId === exchange.caller.userId ? undefined : exchange.signedInUserId,
        contentIds: exchange.contentIds,
      },
    );
  });
}
