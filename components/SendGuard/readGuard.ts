import { createAsking } from "../../dataverse/askQuestion";
import { success } from "../../dataverse/attempt";
import { checkAudience } from "../../dataverse/guard/checkAudience";
import {
  authorityOf,
  hasNobodyToAsk,
  readDecisions,
  readDisabledOwners,
  readOwningTeams,
} from "../../dataverse/guard/decisions";
import { readSubject, type GuardedRecord } from "../../dataverse/guard/guardedSubject";
import { readLastCheck } from "../../dataverse/guard/recordCheck";
import { readTakenOff } from "../../dataverse/guard/takenOff";
import { readPolicy } from "../../dataverse/policy";
import { dayOf } from "../../dataverse/dayIn";
import type { GuardedList } from "../../domain/guard/audience";
import { readingOf, type Reading } from "../shared/reading";
import { checkedLists, guardModel, type GuardModel } from "./guardModel";
import type { GuardViewHost } from "./guardHost";

/**
 * Reads a send and checks its audience: the policy and the lists at once, then the audience and what was decided about it;
 * and, where a team's deal was decided about, who is of the team, and where an owner was asked, whether they are disabled.
 * @param onLists is told which lists are about to be checked, as soon as they are known
 */
export async function readGuard(
  host: GuardViewHost,
  record: GuardedRecord,
  signal: AbortSignal,
  onLists: (lists: readonly GuardedList[]) => void,
): Promise<Reading<GuardModel>> {
  const asking = createAsking(host, signal);
  const { ask } = asking;
  const at = host.now();
  const today = dayOf(host, at);
  const isActivity = record.table === "campaignactivity";
  const lastCheck = isActivity ? readLastCheck(ask, record.id) : Promise.resolve(success(null));
  // The list behind a guarded one is, nearly always, the one that was checked last.
  const lastList = lastCheck.then((read) => (read.ok && read.value?.list ? [read.value.list] : []));
  const [policy, subject, last, takenOff] = await Promise.all([
    readPolicy(ask, today),
    readSubject(ask, record, lastList),
    lastCheck,
    isActivity ? readTakenOff(ask, record.id) : success([]),
  ]);
  if (!policy.ok) return readingOf(policy.failure);
  if (!subject.ok) return readingOf(subject.failure);
  if (!last.ok) return readingOf(last.failure);
  if (!takenOff.ok) return readingOf(takenOff.failure);
  const on = { subject: subject.value, takenOff: takenOff.value };
  const lists = checkedLists(on);
  onLists(lists);
  const { guardMode } = policy.value.policy;
  const [check, decisions] = await Promise.all([
    checkAudience(
      asking,
      {
        timeZoneOffsetMinutes: (moment) => host.timeZoneOffsetMinutes(moment),
        mayReadAll: (table) => host.may("read", table, "everybody"),
      },
      {
        lists,
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
  const { taken, overriders } = decisions.value;
  const decided = check.found.filter(({ key }) => taken.some((each) => each.key === key));
  const asked = decided.filter(({ key }) =>
    taken.some((each) => each.key === key && each.decision === "askTheOwner"),
  );
  const [teams, disabled] = await Promise.all([
    readOwningTeams(ask, decided),
    readDisabledOwners(ask, asked),
  ]);
  if (!teams.ok) return readingOf(teams.failure);
  // Who cannot learn who is disabled reads that the owner was asked: that much is known.
  const noLonger = disabled.ok ? disabled.value : new Set<string>();
  const seesAllPeople = host.may("read", "team", "everybody") && host.may("read", "systemuser", "everybody");
  return {
    kind: "ready",
    model: guardModel({
      ...on,
      policy: policy.value.policy,
      policyRow: policy.value.row,
      check,
      taken,
      authority: authorityOf(check.found, teams.value, overriders, guardMode),
      nobodyToAsk: new Set(
        asked
          .filter((each) => hasNobodyToAsk(each, teams.value, noLonger, seesAllPeople))
          .map(({ key }) => key),
      ),
      last: last.value,
      today,
      at,
    }),
  };
}
