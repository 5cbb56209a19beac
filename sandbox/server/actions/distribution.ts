import type { TableMetadata } from "../metadata/model";
import { accessCondition } from "../security/accessCondition";
import { identifier, isPolymorphic, physicalType, targetColumn } from "../store/physical";
import type { Reference, WriteContext } from "../write/context";
import type { Channel } from "./channel";
import { requireTable } from "./parameters";

export interface DistributionPlan {
  readonly campaignActivityId: string;
  readonly channel: Channel;
  /** The table of the members. */
  readonly members: TableMetadata;
  readonly operationId: string;
  /** The activity that all others are copied from; it is gone afterwards. */
  readonly template: Reference;
  readonly ownedByMembersOwner: boolean;
  readonly respectsOptOut: boolean;
  readonly excludesContactedWithinDays?: number;
  readonly sendsEmail: boolean;
}

export interface DistributionOutcome {
  readonly succeeded: number;
  readonly failed: number;
}

/** `activityparty.participationtypemask` */
const SENDER = 1;
const REGARDING = 8;
const OWNER = 9;

/**
 * Makes the activities of a distribution with a fixed number of statements, however many members there are. The members
 * stand in a temporary table, each with the activity made for it or the reason why there is none.
 */
export class Distribution {
  #isStarted = false;

  constructor(
    private readonly context: WriteContext,
    private readonly plan: DistributionPlan,
  ) {}

  /** Adds the members of one list; who is on several lists counts once. */
  async add(memberIds: readonly string[], ignoresInactive: boolean): Promise<void> {
    const { database } = this.context.organization;
    if (!this.#isStarted) {
      this.#isStarted = true;
      await database.execute(
        "drop table if exists distribution; create temporary table distribution (member uuid primary key, activity uuid, reason text) on commit drop;",
      );
    }
    const { members } = this.plan;
    const active = ignoresInactive && members.columns.has("statecode") ? "and m.statecode = 0" : "";
    await database.query(
      `insert into distribution (member, activity)
       select m.${identifier(members.primaryIdColumn)}, gen_random_uuid()
       from (select distinct unnest($1::uuid[]) as id) as given
       join ${identifier(members.logicalName)} as m on m.${identifier(members.primaryIdColumn)} = given.id
       where true ${active} on conflict do nothing`,
      [memberIds],
    );
  }

  async run(): Promise<DistributionOutcome> {
    await this.#leaveOut();
    await this.#copyActivities();
    await this.#addParties();
    await this.#log();
    await this.#removeTemplate();
    const { database } = this.context.organization;
    await this.#markMembers();
    const [count] = await database.query<{ succeeded: number | string; failed: number | string }>(
      "select count(*) filter (where reason is null) as succeeded, count(reason) as failed from distribution",
    );
    await database.execute("drop table distribution;");
    return { succeeded: Number(count?.succeeded ?? 0), failed: Number(count?.failed ?? 0) };
  }

