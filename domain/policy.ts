/** The column of a deal that says its stage: the choice `salesstage`, or the text `stepname` of its process. */
export type StageColumn = "salesstage" | "stepname";

/**
 * What the guard does about a protected client: `warn` shows them; `decide` leaves them out at once, and asks for a
 * decision on each before the status moves on; `guard` leaves them out unless somebody with the right to do so says
 * otherwise.
 */
export type GuardMode = "warn" | "decide" | "guard";

/** Article 6(1) of the GDPR, from (a) to (f). */
export const legalBases = [
  "consent",
  "contract",
  "legalObligation",
  "vitalInterests",
  "publicTask",
  "legitimateInterests",
] as const;
export type LegalBasis = (typeof legalBases)[number];

/** All that sales and marketing agreed on: what stands in a row of `ent_policy`. */
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
  readonly stageColumn: StageColumn;
  /** Names of the closing stages where `stageColumn` is `stepname`; compared without case, accents and edges. */
  readonly closingStepNames: readonly string[];
  /** Amount in base currency from which a deal is worth protecting. 0 or more; 0 means every deal. */
  readonly dealFloor: number;
  /** A campaign is minor beside a deal that is worth at least this many times its cost. 0 or more. */
  readonly minorCampaignRatio: number;
  readonly guardMode: GuardMode;
  /** Hours after which a check of an audience is stale. More than 0. */
  readonly recheckHours: number;
  readonly legalBasis: LegalBasis;
  /** Column of contact and lead in which a person's objection to being recorded stands. */
  readonly objectionColumn: string;
  /** Days that notes and interactions are kept. More than 0. */
  readonly retentionDays: number;
  /** The segment of Customer Insights - Journeys that protected people are kept in, as it was written; null for none. */
  readonly suppressionSegment: string | null;
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
  stageColumn: "salesstage",
  closingStepNames: [],
  dealFloor: 100_000,
  minorCampaignRatio: 5,
  guardMode: "decide",
  recheckHours: 24,
  legalBasis: "legitimateInterests",
  objectionColumn: "msdyn_gdproptout",
  // Three years after the last contact: what France's authority allows for prospects (CNIL, gestion commerciale).
  retentionDays: 1095,
  suppressionSegment: null,
};
