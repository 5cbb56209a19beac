import type { FastifyInstance } from "fastify";
import type { RowToCreate } from "../../dataverse/createOnce";
import type { Row } from "../../dataverse/host";
import { allRows } from "./allRows";

/** How often each promise about recorded checks was broken. */
export interface DecisionsAudit {
  /** A check told saved, and not there. */
  readonly lostChecks: number;
  /** A decision of a check told saved, and not there as it was taken. */
  readonly lostDecisions: number;
  /** More decisions on a check than were taken. */
  readonly doubledDecisions: number;
  /** A check that nobody was told of and that is there without all of its decisions. */
  readonly halfChecks: number;
}

/** Compares what is there with what the user was told. */
export async function auditDecisions(
  server: FastifyInstance,
  told: readonly RowToCreate[],
): Promise<DecisionsAudit> {
  const chosen = "$filter=startswith(ent_name,'chaos ')";
  const checks = await allRows(server, `ent_sendchecks?$select=ent_found&${chosen}`);
  const decisions = await allRows(
    server,
    "ent_senddecisions?$select=ent_decision,_ent_checkid_value&$filter=startswith(ent_reason,'chaos ')",
  );
  const decisionsOf = new Map<unknown, Row[]>();
  for (const decision of decisions) {
    const check = decision._ent_checkid_value;
    decisionsOf.set(check, [...(decisionsOf.get(check) ?? []), decision]);
  }
  const there = new Set(checks.map((check) => check.ent_sendcheckid));
  let lostDecisions = 0;
  let doubledDecisions = 0;
  for (const { id, data } of told) {
    const taken = (data.ent_sendcheck_senddecisions ?? []) as readonly Row[];
    const kept = decisionsOf.get(id) ?? [];
    const isKept = (one: Row): boolean =>
      kept.some(
        (row) => row.ent_senddecisionid === one.ent_senddecisionid && row.ent_decision === one.ent_decision,
      );
    lostDecisions += taken.filter((one) => !isKept(one)).length;
    doubledDecisions += Math.max(kept.length - taken.length, 0);
  }
  return {
    lostChecks: told.filter(({ id }) => !there.has(id)).length,
    lostDecisions,
    doubledDecisions,
    halfChecks: checks.filter(
      ({ ent_sendcheckid: id, ent_found: found }) => (decisionsOf.get(id) ?? []).length !== found,
    ).length,
  };
}