  /** Marks who gets no activity, and why: what the member wishes, what was sent lately, what the caller may not see. */
  async #leaveOut(): Promise<void> {
    const { members, channel, respectsOptOut, excludesContactedWithinDays } = this.plan;
    for (const column of channel.forbiddenBy) await this.#leaveOutWhere(`m.${identifier(column)}`, column);
    if (respectsOptOut) await this.#leaveOutWhere("m.donotsendmm", "donotsendmm");
    if (excludesContactedWithinDays !== undefined && members.columns.has("lastusedincampaign")) {
      await this.#leaveOutWhere(
        "m.lastusedincampaign > $1::timestamptz - make_interval(days => $2::integer)",
        "lastusedincampaign",
        [this.context.now.toISOString(), excludesContactedWithinDays],
      );
    }
    const parameters: unknown[] = [];
    const readable = accessCondition(
      this.context.organization.metadata,
      this.context.caller,
      members,
      "Read",
      "m",
      (value) => `$${String(parameters.push(value))}`,
    );
    if (readable !== undefined) {
      await this.#leaveOutWhere(`(${readable}) is not true`, "no right to read", parameters);
    }
  }

  async #leaveOutWhere(
    condition: string,
    reason: string,
    parameters: readonly unknown[] = [],
  ): Promise<void> {
    const { members } = this.plan;
    // Not every table has every one of the wishes: leads have no donotbulkpostalmail.
    if (/^m\."?\w+"?$/.test(condition) && !members.columns.has(reason)) return;
    const name = `$${String(parameters.length + 1)}`;
    await this.context.organization.database.query(
      `update distribution set reason = ${name}::text, activity = null
       from ${identifier(members.logicalName)} as m
       where m.${identifier(members.primaryIdColumn)} = member and reason is null and ${condition}`,
      [...parameters, reason],
    );
  }

  async #copyActivities(): Promise<void> {
    const { template, members, ownedByMembersOwner } = this.plan;
    const table = requireTable(this.context, template.table);
    const own: Record<string, string> = { activityid: "d.activity" };
    if (ownedByMembersOwner) {
      for (const name of ["ownerid", "owninguser", "owningteam", "owningbusinessunit"]) {
        const column = members.columns.get(name);
        if (column === undefined || !table.columns.has(name)) continue;
        own[name] = `m.${identifier(name)}`;
        if (isPolymorphic(column)) own[targetColumn(name)] = `m.${identifier(targetColumn(name))}`;
      }
    }
    if (this.plan.sendsEmail && template.table === "email") {
      // Handed over for sending. Nothing is sent from here.
      own["statecode"] = "1";
      own["statuscode"] = "6";
    }
    const columns = physicalColumns(table).filter((name) => name !== "versionnumber");
    const values = columns.map((name) => own[name] ?? `t.${identifier(name)}`);
    await this.context.organization.database.query(
      `insert into ${identifier(table.logicalName)} (${columns.map(identifier).join(", ")})
       select ${values.join(", ")} from distribution as d
       join ${identifier(members.logicalName)} as m on m.${identifier(members.primaryIdColumn)} = d.member
       cross join ${identifier(table.logicalName)} as t
       where t.activityid = $1 and d.reason is null`,
      [template.id],
    );
  }

  async #addParties(): Promise<void> {
    const { template, members, channel, campaignActivityId } = this.plan;
    const name = identifier(members.primaryNameColumn ?? members.primaryIdColumn);
    const memberName = `left(m.${name}::text, 400)`;
    await this.#addParty("d.member", `'${members.logicalName}'`, memberName, channel.participation);
    await this.#addParty(
      "$2::uuid",
      "'campaignactivity'",
      "(select left(subject, 400) from campaignactivity where activityid = $2::uuid)",
      REGARDING,
      [campaignActivityId],
    );
    const owner = `a.ownerid, a.${identifier(targetColumn("ownerid"))}`;
    const ownerName = "(select left(fullname, 400) from systemuser where systemuserid = a.ownerid)";
    const masks = channel.hasSender && !(await this.#hasSender()) ? [OWNER, SENDER] : [OWNER];
    for (const mask of masks) {
      await this.context.organization.database.query(
        `insert into activityparty (activitypartyid, activityid, "activityid$type", partyid, "partyid$type", partyidname, participationtypemask)
         select gen_random_uuid(), a.activityid, '${template.table}', ${owner}, ${ownerName}, ${String(mask)}
         from distribution as d join ${identifier(template.table)} as a on a.activityid = d.activity
         where a.${identifier(targetColumn("ownerid"))} = 'systemuser'`,
      );
    }
    await this.#copyGivenParties();
  }

  /** Parties that the caller listed on the activity: the same on every copy. */
  async #copyGivenParties(): Promise<void> {
    const { template } = this.plan;
    await this.context.organization.database.query(
      `insert into activityparty (activitypartyid, activityid, "activityid$type", partyid, "partyid$type", partyidname, participationtypemask)
       select gen_random_uuid(), d.activity, '${template.table}', p.partyid, p."partyid$type", p.partyidname, p.participationtypemask
       from distribution as d cross join activityparty as p
       where d.reason is null and p.activityid = $1 and p.participationtypemask not in (${String(REGARDING)}, ${String(OWNER)})`,
      [template.id],
    );
  }

  async #hasSender(): Promise<boolean> {
    const rows = await this.context.organization.database.query(
      "select 1 as one from activityparty where activityid = $1 and participationtypemask = $2 limit 1",
      [this.plan.template.id, SENDER],
    );
    return rows.length > 0;
  }

  async #addParty(
    id: string,
    type: string,
    name: string,
    mask: number,
    parameters: readonly unknown[] = [],
  ): Promise<void> {
    const { template, members } = this.plan;
    await this.context.organization.database.query(
      `insert into activityparty (activitypartyid, activityid, "activityid$type", partyid, "partyid$type", partyidname, participationtypemask)
       select gen_random_uuid(), d.activity, $1::text, ${id}, ${type}, ${name}, ${String(mask)}
       from distribution as d join ${identifier(members.logicalName)} as m on m.${identifier(members.primaryIdColumn)} = d.member
       where d.reason is null`,
      [template.table, ...parameters],
    );
  }

  /** One line of the log for each member. */
  async #log(): Promise<void> {
    const { operationId, members, template, campaignActivityId } = this.plan;
    await this.context.organization.database.query(
      `insert into bulkoperationlog (bulkoperationlogid, bulkoperationid, campaignactivityid, regardingobjectid, "regardingobjectid$type",
         createdobjectid, "createdobjectid$type", errornumber, additionalinfo)
       select gen_random_uuid(), $1::uuid, $2::uuid, member, $3::text, activity,
         case when activity is null then null else $4::text end,
         case when reason is null then 0 else -2147220933 end, reason
       from distribution`,
      [operationId, campaignActivityId, members.logicalName, template.table],
    );
  }

  async #removeTemplate(): Promise<void> {
    const { template } = this.plan;
    const { database } = this.context.organization;
    await database.query("delete from activityparty where activityid = $1", [template.id]);
    await database.query(`delete from ${identifier(template.table)} where activityid = $1`, [template.id]);
  }

  async #markMembers(): Promise<void> {
    const { members } = this.plan;
    if (!members.columns.has("lastusedincampaign")) return;
    await this.context.organization.database.query(
      `update ${identifier(members.logicalName)} as m set lastusedincampaign = $1::timestamptz, versionnumber = nextval('versionnumber')
       from distribution as d where d.member = m.${identifier(members.primaryIdColumn)} and d.reason is null`,
      [this.context.now.toISOString()],
    );
  }
}

/** The columns that a table's rows are stored in. */
function physicalColumns(table: TableMetadata): string[] {
  return [...table.columns.values()].flatMap((column) => {
    if (physicalType(column) === undefined || column.repeats !== undefined) return [];
    return isPolymorphic(column)
      ? [column.logicalName, targetColumn(column.logicalName)]
      : [column.logicalName];
  });
}
