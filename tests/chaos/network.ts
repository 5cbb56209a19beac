import type { FastifyInstance } from "fastify";
import { Faults, type FaultEffect } from "../../sandbox/server/http/faults";
import { Chance } from "./chance";

/** What is done to a request on its way. */
export type Disturbance =
  | "cut before"
  | "cut after"
  | "hung before"
  | "hung after"
  | "throttled"
  | "500"
  | "502"
  | "503"
  | "504"
  | "sign-in expired"
  | "privilege gone"
  | "late";

const effects: Partial<Readonly<Record<Disturbance, FaultEffect>>> = {
  throttled: { kind: "throttled" },
  "500": { kind: "serverError", status: 500 },
  "502": { kind: "serverError", status: 502 },
  "503": { kind: "serverError", status: 503 },
  "504": { kind: "serverError", status: 504 },
  "sign-in expired": { kind: "signedOut" },
};

const disturbances: readonly Disturbance[] = [
  ...(["cut before", "cut before", "cut after", "cut after", "cut after"] as const),
  ...([
    "throttled",
    "500",
    "502",
    "503",
    "504",
    "sign-in expired",
    "privilege gone",
    "late",
    "late",
  ] as const),
];

const hangings: readonly Disturbance[] = ["hung before", "hung after"];

/** How often a request is disturbed: those that write, and those that read. */
export interface Weather {
  readonly writes: number;
  readonly reads: number;
  /** How many of the disturbed writes hang: no answer comes, nor an error, until somebody cuts the connection. */
  readonly hanging: number;
}

/** What a component wrote: a row's id, and the request's body to the letter. */
export interface Written {
  readonly id: string;
  readonly body: string;
}

/** What was done to requests on their way, by kind. */
export interface FaultFigures {
  readonly faultsOfWrites: Readonly<Record<string, number>>;
  readonly faultsOfReads: Readonly<Record<string, number>>;
}

/** Where the last request about something is. */
type Whereabouts = "under way" | "hanging" | "refused" | "over";

/** Moments differ from day to day: a question is the same with another one. */
const MOMENT = /\d{4}-\d\d-\d\d(T|%20|\+)?[\d:.%A-Z]*/g;

/**
 * The connection between the pages and the service, with all that goes wrong on it. What goes wrong with a request depends on
 * the seed, on what it asks or writes, and on how often that was tried before: not on which request came first.
 */
export class Network {
  readonly #server: FastifyInstance;
  readonly #tries = new Map<string, number>();
  /** What a row that was written is about, by its id, which differs from run to run. */
  readonly #subjects = new Map<string, string>();
  readonly #whereabouts = new Map<string, Whereabouts>();
  readonly #cuts = new Map<string, () => void>();
  /** What was done to requests that write, and to those that read, with how often. */
  readonly #faults = { writes: new Map<Disturbance, number>(), reads: new Map<Disturbance, number>() };
  requests = 0;
  writes = 0;
  /** Set while everything is to go through. */
  isCalm = false;
  /** Whose writes all hang at the moment. */
  stalled: string | undefined;
  onWrite: (written: Written) => void = () => undefined;

  constructor(
    server: FastifyInstance,
    private readonly seed: number,
    private readonly weather: Weather,
  ) {
    this.#server = server;
  }

  /** A page's own file; nothing happens to it. */
  async file(url: string): Promise<Response> {
    return this.#carry("GET", url, {}, undefined);
  }

