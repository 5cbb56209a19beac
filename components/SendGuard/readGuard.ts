import { createAsking } from "../../dataverse/askQuestion";
import { success } from "../../dataverse/attempt";
import { checkAudience } from "../../dataverse/guard/checkAudience";
import { authorityOf, readDecisions, readOwningTeams } from "../../dataverse/guard/decisions";
import { readSubject, type GuardedRecord } from "../../dataverse/guard/guardedSubject";
import { readLastCheck } from "../../dataverse/guard/recordCheck";
import { readTakenOff } from "../../dataverse/guard/takenOff";
import { readPolicy } from "../../dataverse/policy";
import { dayOfMoment } from "../../domain/day";
import { readingOf, type Reading } from "../shared/reading";
import { checkedLists, guardModel, type GuardModel } from "./guardModel";
import type { GuardViewHost } from "./guardHost";

/**
 * Reads a send and checks its audience: the policy and the lists at once, then the audience and what was decided about it,
 * then who is of the teams that own something found.
 */
export async function readGuard(
  host: GuardViewHost,
  record: GuardedRecord,
  signal: AbortSignal,
): Promise<Reading<GuardModel>> {
  const asking = createAsking(host, signal);
  const { ask } = asking;
  const at = host.now();
  const today = dayOfMoment(at, host.timeZoneOffsetMinutes(at));
  const isActivity = record.table === "campaignactivity";
  const [policy, subject, last, takenOff] = await Promise.all([
    readPolicy(ask, today),
    readSubject(ask, record),
    isActivity ? readLastCheck(ask, record.id) : success(null),
    isActivity ? readTakenOff(ask, record.id) : success([]),
  ]);
  if (!policy.ok) return readingOf(policy.failure);
  if (!subject.ok) return readingOf(subject.failure);
  if (!last.ok) return readingOf(last.failure);
  if (!takenOff.ok) return readingOf(takenOff.failure);
  const on = { subject: subject.value, takenOff: takenOff.value };
  const { guardMode } = policy.value.policy;
  const [check, decisions] = await Promise.all([
    checkAudience(
      asking,
      {
        timeZoneOffsetMinutes: (moment) => host.timeZoneOffsetMinutes(moment),
        mayReadAll: (table) => host.may("read", table, "everybody"),
      },
      {
        lists: checkedLists(on),
        campaign: subject.value.campaign,
        policy: policy.value.policy,
        today,
      },
    ),
    isActivity
      ? readDecisions(ask, record.id, guardMode)
      : success({ taken: [], overriders: new Set<string>() }),
  ]);
  if (!decisions.ok) return readingOf(decisions.failure);
  const teams = await readOwningTeams(ask, check.found);
  if (!teams.ok) return readingOf(teams.failure);
  return {
    kind: "ready",
    model: guardModel({
      ...on,
      policy: policy.value.policy,
      policyRow: policy.value.row,
      check,
      taken: decisions.value.taken,
      authority: authorityOf(check.found, teams.value, decisions.value.overriders, guardMode),
      teams: teams.value,
      last: last.value,
      today,
      at,
    }),
  };
}
