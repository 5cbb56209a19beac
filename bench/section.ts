/** One part of the report: what is compared, on which data, and what came out. */
export interface Section {
  readonly title: string;
  /** A sentence each. */
  readonly about: readonly string[];
  readonly tables: readonly Table[];
}

/** Rows of figures, as the terminal, the report and the documentation show them. */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Where a section runs: the project's folder, how often it repeats, and where it says how far it is. */
export interface BenchSettings {
  readonly root: string;
  readonly runs: number;
  readonly scales: readonly number[];
  /** Members of the largest audience. */
  readonly members: number;
  /** Whether forms are opened over HTTP/1.1, as behind a proxy that knows no HTTP/2. */
  readonly isHttp1: boolean;
  /** How many times as slow the page's main thread is made, as Chromium's tools for developers do; 1: not at all. */
  readonly slowdown: number;
  /** What Postgres is told of the cost of a page in no order, for the guard; null: its own setting, 4. */
  readonly randomPageCost: number | null;
  readonly say: (line: string) => void;
}
