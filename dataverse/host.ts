/**
 * What Entente needs of the place it runs in. A component's `index.ts` maps the PCF context to it; nothing else
 * knows that context.
 */
export interface Host {
  readonly webApi: WebApi;
  readonly formatting: Formatting;
  /** Whether there is no connection. Asked anew each time: it changes while one waits. */
  isOffline(): boolean;
  now(): Date;
  /** Minutes that the user's clock is ahead of UTC at a moment. */
  timeZoneOffsetMinutes(at: Date): number;
  /** A string of the component's resx in the user's language. */
  text(key: string): string;
  /** The host's look; undefined where the new look is off. */
  readonly look?: Look;
  /** Width given to the component in pixels; 0 or less where the host does not say. */
  readonly width: number;
  openRecord(table: string, id: string): void;
  /** Aborted when the component is destroyed. */
  readonly closed: AbortSignal;
}

/** A row as the Web API gives it: columns by name, annotations by `name@annotation`. */
export type Row = Readonly<Record<string, unknown>>;

export interface WebApi {
  retrieveMultipleRecords(
    table: string,
    options?: string,
    maxPageSize?: number,
  ): Promise<{ readonly entities: readonly Row[]; readonly nextLink?: string }>;
  retrieveRecord(table: string, id: string, options?: string): Promise<Row>;
}

export interface Formatting {
  formatInteger(value: number): string;
  formatDecimal(value: number, precision?: number): string;
  formatDateShort(value: Date, includeTime?: boolean): string;
}

/** Colours of the Fluent 9 theme in force, by token name. */
export interface Look {
  readonly tokens: Readonly<Record<string, unknown>>;
  readonly isDark: boolean;
}
