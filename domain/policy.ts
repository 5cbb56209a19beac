/** What sales and marketing agreed on. */
export interface Policy {
  /** Days after which a signal is worth half, where its kind does not say otherwise. More than 0. */
  readonly halfLifeDays: number;
  /** Days, today included, over which signals count. A whole number, at least 1. */
  readonly windowDays: number;
  /** The score whose index is 63 (1 − 1/e of 100). More than 0. */
  readonly interestReference: number;
  /** Values of the sales stage in which a deal is in closing, whatever its date. */
  readonly closingStages: readonly number[];
  /** Per cent: from here on, a deal that is due within `closingDays` is in closing. */
  readonly closingProbability: number;
  /** Days ahead within which a probable deal's close date puts it in closing. */
  readonly closingDays: number;
}

/** What holds without a policy of one's own, so that Entente works the minute it is imported. */
export const defaultPolicy: Policy = {
  halfLifeDays: 30,
  windowDays: 180,
  interestReference: 20,
  // Choice `opportunity.salesstage`: 0 Qualify, 1 Develop, 2 Propose, 3 Close.
  closingStages: [3],
  closingProbability: 70,
  closingDays: 30,
};
