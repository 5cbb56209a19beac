import { exactly } from "../../../domain/guard/audience";
import type { Found } from "../../../domain/guard/check";
import {
  keyOf,
  type HoldInForce,
  type ProtectedDeal,
  type Protection,
} from "../../../domain/guard/protection";

export const rita = { table: "systemuser", id: "rita", name: "Rita Rep" } as const;
export const team = { table: "team", id: "team", name: "Key accounts" } as const;

/** A deal in closing of Acme's, Rita's unless said otherwise. */
export function dealOf(id: string, more: Partial<ProtectedDeal> = {}): Protection {
  return {
    kind: "deal",
    deal: {
      id,
      name: `Deal ${id}`,
      stage: 3,
      stepName: null,
      stageName: "Close",
      probability: 80,
      closeDay: null,
      baseValue: 500_000,
      amount: "€500,000.00",
      client: { id: "acme", name: "Acme" },
      accountId: "acme",
      contactId: null,
      owner: rita,
      clients: {
        companies: new Set(["acme"]),
        people: new Set(["acme"]),
        stakeholders: new Set<string>(),
        dealId: id,
      },
      ...more,
    },
    verdict: {
      dealId: id,
      closing: { holds: true, byStage: true, byDate: false, daysLeft: null },
      floor: { holds: true, baseValue: 500_000, floor: 100_000 },
      outweighs: { holds: true, campaign: { kind: "minor" }, from: 0 },
      isVip: true,
    },
  };
}

export function holdOf(id: string, more: Partial<HoldInForce> = {}): Protection {
  return {
    kind: "hold",
    hold: {
      id,
      reason: "Legal review",
      from: null,
      until: null,
      scope: "everySend",
      account: { id: "acme", name: "Acme" },
      contact: null,
      contactAccountId: null,
      deal: null,
      owner: rita,
      dealValue: null,
      dealClients: null,
      ...more,
    },
  };
}

export function foundOf(protection: Protection, people = 3): Found {
  return { key: keyOf(protection), protection, members: exactly(people), reach: [] };
}
