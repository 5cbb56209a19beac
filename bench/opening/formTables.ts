import { counted, kilobytes, ratio, slope, spread, spreadWithin } from "../figures";
import type { Cell, Table } from "../section";
import { spreadOf, type Spread } from "../statistics";
import type { OpeningCase } from "./cases";
import { PATIENCE, type Opening } from "./measureOpening";
import { variants, type Variant } from "./packBenchForms";

/** How each variant fared, beside the others in the same run. */
export type Openings = Readonly<Record<Variant, readonly Opening[]>>;

/** One component beside floor and naive, opened by turns. */
export interface Compared {
  readonly one: OpeningCase;
  /** Which record of the case: of usual size, or the one that grows with the scale. */
  readonly of: "usual" | "large";
  readonly scale: number;
  /** Milliseconds that every answer of the Web API was kept back. */
  readonly latency: number;
  /** Whether the answers came from memory instead of the sandbox. */
  readonly isKept: boolean;
  readonly openings: Openings;
  /** Of kept answers: how many requests of all openings had none. */
  readonly askedAnew: number;
  /** Milliseconds that the sandbox alone needs for the same; of what was never complete, nothing. */
  readonly sandbox: Readonly<Partial<Record<Variant, number>>>;
}

/** The first columns of every table of openings. */
const TIMES = ["component", "at", "", "first, ms", "× floor", "last, ms", "× floor", "busy, ms"] as const;
const COUNTS = ["requests", "Web API", "KB", "sandbox, ms"] as const;
/** What grows is compared at this latency, at every scale. */
export const GROWTH_LATENCY = 50;

/** The tables of the section; those for which nothing was measured are left out. */
export function formTables(compared: readonly Compared[]): readonly Table[] {
  const growing = compared.filter(({ latency, isKept }) => latency === GROWTH_LATENCY && !isKept);
  const tables: readonly Table[] = [
    {
      caption: "A client and a campaign of usual size, at three latencies, scale 1",
      head: [...TIMES, ...COUNTS],
      rows: compared
        .filter(({ of, scale }) => of === "usual" && scale === 1)
        .flatMap((each) => rowsOf(each, `${String(each.latency)} ms`)),
    },
    {
      caption: "The same client and campaign in larger organisations; 50 ms latency",
      head: [...TIMES, ...COUNTS],
      rows: growing
        .filter(({ of, scale }) => of === "usual" && scale > 1)
        .flatMap((each) => rowsOf(each, atScale(each))),
    },
    {
      caption: "The largest client, and the newsletter: both grow with the scale; 50 ms latency",
      head: [...TIMES, ...COUNTS],
      rows: growing.filter(({ of }) => of === "large").flatMap((each) => rowsOf(each, atScale(each))),
    },
    {
      caption: "The largest client, and the newsletter, with answers kept; 50 ms latency",
      head: [...TIMES, "asked anew"],
      rows: compared
        .filter(({ isKept }) => isKept)
        .flatMap((each) =>
          timesOf(each, atScale(each)).map((row, place) => [
            ...row,
            place === 0 ? counted(each.askedAnew) : "",
          ]),
        ),
    },
    {
      caption:
        "Growth with the scale: slopes in logarithms, 0 where it stays as it is, 1 where it grows as the data does; 50 ms latency",
      head: ["component", "record", "", "first, ms", "last, ms", "busy, ms", ...COUNTS],
      rows: slopesOf(growing),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function atScale({ scale }: Compared): string {
  return `scale ${String(scale)}`;
}

function spreadsOf(
  { openings }: Compared,
  of: (opening: Opening) => number,
): Readonly<Record<Variant, Spread>> {
  return {
    floor: spreadOf(openings.floor.map(of)),
    component: spreadOf(openings.component.map(of)),
    naive: spreadOf(openings.naive.map(of)),
  };
}

function timesOf(compared: Compared, at: string): Cell[][] {
  const first = spreadsOf(compared, (opening) => opening.first);
  const last = spreadsOf(compared, (opening) => opening.last);
  const busy = spreadsOf(compared, (opening) => opening.busy);
  return variants.map((variant) => [
    variant === "floor" ? compared.one.component : "",
    variant === "floor" ? at : "",
    variant === "component" ? "Entente" : variant,
    ...besideFloor(first[variant], first.floor),
    ...besideFloor(last[variant], last.floor),
    spread(busy[variant]),
  ]);
}

function rowsOf(compared: Compared, at: string): Cell[][] {
  const times = timesOf(compared, at);
  return variants.map((variant, place) => {
    const { requests, webApiRequests, bytes } = newest(compared.openings[variant]);
    const sandbox = compared.sandbox[variant];
    return [
      ...(times[place] ?? []),
      counted(requests),
      counted(webApiRequests),
      kilobytes(bytes),
      sandbox === undefined ? "–" : counted(sandbox),
    ];
  });
}

function newest(openings: readonly Opening[]): Opening {
  const opening = openings.at(-1);
  if (opening === undefined) throw new RangeError("Nothing was opened.");
  return opening;
}

/** Milliseconds, and how often the floor's they are; of what nobody waited for, that it took longer. */
function besideFloor(time: Spread, floor: Spread): readonly Cell[] {
  return [spreadWithin(PATIENCE, time), ratio(time, floor)];
}

/** A row for each component, record and variant: over the scales, as far as it was complete at two of them. */
function slopesOf(growing: readonly Compared[]): Cell[][] {
  const cases = [...new Set(growing.map(({ one }) => one))];
  return cases.flatMap((one) =>
    (["usual", "large"] as const).flatMap((of) => {
      const series = growing.filter((each) => each.one === one && each.of === of);
      if (series.length < 2) return [];
      return variants.map((variant, place) => {
        const slopeOf = (cost: (compared: Compared) => number): Cell =>
          slope(
            series
              .map((each) => [each.scale, cost(each)] as const)
              .filter(([, amount]) => !Number.isNaN(amount)),
          );
        const median = (what: (opening: Opening) => number) =>
          slopeOf((each) => spreadOf(each.openings[variant].map(what)).median);
        const complete = (what: (opening: Opening) => number) =>
          slopeOf(({ openings }) => {
            const opening = newest(openings[variant]);
            return Number.isNaN(opening.last) ? NaN : what(opening);
          });
        return [
          place === 0 ? one.component : "",
          place === 0 ? of : "",
          variant === "component" ? "Entente" : variant,
          median(({ first }) => first),
          median(({ last }) => last),
          complete(({ busy }) => busy),
          complete(({ requests }) => requests),
          complete(({ webApiRequests }) => webApiRequests),
          complete(({ bytes }) => bytes),
          slopeOf(({ sandbox }) => sandbox[variant] ?? NaN),
        ];
      });
    }),
  );
}
