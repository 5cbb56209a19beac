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
  readonly rows: readonly (readonly Cell[])[];
}

/** What stands in one place of a table: words, or a figure as it is shown, with the number itself for whoever reads the report. */
export type Cell = string | Amount | Timed | Unfinished;

export interface Amount {
  readonly text: string;
  readonly value: number;
}

/** Milliseconds, measured several times: the middle half lies between the last two. */
export interface Timed {
  readonly text: string;
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  /** How often it was measured in truth. */
  readonly runs: number;
}

/** What nobody waited for to the end. */
export interface Unfinished {
  readonly text: string;
  /** Milliseconds that it took at least. */
  readonly over: number;
}

/** Where a section runs: the project's folder, how often it repeats, and where it says how far it is. */
export interface BenchSettings {
  readonly root: string;
  /** How often each thing is measured; what takes long is measured less often, at least once. */
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
  /** Says what of the product did not come to its end: it is said again when all is measured, and the command fails. */
  readonly complain: (line: string) => void;
}
