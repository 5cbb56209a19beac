import type { FastifyInstance } from "fastify";
import type { FaultEffect, FaultRule, Faults } from "./faults";

const EFFECTS: readonly FaultEffect["kind"][] = [
  "latency",
  "throttled",
  "serverError",
  "signedOut",
  "cutBefore",
  "cutAfter",
  "offline",
];

/** `/sandbox/faults`: the bad days, from the page's switches and from tests. */
export function addFaultRoutes(app: FastifyInstance, faults: Faults): void {
  app.get("/sandbox/faults", () => ({ rules: faults.list() }));
  app.post("/sandbox/faults", (request, reply) => {
    const rule = ruleIn(request.body);
    if (typeof rule === "string") return reply.code(400).send({ error: rule });
    return reply.code(201).send({ id: faults.add(rule) });
  });
  app.delete("/sandbox/faults", (_request, reply) => {
    faults.remove();
    return reply.code(204).send();
  });
  app.delete<{ Params: { id: string } }>("/sandbox/faults/:id", (request, reply) => {
    faults.remove(request.params.id);
    return reply.code(204).send();
  });
}

/** The rule in a body, or what is wrong with it. */
function ruleIn(body: unknown): FaultRule | string {
  if (!isRecord(body)) return "A rule is a JSON object.";
  const { userId, method, url, times, effect, ...others } = body;
  // A misspelt member would make a rule that applies to far more than was meant.
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return `A rule has no member ${unknown}.`;
  for (const [name, value] of Object.entries({ userId, method, url })) {
    if (value !== undefined && typeof value !== "string") return `${name} has to be a text.`;
  }
  if (times !== undefined && (typeof times !== "number" || !Number.isInteger(times) || times < 1)) {
    return "times has to be a whole number from 1.";
  }
  if (typeof url === "string") {
    try {
      new RegExp(url);
    } catch {
      return "url has to be a regular expression.";
    }
  }
  const fault = effectFault(effect);
  return fault ?? ({ userId, method, url, times, effect } as FaultRule);
}

function effectFault(effect: unknown): string | undefined {
  if (!isRecord(effect) || !EFFECTS.includes(effect["kind"] as FaultEffect["kind"])) {
    return `effect.kind has to be one of ${EFFECTS.join(", ")}.`;
  }
  const { kind, milliseconds, status, limit, retryAfterSeconds, ...others } = effect;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return `effect has no member ${unknown}.`;
  if (kind === "latency" && !isWithin(milliseconds, LONGEST_WAIT)) {
    return `effect.milliseconds has to be a number from 0 to ${String(LONGEST_WAIT)}.`;
  }
  if (kind === "serverError" && ![500, 502, 503, 504].includes(status as number)) {
    return "effect.status has to be 500, 502, 503 or 504.";
  }
  if (limit !== undefined && !["requests", "executionTime", "concurrency"].includes(limit as string)) {
    return "effect.limit has to be requests, executionTime or concurrency.";
  }
  if (retryAfterSeconds !== undefined && !isWithin(retryAfterSeconds, Number.MAX_SAFE_INTEGER)) {
    return "effect.retryAfterSeconds has to be a number from 0.";
  }
  return undefined;
}

/** An hour. Node's timers would take more than 24 days for none at all. */
const LONGEST_WAIT = 3_600_000;

function isWithin(value: unknown, most: number): boolean {
  return typeof value === "number" && value >= 0 && value <= most;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
