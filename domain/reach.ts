/** What a contact has said about being contacted, as Dataverse stores it: true forbids. */
export interface Objections {
  readonly email: boolean;
  readonly bulkEmail: boolean;
  readonly phone: boolean;
  readonly post: boolean;
  /** "Send marketing materials" is set to "do not send". */
  readonly marketing: boolean;
  /** Following what the contact opens and clicks is not allowed: silence then says nothing. */
  readonly following: boolean;
  /** Opted out of commercial mail in Customer Insights; null where that was not asked or is not there. */
  readonly optedOut: boolean | null;
}

/**
 * Whether one way to a person is open: `open`, `refused` by the person, or `unknown` where there is no address or
 * number for it. What is refused stays refused, address or not.
 */
export type Way = "open" | "refused" | "unknown";

/** How a person may be contacted, by a salesperson (`email`, `phone`) and by marketing (`mailings`). */
export interface Reach {
  readonly email: Way;
  readonly phone: Way;
  readonly mailings: Way;
  /** May be written or called by a salesperson. */
  readonly canBeReached: boolean;
  readonly canBeFollowed: boolean;
}

export interface Addresses {
  readonly hasEmail: boolean;
  readonly hasPhone: boolean;
}

export function reachOf(objections: Objections, { hasEmail, hasPhone }: Addresses): Reach {
  const way = (isRefused: boolean, isKnown: boolean): Way =>
    isRefused ? "refused" : isKnown ? "open" : "unknown";
  const email = way(objections.email, hasEmail);
  const phone = way(objections.phone, hasPhone);
  const refusesMailings =
    objections.email || objections.bulkEmail || objections.marketing || objections.optedOut === true;
  return {
    email,
    phone,
    mailings: way(refusesMailings, hasEmail),
    canBeReached: email === "open" || phone === "open",
    canBeFollowed: !objections.following,
  };
}
