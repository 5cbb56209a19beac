import { SAMPLE_USERS } from "../users";
import { dayFrom } from "./days";
import { NAMED_ACCOUNTS } from "./namedAccounts";
import { namedDealId } from "./opportunities";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";

/** Values of `ent_hold.ent_scope`. */
const EVERY_SEND = 789_100_000;
const PROMOTIONAL_ONLY = 789_100_001;

/** Two clients whom their reps asked marketing not to write to: one until a day, one until a deal closes. */
export function* holdRows({ now }: SampleScope): Iterable<SampleRow> {
  const held = [
    {
      key: "insurer",
      owner: SAMPLE_USERS.julien.id,
      ent_name: "Contract under legal review",
      ent_accountid: NAMED_ACCOUNTS.insurer.id,
      ent_opportunityid: null,
      ent_reason: "Their lawyers read the contract; one more invitation and the deal is off the table.",
      ent_until: dayFrom(now, 20, 0),
      ent_scope: EVERY_SEND,
    },
    {
      key: "cooling",
      owner: SAMPLE_USERS.rep.id,
      ent_name: "New finance director",
      ent_accountid: NAMED_ACCOUNTS.cooling.id,
      ent_opportunityid: namedDealId("cooling"),
      ent_reason: "The new finance director wants to hear from nobody but us until the clinic is decided.",
      ent_until: null,
      ent_scope: PROMOTIONAL_ONLY,
    },
  ];
  for (const { key, owner, ...row } of held) {
    yield {
      ent_holdid: sampleId("ent_hold", key),
      ...row,
      ent_from: dayFrom(now, -3, 0),
      ownerid: { table: "systemuser", id: owner },
      createdby: owner,
      createdon: dayFrom(now, -3, 9),
    };
  }
}
