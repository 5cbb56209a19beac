/** A lookup that may point to several tables: the row's table stands with its id. */
export interface Reference {
  readonly table: string;
  readonly id: string;
}

/**
 * What a column of a sample row holds: a lookup with one target is the id alone, a lookup with several is a
 * `Reference`, a party list is a list of them.
 */
export type SampleValue = string | number | boolean | Date | null | Reference | readonly Reference[];

/** A row by logical column names, as it is before the store fills in what the platform fills in. */
export type SampleRow = Readonly<Record<string, SampleValue>>;

/** Rows of one table, made as they are asked for: at a large scale they do not fit in memory together. */
export interface TableRows {
  readonly table: string;
  readonly rows: Iterable<SampleRow>;
}

/** What every part of the sample organisation is made from. Equal scopes give equal rows. */
export interface SampleScope {
  /** The organisation's clock; all dates are relative to it. */
  readonly now: Date;
  /** 1 is a team's organisation: 60 accounts, 2,000 contacts, 8,000 interactions. */
  readonly scale: number;
  readonly baseCurrencyId: string;
}
