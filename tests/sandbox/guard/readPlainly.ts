import type { Database } from "../../../sandbox/server/store/database";
import type { PlainOrganisation } from "./plainGuard";

/**
 * An organisation as the slow plain guard takes it, straight from the database.
 * @param today as SQL; the machine's when absent
 */
export async function readPlainly(database: Database, today = "current_date"): Promise<PlainOrganisation> {
  const daysTo = (column: string) => `(${column}::date - ${today})::integer`;
  return {
    accounts: await database.query(`select accountid as id, parentaccountid as parent from account`),
    contacts: await database.query(`select contactid as id, parentcustomerid as company from contact`),
    leads: await database.query(
      `select leadid as id, parentaccountid as account, parentcontactid as contact,
         qualifyingopportunityid as deal from lead`,
    ),
    deals: await database.query(
      `select opportunityid as id, statecode as state, salesstage as stage, stepname as "stepName",
         closeprobability as probability, ${daysTo("estimatedclosedate")} as "closesIn",
         estimatedvalue_base::float as "baseValue", customerid as customer, parentaccountid as account,
         parentcontactid as contact, originatingleadid as lead from opportunity`,
    ),
    connections: await database.query(
      `select record1id as record1, record2id as record2, statecode as state from connection`,
    ),
    holds: await database.query(
      `select ent_holdid as id, statecode as state, ${daysTo("ent_from")} as "from", ${daysTo("ent_until")} as until,
         ent_scope = 789100001 as "promotionalOnly", ent_accountid as account, ent_contactid as contact,
         ent_opportunityid as deal from ent_hold`,
    ),
  };
}
