import { randomUUID } from "node:crypto";
import { DataverseError } from "../errors";
import { answerError } from "./answerError";
import type { WebApiAnswer } from "./exchange";

/** What goes wrong on a bad day. */
export type FaultEffect =
  | { readonly kind: "latency"; readonly milliseconds: number }
  /** Service protection: 429 with `Retry-After`, for one of the three limits. */
  | {
      readonly kind: "throttled";
      readonly limit?: "requests" | "executionTime" | "concurrency";
      readonly retryAfterSeconds?: number;
    }
  | { readonly kind: "serverError"; readonly status: 500 | 502 | 503 | 504 }
  /** The sign-in has expired: 401, without a body of Dataverse's own. */
  | { readonly kind: "signedOut" }
  /** The connection breaks: before anything is done, or when it is done but not yet answered. */
  | { readonly kind: "cutBefore" }
  | { readonly kind: "cutAfter" }
  /** There is no connection at all. */
  | { readonly kind: "offline" };

/** Which requests an effect is for. Absent means all. */
export interface FaultRule {
  readonly userId?: string;
  readonly method?: string;
  /** A regular expression on the URL's path and query, as it stands in the request. */
  readonly url?: string;
  /** How often the rule applies before it is spent; for ever when absent. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

export interface StandingRule extends FaultRule {
  readonly id: string;
  /** How often it has applied. */
  readonly applied: number;
}

/** What the rules say about one request: how long to wait, and what happens instead of, or after, the answer. */
export interface Verdict {
  readonly delay: number;
  readonly answer?: WebApiAnswer;
  readonly cut?: "before" | "after";
}

const FINE: Verdict = { delay: 0 };

/** The rules in force. They are shared by all connections and changed while the server runs. */
export class Faults {
  readonly #rules = new Map<string, StandingRule & { readonly pattern?: RegExp }>();

  /** @throws SyntaxError when the URL's pattern is no regular expression */
  add(rule: FaultRule): string {
    const id = randomUUID();
    const pattern = rule.url === undefined ? undefined : new RegExp(rule.url, "i");
    this.#rules.set(id, { ...rule, id, applied: 0, pattern });
    return id;
  }

  list(): StandingRule[] {
    return [...this.#rules.values()].map(({ pattern: _pattern, ...rule }) => rule);
  }

  /** Takes one rule away, or all. */
  remove(id?: string): void {
    if (id === undefined) this.#rules.clear();
    else this.#rules.delete(id);
  }

  /** Looks through the rules in the order in which they were added. Latencies add up; the first other effect counts. */
  judge(userId: string, method: string, url: string): Verdict {
    let verdict = FINE;
    for (const rule of this.#rules.values()) {
      if (rule.userId !== undefined && rule.userId.toLowerCase() !== userId.toLowerCase()) continue;
      if (rule.method !== undefined && rule.method.toUpperCase() !== method) continue;
      if (rule.pattern?.test(url) === false) continue;
      if (rule.times !== undefined && rule.applied >= rule.times) continue;
      const isDecided = verdict.answer !== undefined || verdict.cut !== undefined;
      if (isDecided && rule.effect.kind !== "latency") continue;
      this.#rules.set(rule.id, { ...rule, applied: rule.applied + 1 });
      verdict = { ...verdict, ...consequence(rule.effect, verdict.delay) };
    }
    return verdict;
  }
}

function consequence(effect: FaultEffect, delay: number): Partial<Verdict> {
  switch (effect.kind) {
    case "latency":
      return { delay: delay + effect.milliseconds };
    case "throttled":
      return { answer: throttled(effect.limit ?? "requests", effect.retryAfterSeconds ?? 10) };
    case "serverError":
      return { answer: serverError(effect.status) };
    case "signedOut":
      return { answer: SIGNED_OUT };
    case "cutBefore":
    case "offline":
      return { cut: "before" };
    case "cutAfter":
      return { cut: "after" };
  }
}

// learn.microsoft.com, "Service protection API limits".
const LIMITS = {
  requests: ["0x80072322", "Number of requests exceeded the limit of 6000 over time window of 300 seconds."],
  executionTime: [
    "0x80072321",
    "Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.",
  ],
  concurrency: ["0x80072326", "Number of concurrent requests exceeded the limit of 52."],
} as const;

function throttled(limit: keyof typeof LIMITS, retryAfter: number): WebApiAnswer {
  const [code, message] = LIMITS[limit];
  const answer = answerError(new DataverseError(429, code, message, retryAfter), []);
  return {
    ...answer,
    headers: { ...answer.headers, "x-ms-ratelimit-burst-remaining-xrm-requests": "0" },
  };
}

// RFC 6750, section 3.1: what the token service asks for stands in the header.
const SIGNED_OUT: WebApiAnswer = {
  status: 401,
  headers: { "WWW-Authenticate": 'Bearer error="invalid_token", error_description="The token expired"' },
};

/** A gateway in front of the service answers in HTML, not in the service's own shape. */
function serverError(status: 500 | 502 | 503 | 504): WebApiAnswer {
  if (status === 502 || status === 504) {
    const title = status === 502 ? "502 Bad Gateway" : "504 Gateway Timeout";
    return {
      status,
      headers: { "Content-Type": "text/html; charset=utf-8" },
      body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    };
  }
  const message = status === 503 ? "The service is unavailable." : "An unexpected error occurred.";
  return answerError(new DataverseError(status, "0x80040216", message), []);
}
