import type { FastifyInstance } from "fastify";
import { Faults, type FaultEffect } from "../../sandbox/server/http/faults";
import type { Chance } from "./chance";

/** What is done to a request on its way. */
export type Disturbance =
  | "cut before"
  | "cut after"
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

/** How often a request is disturbed: those that write, and those that read. */
export interface Weather {
  readonly writes: number;
  readonly reads: number;
}

/** What a component wrote: a row's id, and the request's body to the letter. */
export interface Written {
  readonly id: string;
  readonly body: string;
}

/** The connection between the pages and the service, with all that goes wrong on it. */
export class Network {
  readonly #server: FastifyInstance;
  readonly #chance: Chance;
  readonly counts = new Map<Disturbance, number>();
  requests = 0;
  writes = 0;
  /** Set while everything is to go through. */
  isCalm = false;
  onWrite: (written: Written) => void = () => undefined;

  constructor(
    server: FastifyInstance,
    chance: Chance,
    private readonly weather: Weather,
  ) {
    this.#server = server;
    this.#chance = chance;
  }

  /** A page's own file; nothing happens to it. */
  async file(url: string): Promise<Response> {
    return this.#carry("GET", url, {}, undefined);
  }

  /** A request of a component to the Web API. @throws TypeError as `fetch` does when no answer comes */
  async send(url: string, init: RequestInit): Promise<Response> {
    const method = init.method ?? "GET";
    const headers = Object.fromEntries(new Headers(init.headers).entries());
    const body = typeof init.body === "string" ? init.body : undefined;
    this.requests += 1;
    if (method === "POST" && body !== undefined) {
      this.writes += 1;
      const row = JSON.parse(body) as Readonly<Record<string, unknown>>;
      const id = row.ent_fieldnoteid ?? row.ent_salesnoteid;
      if (typeof id === "string") this.onWrite({ id, body });
    }
    const { reads, writes } = this.weather;
    const disturbance = this.#disturbance(isOfForm(url) ? 0 : method === "GET" ? reads : writes);
    if (disturbance === "cut before") throw new TypeError("Failed to fetch");
    const refusal = disturbance === undefined ? undefined : refusalFor(disturbance);
    if (refusal !== undefined) return refusal;
    if (disturbance === "late") await new Promise((resolve) => setTimeout(resolve, this.#chance.below(120)));
    const response = await this.#carry(method, url, headers, body);
    if (disturbance === "cut after") throw new TypeError("Failed to fetch");
    return response;
  }

  #disturbance(probability: number): Disturbance | undefined {
    if (this.isCalm || !this.#chance.is(probability)) return undefined;
    const disturbance = this.#chance.oneOf(disturbances);
    this.counts.set(disturbance, (this.counts.get(disturbance) ?? 0) + 1);
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
