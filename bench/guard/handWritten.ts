import type { Database } from "../../sandbox/server/store/database";

/*
 * The guard as somebody would write it who may send SQL to the database: the same rules, the default policy's thresholds,
 * contacts only. Neither privileges nor limits of the service are in its way.
 */

const PROTECTED_DEAL = `
  select opportunityid as id, customerid, parentcontactid, parentaccountid from opportunity
  where statecode = 0 and estimatedvalue_base >= 100000
    and (salesstage in (3) or (closeprobability >= 70 and estimatedclosedate <= current_date + 30))`;

const HOLD_IN_FORCE = `
  select h.ent_holdid as id, h.ent_accountid, h.ent_contactid, h.ent_opportunityid from ent_hold h
  left join opportunity o on o.opportunityid = h.ent_opportunityid
  where h.statecode = 0 and (h.ent_from is null or h.ent_from <= current_date)
    and (h.ent_until >= current_date or (h.ent_until is null and (h.ent_opportunityid is null or o.statecode = 0)))`;

/** Clients with a deal or a hold: `id` of the deal or hold, `client`. */
const CLIENTS = `
  deal as materialized (${PROTECTED_DEAL}),
  hold as materialized (${HOLD_IN_FORCE}),
  client as materialized (
    select id, customerid as client from deal
    union select id, parentcontactid from deal
    union select id, parentaccountid from deal
    union select id, ent_accountid from hold
    union select id, ent_contactid from hold
    union select h.id, o.customerid from hold h join opportunity o on o.opportunityid = h.ent_opportunityid
    union select h.id, o.parentcontactid from hold h join opportunity o on o.opportunityid = h.ent_opportunityid
    union select h.id, o.parentaccountid from hold h join opportunity o on o.opportunityid = h.ent_opportunityid)`;

/** Which end the joins begin at: with whoever is reached in the organisation, or with the members of the list. */
export const beginnings = ["reached", "list"] as const;
export type Beginning = (typeof beginnings)[number];

/** The contacts that a deal or a hold reaches: `id` of the deal or hold, `contactid`. From the list: its members alone. */
const REACHED: Readonly<Record<Beginning, string>> = {
  reached: `${CLIENTS},
  reached as (
    select c.id, p.contactid from client c join contact p on p.contactid = c.client
    union select c.id, p.contactid from client c join contact p on p.parentcustomerid = c.client
    union select c.id, p.contactid from client c join account a on a.parentaccountid = c.client
      join contact p on p.parentcustomerid = a.accountid
    union select d.id, k.record2id from deal d join connection k on k.record1id = d.id and k.statecode = 0
    union select d.id, k.record1id from deal d join connection k on k.record2id = d.id and k.statecode = 0)`,
  list: `${CLIENTS},
  member as (
    select p.contactid, p.parentcustomerid, a.parentaccountid from listmember l join contact p on p.contactid = l.entityid
    left join account a on a.accountid = p.parentcustomerid where l.listid = $1),
  reached as (
    select c.id, m.contactid from member m
      cross join lateral (values (m.contactid), (m.parentcustomerid), (m.parentaccountid)) by (client)
      join client c on c.client = by.client
    union select d.id, l.entityid from deal d join connection k on k.record1id = d.id and k.statecode = 0
      join listmember l on l.entityid = k.record2id and l.listid = $1
    union select d.id, l.entityid from deal d join connection k on k.record2id = d.id and k.statecode = 0
      join listmember l on l.entityid = k.record1id and l.listid = $1)`,
};

/** How many of a list each protected deal and hold concerns, and how many the list has. Two statements. */
export async function checkByHand(
  database: Database,
  listId: string,
  beginning: Beginning,
): Promise<{ readonly audience: number; readonly members: ReadonlyMap<string, number> }> {
  const [sizes, rows] = await Promise.all([
    database.query<{ size: number }>("select count(*)::int as size from listmember where listid = $1", [
      listId,
    ]),
    database.query<{ id: string; members: number }>(
      `with ${REACHED[beginning]}
       select r.id, count(distinct r.contactid)::int as members from reached r
       join listmember l on l.entityid = r.contactid and l.listid = $1 group by r.id`,
      [listId],
    ),
  ]);
  return {
    audience: sizes[0]?.size ?? 0,
    members: new Map(rows.map(({ id, members }) => [id, members])),
  };
}

/** The members of a list whom nothing protects. */
export async function guardByHand(
  database: Database,
  listId: string,
  beginning: Beginning,
): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(
    `with ${REACHED[beginning]}
     select l.entityid as id from listmember l
     where l.listid = $1 and not exists (select 1 from reached r where r.contactid = l.entityid)`,
    [listId],
  );
  return rows.map(({ id }) => id);
}
