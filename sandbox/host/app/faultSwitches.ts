/** The bad days that the bar offers; the service knows more of them, by `/sandbox/faults`. */
export type Failing = "no" | "throttled" | "unavailable" | "cut";

export interface Faults {
  readonly slow: boolean;
  readonly failing: Failing;
}

interface Effect {
  readonly kind: string;
  readonly milliseconds?: number;
  readonly status?: number;
}

interface Rule {
  readonly id: string;
  readonly userId?: string;
  readonly effect: Effect;
}

const slowness: Effect = { kind: "latency", milliseconds: 1500 };

const failures: Readonly<Record<Exclude<Failing, "no">, Effect>> = {
  throttled: { kind: "throttled" },
  unavailable: { kind: "serverError", status: 503 },
  cut: { kind: "cutBefore" },
};

// The form's own reading of its record is spared: else there would be no form on which a component could fail.
const allButTheRecord = "^(?!.*\\)\\?(\\$|%24)select=)";

async function rulesOf(userId: string): Promise<readonly Rule[]> {
  const response = await fetch("/sandbox/faults", { cache: "no-store" });
  const { rules } = (await response.json()) as { readonly rules: readonly Rule[] };
  return rules.filter((rule) => rule.userId === userId);
}

/** The bad days that the service has for the user now. */
export async function readFaults(userId: string): Promise<Faults> {
  const kinds = (await rulesOf(userId)).map(({ effect }) => effect.kind);
  const failing = (Object.keys(failures) as (keyof typeof failures)[]).find((name) =>
    kinds.includes(failures[name].kind),
  );
  return { slow: kinds.includes(slowness.kind), failing: failing ?? "no" };
}

/** Makes the user's days as bad as told, and no worse. */
export async function setFaults(userId: string, faults: Faults): Promise<void> {
  for (const { id } of await rulesOf(userId)) await fetch(`/sandbox/faults/${id}`, { method: "DELETE" });
  const add = (effect: Effect, url?: string): Promise<Response> =>
    fetch("/sandbox/faults", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ userId, url, effect }),
    });
  if (faults.slow) await add(slowness);
  if (faults.failing !== "no") await add(failures[faults.failing], allButTheRecord);
}