  /**
   * A request of a component to the Web API.
   * @param from who asks, by a name that the next run gives too
   * @throws TypeError as `fetch` does when no answer comes
   */
  async send(url: string, init: RequestInit, from: string): Promise<Response> {
    const method = init.method ?? "GET";
    const headers = Object.fromEntries(new Headers(init.headers).entries());
    const body = typeof init.body === "string" ? init.body : undefined;
    this.requests += 1;
    const subject = this.#subjectOf(method, url, body) ?? from;
    const fate = this.#fateOf(method, url, subject);
    const disturbance = isOfForm(url) ? undefined : this.#disturbance(method, fate, from === this.stalled);
    this.#whereabouts.set(subject, "under way");
    const isLost = disturbance === "cut before" || disturbance === "hung before";
    try {
      const refusal = disturbance === undefined ? undefined : refusalFor(disturbance);
      if (refusal !== undefined) {
        if (disturbance === "privilege gone") this.#whereabouts.set(subject, "refused");
        return refusal;
      }
      if (disturbance === "late") await new Promise((resolve) => setTimeout(resolve, fate.below(120)));
      const response = isLost ? undefined : await this.#carry(method, url, headers, body);
      if (disturbance === "hung before" || disturbance === "hung after") await this.#hang(subject);
      else if (response !== undefined && disturbance !== "cut after") return response;
      throw new TypeError("Failed to fetch");
    } finally {
      if (this.#whereabouts.get(subject) === "under way") this.#whereabouts.set(subject, "over");
    }
  }

  /** Whether the last request about this hangs. */
  isHanging(subject: string): boolean {
    return this.#whereabouts.get(subject) === "hanging";
  }

  /** Whether the last request about this was refused for a missing privilege, after which nothing is tried again by itself. */
  isRefused(subject: string): boolean {
    return this.#whereabouts.get(subject) === "refused";
  }

  /** Forgets the requests about these that hang. Returns how their connection is cut. */
  takeHanging(subjects: readonly string[]): readonly (() => void)[] {
    return subjects.flatMap((subject) => {
      const cut = this.#cuts.get(subject);
      if (cut === undefined) return [];
      this.#cuts.delete(subject);
      this.#whereabouts.set(subject, "over");
      return [cut];
    });
  }

  /** What was done to requests so far. */
  faultFigures(): FaultFigures {
    const sorted = (counts: ReadonlyMap<Disturbance, number>): Readonly<Record<string, number>> =>
      Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b)));
    const { writes, reads } = this.#faults;
    return { faultsOfWrites: sorted(writes), faultsOfReads: sorted(reads) };
  }

  #hang(subject: string): Promise<void> {
    this.#whereabouts.set(subject, "hanging");
    return new Promise((resolve) => this.#cuts.set(subject, resolve));
  }

  /** The text of the note that a request writes, or looks for. */
  #subjectOf(method: string, url: string, body: string | undefined): string | undefined {
    if (method === "GET") return this.#subjects.get(idIn(url));
    if (method !== "POST" || body === undefined) return undefined;
    this.writes += 1;
    const row = JSON.parse(body) as Readonly<Record<string, unknown>>;
    const id = row.ent_fieldnoteid ?? row.ent_salesnoteid;
    if (typeof id !== "string" || typeof row.ent_text !== "string") return undefined;
    this.onWrite({ id, body });
    this.#subjects.set(id, row.ent_text);
    return row.ent_text;
  }

  /** What chance has in store for this try. */
  #fateOf(method: string, url: string, subject: string): Chance {
    const asked = (this.#subjects.has(idIn(url)) ? url.replace(idIn(url), "") : url).replace(MOMENT, "");
    const request = [method, asked, subject].join(" ");
    const tries = (this.#tries.get(request) ?? 0) + 1;
    this.#tries.set(request, tries);
    return Chance.about(this.seed, `${request} ${String(tries)}`);
  }

  #disturbance(method: string, fate: Chance, isStalled: boolean): Disturbance | undefined {
    const kind = method === "GET" ? "reads" : "writes";
    const mustHang = isStalled && kind === "writes";
    if (!mustHang && (this.isCalm || !fate.is(this.weather[kind]))) return undefined;
    const hangs = mustHang || (kind === "writes" && fate.is(this.weather.hanging));
    const disturbance = fate.oneOf(hangs ? hangings : disturbances);
    const counts = this.#faults[kind];
    counts.set(disturbance, (counts.get(disturbance) ?? 0) + 1);
    return disturbance;
  }

  async #carry(
    method: string,
    url: string,
    headers: Record<string, string>,
    payload: string | undefined,
  ): Promise<Response> {
    const answer = await this.#server.inject({ method: method as "GET", url, headers, payload });
    const isEmpty = answer.statusCode === 204 || answer.statusCode === 304;
    return new Response(isEmpty ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
    });
  }
}

/** The id of the row that is asked for. */
function idIn(url: string): string {
  return /\(([\da-f-]{36})\)/i.exec(url)?.[1]?.toLowerCase() ?? "";
}

/** The form's reading of its own record is spared: else there would be no form on which a component could fail. */
function isOfForm(url: string): boolean {
  return url.includes("/accounts(");
}

/** What the sandbox's own faults answer, and, for a right taken away, what Dataverse says to that. */
function refusalFor(disturbance: Disturbance): Response | undefined {
  if (disturbance === "privilege gone") {
    const message = "Principal user is missing prvCreateent_FieldNote privilege.";
    return Response.json({ error: { code: "0x80040220", message } }, { status: 403 });
  }
  const effect = effects[disturbance];
  if (effect === undefined) return undefined;
  const faults = new Faults();
  faults.add({ effect });
  const { answer } = faults.judge("", "GET", "/");
  if (answer === undefined) throw new Error(`The sandbox has no answer for ${disturbance}.`);
  const body = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
  return new Response(body, { status: answer.status, headers: answer.headers as Record<string, string> });
}
